"""Check-ins: who stood at the door when. Written once; neither a page nor the database itself lets anybody change them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from activities.enums import CheckInSource, Direction, Doubt, DoubtState
from league.core.scoping import ScopedQuerySet


class CheckInQuerySet(ScopedQuerySet):
    def standing(self):
        """Those that count: not corrected by a later record, and not a record that only takes one back."""
        return self.filter(corrected_by__isnull=True, is_void=False)


class CheckIn(models.Model):
    """签到记录. A correction is a further record with a reason, which names the one it replaces; triggers of the
    database refuse every change and deletion. `signature` covers all of it (services.check_ins)."""

    scope_path = "sign_up__activity__org_path"

    sign_up = models.ForeignKey("activities.SignUp", models.PROTECT, verbose_name="报名", related_name="check_ins")
    direction = models.CharField("方向", max_length=3, choices=Direction.choices)
    at = models.DateTimeField("时间")
    recorded_at = models.DateTimeField("记录时间")
    source = models.CharField("来源", max_length=10, choices=CheckInSource.choices)
    corrects = models.OneToOneField(
        "self", models.PROTECT, verbose_name="更正的记录", null=True, blank=True, related_name="corrected_by"
    )
    is_void = models.BooleanField("作废", default=False)
    reason = models.CharField("事由", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="记录人", null=True, blank=True, related_name="+"
    )
    signature = models.CharField("签名", max_length=64, editable=False)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "签到记录"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source="door", recorded_by__isnull=True) | ~Q(source="door"),
                name="check_in_door_by_nobody",
            ),
            models.CheckConstraint(
                condition=Q(source="door") | (Q(recorded_by__isnull=False) & ~Q(reason="")),
                name="check_in_says_why",
                violation_error_message="代签和更正须写明事由。",
            ),
            models.UniqueConstraint(
                fields=["sign_up", "direction"], condition=Q(corrects__isnull=True), name="check_in_once",
                violation_error_message="已有这一次签到，有误的请更正。",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.sign_up}的{self.get_direction_display()}记录"

    def get_absolute_url(self):
        return reverse("activities:check-in-detail", args=[self.pk])


class AttendanceDoubtQuerySet(ScopedQuerySet):
    def open(self):
        """Not looked into yet."""
        return self.filter(state=DoubtState.OPEN)


class AttendanceDoubt(models.Model):
    """时长存疑: a detector found something about an attendance; somebody above looks into it."""

    scope_path = "sign_up__activity__org_path"

    sign_up = models.ForeignKey("activities.SignUp", models.PROTECT, verbose_name="报名", related_name="doubts")
    kind = models.CharField("存疑情形", max_length=15, choices=Doubt.choices)
    details = models.CharField("情况", max_length=300)
    found_on = models.DateField("发现日期")
    state = models.CharField(
        "处理状态", max_length=10, choices=DoubtState.choices, default=DoubtState.OPEN, editable=False
    )
    decided_on = models.DateField("处理日期", null=True, blank=True, editable=False)
    opinion = models.CharField("核查情况", max_length=200, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = AttendanceDoubtQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "时长存疑"
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["sign_up", "kind"], name="attendance_doubt_once"),
        ]

    def __str__(self):
        return f"{self.sign_up}：{self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("activities:attendance-doubt-detail", args=[self.pk])
