"""Filling a period: count everything, then put the new snapshot in the old one's place in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from league.core.audit import record
from league.core.dates import Period
from reports.indicators.base import Context
from reports.indicators.settings import settings_on
from reports.models import IndicatorKey, Snapshot, SnapshotState, SnapshotValue, StatPeriod
from reports.services.catalogue import Catalogue
from reports.services.counting import Counted, count_all, give_room
from reports.services.evidence import RowsChanged, keep_rows
from reports.services.fingerprints import fingerprint
from reports.services.moment import one_moment

# A replaced snapshot stays this long for pages that already began to read it.
GRACE = timedelta(seconds=60)


class FillRefused(Exception):
    """The period cannot be filled like this; the message is Chinese and says what to do."""


@dataclass(frozen=True)
class Fill:
    """What is asked for: a period, the day, and who asks. With a reason it corrects a closed period."""

    period: Period
    as_of: date
    at: datetime
    actor: object = None
    reason: str = ""


def _nothing(*_) -> None:
    """For callers that show no progress."""


def fill_period(
    fill: Fill, *, progress: Callable[[int], None] = _nothing, finish: Callable[[Snapshot], None] = _nothing
) -> Snapshot:
    """Count every indicator for every node of the tree on `fill.as_of` and show the result; return the snapshot.

    Counting reads one moment and writes only temporary tables. The result appears in one transaction under the
    period's lock, and `finish` is called as its last step, so that a job ends together with its effect. Two fills
    at once cannot mix; of two, the one that began later is kept. Raise FillRefused for a closed period without a
    reason, and for a reason without a closed period.
    """
    period = _period(fill)
    catalogue = Catalogue()
    keys = _keys(catalogue)
    progress(5)
    with one_moment():
        context = Context(fill.as_of, fill.period, settings_on(fill.as_of))
        counted = count_all(catalogue.indicators(), keys, context)
    progress(70)
    with transaction.atomic():
        snapshot = _publish(period, fill, context, counted, catalogue)
        finish(snapshot)
    return snapshot


def _period(fill: Fill) -> StatPeriod:
    span = fill.period
    if not span.first <= fill.as_of <= span.last:
        raise FillRefused(f"截至日{fill.as_of}不在{span.label}（{span.first}至{span.last}）之内。")
    period = StatPeriod.objects.get_or_create(
        code=span.code, defaults={"first_day": span.first, "last_day": span.last}
    )[0]
    _check(period, fill)
    return period


def _check(period: StatPeriod, fill: Fill) -> None:
    if period.is_closed and not fill.reason:
        raise FillRefused(f"{period}已关账，数字不再变动。确需更正的，请填写更正理由，另出一版。")
    if fill.reason and not period.is_closed:
        raise FillRefused(f"{period}还没有关账，直接重新统计即可，不需要更正。")


def _keys(catalogue: Catalogue) -> dict[str, int]:
    """The stored number of every indicator's code; new codes get one."""
    codes = {indicator.code for indicator in catalogue.indicators()}
    known = set(IndicatorKey.objects.values_list("code", flat=True))
    IndicatorKey.objects.bulk_create([IndicatorKey(code=code) for code in sorted(codes - known)], ignore_conflicts=True)
    return dict(IndicatorKey.objects.values_list("code", "id"))


def _publish(period: StatPeriod, fill: Fill, context: Context, counted: Counted, catalogue: Catalogue) -> Snapshot:
    period = StatPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    # The period may have been closed while we counted.
    _check(period, fill)
    shown = Snapshot.objects.current(period.code).first()
    if shown and not fill.reason and shown.started_at > fill.at:
        return shown
    snapshot = _put_in_place(period, fill, shown, context, counted, catalogue)
    _store_values(snapshot)
    snapshot.fingerprint = fingerprint(snapshot)
    snapshot.save(update_fields=["fingerprint"])
    if snapshot.is_closed:
        _keep_rows(snapshot)
    _forget_retired(period, before=fill.at - GRACE)
    action = "snapshot.corrected" if fill.reason else "snapshot.filled"
    if fill.actor is not None or fill.reason:
        after = {"版本": snapshot.version, "截至": fill.as_of, "指纹": snapshot.fingerprint}
        record(fill.actor, action, period, reason=fill.reason, after=after, as_of=fill.as_of)
    return snapshot


def _put_in_place(
    period, fill: Fill, shown: Snapshot | None, context: Context, counted: Counted, catalogue: Catalogue
) -> Snapshot:
    closed = shown if shown and shown.is_closed else None
    if shown and not closed:
        Snapshot.objects.filter(pk=shown.pk).update(state=SnapshotState.RETIRED, retired_at=fill.at)
    version = 1 if shown is None else shown.version + (1 if closed else 0)
    return Snapshot.objects.create(
        period=period,
        as_of=fill.as_of,
        version=version,
        state=SnapshotState.CLOSED if closed else SnapshotState.READY,
        settings=context.settings,
        gaps=counted.gaps,
        counted=[indicator.code for indicator in catalogue.indicators()],
        own_versions=catalogue.own_versions,
        nodes=counted.nodes,
        strays=counted.strays,
        misplaced=counted.misplaced,
        started_at=fill.at,
        reason=fill.reason,
        supersedes=closed,
    )


def _store_values(snapshot: Snapshot) -> None:
    with connection.cursor() as cursor:
        give_room(cursor)
        cursor.execute(
            "INSERT INTO reports_snapshotvalue (snapshot_id, organization_id, indicator_id, value)"
            " SELECT %s, organization_id, indicator_id, sum(value) FROM work_count WHERE depth IS NOT NULL"
            " GROUP BY organization_id, indicator_id HAVING sum(value) <> 0 ORDER BY organization_id, indicator_id",
            [snapshot.pk],
        )


def _keep_rows(snapshot: Snapshot) -> None:
    try:
        keep_rows(snapshot)
    except RowsChanged:
        raise FillRefused(f"登记在统计时有变动，{snapshot.period}没有更正：请再试一次。") from None


def _forget_retired(period: StatPeriod, *, before: datetime) -> None:
    """Drop what nobody can still be reading."""
    retired = Snapshot.objects.filter(period=period, state=SnapshotState.RETIRED, retired_at__lt=before)
    SnapshotValue.objects.filter(snapshot__in=retired).delete()
    retired.delete()
