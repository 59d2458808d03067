"""The probe: pages over units on an URLconf of their own (tests/core/pages.py)."""

import pytest
import rules
from django.core.cache import cache

from league.core.roles import Role

PROBE_RIGHTS = {
    "probe.add_unit": rules.predicate(lambda user: bool(user.roles & set(Role.editing))),
    "probe.change_unit": rules.predicate(
        lambda user, unit: unit is not None and user.holds(*Role.editing, above=unit.org_path)
    ),
}


@pytest.fixture
def probe(cast, settings, client):
    """A client that answers with the probe's pages, logged in as county staff."""
    settings.ROOT_URLCONF = "tests.core.pages"
    for name, predicate in PROBE_RIGHTS.items():
        rules.add_perm(name, predicate)
    client.force_login(cast.staff)
    cache.clear()
    yield client
    cache.clear()
    for name in PROBE_RIGHTS:
        rules.remove_perm(name)
