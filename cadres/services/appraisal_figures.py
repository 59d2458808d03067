"""Filling the items that an indicator feeds: its figure as it stands on a day, frozen with its fingerprint."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cadres import figures
from cadres.enums import ItemSource, RoundState
from cadres.models import AppraisalItem, AppraisalMark, AppraisalRound
from cadres.services.appraisal_engine import cent, indicator_points
from cadres.services.appraisal_rounds import demand, lock_round
from league.core.audit import record
from organizations.services.records import enqueue_refresh

TAKEN = ("points", "value", "text", "url", "fingerprint")
NOT_PROVIDED = figures.Taken(None, "统计中没有这个指标的数值")


@transaction.atomic
def fill_figures(row: AppraisalRound, *, on: date, actor) -> int:
    """取数: the figures as of the round's day for every sheet that takes part; return how many were written. Taken
    again, they replace the former ones until the round is tallied."""
    row = lock_round(row)
    demand(row, RoundState.filling, "取数")
    items = list(AppraisalItem.objects.filter(scheme=row.scheme_id, source=ItemSource.INDICATOR))
    sheets = list(row.sheets.taking_part().order_by("pk").values_list("pk", "group_id", "organization_id"))
    codes = sorted({item.indicator for item in items})
    taken = figures.take(codes, [organization for _, _, organization in sheets], row.as_of) if codes else {}
    known = {(mark.sheet_id, mark.item_id): mark for mark in AppraisalMark.objects.filter(sheet__round=row.pk)}
    fresh, changed = [], []
    for sheet, group, organization in sheets:
        for item in items:
            if item.group_id not in (None, group):
                continue
            mark = known.get((sheet, item.pk))
            (fresh if mark is None else changed).append(mark or AppraisalMark(sheet_id=sheet, item=item))
            _note((fresh if mark is None else changed)[-1], item, taken.get((item.indicator, organization)))
    AppraisalMark.objects.bulk_create(fresh, batch_size=500)
    AppraisalMark.objects.bulk_update(changed, [*TAKEN, "revision"], batch_size=200)
    row.figures_on = on
    row.revision += 1
    row.save()
    number = len(fresh) + len(changed)
    record(actor, "appraisal_round.filled", row, after={"取数日期": on, "项目数": number})
    enqueue_refresh()
    return number


def _note(mark: AppraisalMark, item: AppraisalItem, taken: figures.Taken | None) -> None:
    taken = taken or NOT_PROVIDED
    value = None if taken.value is None else cent(taken.value)
    mark.points = indicator_points(value, zero_at=item.zero_at, full_at=item.full_at, full=item.full)
    mark.value, mark.text, mark.url, mark.fingerprint = value, taken.text, taken.url, taken.fingerprint
    if mark.pk:
        mark.revision += 1
