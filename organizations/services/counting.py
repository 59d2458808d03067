"""Entering one head-count by hand; `record_head_counts` says what becomes of the counts before and after it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.models import HeadCount, Organization, Unit
from organizations.services.head_counts import Count, record_head_counts
from organizations.services.records import chinese_date
from organizations.services.tree import lock_nodes


@transaction.atomic
def enter_head_count(
    subject: Unit | Organization, *, kind: str, counted_on: date, value: int, source: str, actor, reason: str = ""
) -> HeadCount:
    """Count a unit's or an organisation's people of a kind on a day; a second count of that day is a correction."""
    is_unit = isinstance(subject, Unit)
    (node,) = lock_nodes(subject.responsible if is_unit else subject)
    if refusal := _refusal(subject, counted_on):
        raise ValidationError({"counted_on": refusal})
    link = {"unit": subject.pk if is_unit else None, "organization": None if is_unit else subject.pk}
    standing = HeadCount.objects.filter(**link, kind=kind, counted_on=counted_on, superseded_at__isnull=True)
    count = Count(
        **link, org_path=node.path, kind=kind, counted_on=counted_on, value=value, source=source,
        subject=str(subject), ends_on=end_of(subject),
    )  # fmt: skip
    record_head_counts(
        [count],
        actor=actor,
        action="head_count.corrected" if standing.exists() else "head_count.entered",
        reason=reason,
        value=value,
    )
    return standing.get()


def end_of(subject: Unit | Organization) -> date | None:
    """The day on which the subject ended: it counts nobody from then on."""
    return subject.closed_on if isinstance(subject, Unit) else subject.dissolved_on


def _refusal(subject: Unit | Organization, counted_on: date) -> str | None:
    begins = subject.opened_on if isinstance(subject, Unit) else subject.founded_on
    ends = end_of(subject)
    if begins and counted_on < begins:
        return f"“{subject}”{chinese_date(begins)}才成立，统计日期不能早于它。"
    if ends and counted_on >= ends:
        return f"“{subject}”已于{chinese_date(ends)}撤销，统计日期必须早于它。"
    return None
