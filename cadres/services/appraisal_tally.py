"""The tally of a round: what the records hold becomes the engine's facts, its outcome becomes rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from cadres.enums import AdjustmentAction, AdjustmentState, ItemKind, ItemSource, QuotaRounding, ScoreMean
from cadres.models import (
    AppraisalAdjustment,
    AppraisalAssessor,
    AppraisalItem,
    AppraisalMark,
    AppraisalMethodResult,
    AppraisalPanel,
    AppraisalResult,
    AppraisalRound,
    AppraisalScheme,
    AppraisalScore,
    AppraisalSheet,
)
from cadres.models.appraisal_score import Exact
from cadres.services.appraisal_engine import Facts, GradePlan, ItemPlan, MethodPlan, Outcome, Plan, Tally, judge
from league.core.audit import Entry, record_many
from league.core.bulk import allocate_ids, insert_rows, update_rows

RESULT = (
    "status", "total", "bonus", "self_total", "is_vetoed", "rank", "out_of", "is_tied", "is_cut", "proposed", "grade",
    "revision",
)  # fmt: skip


def plan_of(scheme: AppraisalScheme) -> Plan:
    """The scheme as the engine needs it. Five queries."""
    items: dict[int, list[ItemPlan]] = defaultdict(list)
    for item in scheme.items.filter(kind=ItemKind.SCORED):
        items[item.method_id].append(
            ItemPlan(
                item.pk, item.full, item.group_id, item.source in ItemSource.scored,
                item.source == ItemSource.INDICATOR,
            )
        )  # fmt: skip
    methods = tuple(
        MethodPlan(
            method.pk, method.weight, tuple(items[method.pk]),
            tuple((panel.pk, panel.weight) for panel in method.panels.all()),
        )
        for method in scheme.methods.prefetch_related("panels")
    )  # fmt: skip
    grades = tuple(
        GradePlan(grade.pk, grade.lower, grade.quota, QuotaRounding(grade.rounding).mode, grade.minimum_months)
        for grade in scheme.grades.all()
    )
    return Plan(methods, grades, scheme.floor, scheme.bonus_cap, scheme.mean == ScoreMean.TRIMMED)


def facts_of(row: AppraisalRound, sheets: Iterable[int] | None = None, *, extremes: bool | None = None) -> list[Facts]:
    """What is known of the round's sheets that take part, or of some of them. A fixed number of queries. Highest and
    lowest scores are asked for where the scheme trims, or where `extremes` says so."""
    chosen = AppraisalSheet.objects.filter(round=row.pk).taking_part().order_by("pk")
    if sheets is not None:
        chosen = chosen.filter(pk__in=list(sheets))
    due = _due(row)
    facts = {}
    for key, group, organization, founded in chosen.values_list(
        "pk", "group_id", "organization_id", "organization__founded_on"
    ):
        months = months_between(founded, row.as_of) if founded else None
        facts[key] = Facts(key, group, {}, {}, due.get(organization, due[None]), self_points={}, months=months)
    _add_marks(facts, AppraisalMark.objects.filter(sheet__in=facts) if sheets is not None else _of_round(row))
    scores = AppraisalScore.objects.filter(sheet__round=row.pk)
    if sheets is not None:
        scores = scores.filter(sheet__in=facts)
    trims = row.scheme.mean == ScoreMean.TRIMMED if extremes is None else extremes
    _add_scores(facts, scores, row.scheme_id, extremes=trims)
    return list(facts.values())


def _add_scores(facts: dict[int, Facts], scores, scheme: int, *, extremes: bool) -> None:
    """Items of a method with one panel are grouped without asking each assessor's; few methods have more."""
    panels: dict[int, list[int]] = defaultdict(list)
    for pk, method in AppraisalPanel.objects.filter(method__scheme=scheme).order_by().values_list("pk", "method_id"):
        panels[method].append(pk)
    items = AppraisalItem.objects.filter(scheme=scheme).order_by().values_list("pk", "method_id")
    alone = {pk: panels[method][0] for pk, method in items if len(panels[method]) == 1}
    shared = [pk for pk, method in items if len(panels[method]) > 1]
    exact = Exact()
    if shared:
        rows = scores.filter(item__in=shared).tallied("assessor__panel_id", extremes=extremes)
        for sheet, item, panel, total, number, *ends in rows:
            if sheet in facts:
                facts[sheet].tallies[item, panel] = Tally(exact[total], number, *map(exact.__getitem__, ends))
        scores = scores.exclude(item__in=shared)
    tallies = known = None
    for sheet, item, total, number, *ends in scores.tallied(extremes=extremes):
        # Mostly sheet by sheet, as the index has them.
        if sheet != known:
            known, tallies = sheet, facts[sheet].tallies if sheet in facts else {}
        tallies[item, alone[item]] = Tally(exact[total], number, *map(exact.__getitem__, ends))


def months_between(first: date, last: date) -> int:
    """Full months from the first day to the last."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _of_round(row: AppraisalRound):
    return AppraisalMark.objects.filter(sheet__round=row.pk)


def _due(row: AppraisalRound) -> dict[int | None, dict[int, int]]:
    """Assessors due in each panel: under None for everybody, under an organisation where some are recused."""
    seats = AppraisalAssessor.objects.filter(round=row.pk).order_by().values_list("panel_id", "organization_id")
    everybody: Counter[int] = Counter()
    recused: dict[int, Counter[int]] = defaultdict(Counter)
    for panel, organization in seats:
        everybody[panel] += 1
        if organization:
            recused[organization][panel] += 1
    due: dict[int | None, dict[int, int]] = {None: dict(everybody)}
    for organization, away in recused.items():
        due[organization] = {panel: number - away[panel] for panel, number in everybody.items()}
    return due


def _add_marks(facts: dict[int, Facts], marks) -> None:
    columns = ("sheet_id", "item_id", "item__kind", "points", "self_points", "is_vetoed")
    for sheet, item, kind, points, own, is_vetoed in marks.order_by().values_list(*columns):
        known = facts.get(sheet)
        if known is None:
            continue
        known.is_vetoed |= is_vetoed
        if own is not None:
            known.self_points[item] = own
        if points is None:
            continue
        if kind == ItemKind.BONUS:
            known.bonus += points
        else:
            known.points[item] = points


def compute(row: AppraisalRound, plan: Plan | None = None) -> list[Outcome]:
    """The round's outcome by its own scheme, or by another plan over the same items. Nothing is written."""
    return judge(plan or plan_of(row.scheme), facts_of(row))


def tally(row: AppraisalRound, *, on: date, actor) -> list[Outcome]:
    """Compute the round and keep it as version 1 of every sheet's result. Inside the step's transaction; changes by
    hand that were made on an earlier tally lapse."""
    _let_lapse(row, on=on, actor=actor)
    outcomes = compute(row)
    known = dict(AppraisalResult.objects.filter(sheet__round=row.pk).order_by().values_list("sheet_id", "pk"))
    revisions = dict(AppraisalResult.objects.filter(sheet__round=row.pk).order_by().values_list("pk", "revision"))
    kept = {outcome.key for outcome in outcomes}
    # The methods' rows go with a result that is no more; all of them are written anew.
    AppraisalMethodResult.objects.filter(result__sheet__round=row.pk).delete()
    AppraisalResult.objects.filter(pk__in=[pk for sheet, pk in known.items() if sheet not in kept]).delete()
    fresh = [outcome for outcome in outcomes if outcome.key not in known]
    known |= dict(zip((o.key for o in fresh), allocate_ids(AppraisalResult, len(fresh)), strict=True))
    insert_rows(
        AppraisalResult, ("id", "sheet", "version", "reason", "document", *RESULT),
        ((known[o.key], o.key, 1, "", "", *_values(o), 1) for o in fresh),
    )  # fmt: skip
    update_rows(
        AppraisalResult, RESULT,
        ((pk, *_values(o), revisions[pk] + 1) for o in outcomes if (pk := known[o.key]) in revisions),
    )  # fmt: skip
    insert_rows(
        AppraisalMethodResult, ("result", "method", "points", "weighted", "self_points"),
        ((known[o.key], method, *map(_plain, numbers)) for o in outcomes for method, numbers in o.methods.items()),
    )  # fmt: skip
    return outcomes


def _plain(number: Decimal | None) -> str | None:
    """As both databases read a decimal; thousands of them are written at once."""
    return None if number is None else str(number)


def _values(outcome: Outcome) -> tuple:
    return (
        outcome.status.value, _plain(outcome.total), _plain(outcome.bonus), _plain(outcome.self_total), outcome.is_vetoed, outcome.rank,
        outcome.out_of, outcome.is_tied, outcome.is_cut, outcome.grade, outcome.grade,
    )  # fmt: skip


def _let_lapse(row: AppraisalRound, *, on: date, actor) -> None:
    standing = AppraisalAdjustment.objects.filter(
        sheet__round=row.pk, state__in=(AdjustmentState.PROPOSED, AdjustmentState.CONFIRMED)
    ).select_related("sheet__organization", "sheet__round__scheme", "former", "grade")
    entries = []
    for adjustment in standing:
        before = adjustment.get_state_display()
        adjustment.state = adjustment.stage.after(AdjustmentAction.LAPSE)
        adjustment.decided_on = adjustment.decided_on or on
        adjustment.revision += 1
        entries.append(Entry(adjustment, {"状态": before}, {"状态": adjustment.get_state_display()}))
    if entries:
        changed = [entry.obj for entry in entries]
        AppraisalAdjustment.objects.bulk_update(changed, ["state", "decided_on", "revision"])
        record_many(actor, f"appraisal_adjustment.{AdjustmentAction.LAPSE}", entries)
