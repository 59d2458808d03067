"""Forms of what a round comes to: changes by hand, objections, corrections."""

from __future__ import annotations

from decimal import Decimal

from django import forms

from cadres.enums import AdjustmentAction, ObjectionAction
from cadres.models import AppraisalGrade
from cadres.services import appraisal_results as results
from league.core.dates import today
from league.core.forms import ScopedForm
from organizations.forms.fields import not_in_the_future


class AdjustForm(ScopedForm):
    grade = forms.ModelChoiceField(AppraisalGrade.objects.all(), label="调整为", empty_label="请选择")
    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.CharField(label="依据文号", max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grade"].queryset = AppraisalGrade.objects.filter(scheme=self.obj.round.scheme_id)

    def perform(self, actor):
        """提出."""
        results.propose_adjustment(self.obj, **self.cleaned_data, on=today(), actor=actor)
        return self.obj


class DecideForm(ScopedForm):
    action = forms.ChoiceField(
        label="复核意见", widget=forms.RadioSelect,
        choices=[(a.value, a.label) for a in (AdjustmentAction.CONFIRM, AdjustmentAction.REFUSE)],
    )  # fmt: skip
    remark = forms.CharField(label="说明", max_length=200, required=False)

    def perform(self, actor):
        """复核."""
        action = AdjustmentAction(self.cleaned_data["action"])
        results.decide_adjustment(self.obj, action, on=today(), remark=self.cleaned_data["remark"], actor=actor)
        return self.obj.sheet


class ObjectForm(ScopedForm):
    raised_on = forms.DateField(label="提出日期", validators=[not_in_the_future])
    raised_by = forms.CharField(label="提出人", max_length=100, help_text="团组织或个人")
    content = forms.CharField(label="异议内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))

    def perform(self, actor):
        """登记异议."""
        results.raise_objection(self.obj, fields=self.cleaned_data, actor=actor)
        return self.obj


class AnswerForm(ScopedForm):
    action = forms.ChoiceField(label="处理结果", choices=ObjectionAction.choices, widget=forms.RadioSelect)
    decided_on = forms.DateField(label="答复日期", validators=[not_in_the_future])
    decision = forms.CharField(
        label="答复意见", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="异议成立或不成立的必须填写，答复函照此打印。",
    )  # fmt: skip
    document = forms.CharField(label="答复文号", max_length=100, required=False)

    def perform(self, actor):
        """答复."""
        data = dict(self.cleaned_data)
        results.decide_objection(self.obj, ObjectionAction(data.pop("action")), fields=data, actor=actor)
        return self.obj.sheet


class CorrectForm(ScopedForm):
    """更正 a published result."""

    grade = forms.ModelChoiceField(AppraisalGrade.objects.all(), label="更正后等次", empty_label="请选择")
    total = forms.DecimalField(
        label="更正后总分",
        required=False,
        min_value=0,
        max_value=Decimal(200),
        decimal_places=2,
        help_text="不变的留空。",
    )
    reason = forms.CharField(label="更正理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.CharField(label="更正文号", max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grade"].queryset = AppraisalGrade.objects.filter(scheme=self.obj.round.scheme_id)

    def perform(self, actor):
        """更正."""
        return results.correct_result(self.obj, fields=self.cleaned_data, on=today(), actor=actor)
