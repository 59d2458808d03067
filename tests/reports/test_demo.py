"""The demo county: loaded through the importer, its figures are those of the county's article, counted from rows."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from activities.models import Activity
from cadres.enums import StaffCategory
from cadres.models import (
    Application,
    Consultation,
    Opening,
    Person,
    Placement,
    Post,
    Recommendation,
    RecruitmentDrive,
    TrainingRecord,
)
from league.accounts.models import Grant, User
from league.core.dates import Period
from league.core.importing.batches import preview, receive
from league.core.importing.importer import REGISTRY
from league.core.models import AuditEvent, ImportBatch
from league.core.scoping import is_within
from organizations.enums import HealthCheck, TermState
from organizations.models import (
    Division,
    Election,
    Extension,
    HeadCount,
    HealthCase,
    HomeMonth,
    Organization,
    Term,
    Unit,
)
from reports.demo.importing import division_rows
from reports.demo.loading import Loading, load_demo
from reports.demo.records import CODES_OF_2023, INVENTED
from reports.demo.workbooks import write_workbook
from reports.indicators.base import Context
from reports.indicators.registry import REGISTRY as FIGURES
from reports.indicators.settings import settings_on
from reports.models import Snapshot
from reports.services.figures import read_figures
from reports.services.rows import rows_behind

TODAY = date(2026, 11, 23)
ACTIVE = ("unit.active", "unit.inactive", "health.silent")
MODELS = (
    Division, Unit, Organization, HeadCount, Term, Election, Extension, HealthCase, Person, Post, RecruitmentDrive,
    Application, Placement, Consultation, Recommendation, TrainingRecord, Activity, User, Grant, ImportBatch, Snapshot, AuditEvent,
)  # fmt: skip


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
        ("branch.elected", 491),
        ("branch.elected_rate", Decimal("100.00")),
        ("home.total", 38),
        ("home.new", 32),
        ("home.township_coverage", Decimal("100.00")),
        ("home.operational", 38),
        ("home.operational_rate", Decimal("100.00")),
        ("secretary.born_1990s", 254),
        ("secretary.born_1990s.share", Decimal("51.73")),
        ("secretary.college", 276),
        ("secretary.college.share", Decimal("56.21")),
        ("secretary.committees", 319),
        ("secretary.committees.share", Decimal("64.97")),
        ("student.deputies", 41),
        ("staff.centre_posts", 3),
        ("staff.attached", 2),
        ("staff.interns", 4),
        ("staff.before", 2),
        ("staff.after", 14),
        ("recruit.openings", 112),
        ("recruit.applications", 318),
        ("recruit.interns", 102),
        ("recruit.left", 102),
        ("recruit.take_up", Decimal("94.44")),
        ("recruit.deputies", 41),
        ("recommendation.rate", Decimal("80.00")),
        ("training.courses", 3),
        ("fund.raised", 293_600),
        ("fund.social_money", 1_283_000),
        ("fund.social_goods", 1_157_000),
        ("fund.scholarships", 55_000),
        ("fund.relief", 52),
        ("fund.cared", 236),
        ("counsel.senior_schools", 3),
        ("counsel.junior_schools", 6),
        ("counsel.students", 1926),
        ("federation.events", 24),
        ("outreach.events", 126),
        ("service.youth", 30677),
        ("couriers.visited", 24),
        ("team.total", 38),
        ("team.complete", 34),
        ("meeting.held", 50),
        ("meeting.villages", 50),
        ("need.raised", 125),
        ("need.settled_rate", Decimal("100.00")),
        ("need.overdue", 0),
        ("honour.valid", 8),
        ("federation.members", 60),
        ("camp.participants", 35),
        ("consultation.due", 13),
        ("learning.person_times", 501_344),
        ("learning.school_coverage", Decimal("100.00")),
        ("media.plays", 110_260),
        ("consultation.kept", 12),
        ("consultation.unasked", 1),
        ("consultation.rate", Decimal("92.31")),
        ("appraisal.sheets", 67),
        ("appraisal.participation", Decimal("100.00")),
        ("appraisal.grade.1", 16),
        ("appraisal.grade.4", 1),
        ("appraisal.told", 60),
        ("appraisal.told_rate", Decimal("89.55")),
    ],
)
def test_figures_are_those_of_the_article(demo, db, code, value):
    assert figure(demo, code).value == value


@pytest.mark.parametrize(
    "code",
    [
        "org.social.new", "org.nonpublic.new", "unit.must", "unit.uncounted", "branch.village", "branch.elected",
        "election.completed", "election.left", "health.term_overdue", "unit.in_term", "secretary.born_1990s",
        "secretary.college", "secretary.committees", "staff.before", "staff.after", "recruit.applications",
        "recruit.interns", "recommendation.joiners", "training.person_times", "counsel.senior_schools",
        "federation.events", "outreach.events", "unit.active", "health.silent", "team.complete", "meeting.held",
        "need.raised", "need.state.told", "honour.valid", "federation.members",
        "learning.records", "learning.schools_covered", "media.works",
        "appraisal.sheets", "appraisal.told",
    ],
)  # fmt: skip
def test_figures_are_counted_from_rows(demo, db, code):
    snapshot = Snapshot.objects.current("2023").get()

    rows = rows_behind(FIGURES[code], demo.pk, snapshot)

    assert rows.count() == figure(demo, code).value


def test_coverage_shows_its_denominator_and_what_nobody_knows(demo, db):
    coverage = figure(demo, "org.coverage")

    assert coverage.part == coverage.whole == 1585
    assert coverage.unknown == figure(demo, "unit.uncounted").value == 12
    assert figure(demo, "unit.exempt").value == 12


def test_staff_shows_what_its_parts_do_not_explain(demo, db):
    parts = {category: figure(demo, f"staff.category.{category}").value for category in StaffCategory.values}

    assert parts == {
        "established": 2, "centre": 3, "outside": 0, "seconded": 1, "part_time": 1, "intern": 4, "unknown": 3,
    }  # fmt: skip
    assert figure(demo, "staff.declared").value == figure(demo, "staff.after").value == sum(parts.values())


def test_nobody_of_the_demo_can_be_taken_for_somebody(demo, db):
    people = Person.objects.all()

    assert people.exclude(source__contains="演示").count() == 0
    assert people.exclude(id_number_hash="", phone_hash="").count() == 0
    assert people.filter(birth_on__gt=date(2008, 11, 23)).count() == 0


def test_recruited_deputies_hold_the_posts_that_their_placements_opened_and_nobody_is_doubled(demo, db):
    posts = Post.objects.held(on=date(2023, 12, 31)).student_deputies()
    placements = Placement.objects.of_kind("deputy")

    assert posts.count() == placements.count() == 41
    assert set(placements.values_list("post", "person")) == set(posts.values_list("pk", "person"))
    assert set(placements.values_list("left_on", flat=True)) == {date(2024, 7, 9)}


def test_recruitment_of_the_article_is_over_and_another_open_on_the_day_of_loading(demo, db):
    (open_drive,) = RecruitmentDrive.objects.accepting(on=TODAY)
    over = Application.objects.filter(drive__code="YS2023-LX")

    assert Counter(open_drive.applications.values_list("state", flat=True)) == {
        "submitted": 7, "passed": 4, "rejected": 2, "withdrawn": 1,
    }  # fmt: skip
    assert Counter(over.values_list("state", flat=True)) == {
        "left": 102, "no_show": 6, "not_selected": 169, "rejected": 41,
    }  # fmt: skip
    assert not Application.objects.exclude(phone_hash="", id_number_hash="").exists()
    assert not Opening.objects.of_kind("intern").exclude(host__endswith="（演示）").exists()


def test_party_asked_before_it_appointed_but_once(demo, db):
    asked = Consultation.objects.with_state(on=TODAY)

    assert Counter(asked.values_list("finding", flat=True)) == {"orderly": 65, "premature": 1, "not_yet": 5}
    assert Counter(asked.filter(appointed_on=None).values_list("state", flat=True)) == {
        "waiting": 1, "overdue": 1, "supplement": 1, "answered": 2,
    }  # fmt: skip
    assert figure(demo, "consultation.premature", "2026").value == 1


def test_recommendations_are_in_every_state(demo, db):
    states = Counter(Recommendation.objects.values_list("state", flat=True))
    ways = ("recommendation.passed", "recommendation.joiners", "recommendation.joined", "recommendation.expired")

    assert states == {
        "accepted": 40, "declined": 5, "handed": 5, "proposed": 1, "agreed": 1, "voted": 1, "decided": 1, "checked": 1,
        "publicized": 2,
    }  # fmt: skip
    assert [figure(demo, code, "2026").value for code in ways] == [10, 10, 8, 3]


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
    assert not Term.objects.exclude(Q(source=INVENTED) | Q(election__isnull=False)).exists()
    assert not Term.objects.exclude(document__endswith="（演示）").exists()
    assert not User.objects.exclude(name__startswith="演示·").exists()
    assert not Unit.objects.exclude(credit_code="").exclude(credit_code__contains="DEM").exists()


def test_elected_villages_are_counted_from_their_terms(demo, db):
    day = date(2023, 12, 31)
    villages = Organization.objects.filter(kind="branch", unit__kind__in=["village", "community"])
    terms = Term.objects.running(on=day).filter(organization__in=villages)
    year = Context(day, Period.parse("2023"), settings_on(day))
    assert (villages.count(), terms.count(), FIGURES["branch.elected"].rows(year).count()) == (491, 491, 491)

    terms.order_by("pk").first().delete()

    assert FIGURES["branch.elected"].rows(year).count() == 490


def test_terms_run_out_by_the_rule_of_each_year(demo, db):
    codes = ("term.overdue", "election.due", "election.completed", "election.left", "branch.elected")

    told = {year: tuple(figure(demo, code, str(year)).value for code in codes) for year in (2022, 2023, 2024, 2025)}

    assert told == {
        2022: (0, 230, 230, 0, 295),
        2023: (15, 569, 554, 15, 491),
        2024: (150, 664, 514, 150, 491),
        2025: (30, 378, 348, 30, 491),
    }


def test_papers_under_way_are_in_every_state(demo, db):
    states = Counter(Election.objects.values_list("state", flat=True))
    told = {state: figure(demo, f"term.state.{state}", "2026").value for state in TermState.values}

    assert states == dict.fromkeys(["planned", "requested", "approved", "held", "reported"], 5) | {"confirmed": 4}
    assert Term.objects.filter(election__state="confirmed").count() == 4
    assert Extension.objects.granted(on=TODAY).count() == told["extended"] + told["overrun"]
    assert told == {
        "normal": 1541, "approaching": 82, "soon": 46, "urgent": 29, "due": 0, "extended": 5, "overdue": 122,
        "overrun": 9, "unknown": 39, "not_applicable": 24,
    }  # fmt: skip


def test_homes_are_operational_by_what_was_held_in_them_and_most_units_are_active(demo, db):
    told = {year: tuple(figure(demo, code, str(year)).value for code in ACTIVE) for year in (2022, 2023, 2026)}

    assert not HomeMonth.objects.filter(month__range=(date(2023, 10, 1), date(2023, 12, 31))).exists()
    assert told == {2022: (None, None, 0), 2023: (1349, 122, 80), 2026: (1301, 125, 91)}
    assert not Activity.objects.exclude(title__endswith="（演示）").exists()


def test_worklist_of_health_holds_what_the_figures_count(demo, db):
    cases = Counter(HealthCase.objects.open().values_list("check_code", flat=True))

    found = {check: figure(demo, f"health.{check}", "2026").value for check in HealthCheck.values}

    assert {check: cases[check] for check in HealthCheck.values} == found
    assert HealthCase.objects.exclude(owner="").count() == 10


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
