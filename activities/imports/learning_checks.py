"""What makes a row of a platform's workbook wrong, and whose it is."""

from __future__ import annotations

from datetime import date

from activities.models import LearningRecord
from activities.services.learning import days_refusal
from league.core.importing.rows import Row
from league.core.scoping import ancestor_ids

TOTALS = {"合计", "总计", "小计", "累计", "全县合计", "全县"}


class RecordRules:
    """The checks of one import. `importer` has found its series, its owners and its office."""

    def __init__(self, importer, plan):
        self.importer, self.plan, self.owners = importer, plan, importer.owners
        self.at = importer.positions
        # The days of an issue: of the first row that states them, or of the records that are there.
        self.days: dict[tuple, tuple[str, str]] = self._present_days()

    def check(self) -> None:
        """Refuse what is wrong; fill in the owner of a name that is known."""
        for row in self.plan.rows:
            if row.key is None:
                continue
            if row.key[0] not in self.importer.series:
                row.refuse(self.at["series"], f"没有编码或名称为“{row.key[0]}”的学习栏目，请先登记栏目")
                continue
            self._check_days(row)
            self._check_numbers(row)
            self._find_owner(row)
            self._complete(row)
        self._refuse_hand_typed()
        self._refuse_sums()

    def _present_days(self) -> dict[tuple, tuple[str, str]]:
        issues = {row.key[:2] for row in self.plan.rows if row.key is not None}
        rows = LearningRecord.objects.filter(
            series__code__in={series for series, _ in issues}, issue__in={issue for _, issue in issues}
        )
        days = {}
        for series, issue, first, last in (
            rows.order_by().values_list("series__code", "issue", "first_day", "last_day").distinct()
        ):
            days[series, issue] = (first.isoformat(), last.isoformat())
        return days

    def _check_days(self, row: Row) -> None:
        first, last = row.final(self.at["first_day"]), row.final(self.at["last_day"])
        if not (first and last):
            return
        if last < first:
            row.refuse(self.at["last_day"], "截止日期不能早于开始日期")
            return
        series = self.importer.series[row.key[0]]
        if refusal := days_refusal(series, date.fromisoformat(first), date.fromisoformat(last)):
            row.refuse(self.at["first_day"], refusal.rstrip("。"))
        known = self.days.setdefault(row.key[:2], (first, last))
        if known != (first, last):
            row.refuse(self.at["first_day"], f"{row.key[1]}已登记为{known[0]}至{known[1]}，同一期的起止日期应当一致")

    def _check_numbers(self, row: Row) -> None:
        persons, times = row.final(self.at["persons"]), row.final(self.at["person_times"])
        if persons not in (None, "") and times is not None and persons > times:
            row.refuse(self.at["persons"], f"参学人数{persons}不能多于学习人次{times}")

    def _find_owner(self, row: Row) -> None:
        """By code, by what somebody said the name means, by a name that only one has."""
        name, superior = row.key[3], row.key[2] or ""
        if name in TOTALS or name.endswith("合计"):
            row.refuse(self.at["name"], "合计行不导入，请删去")
        codes = [column for column in ("unit", "organization") if row.final(self.at[column])]
        for column in codes:
            known = self.owners.units if column == "unit" else self.owners.organizations
            if row.final(self.at[column]) not in known and row.current is None:
                row.refuse(self.at[column], f"您的管理范围内没有编码为“{row.final(self.at[column])}”的记录，请核对")
        if not codes:
            self._find_by_name(row, superior, name)
        if (owner := self.importer.owner_of(row)) and row.current is None:
            self._check_life(row, owner)

    def _find_by_name(self, row: Row, superior: str, name: str) -> None:
        said = (superior, name) in self.owners.meant
        owner = self.owners.meant[superior, name] if said else self.owners.find(superior, name)
        if said and owner is None:
            row.refuse(self.at["name"], "该名称已列为不属本县；确属本县的，请先在“平台名称对照”恢复")
        if owner:
            row.values[self.at["unit" if owner.unit else "organization"]] = owner.code

    def _check_life(self, row: Row, owner) -> None:
        first, last = row.final(self.at["first_day"]), row.final(self.at["last_day"])
        if last and owner.first_day and last < str(owner.first_day):
            row.refuse(self.at["last_day"], f"“{owner.label}”{owner.first_day}才成立，截止日期不能早于它")
        if first and owner.last_day and first >= str(owner.last_day):
            row.refuse(self.at["first_day"], f"“{owner.label}”已于{owner.last_day}撤销")

    def _complete(self, row: Row) -> None:
        """The series' platform is the source of a new row that names none."""
        source = self.at["source"]
        if row.values[source] == "":
            row.refuse(source, "数据来源不能清空")
        if row.current is None and row.values[source] is None:
            row.values[source] = self.importer.series[row.key[0]].platform or "表格导入"

    def _refuse_hand_typed(self) -> None:
        """What was entered by hand under the register's own name is not entered once more under the platform's."""
        typed = {}
        issues = set(self.days)
        rows = LearningRecord.objects.matched().filter(issue__in={issue for _, issue in issues}).order_by()
        for *key, organization, unit, name, own, school in rows.values_list(
            "series__code", "issue", "organization", "unit", "name", "organization__name", "unit__name"
        ):
            if name == (school or own):
                typed[*key, organization, unit] = name
        for row in self.plan.rows:
            owner = self.importer.owner_of(row) if row.key and row.current is None else None
            held = owner and typed.get((*row.key[:2], owner.organization, owner.unit))
            if held:
                row.refuse(self.at["name"], f"“{owner.label}”{row.key[1]}已有手工登记的学习记录，请更正原记录或先删去")

    def _refuse_sums(self) -> None:
        """A row that equals the sum of several rows below it is their total, not a record of its own."""
        below: dict[tuple, list[int]] = {}
        owned = []
        for row in self.plan.rows:
            owner = self.importer.owner_of(row) if row.key else None
            times = row.final(self.at["person_times"])
            if owner is None or owner.unit is not None or times is None:
                continue
            owned.append((row, owner, times))
            for above in ancestor_ids(owner.path, with_self=False):
                below.setdefault((*row.key[:2], above), []).append(times)
        for row, owner, times in owned:
            parts = below.get((*row.key[:2], owner.organization), [])
            if len(parts) > 1 and sum(parts) == times:
                row.refuse(
                    self.at["person_times"], f"与它下级{len(parts)}行之和相等，疑为合计行；确为本级的，请单独登记"
                )
