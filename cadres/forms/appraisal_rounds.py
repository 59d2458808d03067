"""Forms of an appraisal round: the round, its steps, its sheets and its seats."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from cadres.enums import RoundAction
from cadres.models import AppraisalAssessor, AppraisalPanel, AppraisalRound, AppraisalScheme
from cadres.services.appraisal_assessors import change_assessor, seat_assessor, unseat_assessor
from cadres.services.appraisal_figures import fill_figures
from cadres.services.appraisal_rounds import ASKED, FIELDS, change_round, create_round, move_round
from cadres.services.appraisal_sheets import exempt_sheet, make_sheets, readmit_sheet
from cadres.services.appraisal_stage import end_link
from league.accounts.models import User
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from organizations.forms.fields import not_in_the_future
from organizations.models import Organization

SEAT = ("panel", "name", "duty")


class RoundForm(ScopedModelForm):
    class Meta:
        model = AppraisalRound
        fields = list(FIELDS)

    def perform(self, actor):
        """修改."""
        return change_round(self.instance, changes=self.changes(), actor=actor)


class RoundCreateForm(RoundForm):
    scheme = forms.ModelChoiceField(AppraisalScheme.objects.issued(), label="考核方案", empty_label="请选择")

    class Meta(RoundForm.Meta):
        fields = ["scheme", *FIELDS]

    def clean_scheme(self):
        """The right is asked for the scheme chosen."""
        scheme = self.cleaned_data["scheme"]
        if not self.user.has_perm("cadres.add_appraisal_round", scheme):
            raise ValidationError(f"“{scheme}”由上级团委组织考核，您不能按它新建轮次。")
        return scheme

    def perform(self, actor):
        """新建."""
        data = self.cleaned_data
        return create_round(data["scheme"], fields={name: data[name] for name in FIELDS}, actor=actor)


class RoundStepForm(ScopedForm):
    """What a step asks besides the confirmation; most ask nothing."""

    action = RoundAction.OPEN

    def perform(self, actor):
        """Take the step."""
        data = self.cleaned_data
        asked = {name: data[name] for name in ASKED.get(self.action, ())}
        return move_round(
            self.obj, self.action, on=data.get("on") or today(), reason=data.get("reason", ""), fields=asked,
            actor=actor,
        )  # fmt: skip


class ReasonStepForm(RoundStepForm):
    reason = forms.CharField(label="理由", max_length=200)


class ApproveForm(RoundStepForm):
    on = forms.DateField(label="审定日期", validators=[not_in_the_future])
    approved_by = forms.CharField(label="审定会议或单位", max_length=100, help_text="例如：县委书记专题会议")


class PublishForm(RoundStepForm):
    on = forms.DateField(label="公布日期", validators=[not_in_the_future])
    document = forms.CharField(label="公布文号", max_length=100)


def _of(action: RoundAction) -> type[RoundStepForm]:
    base = {RoundAction.APPROVE: ApproveForm, RoundAction.PUBLISH: PublishForm}.get(action)
    base = base or (ReasonStepForm if action.needs_reason else RoundStepForm)
    return type(f"{action.name.title().replace('_', '')}Form", (base,), {"action": action})


STEP_FORMS = {action: _of(action) for action in RoundAction}


class SheetsForm(ScopedForm):
    """生成考核表."""

    def perform(self, actor):
        """Make those that are missing."""
        make_sheets(self.obj, actor=actor)
        return self.obj


class FillForm(ScopedForm):
    """按统计指标取数."""

    def perform(self, actor):
        """Take the figures."""
        fill_figures(self.obj, on=today(), actor=actor)
        return self.obj


class ExemptForm(ScopedForm):
    reason = forms.CharField(
        label="不参加考核的理由", max_length=200, help_text="例如：2023年11月新成立，书记到任不满三个月"
    )

    def perform(self, actor):
        """列为不参加考核."""
        return exempt_sheet(self.obj, reason=self.cleaned_data["reason"], actor=actor)


class ReadmitForm(ScopedForm):
    """恢复参加考核."""

    def perform(self, actor):
        """恢复."""
        return readmit_sheet(self.obj, actor=actor)


class SeatForm(ScopedModelForm):
    """A seat. The account is named by its user name: accounts stand outside the tree."""

    account = forms.CharField(
        label="账号",
        max_length=150,
        required=False,
        help_text="评委在本系统的登录名；没有账号的留空，登记后开通评分链接。",
    )
    organization = ReferenceField(
        Organization.objects.all(), lookup="organization", label="回避单位", required=False,
        help_text="评委所在的团组织参加本轮考核的，填写后不给它评分。",
    )  # fmt: skip

    class Meta:
        model = AppraisalAssessor
        fields = [*SEAT, "organization"]

    field_order = [*SEAT, "account", "organization"]

    def __init__(self, *args, round_=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.round = round_ or self.instance.round
        panels = AppraisalPanel.objects.filter(method__scheme=self.round.scheme_id).select_related("method")
        self.fields["panel"].queryset = panels
        if self.instance.pk and self.instance.user_id:
            self.initial["account"] = self.instance.user.username

    def clean_account(self):
        """An account that may log in, or none."""
        name = self.cleaned_data["account"].strip()
        if not name:
            return None
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise ValidationError(f"没有登录名为“{name}”的有效账号，请核对后再登记。")
        return user

    def perform(self, actor):
        """登记 or 更正."""
        data = {name: self.cleaned_data[name] for name in (*SEAT, "organization")}
        data["user"] = self.cleaned_data["account"]
        if self.instance.pk:
            return change_assessor(self.instance, changes=data, actor=actor)
        return seat_assessor(self.round, fields=data, actor=actor)


class UnseatForm(ScopedForm):
    reason = forms.CharField(label="除名理由", max_length=200)

    def perform(self, actor):
        """除名."""
        row = self.obj.round
        unseat_assessor(self.obj, reason=self.cleaned_data["reason"], actor=actor)
        return row


class EndLinkForm(ScopedForm):
    """停用评分链接."""

    def perform(self, actor):
        """停用."""
        return end_link(self.obj, actor=actor)
