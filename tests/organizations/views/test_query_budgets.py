"""A page asks the database the same few times, whether it shows one row or three."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.organizations import (
    CoverageFactory,
    DivisionFactory,
    HeadCountFactory,
    OrganizationFactory,
    RestructuringFactory,
    UnitFactory,
)

BUDGET = 12
PAGES = [
    "tree",
    *(
        f"{noun}-list"
        for noun in ("organization", "unit", "division", "head-count", "coverage", "restructuring", "rule")
    ),
]
API = ["organizations", "units", "divisions", "head-counts", "coverages", "restructurings", "rules"]


def grow(cast, number):
    """One more of everything, each with neighbours of its own."""
    division = DivisionFactory(code=f"4304211003{number:02d}", parent=cast.township_division)
    unit = UnitFactory(responsible=cast.township, division=division, members=4)
    branch = OrganizationFactory(parent=cast.township, unit=unit, division=division)
    HeadCountFactory(organization=branch, unit=None, counted_on=date(2023, 1, 1))
    CoverageFactory(organization=branch, unit=cast.village)
    RestructuringFactory(organization=branch, target=cast.township)


def asked(client, url):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def addresses(cast):
    pages = [reverse(f"organizations:{name}") for name in PAGES]
    pages += [reverse(f"organizations:{noun}-detail", args=[row.pk]) for noun, row in (
        ("organization", cast.township), ("unit", cast.village), ("division", cast.township_division),
    )]  # fmt: skip
    pages += [
        f"{reverse('organizations:organization-detail', args=[cast.township.pk])}?tab={tab}"
        for tab in ("children", "units", "counts", "versions")
    ]
    pages.append(reverse("organizations:tree-children", args=[cast.township.pk]))
    return pages


def test_pages_ask_a_constant_number_of_times(cast, client):
    client.force_login(cast.staff)
    grow(cast, 1)
    for url in addresses(cast):
        client.get(url)
    one = {url: asked(client, url) for url in addresses(cast)}

    grow(cast, 2)
    grow(cast, 3)

    assert {url: asked(client, url) for url in addresses(cast)} == one
    assert {url: count for url, count in one.items() if count > BUDGET} == {}


@pytest.mark.parametrize("noun", API)
def test_api_lists_ask_a_constant_number_of_times(cast, client, noun):
    client.force_login(cast.staff)
    grow(cast, 1)
    client.get(f"/api/v1/{noun}/")
    one = asked(client, f"/api/v1/{noun}/")

    grow(cast, 2)
    grow(cast, 3)

    assert asked(client, f"/api/v1/{noun}/") == one <= BUDGET
