"""Two records that turned out to be one human, and what it takes to tell them apart again."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.scoping import ScopedQuerySet

# Days within which a merger can be taken back.
UNDO_DAYS = 30


class PersonMerge(models.Model):
    """人员合并: `dropped` was merged into `kept`. The dropped record stays as it was and is seen no more.

    `moved` lists what went over as ``{"cadres.Post.person": [keys]}``, `filled` the names of the fields in which the
    kept record had nothing and took over the other's value. No personal value stands here.
    """

    scope_path = "kept__org_path"

    kept = models.ForeignKey("cadres.Person", models.PROTECT, verbose_name="保留的人员", related_name="mergers_kept")
    dropped = models.ForeignKey(
        "cadres.Person", models.PROTECT, verbose_name="并入的人员", related_name="mergers_dropped"
    )
    reason = models.CharField("理由", max_length=200)
    moved = models.JSONField("转移的记录", default=dict)
    filled = models.JSONField("补入的字段", default=list)
    merged_on = models.DateField("合并日期")
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="合并人", related_name="+")
    undone_on = models.DateField("撤回日期", null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人员合并"
        ordering = ["-merged_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kept=F("dropped")),
                name="person_merge_two_records",
                violation_error_message="不能把人员并入其自身。",
            ),
            models.UniqueConstraint(
                fields=["dropped"],
                condition=Q(undone_on__isnull=True),
                name="person_merge_once",
                violation_error_message="该人员已并入其他人员。",
            ),
        ]

    def __str__(self):
        return f"{self.dropped}并入{self.kept}"

    def get_absolute_url(self):
        return reverse("cadres:person-merge-detail", args=[self.pk])

    @property
    def undoable_until(self) -> date:
        """The last day on which it can be taken back."""
        return self.merged_on + timedelta(days=UNDO_DAYS)
