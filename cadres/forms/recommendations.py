"""Forms of a recommendation's dossier: the proposal, and one form for each of its steps."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from cadres.enums import RecommendationAction
from cadres.forms.consultations import person_field
from cadres.models import Recommendation
from cadres.services.recommendations import (
    ENDING,
    FIELDS,
    OPTIONAL,
    PLAN,
    propose_recommendation,
    renew_recommendation,
    take_step,
)
from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from organizations.enums import OrganizationKind
from organizations.forms.fields import not_in_the_future
from organizations.models import Organization

# A notice is announced before it ends.
FUTURE = ("publicity_from", "publicity_to")
MEETING = ("meeting_on", "eligible", "present")
HELP = {
    "eligible": "有表决权的团员数。",
    "in_favour": "赞成、反对、弃权之和应等于实到会人数；未投的计入弃权。",
    "publicity_to": "公示的首日和末日都计入工作日。",
    "concluded_on": "公示结束后的日期；有效期从该日起算。",
    "registration_forms": "登记表一式两份。",
    "probationary_on": "登记后，人员资料中的入党日期和政治面貌随之更新。",
}


def branch_field() -> ReferenceField:
    """Choose a branch by name, pinyin or code."""
    rows = Organization.objects.filter(dissolved_on__isnull=True, kind__in=OrganizationKind.cells)
    return ReferenceField(rows, lookup="organization", label="推荐团支部")


class StepForm(ScopedModelForm):
    """The fields that an action writes. Days that have not come are refused."""

    action = RecommendationAction.REVISE

    class Meta:
        model = Recommendation
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.help_text = HELP.get(name, field.help_text)
            # The row leaves open what a later step writes; this step does not.
            field.required = field.required or name in set(FIELDS[self.action]) - OPTIONAL
            if isinstance(field, forms.DateField) and name not in FUTURE:
                field.validators.append(not_in_the_future)

    @property
    def values(self) -> dict:
        """What the service is to write."""
        return {name: self.cleaned_data[name] for name in FIELDS[self.action]}

    def perform(self, actor):
        """Take the step."""
        return take_step(self.instance, self.action, fields=self.values, actor=actor)


class ProposalForm(StepForm):
    """提出人选 for a chosen branch."""

    organization = branch_field()
    person = person_field("推荐人选")

    class Meta(StepForm.Meta):
        fields = list(PLAN)

    field_order = ["organization", "person", *PLAN]

    def clean_organization(self):
        """The right is asked for the branch chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("cadres.propose_recommendation", organization):
            raise ValidationError(f"您不能为“{organization}”提出推优人选。")
        return organization

    def perform(self, actor):
        """Open the dossier."""
        data = self.cleaned_data
        fields = {name: data[name] for name in PLAN}
        return propose_recommendation(data["organization"], person=data["person"], fields=fields, actor=actor)


class HoldForm(StepForm):
    """The meeting; one that voted on several candidates is typed once."""

    action = RecommendationAction.HOLD

    class Meta(StepForm.Meta):
        fields = list(FIELDS[RecommendationAction.HOLD])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.meeting_on is None:
            meetings = Recommendation.objects.filter(
                organization=self.instance.organization_id, meeting_on__gte=self.instance.agreed_on or today()
            )
            if known := meetings.order_by("-meeting_on", "-pk").values(*MEETING).first():
                self.initial |= known


class ReasonStepForm(StepForm):
    """退回上一步."""

    action = RecommendationAction.STEP_BACK
    reason = forms.CharField(label="退回理由", max_length=200)

    def perform(self, actor):
        """One step back."""
        return take_step(self.instance, self.action, reason=self.cleaned_data["reason"], actor=actor)


class EndingForm(StepForm):
    """登记未通过 and 终止推荐."""

    class Meta(StepForm.Meta):
        fields = list(ENDING)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["ended_on"] = today()

    def perform(self, actor):
        """End the dossier; the reason goes to the log as well."""
        return take_step(self.instance, self.action, fields=self.values, reason=self.values["end_reason"], actor=actor)


class ConcludeForm(StepForm):
    """登记公示结果; most notices meet no objection."""

    action = RecommendationAction.CONCLUDE

    class Meta(StepForm.Meta):
        fields = list(FIELDS[RecommendationAction.CONCLUDE])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.objections is None:
            self.initial["objections"] = 0


def _plain(step: RecommendationAction) -> type[StepForm]:
    """The form of a step that writes its fields and nothing else."""
    meta = type("Meta", (StepForm.Meta,), {"fields": list(FIELDS[step])})
    return type(f"{step.name.title().replace('_', '')}Form", (StepForm,), {"action": step, "Meta": meta})


SPECIAL = {
    RecommendationAction.HOLD: HoldForm,
    RecommendationAction.CONCLUDE: ConcludeForm,
    RecommendationAction.STEP_BACK: ReasonStepForm,
    RecommendationAction.REJECT: type("RejectForm", (EndingForm,), {"action": RecommendationAction.REJECT}),
    RecommendationAction.WITHDRAW: type("WithdrawForm", (EndingForm,), {"action": RecommendationAction.WITHDRAW}),
}
FORMS = {action: SPECIAL.get(action) or _plain(action) for action in RecommendationAction}


class RenewForm(ScopedForm):
    """续推: the plan of the new dossier."""

    proposed_on = forms.DateField(label="提出日期", validators=[not_in_the_future])
    remark = forms.CharField(label="主要表现", max_length=300, required=False)

    def perform(self, actor):
        """Open the new dossier with what the old one knows."""
        known = {name: getattr(self.obj, name) for name in PLAN}
        return renew_recommendation(self.obj, fields=known | self.cleaned_data, actor=actor)
