"""Forms of activities: the plan, what took place, the steps, copies and series."""

from __future__ import annotations

from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import get_default_timezone, localtime

from activities.enums import ActivityKind, Attendance, Audience, Topic
from activities.forms.fields import MomentField, UnitsField, YuanField, heads_fields, heads_of
from activities.models import Activity
from activities.services.activities import (
    FIELDS,
    MOST_REPEATS,
    MOST_WEEKS,
    change_activity,
    copy_activity,
    create_activity,
    repeat_activity,
    topics_of,
)
from activities.services.activity_moves import Outcome, hold_activity, move_activity
from activities.services.activity_photos import add_photos
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from league.core.forms.pictures import PicturesField
from league.core.quantities import PersonTimes
from organizations.forms.fields import not_in_the_future, organization_field
from organizations.forms.home_photos import PICTURES_HELP
from organizations.models import Division, Unit, YouthHome

BY_HAND = [choice for choice in Attendance.choices if choice[0] != Attendance.NAMED]


def organiser_of(form) -> object:
    """The organisation chosen; the right to hold activities in its name is asked."""
    organization = form.cleaned_data["organization"]
    if not form.user.has_perm("activities.add_activity", organization):
        raise ValidationError(f"您不能以“{organization}”的名义登记活动。")
    return organization


class PlanForm(ScopedModelForm):
    """The plan; where it takes place is one of a home, a unit and a division, or words."""

    starts_at = MomentField(label="开始时间")
    ends_at = MomentField(label="结束时间")
    home = ReferenceField(
        YouthHome.objects.exclude(state="closed"), lookup="home", label="青年阵地", required=False,
        help_text="在青年之家等阵地举办的请选择：阵地的活动数由此计算。",
    )  # fmt: skip
    unit = ReferenceField(Unit.objects.filter(closed_on__isnull=True), lookup="unit", label="所在单位", required=False)
    division = ReferenceField(
        Division.objects.filter(ends_on__isnull=True), lookup="division", label="所在区划", required=False
    )
    topics = forms.MultipleChoiceField(
        label="主题", choices=Topic.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Activity
        fields = list(FIELDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["topics"].initial = topics_of(self.instance)
        self.fields["programme"].empty_label = "不属于品牌项目"

    def perform(self, actor):
        """修改."""
        changes = {name: value for name, value in self.changes().items() if name in FIELDS}
        return change_activity(self.instance, changes=changes, topics=self.cleaned_data["topics"], actor=actor)


class PlanCreateForm(PlanForm):
    organization = organization_field("主办团组织")

    field_order = ["title", "organization", "kind", "programme", "starts_at", "ends_at"]

    clean_organization = organiser_of

    def perform(self, actor):
        """登记 as a draft."""
        fields = {name: self.cleaned_data[name] for name in FIELDS}
        return create_activity(
            self.cleaned_data["organization"], fields=fields, topics=self.cleaned_data["topics"], actor=actor
        )


class QuickForm(ScopedForm):
    """An activity that took place, from a phone: what, when, where, who, how many, a photo."""

    title = forms.CharField(label="活动名称", max_length=100)
    kind = forms.ChoiceField(label="活动类别", choices=ActivityKind.choices)
    day = forms.DateField(label="举办日期", validators=[not_in_the_future])
    begins = forms.TimeField(
        label="开始", initial=time(9), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label="结束", initial=time(11), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label="地点", max_length=100)
    audience = forms.ChoiceField(label="主要对象", choices=Audience.choices)
    heads = forms.IntegerField(label="参加人次", min_value=1, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    home = ReferenceField(
        YouthHome.objects.exclude(state="closed"), lookup="home", label="青年阵地", required=False,
        help_text="在阵地举办的请选择。",
    )  # fmt: skip
    organization = organization_field("主办团组织")
    attendance = forms.ChoiceField(label="签到方式", choices=BY_HAND)
    pictures = PicturesField(label="照片", required=False, help_text=PICTURES_HELP)

    clean_organization = organiser_of

    def clean(self):
        """An end before the beginning is named at its field."""
        data = super().clean()
        if data.get("begins") and data.get("ends") and data["ends"] < data["begins"]:
            self.add_error("ends", "结束时间不能早于开始时间。")
        return data

    def _moment(self, name: str) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data[name], tzinfo=get_default_timezone())

    @transaction.atomic
    def perform(self, actor):
        """登记, 登记举办 and the photos, all or nothing."""
        data = self.cleaned_data
        fields = {name: data[name] for name in ("title", "kind", "home", "place")}
        fields |= {"starts_at": self._moment("begins"), "ends_at": self._moment("ends")}
        activity = create_activity(data["organization"], fields=fields, actor=actor)
        heads = {data["audience"]: PersonTimes(data["heads"])}
        outcome = Outcome(data["day"], heads, attendance=data["attendance"])
        activity = hold_activity(activity, outcome, on=today(), actor=actor)
        add_photos(activity, pictures=data["pictures"], on=today(), actor=actor)
        return activity


class HoldForm(ScopedForm):
    """What took place. It begins with what is known."""

    held_on = forms.DateField(label="举办日期", validators=[not_in_the_future])
    attendance = forms.ChoiceField(label="签到方式", choices=BY_HAND)
    expenditure = YuanField(label="支出（元）", help_text="不清楚的留空；没有花钱的填0。")
    units = UnitsField(
        label="到达的学校、村（社区）",
        required=False,
        help_text="每行一个，写单位编码或全称；只填活动到达的，不填主办单位。",
    )
    pictures = PicturesField(label="照片", required=False, help_text=PICTURES_HELP)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        activity = self.obj
        self.fields["units"].user = self.user
        self.fields["held_on"].initial = activity.held_on or localtime(activity.starts_at).date()
        self.fields["attendance"].initial = activity.attendance
        self.fields["expenditure"].initial = activity.expenditure
        self.fields["units"].initial = [row.unit for row in activity.reach.select_related("unit")]
        if activity.attendance == Attendance.NAMED:
            self.fields["attendance"].choices = [(Attendance.NAMED.value, Attendance.NAMED.label)]
        known = dict(activity.audiences.values_list("audience", "person_times"))
        for name, field in heads_fields().items():
            field.initial = known.get(name.removeprefix("heads_"))
            self.fields[name] = field
        self.order_fields(["held_on", "attendance", *heads_fields(), "units", "expenditure", "pictures"])

    @transaction.atomic
    def perform(self, actor):
        """登记举办 with its photos."""
        data = self.cleaned_data
        outcome = Outcome(
            data["held_on"], heads_of(data), data["units"], data["attendance"], data["expenditure"]
        )  # fmt: skip
        activity = hold_activity(self.obj, outcome, on=today(), actor=actor)
        add_photos(activity, pictures=data["pictures"], on=today(), actor=actor)
        return activity


class StepForm(ScopedForm):
    """A step without anything to fill in."""

    action = ""

    def perform(self, actor):
        """Take the step today."""
        return move_activity(
            self.obj, self.action, on=today(), reason=self.cleaned_data.get("reason", ""), actor=actor
        )  # fmt: skip


class ReasonStepForm(StepForm):
    """A step that somebody will ask about."""

    reason = forms.CharField(label="理由", max_length=200)


class CopyForm(ScopedForm):
    starts_at = MomentField(label="新的开始时间")

    def perform(self, actor):
        """照抄."""
        return copy_activity(self.obj, starts_at=self.cleaned_data["starts_at"], actor=actor)


class RepeatForm(ScopedForm):
    weeks = forms.IntegerField(label="每几周一场", min_value=1, max_value=MOST_WEEKS, initial=1)
    times = forms.IntegerField(label="再排几场", min_value=1, max_value=MOST_REPEATS, initial=4)

    def perform(self, actor):
        """排成系列."""
        repeat_activity(self.obj, **self.cleaned_data, actor=actor)
        return self.obj
