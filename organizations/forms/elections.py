"""Forms of a dossier: the plan, and one form for each of its steps."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from league.core.dates import today
from league.core.forms import ScopedModelForm
from organizations.enums import ElectionAction, SeatPosition
from organizations.forms.fields import not_in_the_future, organization_field
from organizations.forms.seats import SeatListField
from organizations.models import Election, Organization
from organizations.models.membership import with_members
from organizations.models.term import due_on
from organizations.services.election_findings import Rulebook, candidates_needed, size_codes
from organizations.services.elections import FIELDS, OPTIONAL, PLAN, STEPS, Seat, next_number, plan_election
from organizations.services.terms import term_status


def usual_plan(organization: Organization) -> dict:
    """What a plan usually says: the next number, the due day, the least committee and its candidates."""
    row = term_status(organization, on=today())
    if row is None or row.term_class is None:
        return {}
    due = due_on(row)
    day = max(due, today()) if due else None
    rules = Rulebook(today())
    versions = organization.versions.on(today()).select_related("unit")
    sized = with_members(versions, on=today()).first()
    least, _ = size_codes(sized)
    small = sized.members is not None and sized.members < rules.number("seats.branch.members")
    seats = 1 if row.term_class.endswith("branch") and small else rules.number(least) if least else None
    needed = candidates_needed(seats, rules.number("election.margin")) if seats else None
    return {"number": next_number(organization), "planned_on": day, "seats": seats, "candidates": needed}


class PlanForm(ScopedModelForm):
    """制定换届计划 for a chosen organisation."""

    organization = organization_field("团组织")
    number = forms.IntegerField(
        label="拟选届次", min_value=1, max_value=999, required=False, help_text="留空则接着已登记的届次。"
    )

    class Meta:
        model = Election
        fields = list(PLAN)

    field_order = ["organization", *PLAN]

    def clean_organization(self):
        """The right is asked for the organisation chosen."""
        organization = self.cleaned_data["organization"]
        if not self.user.has_perm("organizations.plan_election", organization):
            raise ValidationError(f"您不能为“{organization}”制定换届计划。")
        return organization

    def perform(self, actor):
        """Open the dossier."""
        fields = {name: self.cleaned_data[name] for name in PLAN}
        return plan_election(self.cleaned_data["organization"], fields=fields, actor=actor)


class StepForm(ScopedModelForm):
    """Base of the steps' forms: the fields that the action writes. Days that have not come are refused."""

    action: ElectionAction
    # Days of the future are what a plan and a beginning may hold.
    future = ("planned_on", "begins_on")

    class Meta:
        model = Election
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            # The columns are empty until their step; what the service asks for is marked before it is missed.
            field.required = field.required or (name in FIELDS[self.action] and name not in OPTIONAL)
            if isinstance(field, forms.DateField) and name not in self.future:
                field.validators.append(not_in_the_future)

    @property
    def values(self) -> dict:
        """What the service is to write."""
        return {name: self.cleaned_data[name] for name in FIELDS[self.action]}

    def perform(self, actor):
        """Take the step."""
        return STEPS[self.action](self.instance, fields=self.values, actor=actor)


class ReplanForm(StepForm):
    action = ElectionAction.REPLAN

    class Meta(StepForm.Meta):
        fields = list(FIELDS[ElectionAction.REPLAN])


class RequestForm(StepForm):
    action = ElectionAction.REQUEST

    class Meta(StepForm.Meta):
        fields = list(FIELDS[ElectionAction.REQUEST])


class ApproveForm(StepForm):
    action = ElectionAction.APPROVE

    class Meta(StepForm.Meta):
        fields = list(FIELDS[ElectionAction.APPROVE])


class HoldForm(StepForm):
    action = ElectionAction.HOLD
    seat_list = SeatListField(label="候选人得票和当选", help_text="书记、副书记、委员逐人一行；多余的空行不用填。")

    class Meta(StepForm.Meta):
        fields = list(FIELDS[ElectionAction.HOLD])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        election = self.instance
        rows = [Seat(row.position, row.name, row.votes, row.elected) for row in election.seat_rows.order_by("order")]
        self.initial["seat_list"] = rows or [Seat(position, "", None, False) for position in usual_positions(election)]

    def perform(self, actor):
        """Keep the meeting's record."""
        seats = self.cleaned_data["seat_list"]
        return STEPS[self.action](self.instance, fields=self.values, seats=seats, actor=actor)


def usual_positions(election: Election) -> list[SeatPosition]:
    """One secretary, a deputy in a committee of five or more, members besides; as many lines as candidates."""
    deputies = 1 if election.seats >= 5 else 0
    members = max(election.candidates - 1 - deputies, 0)
    return [SeatPosition.SECRETARY, *[SeatPosition.DEPUTY] * deputies, *[SeatPosition.MEMBER] * members]


class ReportForm(StepForm):
    action = ElectionAction.REPORT

    class Meta(StepForm.Meta):
        fields = list(FIELDS[ElectionAction.REPORT])


class ConfirmForm(StepForm):
    action = ElectionAction.CONFIRM

    class Meta(StepForm.Meta):
        fields = list(FIELDS[ElectionAction.CONFIRM])
        help_texts = {"begins_on": "现任一届到这一天为止，新一届从这一天起；一般为大会日期。"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["begins_on"] = self.instance.begins_on or self.instance.meeting_on


class CancelForm(StepForm):
    action = ElectionAction.CANCEL

    class Meta(StepForm.Meta):
        fields = list(FIELDS[ElectionAction.CANCEL])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["cancelled_on"] = today()


class StepBackForm(StepForm):
    action = ElectionAction.STEP_BACK
    reason = forms.CharField(label="退回理由", max_length=200)

    def perform(self, actor):
        """One step back."""
        return STEPS[self.action](self.instance, reason=self.cleaned_data["reason"], actor=actor)


FORMS = {
    form.action: form
    for form in (
        ReplanForm, RequestForm, ApproveForm, HoldForm, ReportForm, ConfirmForm, CancelForm, StepBackForm,
    )
}  # fmt: skip
