"""Divisions and the county's own rules."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from organizations.models import Rule
from organizations.services.divisions import abolish_division, add_division, change_division
from organizations.services.rules import set_local_rule
from tests.factories.organizations import DivisionFactory

DAY = date(2024, 1, 1)
PAPER = {"on": DAY, "reason": "撤并", "document": "测"}


def add(cast, **fields):
    fields = {"code": "430421100201", "name": "西村", "level": "village", "parent": cast.township_division} | fields
    return add_division(fields=fields, actor=cast.staff)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"code": "430421101201"}, "区划代码430421101201不属于上级区划“甲镇”（430421100…）。"),
        ({"code": "430421100000"}, "具有 区划代码 的 区划 已存在。"),
        ({"level": "township"}, "区划代码430421100201与级别“乡镇（街道）”不符。"),
        ({"code": "4304211"}, "区划代码应为12位数字。"),
        ({"parent": None}, "县没有上级区划，乡镇、村、社区必须有上级区划。"),
    ],
)
def test_division_in_a_wrong_place_is_refused_in_words(cast, fields, sentence):
    with pytest.raises(ValidationError) as refusal:
        add(cast, **fields)

    assert sentence in refusal.value.messages


def test_division_is_added_and_corrected(cast):
    division = change_division(add(cast), changes={"name": "新西村"}, actor=cast.staff)

    assert (division.revision, division.search_key) == (2, "新西村|xinxicun|xxc")


def test_division_with_units_is_not_abolished(cast):
    with pytest.raises(ValidationError) as refusal:
        abolish_division(cast.village.division, actor=cast.staff, **PAPER)
    assert refusal.value.messages == ["“甲镇东村”内还有 1 个现存单位，请先变更它们的所在区划。"]


def test_empty_division_is_abolished_into_another(cast):
    empty = DivisionFactory(code="430421100209", name="空村", parent=cast.township_division)

    abolished = abolish_division(empty, successor=cast.village.division, actor=cast.staff, **PAPER)

    assert (abolished.ends_on, abolished.successor) == (DAY, cast.village.division)


def local_rule():
    return Rule.objects.get(code="county.reform_start", valid_to__isnull=True)


def test_rule_set_from_a_day_ends_the_former_row(cast):
    set_local_rule(local_rule(), value="2023-01-01", on=DAY, source="县团委会议纪要", actor=cast.staff)

    rows = Rule.objects.filter(code="county.reform_start").order_by("valid_from")
    assert list(rows.values_list("value", "valid_to")) == [("", DAY), ("2023-01-01", None)]
    assert Rule.objects.day("county.reform_start", on=DAY) == date(2023, 1, 1)


def test_rule_set_again_on_its_first_day_is_replaced(cast):
    set_local_rule(local_rule(), value="2023-01-01", on=DAY, source="纪要", actor=cast.staff)
    set_local_rule(local_rule(), value="2022-07-01", on=DAY, source="纪要", actor=cast.staff)

    assert list(Rule.objects.running_on(DAY).filter(code="county.reform_start").values_list("value", flat=True)) == [
        "2022-07-01"
    ]


def test_rule_of_a_higher_document_is_not_the_countys_to_set(cast):
    rule = Rule.objects.get(code="unit.minimum_members")

    with pytest.raises(ValidationError, match="县里不能更改"):
        set_local_rule(rule, value="5", on=DAY, source="纪要", actor=cast.staff)


@pytest.mark.parametrize("value", ["去年", "2023年1月1日", ""])
def test_rule_takes_a_day_only(cast, value):
    with pytest.raises(ValidationError, match="2023-01-01 的格式"):
        set_local_rule(local_rule(), value=value, on=DAY, source="纪要", actor=cast.staff)


@pytest.mark.django_db
def test_thresholds_of_the_register_are_seeded():
    assert Rule.objects.number("unit.minimum_members", on=DAY) == 3
    assert Rule.objects.number("branch.maximum_members", on=DAY) == 50
    assert Rule.objects.day("county.reform_start", on=DAY) is None
