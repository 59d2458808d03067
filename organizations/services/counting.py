"""Entering one head-count by hand. A count is never edited: one for the same day supersedes it, a later one ends it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from league.core.audit import record
from organizations.models import HeadCount, Organization, Unit
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.tree import lock_nodes


@transaction.atomic
def enter_head_count(
    subject: Unit | Organization, *, kind: str, counted_on: date, value: int, source: str, actor, reason: str = ""
) -> HeadCount:
    """Count a unit's or an organisation's people of a kind on a day; a second count of that day is a correction."""
    is_unit = isinstance(subject, Unit)
    (node,) = lock_nodes(subject.responsible if is_unit else subject)
    link = {"unit": subject} if is_unit else {"organization": node}
    if refusal := _refusal(subject if is_unit else node, counted_on):
        raise ValidationError({"counted_on": refusal})
    counts = HeadCount.objects.filter(**link, kind=kind, superseded_at__isnull=True)
    corrected = counts.filter(counted_on=counted_on).first()
    if corrected and (corrected.value, corrected.source) == (value, source):
        return corrected
    if corrected:
        HeadCount.objects.filter(pk=corrected.pk).update(superseded_at=Now())
    later = counts.filter(counted_on__gt=counted_on).order_by("counted_on").first()
    count = HeadCount(
        **link, org_path=node.path, kind=kind, counted_on=counted_on, value=value, source=source,
        ends_on=later.counted_on if later else end_of(subject),
    )  # fmt: skip
    count.full_clean()
    count.save(force_insert=True)
    before = counts.filter(counted_on__lt=counted_on).order_by("-counted_on").first()
    if before:
        HeadCount.objects.filter(pk=before.pk).update(ends_on=counted_on)
    record(
        actor,
        "head_count.corrected" if corrected else "head_count.entered",
        count,
        before=describe(corrected, ["value", "source"]) if corrected else None,
        after=describe(count, ["value", "source"]),
        reason=reason,
        subject=str(subject),
        kind=count.get_kind_display(),
        on=chinese_date(counted_on),
        value=value,
    )
    enqueue_refresh()
    return count


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
