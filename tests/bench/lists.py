"""List of 100 000 units, scoped and filtered, against Django's own admin over the same table and columns.

Method: both pages are asked through Django's test client in this process, 50 rows a page, by the same account, after a
warm-up; the median of several requests each. Long lists are remembered until something is written, so each line also
tells the time of a page that is made anew. No network and no server thread takes part, so the ratio is that of the
work itself. The promise of a constant number of queries is a test, not a benchmark.
"""

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from organizations.models import Unit
from tests.bench.ground import insert_units
from tests.bench.report import Report, seconds

ROWS = 100_000
RUNS = 31


def measure(report: Report, clerk) -> None:
    """Plain list, last page and search, ours and the peer's."""
    missing = ROWS - Unit.objects.count()
    if missing > 0:
        insert_units(missing)
    client = Client()
    client.force_login(clerk)
    ours, peer = reverse("organizations:unit-list"), reverse("admin:organizations_unit_changelist", current_app="peer")

    def ask(url, *, fresh=False, **query):
        def once():
            if fresh:
                cache.clear()
            response = client.get(url, query)
            if response.status_code != 200:
                raise RuntimeError(f"{url} {query}: {response.status_code}")

        once()
        return seconds(once, runs=RUNS)

    def told(plain, **query):
        return f"{plain * 1000:.0f} ms, made anew {ask(ours, fresh=True, **query) * 1000:.0f} ms"

    plain, their = ask(ours), ask(peer)
    report.add("list of 100 000, scoped: requests a second against admin", their / plain, 4, at_least=True,
               detail=f"{told(plain)} : {their * 1000:.0f} ms")  # fmt: skip
    filtered, their = ask(ours, kind="village"), ask(peer, kind__exact="village")
    report.add("the same, filtered by kind", their / filtered, 4, at_least=True,
               detail=f"{told(filtered, kind='village')} : {their * 1000:.0f} ms")  # fmt: skip
    last = ask(ours, page="last")
    report.add("last page against the first", last / plain, 1.2, detail=told(last, page="last"))
    search = ask(ours, q="单位99")
    report.add("search against the plain list", search / plain, 1.5, detail=told(search, q="单位99"))
