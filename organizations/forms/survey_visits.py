"""Forms of the places that a joint survey visited."""

from django import forms

from league.core.forms import ReferenceField, ScopedForm, ScopedModelForm
from organizations.forms.fields import EffectiveDayField, not_in_the_future, organization_field
from organizations.models import SurveyVisit, Unit
from organizations.services.survey_visits import add_visit, change_visit, correct_visit, remove_visit


class VisitAddForm(ScopedForm):
    unit = ReferenceField(
        Unit.objects.filter(closed_on__isnull=True), lookup="unit", label="走访单位", required=False,
        help_text="走访的是村（社区）、学校等单位的填这里。",
    )  # fmt: skip
    organization = organization_field(
        "走访团组织", required=False, help_text="走访的是团组织本身的填这里；两项只填一项。"
    )
    findings = forms.CharField(
        label="发现的问题", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="没有发现问题的留空。",
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        if not self.errors and bool(data.get("unit")) == bool(data.get("organization")):
            self.add_error("unit", "请选择走访的一个单位或一个团组织，只选一项。")
        return data

    def perform(self, actor):
        """登记; more places may follow, so the survey's page comes next."""
        add_visit(self.obj, fields=self.cleaned_data, actor=actor)
        return self.obj


class VisitForm(ScopedModelForm):
    class Meta:
        model = SurveyVisit
        fields = ["findings", "corrected_on", "correction"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["corrected_on"].validators.append(not_in_the_future)

    def perform(self, actor):
        """更正."""
        return change_visit(self.instance, changes=self.changes(), actor=actor)


class VisitCorrectForm(ScopedForm):
    on = EffectiveDayField(label="整改日期")
    correction = forms.CharField(label="整改情况", max_length=200)

    def perform(self, actor):
        """登记整改."""
        return correct_visit(self.obj, **self.cleaned_data, actor=actor)


class VisitRemoveForm(ScopedForm):
    reason = forms.CharField(label="事由", max_length=200)

    def perform(self, actor):
        """删去; the survey's page comes next."""
        survey = self.obj.joint_survey
        remove_visit(self.obj, reason=self.cleaned_data["reason"], actor=actor)
        return survey
