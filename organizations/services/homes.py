"""Youth Homes: applying for one, changing it, and moving it through its life."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import record
from league.core.pinyin import search_key
from league.core.versions import change_versions, correct_versions, open_versions
from organizations.enums import HomeAction, HomeState
from organizations.models import HomePeriod, YouthHome
from organizations.services.records import chinese_date, dated_refusals, describe, enqueue_refresh
from organizations.services.tree import lock_nodes
from organizations.validators import validate_unit_division

FIELDS = (
    "code", "name", "kind", "base", "unit", "division", "responsible", "address", "map_x", "map_y", "area", "has_sign",
    "manager", "office_phone", "weekdays", "opening_hours", "cloud_number", "partners", "agreement_ends_on", "source",
)  # fmt: skip
DATED = frozenset(YouthHome.versioned_fields)


def lock_home(home: YouthHome) -> YouthHome:
    """The home fresh, its row and its place in the tree locked."""
    lock_nodes(home.responsible)
    rows = YouthHome.objects.select_for_update(of=("self",)).select_related("responsible", "division")
    return rows.get(pk=home.pk)


def _check(home: YouthHome) -> None:
    home.org_path = home.responsible.path
    home.search_key = search_key(home.name)
    validate_unit_division(home.division, home.responsible.division, called="负责团组织")
    home.full_clean()


@transaction.atomic
def apply_home(*, fields: dict[str, Any], on: date, actor) -> YouthHome:
    """申报: a new home, applied for on that day. `fields` are those of FIELDS."""
    (responsible,) = lock_nodes(fields["responsible"])
    if responsible.dissolved_on:
        raise ValidationError({"responsible": f"“{responsible}”已撤销，不能再负责阵地。"})
    home = YouthHome(**{**fields, "responsible": responsible, "applied_on": on})
    _check(home)
    home.save(force_insert=True)
    open_versions([(home, on, None)])
    HomePeriod.objects.create(home=home, state=HomeState.APPLIED, starts_on=on)
    record(actor, "home.applied", home, after=describe(home, fields), on=chinese_date(on))
    enqueue_refresh()
    return home


@transaction.atomic
def change_home(home: YouthHome, *, changes: dict[str, Any], actor, on: date | None = None) -> YouthHome:
    """Change fields of one home: with `on` from that day, without it because they were recorded wrongly."""
    home = lock_home(home)
    changes = {name: value for name, value in changes.items() if getattr(home, name) != value}
    if not changes:
        return home
    if unknown := changes.keys() - set(FIELDS):
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    if home.state == HomeState.CLOSED:
        raise ValidationError(f"“{home}”已撤销，资料不再改动。")
    before = describe(home, changes)
    for name, value in changes.items():
        setattr(home, name, value)
    if "responsible" in changes:
        (home.responsible,) = lock_nodes(home.responsible)
    _check(home)
    home.revision += 1
    home.save()
    if changes.keys() & DATED:
        if on is None:
            correct_versions([home])
        else:
            with dated_refusals():
                change_versions([home], on=on)
    action = "home.restated" if on else "home.changed"
    record(actor, action, home, before=before, after=describe(home, changes), on=chinese_date(on) if on else "")
    enqueue_refresh()
    return home


def advance_refusal(home: YouthHome, action: HomeAction, *, on: date) -> str:
    """Why the action cannot be done on that day; empty when it can."""
    if refusal := home.stage.refusal(action):
        return refusal
    period = home.periods.get(ends_on__isnull=True)
    if on <= period.starts_on:
        return (
            f"“{home}”自{chinese_date(period.starts_on)}起为“{period.get_state_display()}”，"
            f"“{HomeAction(action).label}”的日期应晚于这一天。"
        )
    return ""


@transaction.atomic
def advance_home(home: YouthHome, *, action: str, on: date, actor, reason: str = "", document: str = "") -> YouthHome:
    """Move the home to the state that the action leads to, from that day."""
    action = HomeAction(action)
    home = lock_home(home)
    if refusal := advance_refusal(home, action, on=on):
        raise ValidationError(refusal)
    if action.needs_reason and not reason.strip():
        raise ValidationError({"reason": f"“{action.label}”须写明理由。"})
    before, home.state = home.get_state_display(), home.stage.after(action)
    home.revision += 1
    home.save(update_fields=["state", "revision", "updated_at"])
    home.periods.filter(ends_on__isnull=True).update(ends_on=on)
    HomePeriod.objects.create(
        home=home, state=home.state, starts_on=on, reason=reason.strip(), document=document.strip()
    )
    record(
        actor, f"home.{action.value}", home, before={"状态": before}, after={"状态": home.get_state_display()},
        reason=reason, document=document, on=chinese_date(on),
    )  # fmt: skip
    enqueue_refresh()
    return home
