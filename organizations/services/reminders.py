"""Who has to elect soon, grouped by township, with a text ready to be copied into a chat group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from organizations.enums import TermState
from organizations.models import Election, Organization
from organizations.models.term import due_on
from organizations.services.records import chinese_date

LISTED = 30


@dataclass
class Township:
    """One committee directly below the county with the pressing organisations in its subtree, itself included."""

    organization: Organization
    rows: list = field(default_factory=list)
    in_work: set[int] = field(default_factory=set)

    @property
    def counts(self) -> list[tuple[TermState, int]]:
        """How many are in which state, the most pressing last, as the states are ordered."""
        found = Counter(row.term_state for row in self.rows)
        return [(TermState(state), found[state]) for state in TermState.pressing if found[state]]

    @property
    def text(self) -> str:
        """The reminder."""
        day = chinese_date(self.rows[0].asked_on)
        lines = [f"【换届提醒】{self.organization}：截至{day}，以下{len(self.rows)}个团组织需要抓紧换届："]
        lines += [f"{number}. {self._line(row)}" for number, row in enumerate(self.rows[:LISTED], start=1)]
        if len(self.rows) > LISTED:
            lines.append(f"……其余{len(self.rows) - LISTED}个见系统“换届提醒”列表。")
        lines.append("请逐一制定换届计划并在系统中登记；确需延期的，先报同级党组织和上级团组织批准。")
        return "\n".join(lines)

    def _line(self, row) -> str:
        due = due_on(row)
        days = (due - row.asked_on).days
        name = row.subject.short_name or row.name
        if row.term_state == TermState.EXTENDED:
            told = f"已批准延期至{chinese_date(row.extended_until)}"
        elif days < 0:
            told = f"{chinese_date(due)}届满，已逾期{-days}天"
        else:
            told = f"{chinese_date(due)}届满，还有{days}天" if days else f"{chinese_date(due)}，今日届满"
        return f"{name}：{told}{'（换届办理中）' if row.subject_id in self.in_work else ''}"


def by_township(rows: Iterable) -> list[Township]:
    """Group rows of `with_terms` (with their subjects) by the committee below the county, in code order."""
    rows = sorted(rows, key=lambda row: (due_on(row) or date.max, row.path))
    in_work = set(Election.objects.under_way().values_list("organization_id", flat=True))
    places: dict[int, list] = {}
    for row in rows:
        ids = [int(part) for part in row.path.split("/") if part]
        places.setdefault(ids[min(1, len(ids) - 1)], []).append(row)
    organizations = Organization.objects.in_bulk(places)
    groups = [Township(organizations[pk], group, in_work) for pk, group in places.items()]
    return sorted(groups, key=lambda group: (group.organization.sort, group.organization.code))
