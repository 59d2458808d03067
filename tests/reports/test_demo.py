"""The demo county: loaded through the importer, its figures are those of the county's article, counted from rows."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from league.accounts.models import Grant, User
from league.core.importing.batches import preview, receive
from league.core.importing.importer import REGISTRY
from league.core.models import AuditEvent, ImportBatch
from league.core.scoping import is_within
from organizations.models import Division, HeadCount, Organization, Unit
from reports.demo.importing import division_rows
from reports.demo.loading import Loading, load_demo
from reports.demo.records import CODES_OF_2023, INVENTED
from reports.demo.workbooks import write_workbook
from reports.indicators.registry import REGISTRY as FIGURES
from reports.models import Snapshot
from reports.services.figures import read_figures
from reports.services.rows import rows_behind

pytestmark = pytest.mark.xdist_group("demo")

TODAY = date(2026, 11, 23)
MODELS = (Division, Unit, Organization, HeadCount, User, Grant, ImportBatch, Snapshot, AuditEvent)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo county, loaded once for this file and taken out again."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(django_settings, "DEMO", True)
        load_demo(Loading(on=TODAY, at=timezone.now(), say=lambda line: None))
        yield Organization.objects.get(code="430421")
        transaction.set_rollback(True)


def figure(organization, code, period="2023"):
    snapshot = Snapshot.objects.current(period).get()
    return read_figures(snapshot, [organization.pk], [code])[organization.pk][code]


def counts():
    return {model.__name__: model.objects.count() for model in MODELS}


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("org.social.new", 862),
        ("org.nonpublic.new", 97),
        ("org.coverage", Decimal("100.00")),
        ("branch.village", 491),
        ("home.total", 38),
        ("home.new", 32),
        ("home.township_coverage", Decimal("100.00")),
        ("home.operational", 38),
        ("home.operational_rate", Decimal("100.00")),
    ],
)
def test_figures_are_those_of_the_article(demo, db, code, value):
    assert figure(demo, code).value == value


@pytest.mark.parametrize(
    "code", ["org.social.new", "org.nonpublic.new", "unit.must", "unit.uncounted", "branch.village"]
)
def test_figures_are_counted_from_rows(demo, db, code):
    snapshot = Snapshot.objects.current("2023").get()

    rows = rows_behind(FIGURES[code], demo.pk, snapshot)

    assert rows.count() == figure(demo, code).value


def test_coverage_shows_its_denominator_and_what_nobody_knows(demo, db):
    coverage = figure(demo, "org.coverage")

    assert coverage.part == coverage.whole == 1585
    assert coverage.unknown == figure(demo, "unit.uncounted").value == 12
    assert figure(demo, "unit.exempt").value == 12


def test_coverage_tells_the_reform_and_stays_a_little_below_in_the_open_year(demo, db):
    years = {year: figure(demo, "org.coverage", str(year)).value for year in range(2021, 2027)}

    assert years[2021] < 50 < years[2022] < 75
    assert years[2023] == 100
    assert 98 < years[2026] < years[2025] < years[2024] < 100


def test_gap_of_the_open_year_names_units_and_two_townships_have_most(demo, db):
    snapshot = Snapshot.objects.current("2026").get()

    gap = rows_behind(FIGURES["unit.gap"], demo.pk, snapshot)

    by_committee = {}
    for unit in gap.select_related("responsible"):
        by_committee.setdefault(unit.responsible.short_name, []).append(unit.name)
    ranked = sorted(by_committee, key=lambda name: -len(by_committee[name]))
    assert ranked[:2] == ["演陂镇团委", "洪市镇团委"]
    assert [len(by_committee[name]) for name in ranked[:3]] == [7, 6, 1]
    assert all(name for names in by_committee.values() for name in names)


def test_past_years_are_closed_and_the_open_one_is_not(demo, db):
    states = dict(Snapshot.objects.exclude(state="retired").values_list("period__code", "state"))

    assert states == dict.fromkeys(["2021", "2022", "2023", "2024", "2025"], "closed") | {"2026": "ready"}


def test_register_has_the_real_divisions_and_the_schools_of_the_article(demo, db):
    levels = {level: Division.objects.filter(level=level).count() for level in ("township", "village", "community")}
    schools = Unit.objects.filter(kind__in=["senior_school", "junior_school", "vocational_school"])

    assert levels == {"township": 25, "village": 443, "community": 48}
    assert schools.count() == 83
    assert set(schools.values_list("responsible__short_name", flat=True)) == {"教育团工委"}
    assert figure(demo, "township.coverage").value == 100


def test_every_invented_row_says_so(demo, db):
    named_by_the_state = Q(source=CODES_OF_2023, kind__in=["township", "village", "community"])

    assert not Division.objects.exclude(source=CODES_OF_2023).exists()
    assert not Unit.objects.exclude(Q(source=INVENTED) | named_by_the_state).exists()
    assert not Organization.objects.exclude(source=INVENTED).exists()
    assert not HeadCount.objects.exclude(source=INVENTED).exists()
    assert not User.objects.exclude(name__startswith="演示·").exists()
    assert not Unit.objects.exclude(credit_code="").exclude(credit_code__contains="DEM").exists()


def test_rows_came_in_through_the_importer_each_inside_the_senders_scope(demo, db):
    batches = ImportBatch.objects.select_related("created_by")

    assert {batch.created_by.username for batch in batches} == {"county", "xidu", "yanbei", "jinlan"}
    assert {batch.state for batch in batches} == {"committed"}
    for batch in batches:
        assert batch.created_by.scope.paths == (batch.org_path,)
        assert batch.counts["rejected"] == batch.counts["stale"] == 0


def test_secretaries_see_their_township_and_nothing_else(demo, db):
    secretary = User.objects.get(username="xidu")
    committee = Organization.objects.get(code="430421100")

    seen = Organization.objects.visible_to(secretary).values_list("path", flat=True)

    assert all(is_within(path, committee.path) for path in seen)
    assert Unit.objects.visible_to(secretary).filter(kind__in=["village", "community"]).count() == 35


def test_importing_the_divisions_again_finds_517_unchanged(demo, db):
    user = User.objects.get(username="county")
    content = ContentFile(write_workbook(REGISTRY["division"](), division_rows()))

    batch = receive("division", content, name="again.xlsx", actor=user, path=demo.path, effective_on=TODAY, on=TODAY)
    batch = preview(batch, on=TODAY)

    assert {name: batch.counts[name] for name in ("new", "changed", "unchanged", "rejected")} == {
        "new": 0,
        "changed": 0,
        "unchanged": 517,
        "rejected": 0,
    }


def test_second_load_changes_nothing(demo, db, settings):
    settings.DEMO = True
    before = counts()

    loaded = load_demo(Loading(on=TODAY, at=timezone.now(), say=print))

    assert loaded is False
    assert counts() == before
