"""Units: registering, changing, closing, exempting; their head-counts and joint coverage."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from organizations.models import Coverage, HeadCount, Unit, UnitVersion
from organizations.services.counting import enter_head_count
from organizations.services.coverages import begin_coverage, end_coverage
from organizations.services.units import change_unit, close_unit, end_exemption, exempt_unit, open_unit
from tests.factories.organizations import CoverageFactory, OrganizationFactory, UnitFactory

DAY = date(2024, 1, 1)
PAPER = {"on": DAY, "reason": "测试", "document": "测〔2024〕1号"}


def register(cast, **fields):
    fields = {
        "code": "U1", "name": "演示厂", "kind": "private_enterprise", "division": cast.village.division,
        "responsible": cast.township,
    } | fields  # fmt: skip
    return open_unit(fields=fields, actor=cast.secretary)


def test_registered_unit_stands_at_its_organization_from_its_opening(cast):
    unit = register(cast, opened_on=date(2021, 3, 1))

    assert (unit.org_path, unit.search_key) == (cast.township.path, "演示厂|yanshichang|ysc")
    assert list(unit.versions.values_list("valid_from", "valid_to")) == [(date(2021, 3, 1), None)]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"credit_code": "91350100M000100Y44"}, "统一社会信用代码的校验位不对，请核对是否抄错。"),
        ({"name": "甲镇东村"}, "该区划内已有同名单位。"),
        ({"opened_on": date(2022, 1, 1), "closed_on": date(2021, 1, 1)}, "撤销日期必须晚于设立日期。"),
    ],
)
def test_registration_is_refused_in_words(cast, fields, sentence):
    with pytest.raises(ValidationError) as refusal:
        register(cast, **fields)

    assert refusal.value.messages == [sentence]


def test_unit_outside_the_organizations_division_is_refused(cast):
    with pytest.raises(ValidationError) as refusal:
        register(cast, division=cast.neighbour_village.division)

    assert refusal.value.messages == ["所在区划“乙镇东村”不在归口团组织的区划“甲镇”之内。"]


def test_organization_without_a_division_takes_units_from_anywhere(cast):
    system = OrganizationFactory(parent=cast.county, kind="committee", name="教育系统", division=None)

    assert register(cast, responsible=system, division=cast.neighbour_village.division).responsible == system


def test_unit_and_its_counts_follow_a_new_organization(cast):
    county_wide = OrganizationFactory(parent=cast.county, kind="committee", name="系统", division=cast.county_division)

    change_unit(cast.village, changes={"responsible": county_wide}, on=DAY, actor=cast.staff)

    assert Unit.objects.get(pk=cast.village.pk).org_path == county_wide.path
    assert HeadCount.objects.get(unit=cast.village).org_path == county_wide.path
    assert UnitVersion.objects.on(date(2023, 12, 31)).get(subject=cast.village).responsible == cast.township


def test_closing_ends_coverage_and_counts(cast):
    unit = UnitFactory(responsible=cast.township, division=cast.village.division, members=2)
    CoverageFactory(organization=cast.branch, unit=unit)

    close_unit(unit, actor=cast.staff, **PAPER)

    assert Unit.objects.get(pk=unit.pk).closed_on == DAY
    assert list(Coverage.objects.values_list("ends_on", flat=True)) == [DAY]
    assert HeadCount.objects.get(unit=unit).ends_on == DAY
    assert list(UnitVersion.objects.on(DAY).filter(subject=unit)) == []


def test_unit_with_a_living_organization_is_not_closed(cast):
    with pytest.raises(ValidationError, match="还有现存团组织“甲镇东村团支部”"):
        close_unit(cast.village, actor=cast.staff, **PAPER)


def test_exemption_begins_and_ends_on_a_day(cast):
    exempt_unit(cast.village, reason="整村搬迁", on=DAY, actor=cast.staff)
    end_exemption(Unit.objects.get(pk=cast.village.pk), on=date(2025, 1, 1), actor=cast.staff)

    stretches = UnitVersion.objects.filter(subject=cast.village).order_by("valid_from")
    assert list(stretches.values_list("exempt_reason", flat=True)) == ["", "整村搬迁", ""]


def test_exemption_without_a_reason_is_refused(cast):
    with pytest.raises(ValidationError, match="请写明"):
        exempt_unit(cast.village, reason=" ", on=DAY, actor=cast.staff)


def enter(subject, cast, counted_on, value, source="花名册"):
    return enter_head_count(
        subject, kind="members", counted_on=counted_on, value=value, source=source, actor=cast.staff
    )


def test_later_count_ends_the_earlier_one(cast):
    enter(cast.village, cast, DAY, 8)

    assert list(HeadCount.objects.filter(unit=cast.village).order_by("counted_on").values_list("value", "ends_on")) == [
        (5, DAY),
        (8, None),
    ]


def test_earlier_count_entered_late_fits_in_between(cast):
    enter(cast.village, cast, date(2022, 1, 1), 3)

    assert HeadCount.objects.get(unit=cast.village, value=3).ends_on == date(2023, 6, 30)
    assert HeadCount.objects.in_force(on=date(2022, 12, 31)).get(unit=cast.village).value == 3


def test_second_count_of_a_day_is_a_correction(cast):
    enter(cast.village, cast, date(2023, 6, 30), 6)

    assert HeadCount.objects.in_force(on=DAY).get(unit=cast.village).value == 6
    assert HeadCount.objects.filter(unit=cast.village, superseded_at__isnull=False).get().value == 5


def test_same_count_again_changes_nothing(cast):
    first = enter(cast.branch, cast, DAY, 6)

    assert enter(cast.branch, cast, DAY, 6) == first
    assert HeadCount.objects.filter(organization=cast.branch).count() == 1


def test_count_before_the_subject_existed_is_refused(cast):
    young = OrganizationFactory(parent=cast.township, name="新支部", founded_on=DAY)

    with pytest.raises(ValidationError, match="2024年1月1日才成立"):
        enter(young, cast, date(2023, 1, 1), 5)


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("own", "“甲镇东村”就是“甲镇东村团支部”的所在单位，不需要联合覆盖。"),
        ("hosted", "“乙镇东村”已有自己的团组织“乙镇东村团支部”，不需要联合覆盖。"),
    ],
)
def test_coverage_nobody_needs_is_refused(cast, case, sentence):
    unit = cast.village if case == "own" else cast.neighbour_village

    with pytest.raises(ValidationError) as refusal:
        begin_coverage(cast.branch, unit, on=DAY, actor=cast.staff)
    assert refusal.value.messages == [sentence]


def test_coverage_ends_once(cast):
    unit = UnitFactory(responsible=cast.township, division=cast.village.division)
    coverage = begin_coverage(cast.branch, unit, on=DAY, actor=cast.staff)
    end_coverage(coverage, on=date(2025, 1, 1), actor=cast.staff)

    with pytest.raises(ValidationError, match="已于2025年1月1日终止"):
        end_coverage(coverage, on=date(2025, 6, 1), actor=cast.staff)
