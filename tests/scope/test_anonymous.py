"""Somebody without an account reaches the pages made for that, and nothing else. Generated from the resolver."""

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from rest_framework.permissions import IsAuthenticated

from tests.scope.routes import OPEN, all_routes, walk
from tests.scope.world import build_world

# Everything that asks for no account, route by route: whoever adds one adds it here, and says why.
WITHOUT_ACCOUNT = {
    *OPEN,
    "account_login",
    "mfa_authenticate",
    # An assessor without an account scores by a secret link (tests/cadres/views/test_appraisal_rounds.py).
    "scoring:own",
    *(
        f"recruitment:{name}"
        for name in ("drives", "drive", "apply", "own", "own-withdraw", "own-certificate", "verify")
    ),
}
# Part of logging in: allauth leads back to the log-in by itself.
ENTRANCE = ("account_", "mfa_")


def asks_no_account(view) -> bool:
    """The REST framework's views are exempt from the middleware because they ask by their own permissions."""
    by_class = getattr(getattr(view, "cls", None), "permission_classes", ())
    permissions = getattr(view, "initkwargs", {}).get("permission_classes", by_class)
    return not getattr(view, "login_required", True) and IsAuthenticated not in permissions


def test_exactly_these_routes_ask_for_no_account():
    routes = walk(get_resolver())
    open_ones = {name for name, _, view in routes if asks_no_account(view) and not name.startswith(ENTRANCE)}

    assert open_ones == {name for name in WITHOUT_ACCOUNT if not name.startswith(ENTRANCE)}


def addresses(world):
    """Every address there is, with a row that exists where it is about one."""
    for route in all_routes():
        keys = [""]
        if route.argument:
            held = world.rows.get(route.model) or world.owned.get(route.model)
            row = next(iter(held.values())) if held else world.reference.get(route.model)
            keys = [row.pk] if row else []
        for key in keys:
            if not route.argument:
                yield route.name, reverse(route.name, args=[route.code] if route.code else [])
                continue
            try:
                yield route.name, reverse(route.name, kwargs={route.argument: key})
            except NoReverseMatch:
                yield route.name, reverse(route.name, args=[key])


@pytest.mark.django_db
def test_an_unauthenticated_visitor_gets_no_page_of_the_offices(cast, client):
    reached, count = [], 0
    for name, url in addresses(build_world(cast)):
        for method in ("get", "post"):
            response = getattr(client, method)(url)
            count += 1
            leads_to_login = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
            if not leads_to_login and response.status_code not in (401, 403, 405):
                reached.append((method, name, response.status_code))

    assert reached == []
    assert count > 200
