"""书记空缺: who has no secretary since when; unknown is not vacant."""

from datetime import date

import pytest

from cadres.models import Post
from cadres.models.vacancy import led, led_organizations, with_secretary
from organizations.enums import HealthCheck
from organizations.models import HealthCase, Rule
from organizations.services.health_cases import review_health
from organizations.services.health_checks import CHECKS, rule_numbers
from tests.factories.cadres import PersonFactory
from tests.factories.elections import ElectionFactory, ElectionSeatFactory, TermFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.posts import PostFactory

DAY = date(2024, 5, 1)


def state(organization, on=DAY):
    row = with_secretary(led_organizations(on=on), on=on).get(subject=organization)
    return row.vacancy, row.secretary_name, row.vacant_since, row.elected_name


def test_an_organisation_is_filled_vacant_or_unknown(cast):
    assert state(cast.branch) == ("unknown", None, None, None)
    person = PersonFactory(organization=cast.branch, name="李测")
    PostFactory(person=person, organization=cast.branch, starts_on=date(2022, 1, 1), ends_on=date(2023, 1, 1))
    PostFactory(person=person, organization=cast.branch, starts_on=date(2023, 6, 1), ends_on=date(2024, 4, 1))

    assert state(cast.branch) == ("vacant", None, date(2024, 4, 1), None)
    assert state(cast.branch, date(2023, 3, 1)) == ("vacant", None, date(2023, 1, 1), None)
    assert state(cast.branch, date(2023, 7, 1)) == ("filled", "李测", date(2023, 1, 1), None)


def test_an_elected_secretary_without_a_person_is_told_apart_from_a_vacancy(cast):
    election = ElectionFactory(organization=cast.branch, state="confirmed", papers=True, begins_on=date(2024, 3, 1))
    TermFactory(organization=cast.branch, number=2, starts_on=date(2024, 3, 1), election=election)
    ElectionSeatFactory(election=election, position="secretary", name="王测")

    assert state(cast.branch) == ("elected", None, None, "王测")
    assert state(cast.branch, date(2024, 2, 1)) == ("unknown", None, None, None)


def test_temporary_branches_have_no_secretary_of_their_own(cast):
    OrganizationFactory(parent=cast.township, kind="temporary")

    assert set(led_organizations(on=DAY).values_list("kind", flat=True)) == {"leading_body", "committee", "branch"}


def test_led_are_those_with_a_sitting_secretary(cast):
    PostFactory(person=PersonFactory(organization=cast.branch), organization=cast.branch)
    PostFactory(person=PersonFactory(organization=cast.branch), organization=cast.neighbour_branch, title="deputy")

    assert list(led(led_organizations(on=DAY), on=DAY).values_list("subject", flat=True)) == [cast.branch.pk]


def cases():
    rows = HealthCase.objects.open().filter(check_code__in=("no_secretary", "secretary_unknown"))
    return set(rows.values_list("organization__short_name", "check_code"))


@pytest.mark.parametrize(("on", "found"), [(date(2024, 4, 30), set()), (DAY, {("甲镇东村团支部", "no_secretary")})])
def test_the_nightly_review_lists_a_vacancy_of_thirty_days(cast, on, found):
    for organization in (cast.county, cast.township, cast.neighbour, cast.neighbour_branch):
        PostFactory(person=PersonFactory(organization=organization), organization=organization)
    PostFactory(person=PersonFactory(organization=cast.branch), organization=cast.branch, ends_on=date(2024, 4, 1))

    review_health(on=on)

    assert cases() == found


def test_a_new_secretary_closes_the_case(cast):
    review_health(on=DAY)
    assert ("甲镇东村团支部", "secretary_unknown") in cases()

    PostFactory(person=PersonFactory(organization=cast.branch), organization=cast.branch)
    review_health(on=date(2024, 5, 2))

    assert ("甲镇东村团支部", "secretary_unknown") not in cases()
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("contact", "asked", "found"),
    [
        ({}, 1, True),
        ({"phone": "13800005678"}, 1, False),
        ({"email": "yanshi@league.example"}, 1, False),
        ({}, 0, False),
    ],
)
def test_a_secretary_without_telephone_and_address_is_found_while_the_county_asks_for_one(cast, contact, asked, found):
    Rule.objects.filter(code="health.contact").update(value=asked)
    PostFactory(person=PersonFactory(organization=cast.branch, **contact), organization=cast.branch)
    former = PersonFactory(organization=cast.neighbour_branch)
    PostFactory(person=former, organization=cast.neighbour_branch, ends_on=date(2024, 4, 1))

    rows = CHECKS[HealthCheck.UNREACHABLE].rows(DAY, rule_numbers(DAY))

    assert list(rows.values_list("subject", flat=True)) == ([cast.branch.pk] if found else [])
