"""Every page of the register opens for who may, and answers 404 to a stranger."""

import pytest
from django.urls import reverse

from organizations.models import Coverage, HeadCount, Restructuring, Rule
from tests.factories.organizations import CoverageFactory, RestructuringFactory

LISTS = ["tree", *(f"{noun}-list" for noun in (
    "organization", "unit", "division", "head-count", "coverage", "restructuring", "rule",
))]  # fmt: skip
OF_ORGANIZATION = [
    "detail", "file", "update", "restate", "rename", "move", "merge", "split", "dissolve", "count",
]  # fmt: skip
OF_UNIT = ["detail", "update", "restate", "close", "exempt", "require", "count"]
TABS = {
    "organization-detail": ["facts", "children", "units", "counts", "versions", "history"],
    "unit-detail": ["facts", "counts", "versions", "history"],
    "division-detail": ["facts", "children", "units", "history"],
    "rule-detail": ["facts", "past", "history"],
}


def get(client, name, *args, **query):
    return client.get(reverse(f"organizations:{name}", args=args), query)


@pytest.fixture
def others(cast):
    """One row of each remaining noun, all at the first township."""
    return {
        "coverage": CoverageFactory(organization=cast.branch, unit=cast.village),
        "head-count": HeadCount.objects.get(unit=cast.village),
        "restructuring": RestructuringFactory(
            organization=cast.branch, target=cast.township, effects={"from_parent": 1}
        ),
    }


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("who", ["staff", "secretary", "branch_secretary", "reviewer"])
def test_list_opens_for_every_domain_role(cast, client, others, name, who):
    client.force_login(getattr(cast, who))

    assert get(client, name).status_code == 200


@pytest.mark.parametrize("page", OF_ORGANIZATION)
def test_organization_page_opens_above_and_is_unknown_to_the_neighbour(cast, client, page):
    client.force_login(cast.secretary)
    assert get(client, f"organization-{page}", cast.branch.pk).status_code == 200

    client.force_login(cast.neighbour_secretary)
    assert get(client, f"organization-{page}", cast.branch.pk).status_code == 404


@pytest.mark.parametrize("page", OF_UNIT)
def test_unit_page_opens_above_and_is_unknown_to_the_neighbour(cast, client, page):
    client.force_login(cast.secretary)
    assert get(client, f"unit-{page}", cast.village.pk).status_code == 200

    client.force_login(cast.neighbour_secretary)
    assert get(client, f"unit-{page}", cast.village.pk).status_code == 404


@pytest.mark.parametrize(
    "page", ["coverage-detail", "coverage-end", "head-count-detail", "restructuring-detail", "restructuring-undo"]
)
def test_other_page_opens_above_and_is_unknown_to_the_neighbour(cast, client, others, page):
    row = others[page.rpartition("-")[0]]
    client.force_login(cast.secretary)
    assert get(client, page, row.pk).status_code == 200

    client.force_login(cast.neighbour_secretary)
    assert get(client, page, row.pk).status_code == 404


@pytest.mark.parametrize("page", OF_ORGANIZATION[2:])
def test_reviewer_sees_and_does_nothing(cast, client, page):
    client.force_login(cast.reviewer)

    assert get(client, "organization-detail", cast.branch.pk).status_code == 200
    assert get(client, f"organization-{page}", cast.branch.pk).status_code == 403


@pytest.mark.parametrize(("page", "tab"), [(page, tab) for page, tabs in TABS.items() for tab in tabs])
def test_every_tab_opens(cast, client, others, page, tab):
    row = {
        "organization-detail": cast.township,
        "unit-detail": cast.village,
        "division-detail": cast.township_division,
        "rule-detail": Rule.objects.order_by("pk")[0],
    }[page]
    client.force_login(cast.staff)

    assert get(client, page, row.pk, tab=tab).status_code == 200


@pytest.mark.parametrize("name", ["division-create", "organization-create", "unit-create", "coverage-create"])
def test_form_for_a_new_row_opens_for_county_staff_only_where_they_may(cast, client, name):
    client.force_login(cast.staff)
    assert get(client, name).status_code == 200

    client.force_login(cast.reviewer)
    assert get(client, name).status_code == 403


@pytest.mark.parametrize("page", ["division-update", "division-abolish"])
def test_division_is_changed_by_county_staff_at_the_root_only(cast, client, page):
    client.force_login(cast.staff)
    assert get(client, page, cast.township_division.pk).status_code == 200

    client.force_login(cast.secretary)
    assert get(client, page, cast.township_division.pk).status_code == 403


def test_only_a_local_rule_can_be_set(cast, client):
    client.force_login(cast.staff)

    assert get(client, "rule-set", Rule.objects.get(code="county.reform_start").pk).status_code == 200
    assert get(client, "rule-set", Rule.objects.get(code="unit.minimum_members").pk).status_code == 403


def test_factories_of_the_fixture_made_one_row_each(others):
    assert (Coverage.objects.count(), Restructuring.objects.count()) == (1, 1)
