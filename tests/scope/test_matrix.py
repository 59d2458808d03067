"""Every address as every role, for rows of the own, the child's, the neighbour's and the parent's node.

What is not yours does not exist: 404, and the same 404 as for a row that never was. Generated from the resolver, so a
new route is in the matrix the day it is written.
"""

import re
from datetime import date
from itertools import groupby

import pytest
from django.urls import NoReverseMatch, reverse, reverse_lazy
from django.utils import timezone

from league.core.dates import Period
from league.core.lookups import LOOKUPS
from reports.services.fill import Fill, fill_period
from tests.cast import make_cast
from tests.scope.routes import all_routes
from tests.scope.world import DOMAIN_ROLES, NODES, SEES, build_world, canary, sees

ROUTES = all_routes()
ABSENT = {"int": 99_999_999, "uuid": "00000000-0000-0000-0000-000000000000"}


# What is asked here is the same on every database; on SQLite the scopes of lists are tested noun by noun.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def rows_of_all(shared_rows):
    return build_world(make_cast())


@pytest.fixture
def world(db, rows_of_all, settings):
    # Elsewhere the administrators are sent to set up their second factor before anything else.
    settings.DEMO = True
    return rows_of_all


def address(route, key):
    try:
        return reverse(route.name, kwargs={route.argument: key})
    except NoReverseMatch:
        return reverse(route.name, args=[key])


def body(response) -> str:
    """The answer without what differs by chance: keys, one-time numbers, tokens."""
    text = response.content.decode(errors="replace")
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{2,}|[A-Za-z0-9]{32,}", "", text)


# The neighbour's secretary is the cast's second of one role: whatever there is to see of the neighbour, the first is asked.
WALKERS = [who for who in SEES if who != "neighbour_secretary"]


def absent_key(row):
    return ABSENT["int"] if isinstance(row.pk, int) else ABSENT["uuid"]


def in_turn(rows, turn):
    """One of the rows, another one each turn."""
    return [rows[turn % len(rows)]] if rows else []


def cells(world, who):
    """(route, row, may see) of every address about a row: each row that may not be seen, and of the others one.

    To answer 404 costs a fraction of a page; a page that may be seen is opened once. To who sees no node at all every
    node is as foreign as the next: each route is asked about one, the nodes in turn.
    """
    for turn, route in enumerate(ROUTES):
        if not route.argument:
            continue
        if route.model in world.rows:
            found = [(row, sees(who, node, route.model)) for node, row in world.rows[route.model].items()]
        elif route.model in world.owned:
            found = [(row, owner == who) for owner, row in world.owned[route.model].items()]
        else:
            found = [(world.reference[route.model], who in DOMAIN_ROLES)] if route.model in world.reference else []
        foreign = [row for row, may_see in found if not may_see]
        if not SEES[who]:
            foreign = in_turn(foreign, turn)
        yield from ((route, row, False) for row in foreign)
        yield from [(route, row, True) for row, may_see in found if may_see][:1]


def test_every_route_about_a_row_is_in_the_matrix(world):
    known = {*world.rows, *world.owned, *world.reference}

    unknown = [route.name for route in ROUTES if route.argument and route.model not in known]

    assert unknown == []


@pytest.mark.parametrize("who", WALKERS)
def test_a_row_outside_the_scope_does_not_exist(world, client, who):
    client.force_login(getattr(world.cast, who))
    wrong, count = [], 0
    for route, row, may_see in cells(world, who):
        for method in ("get", "post"):
            response = getattr(client, method)(address(route, row.pk))
            # Not response.close(): its signal would close the database's connection as well.
            for close in response._resource_closers:
                close()
            count += 1
            if (
                may_see == (response.status_code == 404) and response.status_code != 405
            ) or response.status_code >= 500:
                wrong.append((method, route.name, str(row), response.status_code))

    assert wrong == []
    assert count > 100


@pytest.mark.parametrize("who", ["secretary", "branch_secretary"])
def test_absent_and_foreign_rows_get_the_same_answer(world, client, who):
    client.force_login(getattr(world.cast, who))
    different = []
    asked = [(route, row) for route, row, may_see in cells(world, who) if not may_see]
    for turn, (_, cells_of_route) in enumerate(groupby(asked, key=lambda cell: cell[0])):
        route, row = in_turn(list(cells_of_route), turn)[0]
        foreign = client.get(address(route, row.pk))
        absent = client.get(address(route, absent_key(row)))
        if (foreign.status_code, body(foreign)) != (absent.status_code, body(absent)):
            different.append((route.name, str(row), foreign.status_code, absent.status_code))

    assert different == []


# The system administrator names the node of a grant, and for that finds every organisation by name; no other row.
NAMED_FOR_GRANTS = ("system_admin", reverse_lazy("core:lookup", args=["grant-node"]))


def plain_address(route):
    return reverse(route.name, args=[route.code] if route.code else [])


def addresses_without_a_row():
    """Lists, forms, exports, figures, API lists and look-ups: whatever shows rows without being asked for one."""
    for route in ROUTES:
        if route.name == "core:lookup":
            for name in LOOKUPS:
                yield f"{reverse(route.name, args=[name])}?q=金丝雀"
                yield f"{reverse(route.name, args=[name])}?q=CANARY"
        elif not route.argument:
            yield plain_address(route)
            yield f"{plain_address(route)}?q=金丝雀"
            yield f"{plain_address(route)}?export=csv"


@pytest.mark.parametrize("who", WALKERS)
def test_no_list_form_export_or_search_shows_a_foreign_row(world, client, who):
    client.force_login(getattr(world.cast, who))
    foreign = [canary(node) for node in NODES if node not in SEES[who]]
    leaks = []
    for url in addresses_without_a_row():
        # What is searched for stands in the answer's search box.
        response = client.get(url, follow=True)
        text = response.getvalue().decode(errors="replace")
        if (who, url.split("?")[0]) != NAMED_FOR_GRANTS:
            leaks += [(url, word) for word in foreign if word in text]

    assert leaks == []


@pytest.mark.parametrize("who", DOMAIN_ROLES)
def test_figures_of_a_foreign_node_do_not_exist(world, client, who):
    client.force_login(getattr(world.cast, who))
    fill_period(Fill(Period.parse("2023"), date(2023, 12, 31), timezone.now()))
    urls = [reverse("reports:home"), reverse("reports:figure-detail", args=["org.total"])]
    answers = {
        node: [client.get(url, {"node": getattr(world.cast, node).code, "period": "2023"}).status_code for url in urls]
        for node in NODES
    }

    assert answers == {node: [200, 200] if node in SEES[who] else [404, 404] for node in NODES}


def test_the_canaries_would_be_seen(world, client):
    client.force_login(world.cast.staff)

    text = client.get(reverse("organizations:unit-list")).content.decode()

    assert [canary(node) in text for node in NODES] == [True] * len(NODES)


@pytest.mark.parametrize("who", ["secretary", "reviewer"])
def test_a_right_that_ended_is_gone_on_the_next_request(world, client, who):
    user = getattr(world.cast, who)
    client.force_login(user)
    url = reverse("organizations:unit-detail", args=[world.cast.village.pk])
    before = client.get(url).status_code

    user.grants.update(ends_on="2020-01-02")

    assert (before, client.get(url).status_code) == (200, 404)
