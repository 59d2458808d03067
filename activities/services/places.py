"""Which units an organisation may name as its place: those that answer to it, and those its organisations stand in."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Q

from league.core.access import narrowed
from league.core.scoping import is_within
from organizations.models import Coverage, Organization, Unit, YouthHome


def own_units(user):
    """Units of the user's scope, and those in which an organisation of the scope stands or which it covers: a village
    answers to its township, and its branch knows it all the same."""
    inside = narrowed(Unit.objects.all(), user).order_by().values("pk")
    hosts = narrowed(Organization.objects.filter(unit__isnull=False), user).order_by().values("unit")
    covered = narrowed(Coverage.objects.filter(ends_on__isnull=True), user).order_by().values("unit")
    return Unit.objects.filter(Q(pk__in=inside) | Q(pk__in=hosts) | Q(pk__in=covered))


def check_place(unit: Unit, organization: Organization, *, field: str) -> None:
    """Refuse at `field` a unit that neither answers to the organisation nor holds one of it or below."""
    if is_within(unit.org_path, organization.path):
        return
    below = Organization.objects.below(organization.path)
    covers = Coverage.objects.filter(unit=unit, ends_on__isnull=True, organization__in=below.order_by().values("pk"))
    if not below.filter(unit=unit).exists() and not covers.exists():
        raise ValidationError({field: f"“{unit}”不归“{organization}”，请选本级及以下的单位。"})


def may_use(home: YouthHome, organization: Organization) -> bool:
    """Whether the home answers to the organisation, or to an office over it."""
    return is_within(home.org_path, organization.path) or is_within(organization.path, home.org_path)
