"""The rules the system begins with."""

from datetime import date

import pytest

from organizations import rulebook
from organizations.models import Rule
from organizations.models.term import TERM_RULE_CODES
from organizations.validators import DAY, validate_rule_limits, validate_rule_value

DAYS = (date(2019, 6, 1), date(2025, 1, 2), date(2025, 1, 3), date(2026, 6, 1))


@pytest.mark.parametrize("rule", rulebook.RULES, ids=lambda rule: f"{rule['code']}-{rule['valid_from']}")
def test_rule_is_well_formed(rule):
    if rule["value"]:
        validate_rule_value(rule["value"], rule["unit"])
        if rule["unit"] != DAY:
            validate_rule_limits(rule["value"], rule["minimum"], rule["maximum"], rule["unit"])
    assert rule["source"]
    assert (rule["minimum"] is None) == (rule["maximum"] is None)
    assert len(rule["text"]) <= 200


def test_book_is_in_the_register_once(db):
    assert rulebook.load(Rule) == 0
    codes = [(rule["code"], rule["valid_from"]) for rule in rulebook.RULES]
    assert len(codes) == len(set(codes))
    assert {(code, str(day)) for code, day in Rule.objects.values_list("code", "valid_from")} >= set(codes)


@pytest.mark.parametrize("day", DAYS)
def test_at_most_one_rule_of_a_code_holds_on_a_day(db, day):
    codes = list(Rule.objects.running_on(day).values_list("code", flat=True))

    assert len(codes) == len(set(codes))
    assert set(TERM_RULE_CODES) <= set(codes)


def test_what_was_not_read_in_the_original_says_so():
    unread = [rule["code"] for rule in rulebook.RULES if "待核" in rule["source"]]

    assert {"election.quorum", "election.margin", "seats.committee.maximum", "seats.township.minimum"} <= set(unread)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("term.years.branch", ["2", "2", "3", "3"]),
        ("term.years.general_branch", ["2", "2", "3", "3"]),
        ("term.years.student_branch", ["1", "1", "1", "1"]),
        ("term.years.committee", ["5", "5", "5", "5"]),
        ("extension.months.branch", ["6", "6", "6", "6"]),
        ("election.congress_minimum", ["200", "200", "200", "200"]),
    ],
)
def test_value_on_a_day(db, code, values):
    assert [Rule.objects.in_force(code, on=day).get().value for day in DAYS] == values
