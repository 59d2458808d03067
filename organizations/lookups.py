"""What reference fields and the search of the top bar find in the register."""

from league.core.lookups import register_lookup
from organizations.models import Division, Organization, Unit, YouthHome

register_lookup(
    "organization",
    lambda: Organization.objects.filter(dissolved_on__isnull=True),
    label="团组织",
    related=("parent",),
    hint=lambda organization: str(organization.parent or ""),
)
register_lookup(
    "unit",
    lambda: Unit.objects.filter(closed_on__isnull=True),
    label="单位",
    related=("responsible",),
    hint=lambda unit: f"{unit.get_kind_display()}，{unit.responsible}",
)
register_lookup(
    "division",
    lambda: Division.objects.filter(ends_on__isnull=True),
    related=("parent",),
    hint=lambda division: str(division.parent or ""),
)
register_lookup(
    "home",
    lambda: YouthHome.objects.exclude(state="closed"),
    label="青年阵地",
    related=("responsible",),
    hint=lambda home: f"{home.get_kind_display()}，{home.responsible}",
)
