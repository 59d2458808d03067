"""Forms of what becomes of a published result."""

from __future__ import annotations

from django import forms

from cadres.enums import FeedbackTarget, ResultUse
from cadres.services import appraisal_after as after
from league.core.dates import today
from league.core.forms import ScopedForm
from organizations.forms.fields import not_in_the_future


class FeedbackForm(ScopedForm):
    target = forms.ChoiceField(label="反馈对象", choices=FeedbackTarget.choices, widget=forms.RadioSelect)
    recipient = forms.CharField(
        label="接收单位", max_length=100, required=False, help_text="留空的，按登记的同级党组织或本团组织名称填写。"
    )
    told_on = forms.DateField(label="反馈日期", validators=[not_in_the_future])
    document = forms.CharField(label="反馈文号", max_length=100, required=False)

    def clean(self):
        """Whom the register knows, where nobody is named."""
        data = super().clean()
        target = data.get("target")
        if target and not data.get("recipient"):
            data["recipient"] = after.recipient_of(self.obj, target)
            if not data["recipient"]:
                self.add_error("recipient", "没有登记该反馈对象的名称，请填写接收单位。")
        return data

    def perform(self, actor):
        """反馈."""
        return after.give_feedback(self.obj, fields=self.cleaned_data, actor=actor).sheet


class RoundFeedbackForm(FeedbackForm):
    """All results of the round that this target has not been told."""

    def clean(self):
        """The department has one name for all; the others each their own."""
        data = ScopedForm.clean(self)
        if data.get("target") == FeedbackTarget.DEPARTMENT and not data.get("recipient"):
            self.add_error("recipient", "请填写党委组织部门的名称。")
        return data

    def perform(self, actor):
        """反馈 all of them."""
        after.feed_back_round(self.obj, **self.cleaned_data, actor=actor)
        return self.obj


class OpinionForm(ScopedForm):
    opinion = forms.CharField(label="意见", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    opinion_on = forms.DateField(label="意见日期", validators=[not_in_the_future])

    def perform(self, actor):
        """登记意见."""
        data = self.cleaned_data
        return after.record_opinion(self.obj, opinion=data["opinion"], on=data["opinion_on"], actor=actor).sheet


class UseForm(ScopedForm):
    kind = forms.ChoiceField(label="运用方式", choices=ResultUse.choices, widget=forms.RadioSelect)
    used_on = forms.DateField(label="日期", validators=[not_in_the_future])
    title = forms.CharField(label="事项", max_length=200, help_text="例如：推荐为2023年度县五四红旗团委")
    document = forms.CharField(label="文号", max_length=100, required=False)

    def perform(self, actor):
        """登记结果运用."""
        return after.add_use(self.obj, fields=self.cleaned_data, actor=actor).sheet


class UseRemoveForm(ScopedForm):
    reason = forms.CharField(label="删去的理由", max_length=200)

    def perform(self, actor):
        """删去."""
        sheet = self.obj.sheet
        after.remove_use(self.obj, reason=self.cleaned_data["reason"], actor=actor)
        return sheet


class RectifyForm(ScopedForm):
    listed_on = forms.DateField(label="列入日期", validators=[not_in_the_future])
    due_on = forms.DateField(label="整顿期限")
    problem = forms.CharField(
        label="存在问题", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    measures = forms.CharField(
        label="整顿措施", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def perform(self, actor):
        """列入整顿."""
        return after.list_rectification(self.obj, fields=self.cleaned_data, actor=actor).sheet


class FinishForm(ScopedForm):
    finished_on = forms.DateField(label="完成日期", validators=[not_in_the_future], initial=today)
    outcome = forms.CharField(label="整顿结果", max_length=500)

    def perform(self, actor):
        """登记整顿完成."""
        return after.finish_rectification(self.obj, **self.cleaned_data, actor=actor).sheet
