"""Elected names in the records of elections, and which person each of them means."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from league.core.scoping import ScopedQuerySet
from organizations.enums import ElectionState
from organizations.models import ElectionSeat

# From the meeting on the record names who was elected.
NAMED = (ElectionState.HELD, ElectionState.REPORTED, ElectionState.CONFIRMED)


class SeatMatch(models.Model):
    """人员对应: an elected name of a dossier is this person. The post is opened when the election is confirmed.

    While the dossier is open it can be changed; afterwards the post itself says who was meant.
    """

    scope_path = "seat__election__organization__path"

    seat = models.OneToOneField(
        "organizations.ElectionSeat", models.CASCADE, verbose_name="选举名单", related_name="match"
    )
    person = models.ForeignKey("cadres.Person", models.PROTECT, verbose_name="人员", related_name="seat_matches")
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人员对应"
        ordering = ["seat"]

    def __str__(self):
        return f"{self.seat}→{self.person}"

    def get_absolute_url(self):
        return f"{self.seat.election.get_absolute_url()}?tab=people"


class ElectedSeatQuerySet(ScopedQuerySet):
    def named(self):
        """Elected at a meeting that was held, in a dossier that was not cancelled."""
        return self.filter(elected=True, election__state__in=NAMED)

    def waiting(self):
        """待对应: no post stands for the name, and before the confirmation nobody was matched either."""
        matched = Exists(SeatMatch.objects.filter(seat=OuterRef("pk")))
        open_dossier = ~Q(election__state=ElectionState.CONFIRMED)
        return self.named().filter(post__isnull=True).exclude(open_dossier & matched)


class ElectedSeat(ElectionSeat):
    """当选人: a line of an election's record seen from the register of people; its page is where it is matched."""

    objects = ElectedSeatQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "当选人"
        ordering = ["election", "order"]

    def get_absolute_url(self):
        return reverse("cadres:seat-match", args=[self.pk])
