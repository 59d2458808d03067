"""The words of the register's querysets, asked of a day."""

from datetime import date

import pytest

from league.core.dates import running
from organizations.models import Division, Organization, OrganizationVersion, Rule, Unit, UnitVersion
from tests.factories.organizations import CoverageFactory, OrganizationFactory, UnitFactory

DAY = date(2024, 1, 1)


def names(versions):
    return {version.name for version in versions.order_by("pk")}


def test_existing_organizations_are_founded_and_not_dissolved(cast):
    OrganizationFactory(parent=cast.township, name="未成立", founded_on=date(2024, 1, 2))
    OrganizationFactory(parent=cast.township, name="当日成立", founded_on=DAY)
    OrganizationFactory(parent=cast.township, name="当日撤销", dissolved_on=DAY)
    OrganizationFactory(parent=cast.township, name="次日撤销", dissolved_on=date(2024, 1, 2))

    existing = Organization.objects.existing(on=DAY).filter(parent=cast.township)

    assert set(existing.values_list("name", flat=True)) == {cast.branch.name, "当日成立", "次日撤销"}
    assert names(OrganizationVersion.objects.tree_on(DAY).filter(parent=cast.township)) == {
        cast.branch.name, "当日成立", "次日撤销",
    }  # fmt: skip


def test_child_counts_are_those_of_the_day(cast):
    OrganizationFactory(parent=cast.township, founded_on=date(2024, 6, 1))
    parents = [cast.county.pk, cast.township.pk, cast.branch.pk]

    assert OrganizationVersion.objects.child_counts(DAY, parents) == {cast.county.pk: 2, cast.township.pk: 1}
    assert OrganizationVersion.objects.child_counts(date(2025, 1, 1), parents)[cast.township.pk] == 2


def units(cast):
    """due without, due with, joint, below, uncounted, exempt: one unit of each kind besides the cast's two."""
    division = cast.village.division
    made = {
        name: UnitFactory(responsible=cast.township, division=division, name=name, **extra)
        for name, extra in {
            "应建未建": {"members": 3}, "联合": {"members": 4}, "不足": {"members": 2}, "未知": {},
            "可不建": {"members": 9, "exempt_reason": "停产"},
        }.items()
    }  # fmt: skip
    CoverageFactory(organization=cast.branch, unit=made["联合"])
    return made


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        ("due", {"甲镇东村", "应建未建", "联合"}),
        ("gap", {"应建未建"}),
        ("covered", {"甲镇东村", "联合"}),
        ("uncounted", {"未知"}),
        ("exempt", {"可不建"}),
    ],
)
def test_units_are_sorted_by_their_duty(cast, duty, expected):
    units(cast)

    found = Unit.objects.below(cast.township.path).by_duty(duty, on=DAY, minimum=3)

    assert set(found.values_list("name", flat=True)) == expected


def test_list_shows_members_and_coverage_of_the_day(cast):
    units(cast)

    rows = Unit.objects.below(cast.township.path).with_coverage(on=DAY)

    assert set(rows.values_list("name", "members", "has_organization")) == {
        ("甲镇东村", 5, True), ("应建未建", 3, False), ("联合", 4, True), ("不足", 2, False), ("未知", None, False),
        ("可不建", 9, False),
    }  # fmt: skip


def test_floating_branch_does_not_cover_its_unit(cast):
    unit = UnitFactory(responsible=cast.township, division=cast.village.division, name="车站", members=5)
    OrganizationFactory(parent=cast.township, unit=unit, kind="floating", name="流动支部")

    assert names(UnitVersion.objects.on(DAY).uncovered(on=DAY).filter(subject=unit)) == {"车站"}


def test_divisions_inside_are_told_by_their_digits(cast):
    inside = Division.objects.inside("430421100000").order_by("code")

    assert [division.code for division in inside] == ["430421100000", "430421100200"]


@pytest.mark.django_db
def test_rules_are_asked_of_a_day():
    rule = Rule.objects.get(code="unit.minimum_members")
    Rule.objects.filter(pk=rule.pk).update(valid_to=DAY)
    Rule.objects.create(
        code=rule.code,
        text=rule.text,
        value="5",
        applies_to=rule.applies_to,
        valid_from=DAY,
        severity="hint",
        source="测",
    )

    assert Rule.objects.number(rule.code, on=date(2023, 12, 31)) == 3
    assert Rule.objects.number(rule.code, on=DAY) == 5
    assert Rule.objects.filter(running(DAY), code=rule.code).count() == 1
