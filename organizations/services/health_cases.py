"""The worklist of the health card: opened and closed by the nightly review and by hand."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import Entry, record, record_many
from organizations.enums import HealthCheck
from organizations.models import HealthCase, Organization
from organizations.services.health_checks import CHECKS, rule_numbers
from organizations.services.records import describe, enqueue_refresh
from organizations.services.tree import lock_nodes

OPENING = ("check_code", "opened_on", "responsible", "owner", "due_on", "remark")
PLANNED = ("responsible", "owner", "due_on", "remark")
RESOLVED = "复查时已不存在该问题，自动销号"


class Review(NamedTuple):
    """How many cases a review opened and closed."""

    opened: int
    closed: int


@transaction.atomic
def review_health(*, on: date, actor=None) -> Review:
    """复查: open a case for every new finding, close those whose finding is gone. Running it twice changes nothing."""
    numbers = rule_numbers(on)
    found = {
        (subject, check.code.value): (parent or subject)
        for check in CHECKS.values()
        for subject, parent in check.rows(on, numbers).order_by("subject_id").values_list("subject_id", "parent_id")
    }
    locked = HealthCase.objects.select_for_update(of=("self",)).open().order_by("pk")
    standing = {(case.organization_id, case.check_code): case for case in locked.select_related("organization")}
    resting = set(HealthCase.objects.filter(quiet_until__gt=on).values_list("organization_id", "check_code"))
    opened = _open(found, found.keys() - standing.keys() - resting, on, actor)
    gone = [case for key, case in standing.items() if key not in found and case.opened_on <= on]
    _close(gone, on, actor)
    if opened or gone:
        enqueue_refresh()
    return Review(opened, len(gone))


def _open(found: dict, keys: set, on: date, actor) -> int:
    HealthCase.objects.bulk_create(
        [
            HealthCase(organization_id=subject, check_code=code, opened_on=on, responsible_id=found[subject, code])
            for subject, code in sorted(keys)
        ],
        batch_size=500,
    )
    fresh = HealthCase.objects.open().filter(opened_on=on).select_related("organization", "responsible").order_by("pk")
    entries = [
        Entry(case, None, describe(case, OPENING)) for case in fresh if (case.organization_id, case.check_code) in keys
    ]
    if entries:
        record_many(actor, "health_case.opened", entries)
    return len(entries)


def _close(cases: list[HealthCase], on: date, actor) -> None:
    entries = []
    for case in cases:
        case.closed_on, case.outcome, case.revision = on, RESOLVED, case.revision + 1
        entries.append(Entry(case, {"销号日期": None}, {"销号日期": on, "整改情况": RESOLVED}))
    HealthCase.objects.bulk_update(cases, ["closed_on", "outcome", "revision"], batch_size=200)
    if entries:
        record_many(actor, "health_case.closed", entries)


@transaction.atomic
def open_case(organization: Organization, *, fields: dict[str, Any], actor) -> HealthCase:
    """列入台账 by hand; `fields` are those of `OPENING`. The level above answers for it unless somebody else is named."""
    (organization,) = lock_nodes(organization)
    if organization.dissolved_on:
        raise ValidationError(f"“{organization}”已撤销，不再列入体检台账。")
    fields = {"responsible": organization.parent or organization} | {
        name: value for name, value in fields.items() if value is not None
    }
    case = HealthCase(organization=organization, **fields)
    case.full_clean()
    case.save(force_insert=True)
    record(actor, "health_case.opened", case, after=describe(case, OPENING))
    return case


@transaction.atomic
def assign_case(case: HealthCase, *, changes: dict[str, Any], actor) -> HealthCase:
    """安排整改: who answers for it until when."""
    case = _locked(case)
    changes = {name: value for name, value in changes.items() if getattr(case, name) != value}
    if not changes:
        return case
    if unknown := changes.keys() - set(PLANNED):
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    before = describe(case, changes)
    for name, value in changes.items():
        setattr(case, name, value)
    case.revision += 1
    case.full_clean()
    case.save()
    record(actor, "health_case.changed", case, before=before, after=describe(case, changes))
    return case


def _locked(case: HealthCase) -> HealthCase:
    lock_nodes(case.organization)
    case = HealthCase.objects.select_for_update(of=("self",)).select_related("organization").get(pk=case.pk)
    if case.closed_on:
        raise ValidationError(f"该问题已于{case.closed_on}销号；再次出现的，复查时会重新列入。")
    return case


@transaction.atomic
def close_case(case: HealthCase, *, on: date, outcome: str, quiet_until: date | None, actor) -> HealthCase:
    """销号 by hand. While the finding still stands, a day is needed until which it may rest."""
    case = _locked(case)
    standing = CHECKS[HealthCheck(case.check_code)].rows(on, rule_numbers(on)).filter(subject=case.organization)
    if quiet_until is None and standing.exists():
        raise ValidationError(
            {"quiet_until": "该问题按规则仍然存在，复查时会再次列入；确需先行销号的，请填写暂不再列的截止日期。"}
        )
    if quiet_until is not None and quiet_until <= on:
        raise ValidationError({"quiet_until": "暂不再列的截止日期应晚于销号日期。"})
    case.closed_on, case.outcome, case.quiet_until = on, outcome, quiet_until
    case.revision += 1
    case.full_clean()
    case.save()
    record(
        actor, "health_case.closed", case, before={"销号日期": None},
        after=describe(case, ("closed_on", "outcome", "quiet_until")), reason=outcome,
    )  # fmt: skip
    enqueue_refresh()
    return case
