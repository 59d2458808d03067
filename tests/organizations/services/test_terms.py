"""届期: states of a day by the rules of that day, and terms that follow one another."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from league.core.dates import add_years, latest_start
from league.core.models import AuditEvent
from organizations.enums import TermState
from organizations.models import OrganizationVersion, Rule, Term, with_terms
from organizations.models.term import due_on, final_day
from organizations.services.rules import set_local_rule
from organizations.services.terms import add_term, correct_term, remove_term, term_status
from tests.factories.elections import ElectionFactory, ExtensionFactory, TermFactory
from tests.factories.organizations import OrganizationFactory, UnitFactory

TODAY = date(2026, 6, 1)


def state(organization, on=TODAY):
    return term_status(organization, on=on).term_state


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 5))
def test_latest_start_is_the_inverse_of_adding_years(day, years):
    start = latest_start(day, years)

    assert add_years(start, years) <= day < add_years(start + timedelta(days=1), years)


def test_same_branch_follows_the_rule_of_the_asked_day(cast):
    """The regulation of 2025-01-03 made two years of a branch's term three."""
    TermFactory(organization=cast.branch, starts_on=date(2022, 6, 1))

    before, after = (term_status(cast.branch, on=day) for day in (date(2024, 12, 31), date(2025, 1, 4)))

    assert (due_on(before), before.term_state) == (date(2024, 6, 1), TermState.OVERDUE)
    assert (due_on(after), after.term_state) == (date(2025, 6, 1), TermState.APPROACHING)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (181, "normal"), (180, "approaching"), (91, "approaching"), (90, "soon"), (31, "soon"), (30, "urgent"),
        (1, "urgent"), (0, "due"), (-1, "overdue"), (-900, "overdue"),
    ],
)  # fmt: skip
def test_state_by_days_until_the_due_day(cast, days, expected):
    TermFactory(organization=cast.branch, starts_on=add_years(TODAY + timedelta(days=days), -3))

    assert state(cast.branch) == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(-1, "overdue"), (0, "extended"), (30, "extended"), (60, "extended"), (61, "overrun")]
)
def test_extension_holds_from_its_approval_to_its_last_day(cast, days, expected):
    term = TermFactory(organization=cast.branch, starts_on=date(2023, 1, 1))
    ExtensionFactory(
        term=term, until=TODAY + timedelta(days=60), party_approved_on=TODAY - timedelta(days=9),
        league_approved_on=TODAY,
    )  # fmt: skip

    assert state(cast.branch, TODAY + timedelta(days=days)) == expected


def test_withdrawn_extension_never_held(cast):
    term = TermFactory(organization=cast.branch, starts_on=date(2023, 1, 1))
    ExtensionFactory(term=term, until=date(2026, 7, 1), withdrawn_at="2026-02-01T00:00:00+08:00")

    assert state(cast.branch) == TermState.OVERDUE


def test_unknown_term_is_not_overdue(cast):
    assert state(cast.branch) == TermState.UNKNOWN


def test_term_that_begins_later_leaves_the_day_unknown(cast):
    TermFactory(organization=cast.branch, starts_on=date(2026, 7, 1))

    assert state(cast.branch) == TermState.UNKNOWN


@pytest.mark.parametrize("kind", ["graduate", "floating", "temporary", "work_committee"])
def test_kind_without_a_term(cast, kind):
    organization = OrganizationFactory(parent=cast.county, kind=kind)

    assert state(organization) == TermState.NOT_APPLICABLE


def test_years_by_class(cast):
    school = UnitFactory(responsible=cast.township, kind="junior_school", division=cast.township_division)
    primary = UnitFactory(responsible=cast.township, kind="primary_school", division=cast.township_division)
    organizations = {
        "county": cast.county,
        "committee": cast.township,
        "general_branch": OrganizationFactory(parent=cast.township, kind="general_branch"),
        "branch": cast.branch,
        "student_branch": OrganizationFactory(parent=cast.township, unit=school, stat_field="student"),
        "teachers": OrganizationFactory(parent=cast.township, unit=primary, stat_field="student"),
    }

    rows = {name: term_status(organization, on=TODAY) for name, organization in organizations.items()}

    assert {name: (row.term_class, row.term_years) for name, row in rows.items()} == {
        "county": ("county", 5),
        "committee": ("committee", 5),
        "general_branch": ("general_branch", 3),
        "branch": ("branch", 3),
        "student_branch": ("student_branch", 1),
        "teachers": ("branch", 3),
    }


def test_county_chooses_a_committees_years_within_the_limits(cast):
    TermFactory(organization=cast.township, starts_on=date(2022, 1, 1))
    rule = Rule.objects.get(code="term.years.committee", valid_to__isnull=True)
    choice = {"on": date(2026, 1, 1), "source": "与同级党委任期一致", "actor": cast.staff}

    with pytest.raises(ValidationError) as refused:
        set_local_rule(rule, value="6", **choice)
    set_local_rule(rule, value="3", **choice)

    assert refused.value.message_dict == {"value": ["上级规定允许在3至5年之间选择。"]}
    assert (state(cast.township, date(2025, 12, 31)), state(cast.township)) == ("normal", "overdue")


def test_county_still_sets_the_choice_that_held_before_the_regulation(cast):
    """Two or three years until 2025-01-03: a county that had three is not overdue in a past state."""
    TermFactory(organization=cast.branch, starts_on=date(2022, 6, 1))
    rule = Rule.objects.get(code="term.years.branch", valid_to__isnull=False)

    set_local_rule(rule, value="3", on=date(2024, 1, 1), source="县里规定", actor=cast.staff)

    assert (state(cast.branch, date(2023, 11, 1)), state(cast.branch, date(2024, 12, 31))) == ("normal", "approaching")
    later = Rule.objects.get(code="term.years.branch", valid_from=date(2024, 1, 1))
    with pytest.raises(ValidationError, match="该规定到2025年1月3日为止"):
        set_local_rule(later, value="2", on=date(2025, 2, 1), source="县里规定", actor=cast.staff)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    starts_on=st.dates(date(2018, 1, 1), date(2030, 1, 1)),
    on=st.dates(date(2019, 1, 1), date(2030, 1, 1)),
    extended=st.none() | st.dates(date(2019, 1, 1), date(2031, 1, 1)),
)
def test_state_in_sql_is_the_state_by_hand(cast, starts_on, on, extended):
    branch = cast.branch
    Term.objects.all().delete()
    term = TermFactory(organization=branch, starts_on=starts_on)
    extension = ExtensionFactory(
        term=term, until=extended, party_approved_on=date(2019, 1, 1), league_approved_on=date(2019, 1, 1)
    ) if extended else None  # fmt: skip

    found = state(branch, on)
    if extension:
        extension.delete()

    assert found == by_hand(starts_on, on, extended)


def by_hand(starts_on, on, extended):
    if starts_on > on:
        return "unknown"
    due = add_years(starts_on, 2 if on < date(2025, 1, 3) else 3)
    left = (due - on).days
    if left > 180:
        return "normal"
    if extended and extended >= on:
        return "extended"
    if left < 0:
        return "overrun" if extended else "overdue"
    bands = ((0, "due"), (30, "urgent"), (90, "soon"), (180, "approaching"))
    return next(name for limit, name in bands if left <= limit)


def test_final_day_is_that_of_the_extension(cast):
    term = TermFactory(organization=cast.branch, starts_on=date(2023, 3, 1))
    ExtensionFactory(term=term, until=date(2026, 8, 1))

    assert final_day(term_status(cast.branch, on=TODAY)) == date(2026, 8, 1)


def test_added_term_ends_where_the_next_begins(cast):
    for number, starts_on in ((1, date(2019, 3, 1)), (3, date(2025, 3, 1)), (2, date(2022, 3, 1))):
        add_term(cast.branch, fields={"number": number, "starts_on": starts_on}, actor=cast.staff)

    assert list(Term.objects.order_by("number").values_list("number", "starts_on", "ends_on")) == [
        (1, date(2019, 3, 1), date(2022, 3, 1)),
        (2, date(2022, 3, 1), date(2025, 3, 1)),
        (3, date(2025, 3, 1), None),
    ]


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"number": 1, "starts_on": date(2026, 3, 1)}, "number", "已登记过第1届"),
        ({"number": 2, "starts_on": date(2023, 3, 1)}, "starts_on", "已有另一届自2023年3月1日起"),
        ({"number": 2, "starts_on": date(2020, 3, 1)}, "__all__", "届次的先后与任期的先后不一致"),
        ({"number": 0, "starts_on": date(2026, 3, 1)}, "__all__", "届次"),
    ],
)
def test_term_that_does_not_follow_is_refused(cast, fields, field, sentence):
    add_term(cast.branch, fields={"number": 1, "starts_on": date(2023, 3, 1)}, actor=cast.staff)

    with pytest.raises(ValidationError) as refused:
        add_term(cast.branch, fields=fields, actor=cast.staff)

    assert sentence in str(refused.value)
    assert Term.objects.count() == 1


def test_kind_without_a_term_gets_none(cast):
    floating = OrganizationFactory(parent=cast.township, kind="floating")

    with pytest.raises(ValidationError, match="不登记届次"):
        add_term(floating, fields={"number": 1, "starts_on": date(2023, 3, 1)}, actor=cast.staff)


def test_corrected_term_takes_its_neighbours_along(cast):
    first = TermFactory(organization=cast.branch, starts_on=date(2020, 3, 1), ends_on=date(2023, 3, 1))
    second = TermFactory(organization=cast.branch, number=2, starts_on=date(2023, 3, 1))

    correct_term(second, changes={"starts_on": date(2023, 5, 4)}, reason="录错日期", actor=cast.staff)

    first.refresh_from_db()
    assert first.ends_on == date(2023, 5, 4)
    event = AuditEvent.objects.get(action="term.corrected")
    assert (event.before, event.after) == ({"任期起": "2023-03-01"}, {"任期起": "2023-05-04"})


def test_term_corrected_out_of_its_order_is_refused(cast):
    TermFactory(organization=cast.branch, starts_on=date(2020, 3, 1), ends_on=date(2023, 3, 1))
    second = TermFactory(organization=cast.branch, number=2, starts_on=date(2023, 3, 1))

    with pytest.raises(ValidationError, match="不一致"):
        correct_term(second, changes={"starts_on": date(2019, 5, 4)}, reason="录错日期", actor=cast.staff)


def test_removed_term_lets_the_one_before_run_on(cast):
    first = TermFactory(organization=cast.branch, starts_on=date(2020, 3, 1), ends_on=date(2023, 3, 1))
    second = TermFactory(organization=cast.branch, number=2, starts_on=date(2023, 3, 1))

    remove_term(second, reason="误登", actor=cast.staff)

    first.refresh_from_db()
    assert (first.ends_on, Term.objects.count()) == (None, 1)


def test_term_of_a_dossier_is_not_removed(cast):
    election = ElectionFactory(organization=cast.branch, state="confirmed", papers=True)
    term = TermFactory(organization=cast.branch, election=election)

    with pytest.raises(ValidationError, match="由换届卷宗产生"):
        remove_term(term, reason="误登", actor=cast.staff)


def test_state_of_many_costs_one_query(cast, django_assert_num_queries):
    TermFactory(organization=cast.branch)
    with django_assert_num_queries(2):
        list(with_terms(OrganizationVersion.objects.on(TODAY), on=TODAY))
