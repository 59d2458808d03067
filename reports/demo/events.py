"""What the county did with its tree after the article's year: by document, through the services."""

from __future__ import annotations

from datetime import date

from league.accounts.models import User
from organizations.models import Organization, Unit
from organizations.services.endings import dissolve_organization, merge_organizations
from organizations.services.moves import move_organization
from organizations.services.units import change_unit, close_unit
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.committees import PARK
from reports.demo.records import County

MERGED, INTO, MERGED_ON = "430421100-LH02", "430421100-LH01", date(2025, 3, 6)
MOVED, MOVED_ON = "430421100-Q003", date(2024, 9, 5)


def live_on(county: County, *, on: date) -> None:
    """Dissolve, merge and move what the story says; what was done already is left alone."""
    actor = User.objects.get(username=COUNTY_STAFF)
    dissolve_organizations(county, actor)
    if on >= MOVED_ON:
        move_to_park(actor)
    if on >= MERGED_ON:
        merge_joint_branches(actor)


def dissolve_organizations(county: County, actor) -> None:
    """Units that closed down lose their branch on the same day."""
    for row in county.organizations:
        if row.dissolved_on is None:
            continue
        organization = Organization.objects.get(code=row.code)
        if organization.dissolved_on is None:
            basis = {"on": row.dissolved_on, "document": row.dissolved_document, "actor": actor}
            dissolve_organization(organization, reason="所在单位注销或任务结束", **basis)
            for unit in Unit.objects.filter(code=row.unit, closed_on__isnull=True):
                close_unit(unit, reason="单位注销", **basis)


def move_to_park(actor) -> None:
    """An enterprise moved into the park, and its branch with it."""
    organization = Organization.objects.get(code=MOVED)
    park = Organization.objects.get(code=PARK)
    if organization.parent_id == park.pk:
        return
    basis = {"on": MOVED_ON, "reason": "企业迁入产业园区", "document": "衡团发〔2024〕51号（演示）", "actor": actor}
    move_organization(organization, target=park, **basis)
    change_unit(organization.unit, changes={"responsible": park}, **basis)


def merge_joint_branches(actor) -> None:
    """Two joint branches of one town became one."""
    organization, target = (Organization.objects.get(code=code) for code in (MERGED, INTO))
    if organization.dissolved_on is None:
        merge_organizations(
            organization,
            target=target,
            on=MERGED_ON,
            reason="两个联合团支部覆盖单位相邻，合并管理",
            document="衡团发〔2025〕51号（演示）",
            actor=actor,
        )
