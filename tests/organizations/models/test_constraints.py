"""The database is the last judge; what it refuses is said in Chinese."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organizations.models import Coverage, Division, HeadCount, Organization, OrganizationVersion, Rule, Unit

DAY = date(2024, 1, 1)


def refused(row):
    """The sentences of full_clean; the database must refuse the row as well."""
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    return refusal.value.messages


def organization(cast, **fields):
    return Organization(
        **{
            "code": "NEW", "name": "新支部", "kind": "branch", "stat_field": "village", "parent": cast.township,
            "path": "/new/", "depth": 3, **fields,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "共青团甲镇东村支部委员会"}, "同一上级下已有同名的团组织。"),
        ({"parent": None}, "只有团的领导机关可以没有上级组织。"),
        ({"founded_on": DAY, "dissolved_on": DAY}, "撤销日期必须晚于成立日期。"),
    ],
)
def test_organization_is_refused_in_words(cast, fields, sentence):
    assert refused(organization(cast, **fields)) == [sentence]


def test_name_of_a_dissolved_organization_is_free_again(cast):
    Organization.objects.filter(pk=cast.branch.pk).update(dissolved_on=DAY)

    organization(cast, name=cast.branch.name).full_clean()


def unit(cast, **fields):
    return Unit(
        **{
            "code": "NEW", "name": "新厂", "kind": "other", "division": cast.village.division,
            "responsible": cast.township, "org_path": cast.township.path, **fields,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "甲镇东村"}, "该区划内已有同名单位。"),
        ({"opened_on": DAY, "closed_on": DAY}, "撤销日期必须晚于设立日期。"),
    ],
)
def test_unit_is_refused_in_words(cast, fields, sentence):
    assert refused(unit(cast, **fields)) == [sentence]


def test_credit_code_belongs_to_one_unit(cast):
    Unit.objects.filter(pk=cast.village.pk).update(credit_code="91350100M000100Y43")

    assert refused(unit(cast, credit_code="91350100M000100Y43")) == ["该统一社会信用代码已登记在另一单位。"]


@pytest.mark.parametrize("level", ["county", "village"])
def test_division_has_a_parent_unless_it_is_a_county(cast, level):
    parent = cast.county_division if level == "county" else None
    division = Division(code="430421105000", name="某地", level=level, parent=parent)

    assert refused(division) == ["县没有上级区划，乡镇、村、社区必须有上级区划。"]


def count(cast, **fields):
    return HeadCount(
        **{
            "unit": cast.village, "org_path": cast.village.org_path, "kind": "members", "counted_on": DAY, "value": 1,
            "source": "测", **fields,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"unit": None}, "人数必须且只能属于一个单位或一个团组织。"),
        ({"counted_on": date(2023, 6, 30)}, "该单位当日已有同类人数，请作更正。"),
        ({"ends_on": DAY}, "下次统计日期必须晚于统计日期。"),
    ],
)
def test_head_count_is_refused_in_words(cast, fields, sentence):
    assert refused(count(cast, **fields)) == [sentence]


def test_head_count_of_two_subjects_is_refused(cast):
    assert refused(count(cast, organization=cast.branch)) == ["人数必须且只能属于一个单位或一个团组织。"]


def test_coverage_is_open_once_and_never_empty(cast):
    Coverage.objects.create(organization=cast.branch, unit=cast.neighbour_village, starts_on=DAY)

    again = Coverage(organization=cast.branch, unit=cast.neighbour_village, starts_on=date(2024, 2, 1))
    empty = Coverage(organization=cast.branch, unit=cast.village, starts_on=DAY, ends_on=DAY)
    assert refused(again) == ["该联合团组织已覆盖该单位。"]
    assert refused(empty) == ["结束日期必须晚于开始日期。"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"valid_from": DAY, "valid_to": DAY}, "结束日期必须晚于开始日期。"),
        ({"valid_from": date(1900, 1, 1), "valid_to": DAY}, "同一天只能有一条沿革记录。"),
        ({"valid_from": DAY}, "只能有一条未结束的沿革记录。"),
    ],
)
def test_version_is_refused_in_words(cast, fields, sentence):
    present = {name: getattr(cast.branch, name) for name in cast.branch.versioned_fields}

    assert refused(OrganizationVersion(subject=cast.branch, **present, **fields)) == [sentence]


@pytest.mark.django_db
def test_rule_is_open_once():
    rule = Rule.objects.get(code="unit.minimum_members", valid_to__isnull=True)
    second = Rule(
        code=rule.code,
        text=rule.text,
        value="5",
        applies_to=rule.applies_to,
        valid_from=DAY,
        severity="hint",
        source="测",
    )

    assert refused(second) == ["该规则已有一条现行规定，请先结束它。"]
