"""Forms of sign-ups, check-ins and doubts; the offices'."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from activities.enums import Direction, DoubtState
from activities.forms.fields import MomentField
from activities.models import Volunteer
from activities.services.attendance import settle_attendance
from activities.services.attendance_doubts import decide_doubt
from activities.services.check_ins import check_in_at_desk, correct_check_in
from activities.services.sign_ups import cancel_sign_up, enter_sign_up
from activities.services.volunteer_disclosure import export_roster
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm


class EnterForm(ScopedForm):
    volunteer = ReferenceField(
        Volunteer.objects.all(), lookup="volunteer", label="志愿者", help_text="没有建档的，请先登记志愿者。"
    )

    def perform(self, actor):
        """代报名."""
        return enter_sign_up(self.obj, self.cleaned_data["volunteer"], at=timezone.now(), actor=actor)


class CancelForm(ScopedForm):
    reason = forms.CharField(label="事由", max_length=200, help_text="例如：本人来电，不能参加。")

    def perform(self, actor):
        """取消."""
        return cancel_sign_up(self.obj, at=timezone.now(), actor=actor, reason=self.cleaned_data["reason"])


class DeskForm(ScopedForm):
    direction = forms.ChoiceField(label="方向", choices=Direction.choices)
    moment = MomentField(label="时间")
    reason = forms.CharField(label="事由", max_length=200, help_text="例如：没有智能手机。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("moment", timezone.localtime().replace(second=0, microsecond=0))

    def perform(self, actor):
        """代签."""
        data = self.cleaned_data
        check_in_at_desk(
            self.obj, data["direction"], moment=data["moment"], reason=data["reason"], at=timezone.now(), actor=actor
        )
        return self.obj


class CorrectForm(ScopedForm):
    """更正: another moment, or none: the person was not there."""

    is_void = forms.BooleanField(label="本人当时不在场，作废这条记录", required=False)
    moment = MomentField(label="正确的时间", required=False, help_text="作废的不填。")
    reason = forms.CharField(label="事由", max_length=200, help_text="原记录保留，更正作为另一条签名记录写在后面。")

    def clean(self):
        """One of the two."""
        data = super().clean()
        if bool(data.get("moment")) == bool(data.get("is_void")):
            self.add_error("moment", "请填写正确的时间，或者勾选作废，二者选一。")
        return data

    def perform(self, actor):
        """更正."""
        moment = None if self.cleaned_data["is_void"] else self.cleaned_data["moment"]
        return correct_check_in(
            self.obj, moment=moment, reason=self.cleaned_data["reason"], at=timezone.now(), actor=actor
        )  # fmt: skip


class SettleForm(ScopedForm):
    def perform(self, actor):
        """办结签到."""
        settle_attendance(self.obj, at=timezone.now(), actor=actor)
        return self.obj


class DecideForm(ScopedForm):
    state = forms.ChoiceField(
        label="核查结论",
        choices=[(state, DoubtState(state).label) for state in (DoubtState.CLEARED, DoubtState.UPHELD)],
    )
    opinion = forms.CharField(label="核查情况", max_length=200)

    def perform(self, actor):
        """核查."""
        return decide_doubt(self.obj, **self.cleaned_data, on=today(), actor=actor)


class RosterForm(ScopedForm):
    in_full = forms.ChoiceField(
        label="证件号码和手机号", choices=[("no", "打码（核对人数、名单用）"), ("yes", "完整（提交承保公司用）")],
    )  # fmt: skip
    reason = forms.CharField(
        label="理由", max_length=200, required=False, help_text="导出完整号码的必填，会记入审计日志。"
    )

    def perform(self, actor):
        """The workbook's bytes."""
        data = self.cleaned_data
        return export_roster(self.obj, in_full=data["in_full"] == "yes", reason=data["reason"], actor=actor)
