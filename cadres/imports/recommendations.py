"""Results of recommendations to the Party from workbooks: dossiers of the past that passed, each judged by the rules.

What is under way goes its steps on the pages; a workbook only adds, and changes no dossier that stands.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from cadres.enums import RecommendationKind, RecommendationState
from cadres.imports.about_people import AboutPersonImport, organization_column, person_columns
from cadres.models import CalendarDay, Recommendation
from cadres.services.recommendations import check_result
from league.core.importing.columns import Choice, Date, Integer, Text
from league.core.importing.importer import register
from league.core.importing.lookups import chunked
from league.core.importing.rows import WHOLE_ROW, Row
from organizations.models import Organization


class Outcome(models.TextChoices):
    """党组织反馈."""

    ACCEPTED = "accepted", "采纳"
    DECLINED = "declined", "未采纳"


@register
class RecommendationImport(AboutPersonImport):
    noun, label, model = "recommendation", "推优结果", Recommendation
    permission, order, leading = "cadres.import_recommendation", 91, "name"
    key = ("person", "kind", "proposed_on")
    told = AboutPersonImport.told | {"outcome": "state"}
    beside = (*AboutPersonImport.beside, "outcome")
    derived_fields = ("person", "organization", "state", "expires_on")
    kept = "已登记的推优请在卷宗中办理或更正"
    columns = [
        *person_columns(),
        organization_column("推荐团支部编码", required=True),
        Choice("推优类别", "kind", RecommendationKind, required=True, words={"入党积极分子": "activist", "积极分子": "activist",
               "发展对象": "candidate"}),
        Date("提出日期", "proposed_on", required=True, past=True),
        Date("递交入党申请书日期", "applied_on", required=True, past=True, synonyms=("申请入党日期",)),
        Date("确定为入党积极分子日期", "activist_on", past=True),
        Date("支部大会日期", "meeting_on", required=True, past=True, synonyms=("推优大会日期",)),
        Integer("应到会人数", "eligible", required=True),
        Integer("实到会人数", "present", required=True),
        Integer("赞成票", "in_favour", required=True, synonyms=("赞成",)),
        Integer("反对票", "against", default=0, synonyms=("反对",)),
        Integer("弃权票", "abstained", default=0, synonyms=("弃权",)),
        Date("公示自", "publicity_from", required=True, past=True),
        Date("公示至", "publicity_to", required=True, past=True),
        Date("公示结论日期", "concluded_on", required=True, past=True, synonyms=("推优通过日期",)),
        Text("党支部", "party_branch"),
        Date("报送日期", "handed_on", past=True),
        Choice("党组织反馈", "outcome", Outcome),
        Date("党组织反馈日期", "feedback_on", past=True),
        Date("确定为发展对象日期", "candidate_on", past=True),
        Text("主要表现", "remark", max_length=300),
    ]  # fmt: skip

    def check(self, plan):
        super().check(plan)
        people, branches = self.people_of(plan), self._branches(plan)
        calendar = CalendarDay.objects.as_calendar()
        results = plan.prepared["results"] = {}
        for row in plan.rows:
            if row.current is not None:
                self._read_outcome(row)
                continue
            self._check_outcome(row)
            if row.errors or row.key is None:
                continue
            dossier = self._dossier(row, people, branches[self.organization_of(plan, row).pk])
            try:
                check_result(dossier, calendar=calendar)
            except ValidationError as error:
                self._refuse(row, error)
            results[row.key] = dossier

    def _read_outcome(self, row: Row) -> None:
        """The outcome of a dossier that stands is its state; what is no outcome yet reads as none."""
        place = self.positions["outcome"]
        if row.current.values[place] not in Outcome.values:
            row.current.values[place] = ""

    def _branches(self, plan) -> dict[int, Organization]:
        keys = {found.pk for found in plan.prepared["organizations"].values()}
        return {each.pk: each for chunk in chunked(keys) for each in Organization.objects.filter(pk__in=chunk)}

    def _check_outcome(self, row: Row) -> None:
        outcome, day, handed = (row.final(self.positions[name]) for name in ("outcome", "feedback_on", "handed_on"))
        if bool(outcome) != bool(day):
            row.refuse(self.positions["feedback_on"], "党组织反馈和反馈日期应同时填写或同时留空")
        if day and not handed:
            row.refuse(self.positions["handed_on"], "填了党组织反馈，没有填报送日期")

    def _dossier(self, row: Row, people, organization: Organization) -> Recommendation:
        """The row as a dossier, not written."""
        values = {}
        for position, column in self.own:
            value = column.default if row.values[position] is None else row.values[position]
            if isinstance(column, Date):
                value = date.fromisoformat(value) if value else None
            values[column.name] = value
        person = people[row.values[self.positions["person"]]]
        return Recommendation(person=person, organization=organization, state=self._state_of(row), **values)

    def _state_of(self, row: Row) -> RecommendationState:
        outcome = row.values[self.positions["outcome"]]
        if outcome:
            return RecommendationState(outcome)
        handed = row.values[self.positions["handed_on"]]
        return RecommendationState.HANDED if handed else RecommendationState.PASSED

    def _refuse(self, row: Row, error: ValidationError) -> None:
        """What does not add up, at its column where the workbook has it."""
        for name, messages in error.message_dict.items():
            for message in messages:
                row.refuse(self.positions.get(name, WHOLE_ROW), message.rstrip("。"))

    def derive(self, plan, row: Row) -> tuple:
        dossier = plan.prepared["results"][row.key]
        return (*super().derive(plan, row), dossier.state, dossier.expires_on)

    def label_of(self, row: Row) -> str:
        kind = row.final(self.positions["kind"])
        return f"{row.final(self.positions['name'])}{RecommendationKind(kind).label if kind else ''}"
