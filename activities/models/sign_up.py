"""Calls for volunteers, and who answered them."""

from datetime import date, datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from activities.enums import ActivityState, DoubtState, SignUpState
from activities.models.check_in import AttendanceDoubt
from league.core.scoping import ScopedQuerySet

YOUNGEST = 14


class VolunteerCallQuerySet(ScopedQuerySet):
    def announced(self):
        """What the public may read of: the activity is published."""
        return self.filter(activity__state__in=ActivityState.public)


class VolunteerCall(models.Model):
    """志愿者招募 of one activity: places, waiting list, window, age. Sign-ups take turns at its row."""

    scope_path = "activity__org_path"

    activity = models.OneToOneField(
        "activities.Activity", models.PROTECT, verbose_name="活动", related_name="volunteer_call"
    )
    capacity = models.PositiveSmallIntegerField("招募人数", validators=[MinValueValidator(1), MaxValueValidator(5000)])
    waiting_limit = models.PositiveSmallIntegerField(
        "候补人数上限", null=True, blank=True, help_text="留空为不限；填0为不设候补。"
    )
    opens_at = models.DateTimeField("报名开始")
    closes_at = models.DateTimeField("报名截止")
    minimum_age = models.PositiveSmallIntegerField(
        "最低年龄", default=16,
        validators=[
            MinValueValidator(YOUNGEST, "最低年龄不能低于14。"), MaxValueValidator(60),
        ],
    )  # fmt: skip
    asks_id_number = models.BooleanField("收集身份证号（办理保险）", default=False)
    needs_check_out = models.BooleanField("须签退才计时长", default=False)
    duties = models.TextField("服务内容和要求", max_length=2000, blank=True)
    contact = models.CharField("联系方式", max_length=100, help_text="公开显示，请填办公电话。")
    consent_version = models.CharField("知情同意书版本", max_length=20)
    consent_text = models.TextField("知情同意书", max_length=5000)
    settled_at = models.DateTimeField("办结时间", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = VolunteerCallQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿者招募"
        ordering = ["-activity__starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")),
                name="volunteer_call_window",
                violation_error_message="报名截止须晚于报名开始。",
            ),
            models.CheckConstraint(
                condition=Q(minimum_age__gte=YOUNGEST),
                name="volunteer_call_age",
                violation_error_message="最低年龄不能低于14。",
            ),
        ]

    def __str__(self):
        return f"{self.activity}的志愿者招募"

    def get_absolute_url(self):
        return f"{self.activity.get_absolute_url()}?tab=volunteers"

    def window_refusal(self, *, at: datetime) -> str:
        """Why nobody can sign up at that moment; empty when one can."""
        if self.activity.state not in ActivityState.public:
            return "该活动没有在招募志愿者。"
        if at < self.opens_at:
            return "报名还没有开始，请届时再来。"
        if at >= min(self.closes_at, self.activity.ends_at):
            return "报名已截止。"
        return ""

    def age_refusal(self, birth_year: int, *, on: date) -> str:
        """Why somebody born in that year is too young; empty when old enough, or in the year of that birthday."""
        if on.year - birth_year >= self.minimum_age:
            return ""
        return f"本次活动须年满{self.minimum_age}周岁，暂时不能报名；本页所填内容没有保存。"


class SignUpQuerySet(ScopedQuerySet):
    def seated(self):
        """Holding one of the places."""
        return self.filter(state__in=SignUpState.seated)

    def waiting(self):
        """In the order in which they move up."""
        return self.filter(state=SignUpState.WAITING).order_by("pk")

    def attended_within(self, first: date, last: date):
        """Came to an activity that counts and was held on one of the days [first, last]."""
        return self.filter(
            state=SignUpState.ATTENDED, activity__state__in=ActivityState.counted,
            activity__held_on__range=(first, last),
        )  # fmt: skip

    def credited(self):
        """Attended, with hours that nobody doubts."""
        doubts = AttendanceDoubt.objects.filter(state__in=DoubtState.withheld).order_by()
        attended = self.filter(state=SignUpState.ATTENDED, minutes__gt=0)
        return attended.exclude(Exists(doubts.filter(sign_up=OuterRef("pk"))))


class SignUp(models.Model):
    """志愿报名. `token_hash` is the digest of the secret in the volunteer's own link, which several sign-ups may share;
    empty for those that an office entered. `minutes` follows from the check-ins."""

    scope_path = "activity__org_path"

    activity = models.ForeignKey("activities.Activity", models.PROTECT, verbose_name="活动", related_name="sign_ups")
    volunteer = models.ForeignKey(
        "activities.Volunteer", models.PROTECT, verbose_name="志愿者", related_name="sign_ups"
    )
    state = models.CharField(
        "报名状态", max_length=10, choices=SignUpState.choices, default=SignUpState.SIGNED_UP, editable=False
    )
    signed_at = models.DateTimeField("报名时间")
    cancelled_at = models.DateTimeField("取消时间", null=True, blank=True, editable=False)
    token_hash = models.CharField(max_length=64, editable=False, blank=True, default="")
    consent_version = models.CharField("同意的知情同意书版本", max_length=20, blank=True, editable=False)
    guardian_agreed = models.BooleanField("监护人同意", default=False, editable=False)
    minutes = models.PositiveIntegerField("服务时长（分钟）", default=0, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿报名"
        ordering = ["-signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "volunteer"], condition=~Q(state="cancelled"), name="sign_up_once",
                violation_error_message="该志愿者已报名本次活动。",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["activity", "state"], name="sign_up_state"),
            models.Index(fields=["token_hash"], condition=~Q(token_hash=""), name="sign_up_link"),
        ]

    def __str__(self):
        # Not the name: the audit log keeps this text for good.
        return f"{self.activity}的报名{self.pk or ''}"

    def get_absolute_url(self):
        return reverse("activities:sign-up-detail", args=[self.pk])

    @property
    def stage(self) -> SignUpState:
        """The state as its enum, which knows the transitions."""
        return SignUpState(self.state)
