"""Visits to idle homes: assigning them, telling what was found, closing them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import Entry, record, record_many
from organizations.criteria import idleness_of, with_idleness
from organizations.enums import HomeState, VisitAction
from organizations.models import HomeVersion, HomeVisit, YouthHome
from organizations.services.homes import lock_home
from organizations.services.records import describe
from organizations.services.tree import lock_nodes

PLANNED = ("owner", "due_on", "remark")
BY_HAND = "抽查"


def reasons_of(homes: Iterable[YouthHome], *, on: date) -> dict[int, str]:
    """By home, why it stands idle on that day in words; a home that does not is not in it."""
    rows = with_idleness(HomeVersion.objects.on(on).live(on=on).filter(subject__in=homes), on=on)
    told = ((row.subject_id, idleness_of(row)) for row in rows.order_by("subject_id"))
    return {home: "、".join(code.label for code in found) for home, found in told if found}


@transaction.atomic
def assign_visits(homes: Iterable[YouthHome], *, owner: str, due_on: date, on: date, actor) -> list[HomeVisit]:
    """安排走访: one task for each home that has none open; the others are left as they are. Return the new ones."""
    homes = sorted(homes, key=lambda home: home.pk)
    lock_nodes(*{home.responsible_id: home.responsible for home in homes}.values())
    if due_on < on:
        raise ValidationError({"due_on": "走访期限不能早于今天。"})
    locked = YouthHome.objects.select_for_update(of=("self",)).filter(pk__in=[home.pk for home in homes])
    homes = list(locked.exclude(state=HomeState.CLOSED).order_by("code"))
    busy = set(HomeVisit.objects.open().filter(home__in=homes).values_list("home_id", flat=True))
    reasons = reasons_of(homes, on=on)
    visits = []
    for home in homes:
        if home.pk not in busy:
            why = reasons.get(home.pk, BY_HAND)
            visit = HomeVisit(home=home, reasons=why, owner=owner, due_on=due_on, assigned_on=on)
            visit.full_clean()
            visit.save(force_insert=True)
            visits.append(visit)
    if not visits:
        raise ValidationError("所选阵地都已有没有办结的走访任务，或者已撤销，没有新安排。")
    entries = (Entry(visit, None, describe(visit, ("reasons", "owner", "due_on"))) for visit in visits)
    record_many(actor, "home_visit.assigned", entries)
    return visits


def _locked(visit: HomeVisit) -> HomeVisit:
    lock_home(visit.home)
    return HomeVisit.objects.select_for_update(of=("self",)).select_related("home__responsible").get(pk=visit.pk)


@transaction.atomic
def change_visit(visit: HomeVisit, *, changes: dict[str, Any], actor) -> HomeVisit:
    """Another owner, another day, a remark; `changes` are of PLANNED."""
    visit = _locked(visit)
    if not visit.stage.actions:
        raise ValidationError(f"该走访任务{visit.get_state_display()}，不再改动。")
    changes = {name: value for name, value in changes.items() if getattr(visit, name) != value}
    if not changes:
        return visit
    if unknown := changes.keys() - set(PLANNED):
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    before = describe(visit, changes)
    for name, value in changes.items():
        setattr(visit, name, value)
    _save(visit)
    record(actor, "home_visit.changed", visit, before=before, after=describe(visit, changes))
    return visit


def _save(visit: HomeVisit) -> None:
    visit.revision += 1
    visit.full_clean()
    visit.save()


def _advance(visit: HomeVisit, action: VisitAction, fields: dict[str, Any], actor, *, reason: str = "") -> HomeVisit:
    if refusal := visit.stage.refusal(action):
        raise ValidationError(refusal)
    names = ("state", *fields)
    before = describe(visit, names)
    visit.state = visit.stage.after(action)
    for name, value in fields.items():
        setattr(visit, name, value)
    _save(visit)
    action_name = f"home_visit.{action.value}"
    record(actor, action_name, visit, before=before, after=describe(visit, names), reason=reason, home=str(visit.home))
    return visit


@transaction.atomic
def record_visit(visit: HomeVisit, *, visited_on: date, visitor: str, finding: str, actor) -> HomeVisit:
    """登记走访: somebody was there; what was found."""
    visit = _locked(visit)
    if visited_on < visit.assigned_on:
        raise ValidationError({"visited_on": f"该任务{visit.assigned_on}才安排，走访日期不能早于它。"})
    fields = {"visited_on": visited_on, "visitor": visitor, "finding": finding.strip()}
    return _advance(visit, VisitAction.RECORD, fields, actor)


@transaction.atomic
def close_visit(visit: HomeVisit, *, on: date, outcome: str, remark: str = "", actor) -> HomeVisit:
    """办结 with what became of the home."""
    visit = _locked(visit)
    if visit.visited_on and on < visit.visited_on:
        raise ValidationError({"on": f"{visit.visited_on}才走访，办结日期不能早于它。"})
    fields = {"closed_on": on, "outcome": outcome, "remark": remark.strip() or visit.remark}
    return _advance(visit, VisitAction.CLOSE, fields, actor)


@transaction.atomic
def withdraw_visit(visit: HomeVisit, *, on: date, reason: str, actor) -> HomeVisit:
    """撤回 a task before anybody went, with the reason."""
    visit = _locked(visit)
    if not reason.strip():
        raise ValidationError({"reason": "请写明撤回的理由。"})
    if on < visit.assigned_on:
        raise ValidationError({"on": f"该任务{visit.assigned_on}才安排，撤回日期不能早于它。"})
    fields = {"closed_on": on, "remark": reason.strip()}
    return _advance(visit, VisitAction.WITHDRAW, fields, actor, reason=reason.strip())
