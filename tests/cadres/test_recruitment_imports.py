"""Openings, and the applications of earlier years, from workbooks."""

from datetime import date

import pytest

from cadres.models import Application, Opening, Person, Placement
from cadres.services.recruits import unlinked_reason
from league.core.importing.batches import undo
from league.core.importing.importer import REGISTRY, Context, UndoRefused
from league.core.models import AuditEvent
from tests.core.importing.workbook import counted, faults, take
from tests.factories.cadres import PersonFactory
from tests.factories.recruitment import ApplicationFactory, OpeningFactory, PlacementFactory, RecruitmentDriveFactory


@pytest.fixture
def drive(cast):
    return RecruitmentDriveFactory(organization=cast.county, state="closed", code="2023-LXS")


def offered(cast, **values):
    return {
        "code": "2023-LXS-001", "drive": "2023-LXS", "title": "文员", "host": "甲镇政府",
        "organization": cast.township.code, "division": "430421100000", "seats": 2, "offered_on": "2023-06-01",
    } | values  # fmt: skip


def applied(**values):
    return {
        "code": "2023-LXS-A1", "drive": "2023-LXS", "name": "曾小禾", "sex": "女", "college": "测试大学", "level": "本科",
        "applied_on": "2023-07-02",
    } | values  # fmt: skip


def test_a_secretary_brings_openings_and_the_same_file_twice_changes_nothing(cast, drive):
    first = take("opening", cast.secretary, offered(cast), offered(cast, code="2023-LXS-002", requirements="会写公文"))
    again = take("opening", cast.secretary, offered(cast))
    changed = take("opening", cast.secretary, offered(cast, seats=3))

    assert [counted(batch) for batch in (first, again, changed)] == [(2, 0, 0, 0), (0, 0, 1, 0), (0, 1, 0, 0)]
    row = Opening.objects.get(code="2023-LXS-001")
    assert (row.seats, row.org_path, row.division, row.drive, row.revision) == (
        3, cast.township.path, cast.township_division, drive, 2,
    )  # fmt: skip
    assert AuditEvent.objects.filter(action="import.row_added").count() == 2


def test_wrong_openings_are_refused_by_name(cast, drive):
    finished = RecruitmentDriveFactory(organization=cast.county, state="finished", code="2022-LXS")
    taken = OpeningFactory(drive=drive, organization=cast.township, code="TAKEN", host="甲镇政府")
    PlacementFactory(opening=taken)
    PlacementFactory(opening=taken)

    batch = take(
        "opening", cast.secretary,
        offered(cast, code="N1", organization=cast.neighbour.code),
        offered(cast, code="N2", division="430421101000"),
        offered(cast, code="N3", seats=0),
        offered(cast, code="N4", drive=finished.code),
        offered(cast, code="TAKEN", seats=1),
        offered(cast, code="N5", division="430421100200"),
    )  # fmt: skip

    found = {row: " ".join(reasons.values()) for row, reasons in faults(batch).items()}
    assert "没有找到团组织" in found[2]
    assert [found[row] for row in (3, 4, 5, 6, 7)] == [
        "工作地点不在归口团组织“共青团甲镇委员会”的区划之内", "岗位数至少为1", f"“{finished.title}”已办结，岗位不再增减",
        "该岗位已录用2人，岗位数不能少于它", "工作地点请填到乡镇（街道）；县直单位填本县",
    ]  # fmt: skip
    assert Opening.objects.count() == 1


def test_earlier_years_come_as_far_as_each_applicant_went(cast, drive):
    opening = OpeningFactory(drive=drive, organization=cast.township, code="G1", seats=2)
    placed = {"opening": "G1", "selected_on": "2023-08-01"}
    rows = [
        applied(code="A1"),
        applied(code="A2", result="审核未通过"),
        applied(code="A3", **placed),
        applied(code="A4", **placed, took_up_on="2023-08-10"),
        applied(code="A5", **placed, took_up_on="2023-08-10", left_on="2023-09-10"),
        applied(code="A6", **placed, result="未上岗"),
    ]

    first = take("application", cast.staff, *rows)
    again = take("application", cast.staff, *rows)
    changed = take("application", cast.staff, applied(code="A1", college="另一大学"))

    assert [counted(batch) for batch in (first, again, changed)] == [(6, 0, 0, 0), (0, 0, 6, 0), (0, 1, 0, 0)]
    assert dict(Application.objects.values_list("code", "state")) == {
        "A1": "not_selected", "A2": "rejected", "A3": "selected", "A4": "took_up", "A5": "left", "A6": "no_show",
    }  # fmt: skip
    assert list(
        Placement.objects.order_by("application__code").values_list("opening__code", "took_up_on", "left_on")
    ) == [
        ("G1", None, None), ("G1", date(2023, 8, 10), None), ("G1", date(2023, 8, 10), date(2023, 9, 10)),
        ("G1", None, None),
    ]  # fmt: skip
    assert opening.placements.seated().count() == 2


def test_wrong_applications_are_refused_by_name(cast, drive):
    OpeningFactory(drive=drive, organization=cast.township, code="G1", seats=1, host="甲镇政府")
    other = RecruitmentDriveFactory(organization=cast.county, state="open", code="2023-OPEN")
    OpeningFactory(drive=other, organization=cast.township, code="G9")
    placed = {"opening": "G1", "selected_on": "2023-08-01"}

    batch = take(
        "application", cast.staff,
        applied(code="A1", drive="2023-OPEN"),
        applied(code="A2", opening="G0", selected_on="2023-08-01"),
        applied(code="A3", opening="G9", selected_on="2023-08-01"),
        applied(code="A4", took_up_on="2023-08-10"),
        applied(code="A5", **placed, took_up_on="2023-07-31"),
        applied(code="A6", **placed, result="未录用"),
        applied(code="A7", **placed),
        applied(code="A8", **placed),
        applied(code="A9", result="未上岗"),
    )  # fmt: skip

    found = {row: list(reasons.values()) for row, reasons in faults(batch).items()}
    assert found == {
        2: [f"“{other.title}”不在“报名截止”状态，往年报名在截止以后、办结以前导入"],
        3: ["没有编码为“G0”的岗位，请先导入岗位"],
        4: [f"岗位G9不属于“{drive.title}”"],
        5: ["填了录用、上岗或离岗日期的，须填录用岗位编码"],
        6: ["不能早于录用日期2023-08-01"],
        7: ["已有录用或上岗的，不填这个结果"],
        9: ["“甲镇政府”的这个岗位只有1个名额，录用和在岗的超过了它"],
        10: ["未上岗的须填录用岗位编码"],
    }
    assert list(Application.objects.values_list("code", flat=True)) == ["A7"]


def test_an_import_is_taken_back_while_nobody_worked_on_it(cast, drive):
    OpeningFactory(drive=drive, organization=cast.township, code="G1")
    row = applied(opening="G1", selected_on="2023-08-01", took_up_on="2023-08-10")
    batch = take("application", cast.staff, row)
    Placement.objects.update(revision=2)

    with pytest.raises(UndoRefused):
        undo(batch, actor=cast.staff)
    Placement.objects.update(revision=1)
    undo(batch, actor=cast.staff)

    assert (Application.objects.count(), Placement.objects.count()) == (0, 0)


def test_whoever_took_up_in_an_earlier_year_gets_a_record_or_a_reason(cast, drive):
    OpeningFactory(drive=drive, organization=cast.township, code="G1", seats=9)
    known = PersonFactory(organization=cast.township, name="单雄", birth_on=date(2003, 1, 2))
    for _ in range(2):
        PersonFactory(organization=cast.township, name="仇丽", birth_on=date(2003, 1, 2))
    came = {"opening": "G1", "selected_on": "2023-08-01", "took_up_on": "2023-08-10", "birth_on": "2003-01-02"}

    batch = take(
        "application", cast.staff,
        applied(code="A1", name="曾小禾", graduates_in=2022, **came),
        applied(code="A2", name="单雄", **came),
        applied(code="A3", name="仇丽", **came),
        applied(code="A4", name="朴明", **came | {"birth_on": ""}),
        applied(code="A5", name="朴新", **came | {"birth_on": "2006-01-02"}),
        applied(code="A6", name="朴方", **came | {"took_up_on": ""}),
    )  # fmt: skip

    placements = {row.application.code: row for row in Placement.objects.select_related("application", "person")}
    made = placements["A1"].person
    assert placements["A2"].person == known
    assert (made.name, made.organization, made.graduated_from, made.school, made.source) == (
        "曾小禾", cast.township, "测试大学", "", f"{drive.title}报名A1",
    )  # fmt: skip
    assert list(Person.objects.named("zengx")) == [made]
    assert {code: unlinked_reason(row) for code, row in placements.items()} == {
        "A1": "", "A2": "",
        "A3": "同名同日出生的档案不止一份，请先在“疑似重复”中核对，未关联人员档案。",
        "A4": "报名没有出生日期，不能确认是哪一位，未建立人员档案。",
        "A5": "上岗时未满18周岁，没有登记监护人同意，未建立人员档案。",
        "A6": "上岗以后才建立人员档案。",
    }  # fmt: skip
    assert AuditEvent.objects.filter(action="person.registered").count() == 1
    undo(batch, actor=cast.staff)
    assert (Person.objects.filter(pk=made.pk).count(), Person.objects.filter(pk=known.pk).count()) == (0, 1)


def test_only_county_staff_bring_applications(cast, drive):
    assert cast.staff.has_perm("cadres.import_application", cast.county)
    assert not cast.secretary.has_perm("cadres.import_application", cast.township)
    assert not cast.reviewer.has_perm("cadres.import_opening", cast.county)


def test_the_template_knows_what_came_in(cast, drive):
    opening = OpeningFactory(drive=drive, organization=cast.township, code="G1")
    PlacementFactory(
        opening=opening, state="took_up", application=ApplicationFactory(drive=drive, code="A1", state="took_up")
    )
    context = Context(cast.staff.scope, date(2024, 5, 4), date(2024, 5, 4))

    known = [dict(zip(REGISTRY[noun]().positions, values, strict=True)) for noun in ("opening", "application")
             for values in REGISTRY[noun]().known(context)]  # fmt: skip

    assert [(row["code"], row.get("opening"), row.get("took_up_on")) for row in known] == [
        ("G1", None, None), ("A1", "G1", "2023-08-10"),
    ]  # fmt: skip
