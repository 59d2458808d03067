"""Two records that look like one human's and were found to be of two."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.scoping import ScopedQuerySet


class PersonDistinctionQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Pairs of which both records are kept in the user's scope: a stranger's record is not named by a mark."""
        return self.filter(user.scope.q("first__org_path"), user.scope.q("second__org_path"))

    def of(self, person_id: int):
        """Marks on that record, on whichever side it stands."""
        return self.filter(Q(first=person_id) | Q(second=person_id))


class PersonDistinction(models.Model):
    """不是同一人: the pair is no longer taken for doubles. `first` is the older record of the two.

    Removed when it was a mistake. When one of the records is merged into a third, the mark stays where it was made:
    about the third nobody has said anything. Written by cadres.services.distinctions alone.
    """

    scope_path = "first__org_path"
    stays_with_record = True

    first = models.ForeignKey("cadres.Person", models.PROTECT, verbose_name="人员", related_name="distinctions")
    second = models.ForeignKey(
        "cadres.Person", models.PROTECT, verbose_name="另一条记录", related_name="distinctions_of_later"
    )
    reason = models.CharField("核对情况", max_length=200)
    marked_on = models.DateField("标记日期")
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="标记人", related_name="+")

    objects = PersonDistinctionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "不是同一人的标记"
        ordering = ["-marked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="person_distinction_once",
                violation_error_message="这两条记录已标记为不是同一人。",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="person_distinction_in_order",
                violation_error_message="请选择另一条人员记录。",
            ),
        ]

    def __str__(self):
        return f"{self.first}（编号{self.first_id}与编号{self.second_id}）"

    def get_absolute_url(self):
        return reverse("cadres:person-distinction-detail", args=[self.pk])
