"""The rules of an activity's row in a workbook: its days, its place, its programme, its heads, and what may change."""

from __future__ import annotations

from activities.enums import ActivityState, Attendance
from activities.imports.activity_cells import moments
from league.core.importing.lookups import Found
from league.core.importing.rows import Row
from league.core.scoping import is_within

UNCHANGED = {
    ActivityState.VERIFIED: "该活动已核验，不能通过导入更改；确有错误的，请上级先撤销核验",
    ActivityState.DRAFT: "该活动还是草稿，请在该活动的页面登记举办",
    ActivityState.PUBLISHED: "该活动已发布而没有登记举办，请在该活动的页面登记举办",
    ActivityState.RETURNED: "该活动已被上级退回更正，请在该活动的页面更正",
    ActivityState.CANCELLED: "该活动已取消，不能通过导入更改",
}


class ActivityRules:
    """The checks of one plan."""

    def __init__(self, importer, plan):
        self.importer, self.plan = importer, plan
        self.positions = importer.positions

    def check(self) -> None:
        """Refuse rows that break a rule."""
        owners = {self._final(row, "organization") for row in self.plan.rows} - {None}
        programmes = {self._final(row, "programme") for row in self.plan.rows} - {None}
        known = self.plan.know("organization", owners), self.plan.know("programme", programmes)
        for row in self.plan.rows:
            owner = known[0].get(self._final(row, "organization"))
            self._check_days(row, owner)
            self._check_place(row)
            self._check_programme(row, owner, known[1].get(self._final(row, "programme")))
            self._check_heads(row)

    def check_changes(self, rows: list[Row]) -> None:
        """Only what is held and nobody verified may be changed, and nothing that was recorded by name."""
        for row in rows:
            state = ActivityState(self.importer.facts[row.pk][2])
            if refusal := UNCHANGED.get(state):
                row.refuse(self.positions["code"], refusal)
            if row.current.values[self.positions["attendance"]] == Attendance.NAMED:
                for position in (self.positions["attendance"], *(place for _, place in self.importer.heads)):
                    if row.changes(position):
                        row.refuse(position, "该活动按姓名签到，人次由签到记录认定，不能通过导入更改")

    def _final(self, row: Row, name: str):
        return row.final(self.positions[name])

    def _check_days(self, row: Row, owner: Found | None) -> None:
        first, last, begins, ends = (self._final(row, name) for name in ("held_on", "ends_on", "begins", "ends"))
        if not first:
            return
        if last and last < first:
            row.refuse(self.positions["ends_on"], "结束日期不能早于举办日期")
            return
        opening, closing = moments(first, last or "", begins or "", ends or "")
        if closing < opening:
            row.refuse(self.positions["ends"], "结束时刻不能早于开始时刻")
        if owner is None:
            return
        _, founded_on, dissolved_on, *_ = owner.facts
        if founded_on and first < str(founded_on):
            row.refuse(self.positions["held_on"], f"“{owner.label}”{founded_on}才成立，举办日期不能早于它")
        if dissolved_on and first >= str(dissolved_on):
            row.refuse(self.positions["held_on"], f"“{owner.label}”已于{dissolved_on}撤销，举办日期必须早于它")

    def _check_place(self, row: Row) -> None:
        stated = [name for name in ("home", "unit", "division") if self._final(row, name)]
        sound = all(row.sound(self.positions[name]) for name in ("home", "unit", "division", "place"))
        if len(stated) > 1:
            row.refuse(self.positions[stated[1]], "青年阵地、所在单位、所在区划只填一项")
        elif sound and not stated and not self._final(row, "place"):
            row.refuse(self.positions["place"], "请填写青年阵地、所在单位、所在区划或地点")

    def _check_programme(self, row: Row, owner: Found | None, programme: Found | None) -> None:
        if owner and programme and not is_within(owner.path, programme.path):
            row.refuse(self.positions["programme"], f"“{owner.label}”不在品牌项目“{programme.label}”的主办团组织范围内")

    def _check_heads(self, row: Row) -> None:
        places = [place for _, place in self.importer.heads]
        if all(row.sound(place) for place in places) and not any(row.final(place) for place in places):
            row.refuse(places[0], "请至少填写一类对象的参加人次")
        named = row.values[self.positions["attendance"]] == Attendance.NAMED
        present = row.current.values[self.positions["attendance"]] if row.current else ""
        if named and present != Attendance.NAMED:
            row.refuse(self.positions["attendance"], "按姓名签到由系统依签到记录认定，不能填写")
