"""What staff compose of people, posts and recruitment, beside the built-in figures that ask the same."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from league.core.dates import Period
from reports.models import OwnIndicator, Snapshot
from reports.services.figures import read_figures
from reports.services.fill import Fill, fill_period
from reports.services.own_indicators import Draft, compose_own_indicator
from tests.factories.cadres import PersonFactory
from tests.factories.organizations import OrganizationFactory, UnitFactory
from tests.factories.posts import PostFactory
from tests.factories.recruitment import OpeningFactory, PlacementFactory, RecruitmentDriveFactory

pytestmark = pytest.mark.django_db
DAY = date(2023, 12, 31)
AT = datetime(2024, 1, 2, 2, tzinfo=UTC)


def compose(cast, noun, *conditions, measure="count", column="", grouping="", part=(), unit="人"):
    rows = [dict(zip(("field", "operator", "values"), row, strict=True)) for row in conditions]
    further = [dict(zip(("field", "operator", "values"), row, strict=True)) for row in part]
    spec = {
        "noun": noun, "conditions": rows, "measure": measure, "column": column, "part": further, "grouping": grouping,
    }  # fmt: skip
    name = f"我县的指标{OwnIndicator.objects.count() + 1}"
    draft = Draft(name=name, definition="我县的口径。", unit=unit, decimals=1, spec=spec)
    return compose_own_indicator(draft, at=AT, actor=cast.staff)


def filled() -> Snapshot:
    return fill_period(Fill(Period.parse("2023"), DAY, at=AT))


def figure(snapshot, node, code):
    return read_figures(snapshot, [node.pk], [code])[node.pk][code]


@pytest.fixture
def sitting(cast):
    """Three village secretaries, one of unknown birth, and others who are none: a deputy, a former one, a school's."""
    unit = UnitFactory(responsible=cast.township, division=cast.township_division, name="甲镇西村", kind="community")
    third = OrganizationFactory(parent=cast.township, unit=unit, division=cast.township_division)
    for branch, born in ((cast.branch, date(1990, 1, 1)), (cast.neighbour_branch, date(1989, 12, 31)), (third, None)):
        person = PersonFactory(organization=branch, birth_on=born, sex="2", education="31", political_status="01")
        PostFactory(person=person, organization=branch, village_seat="both")
    other = PersonFactory(organization=cast.branch, birth_on=date(1999, 5, 4), education="", political_status="")
    PostFactory(person=other, organization=cast.branch, title="deputy")
    PostFactory(person=other, organization=third, starts_on=date(2020, 1, 1), ends_on=date(2023, 1, 1))
    PostFactory(person=other, organization=cast.township, mode="full_time")


OF_VILLAGES = (("title", "in", ["secretary"]), ("organization_kind", "in", ["branch"]),
               ("unit_kind", "in", ["village", "community"]))  # fmt: skip


def test_average_age_of_village_secretaries_composed_is_the_built_in_one(cast, sitting):
    compose(cast, "post", *OF_VILLAGES, measure="average", column="age", unit="岁")

    snapshot = filled()

    for node in (cast.county, cast.township, cast.branch):
        own, built_in = figure(snapshot, node, "own.1"), figure(snapshot, node, "secretary.age_average")
        assert (own.part, own.whole, own.unknown, own.value) == (
            built_in.part, built_in.whole, built_in.unknown, built_in.value,
        )  # fmt: skip
    assert figure(snapshot, cast.county, "own.1").value == Decimal("33.5")


def test_posts_are_counted_by_what_is_known_and_people_once(cast, sitting):
    compose(cast, "post", measure="distinct", column="person")
    compose(cast, "post", measure="share", part=[("education_band", "in", ["college"])], unit="%")
    compose(cast, "person", ("in_office", "yes", []), grouping="sex_band")

    snapshot = filled()

    assert [figure(snapshot, node, "own.1").value for node in (cast.county, cast.branch)] == [4, 2]
    share = figure(snapshot, cast.county, "own.2")
    assert (share.part, share.whole, share.unknown) == (3, 3, 2)
    codes = ("own.3", "own.3.by.female", "own.3.by.male")
    assert [figure(snapshot, cast.county, code).value for code in codes] == [4, 3, 1]


def test_seats_and_placements_are_those_of_the_built_in_figures(cast):
    drive = RecruitmentDriveFactory(organization=cast.county)
    opening = OpeningFactory(drive=drive, organization=cast.township, seats=3)
    OpeningFactory(drive=drive, organization=cast.township, withdrawn_on=date(2023, 6, 9))
    OpeningFactory(drive=RecruitmentDriveFactory(organization=cast.county, kind="office"), organization=cast.county,
                   division=cast.township_division)  # fmt: skip
    for state in ("left", "took_up", "selected"):
        PlacementFactory(opening=opening, state=state)
    compose(cast, "opening", ("drive_kind", "in", ["intern"]), measure="sum", column="seats", unit="个")
    compose(cast, "placement", ("drive_kind", "in", ["intern"]), unit="名")
    compose(cast, "placement", ("left_on", "period", []), unit="名")

    snapshot = filled()

    for own, built_in, value in (
        ("own.1", "recruit.openings", 3), ("own.2", "recruit.interns", 2), ("own.3", "recruit.left", 1),
    ):  # fmt: skip
        assert figure(snapshot, cast.county, own).value == figure(snapshot, cast.county, built_in).value == value
        assert figure(snapshot, cast.township, own).value == value
