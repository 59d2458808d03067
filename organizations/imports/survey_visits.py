"""Places that joint surveys visited, from workbooks: one row is one place of one survey, which is entered before."""

from __future__ import annotations

from league.core.importing.columns import Code, Date, Text
from league.core.importing.importer import register
from league.core.importing.rows import Row
from organizations.imports.mechanisms import code_column
from organizations.imports.owned import OwnedRowImport
from organizations.imports.places import OrganizationLookup, UnitLookup
from organizations.imports.units import lock_roots
from organizations.models import JointSurvey, SurveyVisit

SURVEY = ("survey", "held_on", "organizers")
PLACE = ("unit", "organization")


@register
class SurveyVisitImport(OwnedRowImport):
    noun, label, model, permission = "survey_visit", "走访点", SurveyVisit, "organizations.import_survey_visit"
    order, key = 73, (*SURVEY, *PLACE)
    owner, grouped_by = "joint_survey__organization", "乡镇（系统）"
    beside, derived_fields = key, ("joint_survey", *PLACE, "org_path")
    columns = [
        code_column("调研范围的团组织编码，与“联合调研”中的一致。", "survey"),
        Date("调研日期", "held_on", required=True, past=True, example="2023-06-01"),
        Text("组织单位", "organizers", required=True, max_length=200, example="县委组织部、团县委"),
        Code("走访单位编码", "unit", synonyms=("单位编码",), help="走访的是单位的填这一项，与下一项只填一项。"),
        Code("走访团组织编码", "organization", synonyms=("走访组织编码",), help="走访的是团组织的填这一项。"),
        Text("发现的问题", "findings", max_length=1000, width=40),
        Date("整改日期", "corrected_on", past=True),
        Text("整改情况", "correction", max_length=200, width=30),
    ]

    def lock(self, context):
        lock_roots(context)

    def codes(self):
        return (f"{self.owner}__code", "joint_survey__held_on", "joint_survey__organizers", "unit__code",
                "organization__code")  # fmt: skip

    def check(self, plan):
        surveys = plan.prepared["surveys"] = self._surveys(plan)
        places = plan.prepared["places"] = {
            name: self._places(plan, name, lookup)
            for name, lookup in zip(PLACE, (UnitLookup, OrganizationLookup), strict=True)
        }
        held_on, corrected_on = self.positions["held_on"], self.positions["corrected_on"]
        for row in plan.rows:
            survey = tuple(row.values[self.positions[name]] for name in SURVEY)
            if all(survey) and survey not in surveys and all(row.sound(self.positions[name]) for name in SURVEY):
                row.refuse(0, "没有登记过这个范围、日期和组织单位的联合调研，请先登记或导入联合调研")
            self._check_place(row, places)
            done = row.final(corrected_on)
            if done and row.final(held_on) and done < row.final(held_on):
                row.refuse(corrected_on, "整改日期不能早于调研日期")
            if done and not row.final(self.positions["findings"]):
                row.refuse(corrected_on, "没有发现问题的，不填写整改日期")

    def _check_place(self, row: Row, places: dict) -> None:
        stated = [name for name in PLACE if row.values[self.positions[name]]]
        if len(stated) != 1:
            row.refuse(self.positions["unit"], "走访单位编码和走访团组织编码填且只填一项")
            return
        found = places[stated[0]].get(row.values[self.positions[stated[0]]])
        row.path = found.path if found else row.path

    def _surveys(self, plan) -> dict[tuple, int]:
        rows = JointSurvey.objects.filter(plan.context.scope.q("organization__path")).order_by()
        found = rows.values_list("organization__code", "held_on", "organizers", "pk")
        return {(code, day.isoformat(), organizers): pk for code, day, organizers, pk in found}

    def _places(self, plan, name: str, lookup_class) -> dict:
        position, lookup = self.positions[name], lookup_class(plan.context)
        rows = [row for row in plan.rows if row.values[position] and row.sound(position)]
        found = lookup.by_code({row.values[position] for row in rows})
        for row in rows:
            if row.values[position] not in found:
                row.refuse(position, lookup.unknown(row.values[position]))
        return found

    def derive(self, plan, row: Row) -> tuple:
        survey = plan.prepared["surveys"][tuple(row.final(self.positions[name]) for name in SURVEY)]
        places = [plan.prepared["places"][name].get(row.final(self.positions[name])) for name in PLACE]
        return (survey, *(place.pk if place else None for place in places), row.path)

    def label_of(self, row: Row) -> str:
        place = row.final(self.positions["unit"]) or row.final(self.positions["organization"])
        return f"{row.final(self.positions['held_on'])}联合调研走访{place}"
