"""Which person a name on the record of an election means."""

from django.db import models

from league.core.scoping import ScopedQuerySet


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
