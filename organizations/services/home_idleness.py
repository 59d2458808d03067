"""The idle list: running homes that need a visit, and a text for each organisation that answers for some."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, OuterRef, QuerySet, Subquery

from organizations.criteria import idle, idleness_of, with_idleness
from organizations.happenings import last_active
from organizations.models import HomeCheck, HomeVersion, Organization
from organizations.services.records import chinese_date


def idle_homes(*, on: date) -> QuerySet:
    """Idle homes as rows of HomeVersion of the day, with why, and when they were last active and checked."""
    checks = HomeCheck.objects.filter(home=OuterRef("subject"), checked_on__lte=on).order_by()
    return with_idleness(idle(HomeVersion.objects.on(on), on=on), on=on).annotate(
        last_active=last_active(on),
        last_checked=Subquery(checks.values("home").annotate(last=Max("checked_on")).values("last")),
    )


@dataclass
class Reminder:
    """The idle homes of one organisation, and what to tell it."""

    organization: Organization
    on: date
    rows: list[HomeVersion] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Ready to be copied into a chat group."""
        lines = [
            f"【阵地提醒】{self.organization}：截至{chinese_date(self.on)}，以下{len(self.rows)}处阵地需要尽快处理："
        ]
        lines += [
            f"{number}. {row.name}：{'、'.join(code.label for code in idleness_of(row))}"
            for number, row in enumerate(self.rows, start=1)
        ]
        lines.append("请上门查看，恢复活动或办理续签、检查；确实不再使用的，请提请停用或撤销。")
        return "\n".join(lines)


def reminders(rows: Iterable[HomeVersion], *, on: date) -> list[Reminder]:
    """Group the rows, in their order, by the organisation that answers."""
    found: dict[int, Reminder] = {}
    for row in rows:
        found.setdefault(row.responsible_id, Reminder(row.responsible, on)).rows.append(row)
    return list(found.values())
