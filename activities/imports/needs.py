"""Needs from workbooks: a ledger of what was raised, settled and told. Who raised it stays out of workbooks.

What stands already is moved on its page; a workbook only corrects its words.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models

from activities.enums import NeedAction, NeedCategory, NeedState, RaiserKind
from activities.imports.service import KeptImport
from activities.models import Need, NeedStep
from activities.services.needs import SOLVE_RULE, TELL_RULE
from league.core.bulk import insert_rows
from league.core.importing.columns import Choice, Code, Date, Reference, Text
from league.core.importing.importer import register
from league.core.importing.lookups import chunked
from league.core.importing.rows import Row
from organizations.imports.places import OrganizationLookup, UnitLookup
from organizations.models import Rule
from organizations.models.organization import CODE

STEP = ("need", "action", "state", "owner", "owner_name", "due_on", "done_on", "remark")
FIXED = "现有诉求的办理情况请在诉求页面登记"


class Outcome(models.TextChoices):
    """办理结论, as a cell has it."""

    SOLVED = "solved", "已解决"
    REFUSED = "refused", "不予办理"


@register
class NeedImport(KeptImport):
    noun, label, model, permission = "need", "急难愁盼诉求", Need, "activities.import_need"
    order, named, day = 122, "title", "raised_on"
    beside = ("assigned_on", "conclusion", "settled_on", "told_on")
    derived_fields = ("org_path", "search_key", "state", "due_on", "first_due_on", "changed_on")
    columns = [
        Code("诉求编码", "code", required=True, validators=[CODE], synonyms=("编码",), example="SQ2023-00001",
             help="自行编定，一件一个，不要重复。"),
        Text("诉求", "title", required=True, max_length=60, synonyms=("诉求内容",), help="一句话写清什么事，不写姓名。"),
        Choice("类别", "category", NeedCategory, required=True, synonyms=("诉求类别",)),
        Reference("收集团组织", "organization", OrganizationLookup, required=True, fixed="收集团组织登记后不变"),
        Reference("涉及单位", "unit", UnitLookup),
        Date("反映日期", "raised_on", required=True, past=True, fixed="反映日期登记后不变"),
        Choice("反映人身份", "raiser_kind", RaiserKind, required=True, help="不要在表格中写反映人的姓名和电话。"),
        Text("具体情况", "detail", max_length=1000, width=40),
        Text("责任人", "owner_name", max_length=50, fixed=FIXED),
        Date("交办日期", "assigned_on", past=True, fixed=FIXED),
        Choice("办理结论", "conclusion", Outcome, fixed=FIXED, help="已经办结的填。"),
        Date("办结日期", "settled_on", past=True, fixed=FIXED),
        Text("办理结果", "outcome", max_length=500, width=40, fixed=FIXED, help="怎样解决的，或者不予办理的理由。"),
        Date("告知日期", "told_on", past=True, fixed=FIXED, help="已经告知反映人的填。"),
    ]  # fmt: skip

    def __init__(self):
        super().__init__()
        self.days: dict[str, int] = {}

    def check(self, plan):
        self.check_owners(plan)
        self.check_units(plan)
        on = plan.context.on
        self.days = {code: Rule.objects.number(code, on=on) for code in (SOLVE_RULE, TELL_RULE)}
        for row in plan.rows:
            if row.current is None:
                self._check_way(row)

    def _check_way(self, row: Row) -> None:
        """The steps of a new row follow each other, and each says what its page would ask for."""
        said = {name: row.values[self.positions[name]] for name in (*self.beside, "owner_name", "outcome", "raised_on")}
        if bool(said["assigned_on"]) != bool(said["owner_name"]):
            row.refuse(self.positions["assigned_on"], "责任人和交办日期应同时填写或同时留空")
        settled = [said[name] for name in ("conclusion", "settled_on", "outcome")]
        if any(settled) and not all(settled):
            row.refuse(self.positions["conclusion"], "办理结论、办结日期、办理结果应同时填写或同时留空")
        if said["conclusion"] == Outcome.SOLVED and not said["assigned_on"]:
            row.refuse(self.positions["assigned_on"], "已解决的诉求应有交办日期和责任人")
        if said["told_on"] and not said["settled_on"]:
            row.refuse(self.positions["told_on"], "没有办结的诉求不填告知日期")
        last = said["raised_on"]
        for name in ("assigned_on", "settled_on", "told_on"):
            if said[name] and last and said[name] < last:
                row.refuse(self.positions[name], "日期不能早于上一步")
            last = said[name] or last

    # What the row itself does not say as the workbook does.

    def current(self, context, keys):
        found = super().current(context, keys)
        self._complete({current.pk: current.values for current in found.values()})
        return found

    def known(self, context):
        codes = dict(self._in_scope(context).order_by().values_list("code", "pk"))
        rows = {codes[values[self.positions["code"]]]: values for values in super().known(context)}
        self._complete(rows)
        return rows.values()

    def _complete(self, rows: dict[int, list]) -> None:
        for chunk in chunked(rows):
            steps = NeedStep.objects.filter(need__in=chunk).order_by("done_on", "pk")
            for need, action, day in steps.values_list("need", "action", "done_on"):
                values = rows[need]
                if action == NeedAction.ASSIGN:
                    values[self.positions["assigned_on"]] = day.isoformat()
                elif action in (NeedAction.SOLVE, NeedAction.REFUSE):
                    settled = Outcome.SOLVED if action == NeedAction.SOLVE else Outcome.REFUSED
                    values[self.positions["conclusion"]] = settled.value
                    values[self.positions["settled_on"]] = day.isoformat()
                elif action == NeedAction.TELL:
                    values[self.positions["told_on"]] = day.isoformat()

    # Writing.

    def steps_of(self, row: Row) -> list[tuple]:
        """(action, state, due on, done on, remark) of a new row's steps."""
        day = {
            name: _day(row.values[self.positions[name]]) for name in ("raised_on", *self.beside) if name != "conclusion"
        }
        due = day["raised_on"] + timedelta(days=self.days[SOLVE_RULE])
        found: list[tuple] = []
        if day["assigned_on"]:
            found.append((NeedAction.ASSIGN, NeedState.ASSIGNED, due, day["assigned_on"], ""))
        if day["settled_on"]:
            solved = row.values[self.positions["conclusion"]] == Outcome.SOLVED
            action, state = (
                (NeedAction.SOLVE, NeedState.SOLVED) if solved else (NeedAction.REFUSE, NeedState.REFUSED)
            )  # fmt: skip
            due = day["settled_on"] + timedelta(days=self.days[TELL_RULE])
            found.append((action, state, due, day["settled_on"], row.values[self.positions["outcome"]]))
        if day["told_on"]:
            found.append((NeedAction.TELL, NeedState.TOLD, None, day["told_on"], "按台账导入"))
        return found

    def derive(self, plan, row):
        raised = _day(row.values[self.positions["raised_on"]])
        first = raised + timedelta(days=self.days[SOLVE_RULE])
        steps = self.steps_of(row)
        state, due, changed = steps[-1][1:4] if steps else (NeedState.RAISED, first, raised)
        return (*super().derive(plan, row), state.value, due, first, changed)

    def write(self, plan, new, changed, *, batch, actor):
        journal = super().write(plan, new, changed, batch=batch, actor=actor)
        who = self.positions["owner_name"]
        insert_rows(
            NeedStep,
            STEP,
            (
                (row.pk, action.value, state.value, None, row.values[who] or "", due, done, remark)
                for row in new
                for action, state, due, done, remark in self.steps_of(row)
            ),
        )
        return journal


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
