"""联合覆盖: a joint branch begins and ends to cover a unit."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import record
from organizations.enums import OrganizationKind
from organizations.models import Coverage, Organization, Unit
from organizations.services.records import chinese_date, enqueue_refresh
from organizations.services.tree import existence_refusal, lock_nodes


@transaction.atomic
def begin_coverage(organization: Organization, unit: Unit, *, on: date, actor, document: str = "") -> Coverage:
    """The organisation covers the unit from that day."""
    (organization,) = lock_nodes(organization)
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if refusal := _refusal(organization, unit, on):
        raise ValidationError(refusal)
    coverage = Coverage(organization=organization, unit=unit, starts_on=on)
    coverage.full_clean()
    coverage.save()
    _record(actor, "coverage.begun", coverage, on, document)
    return coverage


def _refusal(organization: Organization, unit: Unit, on: date) -> str | None:
    if refusal := existence_refusal(organization, on=on):
        return refusal
    if organization.kind not in OrganizationKind.covering:
        return f"{organization.get_kind_display()}不作为联合团组织覆盖单位。"
    if unit.closed_on and unit.closed_on <= on:
        return f"“{unit}”已于{chinese_date(unit.closed_on)}注销。"
    if organization.unit_id == unit.pk:
        return f"“{unit}”就是“{organization}”的所在单位，不需要联合覆盖。"
    own = unit.own_organizations.filter(dissolved_on__isnull=True, kind__in=OrganizationKind.covering).first()
    if own:
        return f"“{unit}”已有自己的团组织“{own}”，不需要联合覆盖。"
    return None


@transaction.atomic
def end_coverage(coverage: Coverage, *, on: date, actor, document: str = "") -> Coverage:
    """The organisation no longer covers the unit from that day."""
    lock_nodes(coverage.organization)
    coverage = (
        Coverage.objects.select_for_update(of=("self",)).select_related("organization", "unit").get(pk=coverage.pk)
    )
    if coverage.ends_on:
        raise ValidationError(f"该联合覆盖已于{chinese_date(coverage.ends_on)}终止。")
    coverage.ends_on = on
    coverage.full_clean()
    coverage.save()
    _record(actor, "coverage.ended", coverage, on, document)
    return coverage


def _record(actor, action: str, coverage: Coverage, on: date, document: str) -> None:
    record(
        actor,
        action,
        coverage,
        after={"自": coverage.starts_on, "至": coverage.ends_on},
        document=document,
        organization=str(coverage.organization),
        unit=str(coverage.unit),
        on=chinese_date(on),
    )
    enqueue_refresh()
