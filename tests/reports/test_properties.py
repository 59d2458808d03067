"""What holds for every figure of every county, whatever its tree and its rows."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from league.core.dates import Period
from league.core.versions import change_versions
from organizations.enums import OrganizationKind, StatField, TwoNew, UnitKind
from organizations.models import Organization, OrganizationVersion, Rule
from reports.indicators.base import Average, Count, Distinct, Ratio, Sum
from reports.indicators.registry import REGISTRY
from reports.models import Snapshot, StatPeriod
from reports.services.figures import make_figure, read_values
from reports.services.fill import Fill, fill_period
from reports.services.periods import close_period
from reports.services.rows import context_of, measure, rows_behind
from tests.factories.organizations import (
    CoverageFactory,
    DivisionFactory,
    HeadCountFactory,
    OrganizationFactory,
    RuleFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2023")
DAYS = [date(2020, 5, 4), date(2022, 3, 1), date(2023, 6, 1), date(2024, 2, 1), None]

choice = st.sampled_from
branches = st.tuples(
    st.integers(0, 9), choice(OrganizationKind.values[1:]), choice(StatField.values), choice(TwoNew.values),
    choice(DAYS), st.none() | st.integers(0, 9),
)  # fmt: skip
units = st.tuples(
    st.integers(0, 9), choice(UnitKind.values), st.none() | st.integers(0, 9), st.none() | st.integers(0, 60),
    st.booleans(),
)  # fmt: skip
counties = st.tuples(
    st.lists(branches, min_size=1, max_size=9), st.lists(units, max_size=6),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=4),
)  # fmt: skip


@dataclass
class County:
    organizations: list = field(default_factory=list)
    units: list = field(default_factory=list)


def build(plan) -> County:
    """A county of random shape; organisations may be older than those they stand under."""
    Rule.objects.all().delete()
    RuleFactory(code="unit.minimum_members", value="3")
    RuleFactory(code="county.reform_start", value="2022-01-01")
    organizations, unit_plans, coverages = plan
    division = DivisionFactory(code="430421000000", level="county", parent=None)
    county = County([OrganizationFactory(kind="leading_body", code="C0", stat_field="organ", division=division)])
    for above, kind, members, youth, exempt in unit_plans:
        unit = UnitFactory(
            responsible=county.organizations[0], kind=kind, members=members, exempt_reason="停产" if exempt else ""
        )
        if youth is not None:
            HeadCountFactory(unit=unit, kind="youth", value=youth)
        county.units.append((unit, above))
    for number, (above, kind, stat_field, two_new, founded, host) in enumerate(organizations):
        county.organizations.append(
            OrganizationFactory(
                parent=county.organizations[above % len(county.organizations)], kind=kind, code=f"C{number + 1}",
                stat_field=stat_field, two_new=two_new, founded_on=founded,
                unit=county.units[host % len(county.units)][0] if host is not None and county.units else None,
            )
        )  # fmt: skip
    for unit, above in county.units:
        unit.responsible = county.organizations[above % len(county.organizations)]
        unit.org_path = unit.responsible.path
        unit.save()
        unit.versions.update(responsible=unit.responsible)
    pairs = {(a % len(county.organizations), b % len(county.units)) for a, b in coverages if county.units}
    for branch, unit in pairs:
        CoverageFactory(organization=county.organizations[branch], unit=county.units[unit][0])
    return county


def fill(hour=2, reason=""):
    return fill_period(Fill(YEAR, YEAR.last, at=datetime(2024, 1, 2, hour, tzinfo=UTC), reason=reason))


def counted_by_hand(snapshot) -> dict:
    """{(node, code): value}, row by row and node by node, the way a person would count."""
    living = dict(OrganizationVersion.objects.on(YEAR.last).values_list("subject_id", "path"))
    above = {
        pk: [int(part) for part in path.split("/") if part and int(part) in living]
        for pk, path in Organization.objects.values_list("pk", "path")
    }
    found = {}
    for indicator in REGISTRY.indicators():
        sets: dict[int, list] = {}
        column = {Count(): "pk"}.get(indicator.value) or getattr(
            indicator.value, "column", getattr(indicator.value, "key", "")
        )
        if indicator.code in snapshot.gaps:
            continue
        rows = indicator.rows(context_of(snapshot)).order_by()
        for node, value in rows.values_list(indicator.node, column):
            for each in above[node]:
                sets.setdefault(each, []).append(value)
        for node, values in sets.items():
            match indicator.value:
                case Count():
                    found[node, indicator.code] = len(values)
                case Sum():
                    found[node, indicator.code] = sum(values)
                case Distinct():
                    found[node, indicator.code] = len(set(values))
    return {key: value for key, value in found.items() if value}


def stored(snapshot) -> dict:
    values = read_values([snapshot], Organization.objects.values_list("pk", flat=True))
    return {(node, code): value for (_, node), codes in values.items() for code, value in codes.items()}


def check_counted(plan):
    build(plan)
    snapshot = fill()

    assert stored(snapshot) == counted_by_hand(snapshot)
    for (_, node), values in read_values([snapshot], Organization.objects.values_list("pk", flat=True)).items():
        for declared in REGISTRY:
            figure = make_figure(declared.code, values, snapshot)
            assert (
                not isinstance(declared, Ratio)
                or isinstance(declared, Average)
                or figure.gap
                or figure.part <= figure.whole
                or (declared.code == "member.youth_ratio")
            ), (node, declared.code)
    assert fill(hour=3).fingerprint == snapshot.fingerprint


def check_rows(plan):
    county = build(plan)
    snapshot = fill()
    values = stored(snapshot)

    # The top and the last leaf: every indicator asks the database once for each of them.
    for organization in (county.organizations[0], county.organizations[-1]):
        for indicator in REGISTRY.indicators():
            if indicator.code in snapshot.gaps:
                continue
            rows = rows_behind(indicator, organization.pk, snapshot)
            expected = values.get((organization.pk, indicator.code), 0)
            assert measure(indicator, rows) == expected, (organization, indicator.code)


def check_move(plan):
    county = build(plan)
    fill()
    closed = close_period(StatPeriod.objects.get(), at=datetime(2024, 1, 3, tzinfo=UTC), actor=None)
    before = stored(closed)
    moved = county.organizations[-1]
    root = county.organizations[0]
    total = before[root.pk, "org.total"]

    moved.parent, moved.path, moved.depth = root, f"{root.path}{moved.pk}/", 2
    moved.save()
    if moved.versions.get().valid_from < YEAR.last:
        change_versions([moved], on=YEAR.last - timedelta(days=1))
    corrected = fill(hour=5, reason="划转")

    assert stored(Snapshot.objects.get(pk=closed.pk)) == before
    assert Snapshot.objects.get(pk=closed.pk).fingerprint == closed.fingerprint
    assert stored(corrected)[root.pk, "org.total"] == total
    assert stored(corrected) == counted_by_hand(corrected)


@pytest.mark.parametrize("check", [check_counted, check_rows, check_move])
def test_every_county(check, db):
    @settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
    @given(counties)
    def holds(plan):
        with transaction.atomic():
            check(plan)
            transaction.set_rollback(True)

    holds()
