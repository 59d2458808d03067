"""What was counted: snapshots, their values, and the rows behind the closed ones."""

from enum import nonmember

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from league.core.scoping import ScopedQuerySet
from reports.models.indicator_key import IndicatorKey
from reports.models.period import StatPeriod


class SnapshotState(models.TextChoices):
    READY = "ready", "随登记更新"
    CLOSED = "closed", "已关账"
    RETIRED = "retired", "已被替换"

    # What a page may show; a retired one is kept for a minute for those who are still reading it.
    shown = nonmember(("ready", "closed"))


class SnapshotQuerySet(models.QuerySet):
    def shown(self):
        """Snapshots a page may show."""
        return self.filter(state__in=SnapshotState.shown)

    def current(self, code: str):
        """The newest version of the period with that code, at most one."""
        return self.shown().filter(period__code=code).order_by("-version")[:1]


class Snapshot(models.Model):
    """统计快照: every indicator of every node of the tree on one day.

    It appears whole, in one transaction, and is never edited: a refill puts another one in its place, a correction of
    a closed period puts one with a reason beside it. `fingerprint` is the SHA-256 of its values in the order of codes
    (services.fingerprints), the same on every database.
    """

    scope_path = None

    period = models.ForeignKey(StatPeriod, models.PROTECT, verbose_name="统计期", related_name="snapshots")
    as_of = models.DateField("截至日")
    version = models.PositiveIntegerField("版本", default=1)
    state = models.CharField("状态", max_length=8, choices=SnapshotState.choices, default=SnapshotState.READY)
    fingerprint = models.CharField("指纹", max_length=64)
    # Values of the county's rules on the day, and the indicators that cannot be answered, each with the reason.
    settings = models.JSONField("规则取值", default=dict, encoder=DjangoJSONEncoder)
    gaps = models.JSONField("无法统计的指标", default=dict, encoder=DjangoJSONEncoder)
    # What was counted: an indicator declared later has no value here, and none is not zero.
    counted = models.JSONField("统计的指标", default=list)
    # Which version of each own indicator was counted: {"own.3": 2}.
    own_versions = models.JSONField("自定义指标的版本", default=dict)
    nodes = models.PositiveIntegerField("组织数", default=0)
    # Organisations that rows of the day name but that did not exist on it: {primary key: path of the node that counted
    # for it}; and how many counts found no node at all.
    strays = models.JSONField("当日不存在的组织", default=dict)
    misplaced = models.PositiveIntegerField("未归入组织树的计数", default=0)
    started_at = models.DateTimeField("统计时间")
    retired_at = models.DateTimeField("被替换时间", null=True, editable=False)
    reason = models.CharField("更正理由", max_length=500, blank=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, verbose_name="更正的版本", null=True, blank=True, related_name="corrections"
    )

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "统计快照"
        ordering = ["period", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(state="ready"),
                name="snapshot_one_ready",
                violation_error_message="该统计期已有一份随登记更新的快照。",
            ),
            models.UniqueConstraint(
                fields=["period", "version"],
                condition=Q(state="closed"),
                name="snapshot_one_closed_version",
                violation_error_message="该统计期已有这个版本。",
            ),
        ]

    def __str__(self):
        return f"{self.period}第{self.version}版"

    def get_absolute_url(self):
        return reverse("reports:period-detail", args=[self.period.code])

    @property
    def is_closed(self) -> bool:
        return self.state == SnapshotState.CLOSED

    @property
    def short_fingerprint(self) -> str:
        """What a caption shows: enough to tell two snapshots apart."""
        return self.fingerprint[:12]


class SnapshotValue(models.Model):
    """快照数值: one indicator of one node with everything below it. Zero is not stored.

    Without foreign keys in the database: organisations and indicator numbers are never deleted, and checking three
    keys for each of a million values would cost more than counting them.
    """

    scope_path = "organization__path"

    pk = models.CompositePrimaryKey("snapshot_id", "organization_id", "indicator_id")
    snapshot = models.ForeignKey(
        Snapshot, models.DO_NOTHING, related_name="values", db_constraint=False, db_index=False
    )
    organization = models.ForeignKey(
        "organizations.Organization", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    indicator = models.ForeignKey(
        IndicatorKey, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    value = models.BigIntegerField("数值")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "快照数值"

    def __str__(self):
        return f"{self.indicator}={self.value}"


class SnapshotRow(models.Model):
    """快照明细: one row counted by one indicator of a closed snapshot, and the node it was counted at.

    Kept when a period is closed, so that its figures still open the rows of that day after the register was corrected.
    """

    scope_path = "organization__path"

    pk = models.CompositePrimaryKey("snapshot_id", "indicator_id", "object_id")
    snapshot = models.ForeignKey(Snapshot, models.DO_NOTHING, related_name="rows", db_constraint=False, db_index=False)
    indicator = models.ForeignKey(
        IndicatorKey, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    object_id = models.BigIntegerField("行编号")
    organization = models.ForeignKey(
        "organizations.Organization", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "快照明细"

    def __str__(self):
        return f"{self.indicator}#{self.object_id}"
