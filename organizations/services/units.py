"""Registering units, changing them, closing them, and exempting them from having an organisation."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from league.core.audit import record
from league.core.dates import UNKNOWN_START
from league.core.pinyin import search_key
from league.core.versions import change_versions, close_versions, correct_versions, open_versions
from organizations.models import HeadCount, SurveyVisit, Unit
from organizations.services.records import chinese_date, dated_refusals, describe, enqueue_refresh
from organizations.services.tree import existence_refusal, lock_nodes
from organizations.validators import validate_unit_division

PLAIN = ("credit_code", "address", "source")
RESTATED = ("name", "kind", "responsible", "division", "exempt_reason")
CORRECTED = ("code", "opened_on")
OPENING = (*CORRECTED, *RESTATED, *PLAIN)
# Rows that carry a copy of their unit's path.
FOLLOWERS = (HeadCount, SurveyVisit)


def lock_unit(unit: Unit) -> Unit:
    """The unit fresh, its row and its place in the tree locked."""
    lock_nodes(unit.responsible)
    return Unit.objects.select_for_update(of=("self",)).select_related("responsible", "division").get(pk=unit.pk)


def _check(unit: Unit) -> None:
    unit.org_path = unit.responsible.path
    unit.search_key = search_key(unit.name)
    validate_unit_division(unit.division, unit.responsible.division)
    unit.full_clean()


@transaction.atomic
def open_unit(*, fields: dict[str, Any], actor, reason: str = "") -> Unit:
    """登记 a unit. `fields` are those of `OPENING`; the opening day may be unknown."""
    (responsible,) = lock_nodes(fields["responsible"])
    unit = Unit(**{**fields, "responsible": responsible})
    if responsible.dissolved_on:
        raise ValidationError({"responsible": f"“{responsible}”已撤销，不能再归口单位。"})
    _check(unit)
    unit.save(force_insert=True)
    open_versions([(unit, unit.opened_on or UNKNOWN_START, unit.closed_on)])
    record(actor, "unit.opened", unit, after=describe(unit, fields), reason=reason, responsible=str(responsible))
    enqueue_refresh()
    return unit


@transaction.atomic
def change_unit(
    unit: Unit, *, changes: dict[str, Any], actor, on: date | None = None, reason: str = "", document: str = ""
) -> Unit:
    """Change fields of one unit: with `on` from that day, without it because they were recorded wrongly."""
    unit = lock_unit(unit)
    changes = {name: value for name, value in changes.items() if getattr(unit, name) != value}
    if not changes:
        return unit
    unknown = changes.keys() - set(OPENING)
    if unknown:
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    _refuse_change(unit, changes, on)
    before = describe(unit, changes)
    for name, value in changes.items():
        setattr(unit, name, value)
    if "responsible" in changes:
        (unit.responsible,) = lock_nodes(unit.responsible)
        for model in FOLLOWERS:
            model.objects.filter(unit=unit).update(org_path=unit.responsible.path)
    _check(unit)
    unit.revision += 1
    unit.save()
    _keep_past(unit, changes, on)
    action = "unit.restated" if on and changes.keys() & set(RESTATED) else "unit.changed"
    record(
        actor, action, unit, before=before, after=describe(unit, changes), reason=reason, document=document,
        on=chinese_date(on) if on else "",
    )  # fmt: skip
    enqueue_refresh()
    return unit


def _refuse_change(unit: Unit, changes: dict, on: date | None) -> None:
    if unit.closed_on and changes.keys() & set(RESTATED):
        raise ValidationError(f"“{unit}”已注销，只能更正地址等一般资料。")
    if on and "opened_on" in changes:
        raise ValidationError({"opened_on": "设立日期只能更正，不能作为变更。"})
    target = changes.get("responsible")
    if target and (refusal := existence_refusal(target, on=on) if on else None):
        raise ValidationError({"responsible": refusal})
    if target and target.dissolved_on:
        raise ValidationError({"responsible": f"“{target}”已撤销，不能再归口单位。"})


def _keep_past(unit: Unit, changes: dict, on: date | None) -> None:
    if changes.keys() & set(RESTATED):
        if on is None:
            correct_versions([unit])
        else:
            with dated_refusals():
                change_versions([unit], on=on)
    if "opened_on" in changes:
        first = unit.versions.order_by("valid_from").first()
        starts_on = unit.opened_on or UNKNOWN_START
        if first.valid_to and first.valid_to <= starts_on:
            raise ValidationError(
                {"opened_on": f"“{unit}”在{chinese_date(first.valid_to)}已有沿革变更，设立日期必须早于它。"}
            )
        unit.versions.filter(pk=first.pk).update(valid_from=starts_on)


@transaction.atomic
def close_unit(unit: Unit, *, on: date, reason: str, document: str, actor) -> Unit:
    """注销 from that day. Organisations of its own must have been dissolved or moved before."""
    unit = lock_unit(unit)
    if unit.closed_on:
        raise ValidationError(f"“{unit}”已于{chinese_date(unit.closed_on)}注销。")
    own = unit.own_organizations.filter(dissolved_on__isnull=True).order_by("path").first()
    if own:
        raise ValidationError(f"“{unit}”还有现存团组织“{own}”，请先撤销、合并该组织，或更正其所在单位。")
    unit.closed_on = on
    unit.revision += 1
    unit.full_clean()
    unit.save()
    with dated_refusals():
        close_versions([unit], on=on)
    coverages = unit.coverages.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    removed = coverages.filter(starts_on__gte=on).delete()[0]
    ended = coverages.update(ends_on=on)
    HeadCount.objects.filter(unit=unit, superseded_at__isnull=True, ends_on__isnull=True, counted_on__lt=on).update(
        ends_on=on
    )
    record(
        actor, "unit.closed", unit, before={"撤销日期": None}, after={"撤销日期": on, "终止联合覆盖": removed + ended},
        reason=reason, document=document, on=chinese_date(on),
    )  # fmt: skip
    enqueue_refresh()
    return unit


@transaction.atomic
def exempt_unit(unit: Unit, *, reason: str, on: date, document: str = "", actor) -> Unit:
    """认定可不建团组织 from that day; the reason is shown wherever coverage is counted."""
    if not reason.strip():
        raise ValidationError({"reason": "请写明不建团组织的理由。"})
    return _set_exemption(unit, reason.strip(), on, "unit.exempted", document, actor)


@transaction.atomic
def end_exemption(unit: Unit, *, on: date, document: str = "", actor) -> Unit:
    """取消认定 from that day."""
    return _set_exemption(unit, "", on, "unit.exemption_ended", document, actor)


def _set_exemption(unit: Unit, exempt_reason: str, on: date, action: str, document: str, actor) -> Unit:
    unit = lock_unit(unit)
    if unit.closed_on:
        raise ValidationError(f"“{unit}”已于{chinese_date(unit.closed_on)}注销。")
    if unit.exempt_reason == exempt_reason:
        raise ValidationError("与现有认定相同，没有变化。")
    before = describe(unit, ["exempt_reason"])
    unit.exempt_reason = exempt_reason
    unit.revision += 1
    unit.full_clean()
    unit.save()
    with dated_refusals():
        change_versions([unit], on=on)
    record(
        actor, action, unit, before=before, after=describe(unit, ["exempt_reason"]), reason=exempt_reason,
        document=document, on=chinese_date(on),
    )  # fmt: skip
    enqueue_refresh()
    return unit
