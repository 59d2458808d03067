"""Forms of policy documents, seats, joint surveys and inclusions."""

from django import forms
from django.core.exceptions import ValidationError

from league.core.dates import today
from league.core.forms import ScopedForm, ScopedModelForm
from organizations.forms.fields import EffectiveDayField, not_in_the_future, organization_field
from organizations.forms.uploads import ALLOWED, DocumentFileField
from organizations.models import BodySeat, JointSurvey, PartyInclusion, PolicyDocument
from organizations.services.mechanisms import FIELDS, add_mechanism, change_mechanism, end_seat


class MechanismForm(ScopedModelForm):
    """A new row or a correction; the right is asked for the organisation chosen."""

    noun = ""
    organization = organization_field("团组织")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].label = self._meta.model._meta.get_field("organization").verbose_name
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                field.validators.append(not_in_the_future)
            if name == "entered_on":
                field.initial = today()
                field.help_text = "没有填写日期的，自入册日期起计入统计。"

    def clean_organization(self):
        """It must be the user's to enter things for."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm(f"organizations.add_{self.noun}", organization):
            raise ValidationError(f"您不能为“{organization}”登记，请联系县团委。")
        return organization

    def perform(self, actor):
        """登记 or 更正."""
        if self.instance.pk:
            return change_mechanism(self.instance, changes=self.changes(), actor=actor)
        model = self._meta.model
        fields = {name: self.cleaned_data[name] for name in FIELDS[model]}
        return add_mechanism(model, fields=fields, actor=actor)


class PolicyDocumentForm(MechanismForm):
    noun = "policy_document"
    file = DocumentFileField(label="文件", required=False, help_text=f"{ALLOWED}，不超过20MB；不选则保留原有文件。")

    class Meta:
        model = PolicyDocument
        fields = list(FIELDS[PolicyDocument])

    def perform(self, actor):
        """Without a new file the present one stays."""
        self.cleaned_data["file"] = self.cleaned_data["file"] or ""
        return super().perform(actor)


class BodySeatForm(MechanismForm):
    noun = "body_seat"

    class Meta:
        model = BodySeat
        fields = list(FIELDS[BodySeat])


class SeatEndForm(ScopedForm):
    on = EffectiveDayField(label="结束日期")
    reason = forms.CharField(label="事由", max_length=200)

    def perform(self, actor):
        """结束."""
        return end_seat(self.obj, **self.cleaned_data, actor=actor)


class JointSurveyForm(MechanismForm):
    noun = "joint_survey"

    class Meta:
        model = JointSurvey
        fields = list(FIELDS[JointSurvey])


class PartyInclusionForm(MechanismForm):
    noun = "party_inclusion"

    class Meta:
        model = PartyInclusion
        fields = list(FIELDS[PartyInclusion])
