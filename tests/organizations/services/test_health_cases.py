"""体检: what the checks find, and the worklist that follows them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from league.core.models import AuditEvent
from organizations.enums import HealthCheck
from organizations.models import HealthCase
from organizations.services.health_cases import Review, assign_case, close_case, open_case, review_health
from organizations.services.health_checks import CHECKS, rule_numbers
from organizations.tasks import review_health_nightly
from tests.factories.cadres import PersonFactory
from tests.factories.elections import HealthCaseFactory, TermFactory
from tests.factories.organizations import CoverageFactory, HeadCountFactory, OrganizationFactory, UnitFactory
from tests.factories.posts import PostFactory

DAY = date(2024, 3, 1)


def found(code, on=DAY):
    rows = CHECKS[HealthCheck(code)].rows(on, rule_numbers(on))
    return sorted(rows.values_list("subject__code", flat=True))


def keep(organization):
    """Its term and its secretary are on record."""
    TermFactory(organization=organization)
    secretary = PersonFactory(organization=organization, phone="13800005678")
    PostFactory(organization=organization, person=secretary)


@pytest.fixture
def healthy(cast):
    """Every organisation of the cast is in order."""
    for organization in (cast.county, cast.township, cast.neighbour, cast.branch, cast.neighbour_branch):
        keep(organization)
    return cast


def branch_of(cast, members, code="B"):
    unit = UnitFactory(responsible=cast.township, division=cast.township_division, members=members)
    return OrganizationFactory(parent=cast.township, unit=unit, code=code)


def test_number_of_checks_is_that_of_the_vocabulary():
    assert list(CHECKS) == list(HealthCheck)


@pytest.mark.parametrize(
    ("members", "few", "many"), [(2, True, False), (3, False, False), (50, False, False), (51, False, True)]
)
def test_branch_is_found_below_three_and_above_fifty(cast, members, few, many):
    branch_of(cast, members)

    assert ("B" in found("few_members"), "B" in found("many_members")) == (few, many)


def test_branch_without_a_count_is_neither_small_nor_large(cast):
    branch_of(cast, None)

    assert (found("few_members"), found("many_members")) == ([], [])


def test_own_count_goes_before_that_of_the_unit(cast):
    branch = branch_of(cast, 60)
    HeadCountFactory(unit=None, organization=branch, value=20)

    assert found("many_members") == []


def test_count_of_a_school_belongs_to_none_of_its_branches(cast):
    branch = branch_of(cast, 60)
    OrganizationFactory(parent=cast.township, unit=branch.unit)

    assert found("many_members") == []


def test_joint_branch_has_the_members_of_all_its_units(cast):
    joint = OrganizationFactory(parent=cast.township, code="JOINT")
    for members in (30, 25):
        unit = UnitFactory(responsible=cast.township, division=cast.township_division, members=members)
        CoverageFactory(organization=joint, unit=unit)

    assert found("many_members") == ["JOINT"]


def test_overdue_and_unknown_terms_are_two_findings(cast):
    for organization in (cast.county, cast.township, cast.neighbour):
        TermFactory(organization=organization)
    TermFactory(organization=cast.branch, starts_on=date(2022, 2, 28))

    assert found("term_overdue") == ["430421100200"]
    assert found("term_unknown") == ["430421101200"]


@pytest.mark.parametrize(("on", "expected"), [(date(2024, 6, 29), []), (date(2024, 6, 30), ["430421100200"])])
def test_branch_nobody_counted_for_twelve_months_is_found(cast, on, expected):
    """The cast was counted on 2023-06-30."""
    HeadCountFactory(unit=cast.neighbour_village, counted_on=date(2024, 1, 1))

    assert found("uncounted", on) == expected


def test_review_opens_once_and_closes_what_is_gone(healthy):
    branch = branch_of(healthy, 2)
    keep(branch)

    assert review_health(on=DAY) == Review(1, 0)
    assert review_health(on=DAY) == Review(0, 0)
    case = HealthCase.objects.get()
    assert (case.organization, case.check_code, case.responsible) == (branch, "few_members", healthy.township)

    HeadCountFactory(unit=None, organization=branch, value=5, counted_on=DAY)
    assert review_health(on=date(2024, 3, 2)) == Review(0, 1)
    case.refresh_from_db()
    assert (case.closed_on, case.outcome) == (date(2024, 3, 2), "复查时已不存在该问题，自动销号")
    assert list(AuditEvent.objects.order_by("id").values_list("action", flat=True)) == [
        "health_case.opened",
        "health_case.closed",
    ]


def test_finding_that_comes_back_opens_a_new_case(healthy):
    branch = branch_of(healthy, 2)
    keep(branch)
    HealthCaseFactory(organization=branch, opened_on=date(2024, 1, 1), closed_on=date(2024, 2, 1))

    assert review_health(on=DAY) == Review(1, 0)
    assert HealthCase.objects.count() == 2


def test_case_is_closed_by_hand_only_with_a_day_while_the_finding_stands(healthy):
    branch = branch_of(healthy, 2)
    keep(branch)
    review_health(on=DAY)
    case = HealthCase.objects.get()

    with pytest.raises(ValidationError, match="该问题按规则仍然存在"):
        close_case(case, on=DAY, outcome="下月并入联合团支部", quiet_until=None, actor=healthy.staff)
    close_case(case, on=DAY, outcome="下月并入联合团支部", quiet_until=date(2024, 4, 1), actor=healthy.staff)

    assert review_health(on=date(2024, 3, 31)) == Review(0, 0)
    assert review_health(on=date(2024, 4, 1)) == Review(1, 0)


def test_closed_case_is_not_touched_again(healthy):
    case = HealthCaseFactory(organization=healthy.branch, opened_on=date(2024, 1, 1), closed_on=date(2024, 2, 1))

    with pytest.raises(ValidationError, match="已于2024-02-01销号"):
        assign_case(case, changes={"owner": "李测"}, actor=healthy.staff)


def test_case_by_hand_has_the_level_above_as_responsible(healthy):
    case = open_case(
        healthy.branch,
        fields={"check_code": "few_members", "opened_on": DAY, "responsible": None, "owner": "", "due_on": None,
                "remark": ""},
        actor=healthy.staff,
    )  # fmt: skip
    case = assign_case(case, changes={"owner": "李测", "due_on": date(2024, 4, 1)}, actor=healthy.staff)

    assert (case.responsible, case.owner, case.revision) == (healthy.township, "李测", 2)
    with pytest.raises(ValidationError, match="已在台账中"):
        open_case(healthy.branch, fields={"check_code": "few_members", "opened_on": DAY}, actor=healthy.staff)


def test_nightly_review_runs_as_a_job(healthy, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        review_health_nightly()

    assert set(HealthCase.objects.values_list("check_code", flat=True)) == {"term_overdue", "uncounted"}
