"""Forms of the health card's worklist."""

from django import forms

from league.core.dates import today
from league.core.forms import ScopedForm, ScopedModelForm
from league.core.jobs import enqueue
from organizations.forms.fields import not_in_the_future, organization_field
from organizations.forms.terms import ForOrganization
from organizations.models import HealthCase
from organizations.services.health_cases import OPENING, PLANNED, assign_case, close_case, open_case

REVIEW = "organizations.review_health"


class CaseCreateForm(ForOrganization, ScopedModelForm):
    organization = organization_field("团组织")
    responsible = organization_field("责任组织", required=False, help_text="留空为其上级组织。")
    permission, sentence = "organizations.open_health_case", "您不能将“{}”列入体检台账。"

    class Meta:
        model = HealthCase
        fields = list(OPENING)

    field_order = ["organization", *OPENING]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened_on"].validators.append(not_in_the_future)
        self.initial.setdefault("opened_on", today())

    def perform(self, actor):
        """列入台账."""
        fields = {name: self.cleaned_data[name] for name in OPENING}
        return open_case(self.cleaned_data["organization"], fields=fields, actor=actor)


class CaseAssignForm(ScopedModelForm):
    responsible = organization_field("责任组织")

    class Meta:
        model = HealthCase
        fields = list(PLANNED)

    def perform(self, actor):
        """安排整改."""
        changes = {name: value for name, value in self.changes().items() if name in PLANNED}
        return assign_case(self.instance, changes=changes, actor=actor)


class CaseCloseForm(ScopedForm):
    on = forms.DateField(label="销号日期", validators=[not_in_the_future])
    outcome = forms.CharField(label="整改情况", max_length=200)
    quiet_until = forms.DateField(
        label="暂不再列至", required=False, help_text="问题仍然存在而需先行销号的填写；该日之前复查不再列入。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today())

    def perform(self, actor):
        """销号."""
        return close_case(self.obj, **self.cleaned_data, actor=actor)


class ReviewForm(ScopedForm):
    def perform(self, actor):
        """Queue the review that runs every night anyway."""
        return enqueue(REVIEW, actor=actor, dedupe_key=REVIEW)
