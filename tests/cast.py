"""The fixed cast of the tests: a county with two townships, and the people who work there."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from league.accounts.models import User
from organizations.models import Division, Organization, Unit
from tests.factories.accounts import UserFactory
from tests.factories.organizations import (
    DivisionFactory,
    OrganizationFactory,
    UnitFactory,
)


@dataclass
class Cast:
    """county 县团委; township 甲镇 with one village and its branch; neighbour 乙镇 with the same."""

    county: Organization
    township: Organization
    neighbour: Organization
    branch: Organization
    neighbour_branch: Organization
    village: Unit
    neighbour_village: Unit
    county_division: Division
    township_division: Division
    neighbour_division: Division
    staff: User
    secretary: User
    neighbour_secretary: User
    branch_secretary: User
    reviewer: User
    system_admin: User
    security_admin: User
    audit_admin: User


def _township(county, county_division, name, code):
    division = DivisionFactory(code=f"{code}000", name=name, level="township", parent=county_division)
    village = DivisionFactory(code=f"{code}200", name=f"{name}东村", level="village", parent=division)
    committee = OrganizationFactory(
        parent=county,
        kind="committee",
        code=code,
        name=f"共青团{name}委员会",
        short_name=f"{name}团委",
        division=division,
    )
    unit = UnitFactory(
        responsible=committee,
        division=village,
        name=f"{name}东村",
        code=village.code,
        members=5,
    )
    branch = OrganizationFactory(
        parent=committee, unit=unit, division=village, name=f"共青团{name}东村支部委员会", short_name=f"{name}东村团支部",
        code=f"{code}200",
    )  # fmt: skip
    return committee, division, unit, branch


@pytest.fixture(scope="module")
def shared_rows(django_db_setup, django_db_blocker):
    """Rows that cost much are made once for a module: each of its tests begins with them and leaves them as they were.

    A fixture of the module that asks for this one makes the rows; its tests ask for `db` and take copies of the objects.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def cast(db) -> Cast:
    """The county and its people, made anew for each test."""
    return make_cast()


def make_cast() -> Cast:
    """The rows of the cast; once in a database, for the names and codes are fixed."""
    county_division = DivisionFactory(code="430421000000", name="测试县", level="county", parent=None)
    county = OrganizationFactory(
        kind="leading_body", code="430421", name="共青团测试县委员会", short_name="测试县团委", division=county_division,
        stat_field="organ",
    )  # fmt: skip
    township, township_division, village, branch = _township(county, county_division, "甲镇", "430421100")
    neighbour, neighbour_division, other_village, other_branch = _township(county, county_division, "乙镇", "430421101")
    return Cast(
        county=county,
        township=township,
        neighbour=neighbour,
        branch=branch,
        neighbour_branch=other_branch,
        village=village,
        neighbour_village=other_village,
        county_division=county_division,
        township_division=township_division,
        neighbour_division=neighbour_division,
        staff=UserFactory(username="staff", role="county_staff", organization=county),
        secretary=UserFactory(username="secretary", role="township_secretary", organization=township),
        neighbour_secretary=UserFactory(username="neighbour", role="township_secretary", organization=neighbour),
        branch_secretary=UserFactory(username="branch", role="branch_secretary", organization=branch),
        reviewer=UserFactory(username="reviewer", role="reviewer", organization=county),
        system_admin=UserFactory(username="system", role="system_admin"),
        security_admin=UserFactory(username="security", role="security_admin"),
        audit_admin=UserFactory(username="audit", role="audit_admin"),
    )
