"""Closing a period: its figures and the rows behind them stay as they are."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from league.core.audit import record
from reports.models import Snapshot, SnapshotState, StatPeriod
from reports.services.evidence import RowsChanged, keep_rows


class CloseRefused(Exception):
    """The period cannot be closed now; the message is Chinese and says what to do first."""


@transaction.atomic
def close_period(period: StatPeriod, *, at: datetime, actor) -> Snapshot:
    """关账: freeze the period's snapshot with the rows behind it; raise CloseRefused while it cannot be final."""
    period = StatPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    snapshot = Snapshot.objects.current(period.code).first()
    if period.is_closed:
        raise CloseRefused(f"{period}已经关账。")
    if snapshot is None or snapshot.as_of != period.last_day:
        raise CloseRefused(f"{period}还没有截至{period.last_day}的数据：请在该日之后重新统计，再关账。")
    Snapshot.objects.filter(pk=snapshot.pk).update(state=SnapshotState.CLOSED)
    StatPeriod.objects.filter(pk=period.pk).update(closed_at=at, revision=period.revision + 1)
    try:
        keep_rows(snapshot)
    except RowsChanged:
        raise CloseRefused(f"登记刚有变动，{period}的数据正在更新：请重新统计后再关账。") from None
    record(actor, "period.closed", period, after={"指纹": snapshot.fingerprint, "版本": snapshot.version})
    snapshot.refresh_from_db()
    return snapshot
