"""力量构成 and 编制: parts that add up, and what they do not explain is said."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cadres.enums import StaffCategory
from cadres.models import Establishment
from cadres.services.establishments import (
    balances,
    correct_establishment,
    preview_establishment,
    record_declared,
    set_establishment,
)
from cadres.services.staff_boards import compare, staff_board
from tests.factories.cadres import PersonFactory
from tests.factories.organizations import UnitFactory
from tests.factories.posts import DeclaredStaffFactory, EstablishmentFactory, PostFactory

BEFORE, DAY = date(2018, 12, 31), date(2023, 12, 31)


def work(organization, number, since, **fields):
    """So many people with posts of a kind."""
    return [
        PostFactory(
            person=PersonFactory(organization=organization), organization=organization, starts_on=since,
            **({"title": "officer", "selection": "appointment"} | fields),
        )
        for _ in range(number)
    ]  # fmt: skip


@pytest.fixture
def county(cast):
    """Two people grown to fourteen, as the county's article has it: eleven explained, three not."""
    centre = UnitFactory(responsible=cast.county, kind="institution", name="青少年服务中心")
    work(cast.county, 2, date(2015, 1, 1), mode="full_time", staffing="administrative")
    work(cast.county, 3, date(2021, 1, 1), mode="full_time", staffing="institution", workplace=centre)
    work(cast.county, 1, date(2022, 1, 1), mode="seconded", staffing="no_staffing", title="deputy")
    work(cast.county, 1, date(2022, 1, 1), mode="part_time", staffing="no_staffing", title="deputy")
    work(cast.county, 4, date(2023, 7, 1), mode="intern", staffing="no_staffing", title="staff")
    work(cast.county, 3, date(2023, 7, 1), mode="unknown")
    return cast.county


def test_the_board_shows_the_parts_of_fourteen(county):
    board = staff_board(county, on=DAY)

    assert {part.category.value: part.number for part in board.parts} == {
        "established": 2, "centre": 3, "outside": 0, "seconded": 1, "part_time": 1, "intern": 4, "unknown": 3,
    }  # fmt: skip
    assert (board.total, board.explained) == (14, 11)
    assert board.sum_sentence == "2 + 3 + 1 + 1 + 4 = 11，另有3人类别不详，合计14人"
    assert staff_board(county, on=BEFORE).sum_sentence == "2，合计2人"


def test_two_days_are_compared_part_by_part(county):
    steps = {step.category: step for step in compare(staff_board(county, on=BEFORE), staff_board(county, on=DAY))}

    centre = steps[StaffCategory.CENTRE]
    assert (centre.before, centre.after, centre.change, len(centre.came), centre.gone) == (0, 3, "+3", 3, [])
    assert sum(step.after - step.before for step in steps.values()) == 12


def test_a_person_with_two_posts_stands_once(cast):
    person = PersonFactory(organization=cast.county)
    for title, mode in (("deputy", "part_time"), ("officer", "full_time")):
        PostFactory(person=person, organization=cast.county, title=title, mode=mode, staffing="civil_service")

    board = staff_board(cast.county, on=DAY)

    assert (board.total, board.number(StaffCategory.ESTABLISHED)) == (1, 1)


def test_a_declared_number_shows_what_is_not_on_record(cast):
    work(cast.county, 11, date(2023, 1, 1), mode="intern")
    DeclaredStaffFactory(organization=cast.county, declared_on=date(2018, 12, 31), number=2)
    DeclaredStaffFactory(organization=cast.county, declared_on=DAY, number=14)

    board = staff_board(cast.county, on=DAY)

    assert (board.declared.number, board.unrecorded) == (14, 3)
    assert staff_board(cast.county, on=date(2018, 1, 1)).unrecorded is None


def test_a_day_is_declared_once(cast):
    fields = {"declared_on": DAY, "number": 14, "source": "年度文章"}
    record_declared(cast.county, fields=fields, actor=cast.staff)

    with pytest.raises(ValidationError) as error:
        record_declared(cast.county, fields=fields, actor=cast.staff)

    assert error.value.messages == ["该日的公布人数已登记。"]


def test_a_new_approval_ends_the_former_one(cast):
    former = EstablishmentFactory(organization=cast.county, number=2)
    fields = {"kind": "administrative", "number": 3, "starts_on": date(2022, 1, 1), "document": "测编〔2022〕1号"}

    fresh = set_establishment(cast.county, fields=fields, actor=cast.staff)

    former.refresh_from_db()
    assert (former.ends_on, former.revision) == (date(2022, 1, 1), 2)
    assert [row.number for row in Establishment.objects.in_force(on=date(2021, 12, 31))] == [2]
    assert list(Establishment.objects.in_force(on=DAY)) == [fresh]
    with pytest.raises(ValidationError) as error:
        set_establishment(cast.county, fields=fields | {"starts_on": date(2021, 1, 1)}, actor=cast.staff)
    assert error.value.messages == ["现行核定数自2022年1月1日起，新的起始日期必须晚于它；有误的请更正。"]


def test_correcting_an_approval_refuses_an_overlap(cast):
    former = EstablishmentFactory(organization=cast.county, ends_on=date(2022, 1, 1))
    fresh = EstablishmentFactory(organization=cast.county, number=3, starts_on=date(2022, 1, 1))

    correct_establishment(fresh, changes={"number": 4}, reason="登记有误", actor=cast.staff)
    with pytest.raises(ValidationError) as error:
        correct_establishment(former, changes={"ends_on": date(2022, 6, 1)}, reason="", actor=cast.staff)

    fresh.refresh_from_db()
    assert fresh.number == 4
    assert error.value.messages == ["与自2022年1月1日起的核定数4名重叠。"]


def test_actual_against_approved(cast):
    centre = UnitFactory(responsible=cast.county, kind="institution", name="服务中心")
    EstablishmentFactory(organization=cast.county, number=1, kind="administrative")
    EstablishmentFactory(organization=cast.county, number=3, kind="institution", workplace=centre)
    work(cast.county, 2, date(2020, 1, 1), mode="full_time", staffing="administrative")
    work(cast.county, 1, date(2020, 1, 1), mode="full_time", staffing="contract")

    found = [(row.label, row.place, row.approved, row.actual, row.finding) for row in balances(cast.county, on=DAY)]

    assert found == [
        ("行政编制", "", 1, 2, "超编1名"),
        ("事业编制", "服务中心", 3, 0, "空编3名"),
        ("聘用", "", None, 1, "未核定"),
    ]
    preview = preview_establishment(
        cast.county, fields={"kind": "contract", "number": 0, "starts_on": DAY, "document": "测1号"}
    )
    assert preview.warnings == ["当日实有1名，超出核定数1名。"]
