"""Statistics of 100 000 posts by age band, education and township against bare SQL that counts the same.

Method: the product's own counting (`reports.services.counting.count_all`) fills the figures of the villages' cadres for
the county, 25 townships and 500 branches; the floor is one statement a family over posts and people, and one a level
above it. Both are compared number by number before anything is timed. The second line counts how often the posts are
read: once for each indicator or family of them. Median of three runs each.
"""

from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from cadres.models import Person, Post
from league.core.bulk import allocate_ids, insert_rows
from league.core.dates import Period, add_years
from organizations.models import Organization, OrganizationVersion, Unit
from reports.indicators import REGISTRY
from reports.indicators.base import Context
from reports.indicators.settings import settings_on
from reports.services.counting import _plans, count_all
from tests.bench.ground import insert_organizations, insert_units
from tests.bench.people import insert_people
from tests.bench.report import Report, seconds

POSTS, TOWNSHIPS, BRANCHES = 100_000, 25, 500
PERIOD = Period.parse("2023")
EDUCATIONS = ("14", "21", "31", "61", "")
FAMILIES = ("age", "education")
LEVELS = 3
FIELDS = ("id", "person", "organization", "org_path", "title", "mode", "starts_on", "revision", "updated_at")
NOW = "2023-01-01T00:00:00+00:00"


def plant() -> None:
    """A county of its own: branches that stand in villages, and two hundred members of committees in each."""
    tree = [("POSTS", None, "leading_body"), *((f"POSTS-{n}", 0, "committee") for n in range(TOWNSHIPS))]
    tree += [(f"POSTS-{n // TOWNSHIPS}-{n}", 1 + n % TOWNSHIPS, "branch") for n in range(BRANCHES)]
    branches = insert_organizations(tree)[1 + TOWNSHIPS :]
    insert_units(5 * BRANCHES)
    villages = Unit.objects.filter(kind="village").order_by("-pk").values_list("pk", flat=True)[:BRANCHES]
    for branch, village in zip(branches, villages, strict=True):
        Organization.objects.filter(pk=branch).update(unit=village)
        OrganizationVersion.objects.filter(subject=branch).update(unit=village)
    insert_people(POSTS - Person.objects.count())
    for place, education in enumerate(EDUCATIONS):
        people = Person.objects.annotate(rest=F("pk") % len(EDUCATIONS)).filter(rest=place)
        people.update(education=education, birth_on=None) if education == "" else people.update(education=education)
    insert_posts(branches)


def insert_posts(branches: list[int]) -> None:
    """Everybody is a member of a committee, half of them since before the year."""
    paths = dict(Organization.objects.filter(pk__in=branches).values_list("pk", "path"))
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True)[:POSTS])
    first = date(2022, 7, 1)
    others = [field for field in Post._meta.concrete_fields if field.name not in FIELDS]
    insert_rows(
        Post,
        [*FIELDS, *(field.name for field in others)],
        (
            (pk, person, branches[number % BRANCHES], paths[branches[number % BRANCHES]], "member", "part_time",
             first + timedelta(days=number % 365), 1, NOW, *(field.get_default() for field in others))
            for number, (pk, person) in enumerate(zip(allocate_ids(Post, len(people)), people, strict=True))
        ),
    )  # fmt: skip


def measure(report: Report, clerk) -> None:
    """Ours, the floor, and how often the posts are read."""
    if not Post.objects.exists():
        plant()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    figures = [figure for family in FAMILIES for figure in REGISTRY.prefixed(f"cadre.village.{family}")]
    keys = {each.code: number for number, each in enumerate(figures)}
    context = Context(PERIOD.last, PERIOD, settings_on(PERIOD.last))
    with CaptureQueriesContext(connection) as queries:
        mine = ours(figures, keys, context)
    bare = floor()
    if mine != bare:
        raise SystemExit(f"the floor says other numbers, e.g. {sorted(mine ^ bare)[:5]}")
    reads = sum('"cadres_post"' in query["sql"] for query in queries)
    report.add(f"passes over {POSTS:,} posts for each of {len(FAMILIES)} families", reads / len(_plans(figures)), 1)
    taken, least = seconds(lambda: ours(figures, keys, context), runs=3), seconds(floor, runs=3)
    detail = f"{taken:.2f} s : {least:.2f} s; {len(mine)} numbers"
    report.add(f"figures of {POSTS:,} posts by age, education, township", taken / least, 3, detail=detail)


def ours(figures: list, keys: dict[str, int], context: Context) -> set[tuple]:
    """(organisation, code, number) as the product counts."""
    codes = {number: code for code, number in keys.items()}
    with transaction.atomic(), connection.cursor() as cursor:
        count_all(figures, keys, context)
        cursor.execute("SELECT organization_id, indicator_id, sum(value) FROM work_count GROUP BY 1, 2")
        return {(node, codes[number], int(value)) for node, number, value in cursor.fetchall()}


AGE = (
    "CASE WHEN p.birth_on IS NULL THEN 'unknown' WHEN p.birth_on > %s THEN 'to_28' WHEN p.birth_on > %s THEN '29_35'"
    " ELSE 'over_35' END"
)
EDUCATION = (
    "CASE p.education WHEN '14' THEN 'postgraduate' WHEN '21' THEN 'bachelor' WHEN '31' THEN 'college'"
    " WHEN '' THEN 'unknown' ELSE 'below' END"
)


def floor() -> set[tuple]:
    """The same by one bare statement a family, and one a level above it."""
    on = PERIOD.last
    asked = {"age": (AGE, [add_years(on, -29), add_years(on, -36)]), "education": (EDUCATION, [])}
    found: set[tuple] = set()
    with transaction.atomic(), connection.cursor() as cursor:
        for name, (band, params) in asked.items():
            cursor.execute(
                f"CREATE TEMPORARY TABLE floor_0 AS SELECT k.organization_id, {band} AS band, count(*) AS n"
                " FROM cadres_post k JOIN cadres_person p ON p.id = k.person_id"
                " WHERE k.title = 'member' AND k.starts_on <= %s AND (k.ends_on IS NULL OR k.ends_on > %s) GROUP BY 1, 2",
                [*params, on, on],
            )
            for level in range(LEVELS):
                cursor.execute(f"SELECT organization_id, band, n FROM floor_{level}")
                found |= {(node, f"cadre.village.{name}.{band}", int(n)) for node, band, n in cursor.fetchall()}
                cursor.execute(
                    f"CREATE TEMPORARY TABLE floor_{level + 1} AS SELECT o.parent_id AS organization_id, b.band, sum(b.n) AS n"
                    f" FROM floor_{level} b JOIN organizations_organization o ON o.id = b.organization_id"
                    " WHERE o.parent_id IS NOT NULL GROUP BY 1, 2"
                )
            for level in range(LEVELS + 1):
                cursor.execute(f"DROP TABLE floor_{level}")
    return found
