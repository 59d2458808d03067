"""A year's ledger of activities, and programmes, from workbooks."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from activities.models import Activity, Programme
from activities.services.activity_moves import move_activity
from activities.tables.activities import ActivityTable
from league.core.importing.batches import undo
from league.core.importing.importer import REGISTRY, Context, UndoRefused
from league.core.models import AuditEvent
from tests.core.importing.workbook import TODAY, counted, faults, send, send_rows, take, xlsx
from tests.factories.activities import ActivityAudienceFactory, ActivityFactory, ProgrammeFactory
from tests.factories.organizations import UnitFactory


def held(cast, **values):
    return {
        "title": "禁毒宣讲进校园", "kind": "宣讲", "organization": cast.township.code, "held_on": "2023-06-26",
        "place": "操场", "topics": "法治、禁毒", "heads_pupils": "120", "heads_teachers": 6, "attendance": "纸质签到表",
        "expenditure": "12.5",
    } | values  # fmt: skip


def heads(activity):
    return dict(activity.audiences.values_list("audience", "person_times"))


def test_ledger_comes_in_as_held_and_the_same_file_twice_changes_nothing(cast):
    school = UnitFactory(responsible=cast.township, code="430421100-X1")
    programme = ProgrammeFactory(organization=cast.county, name="青春护航")
    rows = [
        held(cast, reach=school.code, programme="青春护航", begins="9:00", ends="10：30"),
        held(cast, title="夏令营", kind="夏令营", held_on="2023-07-10", ends_on="2023-07-14", by_federation="是"),
    ]

    first, again = take("activity", cast.secretary, *rows), take("activity", cast.secretary, *rows)

    assert [counted(batch) for batch in (first, again)] == [(2, 0, 0, 0), (0, 0, 2, 0)]
    lecture, camp = Activity.objects.order_by("held_on")
    assert (lecture.code, lecture.state, lecture.held_on, lecture.attendance, lecture.expenditure, lecture.programme) == (
        "HD2023-00001", "held", date(2023, 6, 26), "sheet", 1250, programme,
    )  # fmt: skip
    assert lecture.org_path == cast.township.path
    assert sorted(lecture.topics.values_list("topic", flat=True)) == ["drugs", "law"]
    assert heads(lecture) == {"pupils": 120, "teachers": 6}
    assert [row.unit for row in lecture.reach.all()] == [school]
    assert [f"{localtime(at):%m-%d %H:%M}" for at in (lecture.starts_at, lecture.ends_at)] == [
        "06-26 09:00",
        "06-26 10:30",
    ]
    assert [f"{localtime(at):%m-%d %H:%M}" for at in (camp.starts_at, camp.ends_at)] == ["07-10 00:00", "07-14 23:59"]
    assert (camp.code, camp.by_federation) == ("HD2023-00002", True)


def test_a_correction_changes_what_it_says_and_is_taken_back(cast):
    take("activity", cast.secretary, held(cast))
    activity = Activity.objects.get()
    events = AuditEvent.objects.count()

    batch = take(
        "activity", cast.secretary,
        held(cast, code=activity.code, topics="禁毒", heads_pupils="130", heads_teachers="清空", expenditure="0", begins="8点30分"),
    )  # fmt: skip

    assert counted(batch) == (0, 1, 0, 0)
    activity.refresh_from_db()
    assert (heads(activity), activity.expenditure, activity.revision) == ({"pupils": 130}, 0, 2)
    assert [row.topic for row in activity.topics.all()] == ["drugs"]
    assert f"{localtime(activity.starts_at):%H:%M}" == "08:30"
    assert AuditEvent.objects.count() == events + 1
    undo(batch, actor=cast.secretary)
    activity.refresh_from_db()
    assert (heads(activity), activity.expenditure) == ({"pupils": 120, "teachers": 6}, 1250)
    assert sorted(row.topic for row in activity.topics.all()) == ["drugs", "law"]
    assert f"{localtime(activity.starts_at):%H:%M}" == "00:00"


def test_new_rows_go_with_everything_they_brought_unless_somebody_worked_on_them(cast):
    batch = take("activity", cast.secretary, held(cast))
    other = take("activity", cast.secretary, held(cast, title="反诈宣讲"))
    verified = Activity.objects.get(title="反诈宣讲")
    move_activity(verified, "verify", on=TODAY, actor=cast.staff)

    undo(batch, actor=cast.secretary)

    assert list(Activity.objects.all()) == [verified]
    with pytest.raises(UndoRefused, match="反诈宣讲"):
        undo(other, actor=cast.secretary)
    changed = take("activity", cast.secretary, held(cast, code=verified.code, title="反诈宣讲", place="礼堂"))
    assert faults(changed) == {2: {"活动编码": "该活动已核验，不能通过导入更改；确有错误的，请上级先撤销核验"}}


@pytest.mark.parametrize(
    ("values", "column", "reason"),
    [
        ({"held_on": "2025-01-01"}, "举办日期", "举办日期2025-01-01晚于今天，请核对"),
        ({"held_on": "1949-01-01"}, "举办日期", "才成立，举办日期不能早于它"),
        ({"ends_on": "2023-06-25"}, "结束日期", "结束日期不能早于举办日期"),
        ({"begins": "10:00", "ends": "9:00"}, "结束时刻", "结束时刻不能早于开始时刻"),
        ({"begins": "上午"}, "开始时刻", "“上午”不是时刻，请写成9:00的形式"),
        ({"heads_pupils": "", "heads_teachers": "0"}, "团员人次", "请至少填写一类对象的参加人次"),
        ({"heads_pupils": "2000000"}, "中小学生人次", "中小学生人次2000000过大，请核对"),
        ({"attendance": "按姓名签到"}, "签到方式", "按姓名签到由系统依签到记录认定，不能填写"),
        ({"place": ""}, "地点", "请填写青年阵地、所在单位、所在区划或地点"),
        ({"topics": "禁毒、足球"}, "主题", "“足球”不在选项内"),
        ({"programme": "PP-N"}, "品牌项目", "没有找到品牌项目“PP-N”"),
    ],
)
def test_a_row_that_does_not_add_up_is_refused_at_its_cell(cast, values, column, reason):
    cast.township.founded_on = date(1950, 5, 4)
    cast.township.save()
    ProgrammeFactory(organization=cast.neighbour, code="PP-N", name="邻镇项目")

    found = faults(send_rows("activity", cast.secretary, held(cast, **values)))

    assert list(found[2]) == [column]
    assert reason in found[2][column]


def test_places_programmes_and_neighbours_keep_their_bounds(cast):
    own = ProgrammeFactory(organization=cast.neighbour, name="邻镇项目")
    planned = ActivityFactory(organization=cast.township, state="published", code="HD-PLAN")
    named = ActivityFactory(organization=cast.township, attendance="named", code="HD-NAMED", title="签到")
    ActivityAudienceFactory(activity=named, audience="pupils", person_times=5, by_name=True, persons=5)
    unit = UnitFactory(responsible=cast.township, code="430421100-X1")

    batch = send_rows(
        "activity", cast.staff,
        held(cast, title="一", unit=unit.code, division="430421100000"),
        held(cast, title="二", programme=own.code),
        held(cast, code=planned.code),
        held(cast, code=named.code, title="签到", held_on="2023-05-04", attendance="", heads_teachers="", heads_pupils="6"),
        held(cast, title="三"), held(cast, title="三"),
    )  # fmt: skip

    found = {row: " ".join(reasons.values()) for row, reasons in faults(batch).items()}
    assert found == {
        2: "青年阵地、所在单位、所在区划只填一项",
        3: f"“{cast.township.name}”不在品牌项目“邻镇项目”的主办团组织范围内",
        4: "该活动已发布而没有登记举办，请在该活动的页面登记举办",
        5: "该活动按姓名签到，人次由签到记录认定，不能通过导入更改",
        6: "与第7行重复，请只保留一行",
        7: "与第6行重复，请只保留一行",
    }
    foreign = faults(send_rows("activity", cast.secretary, held(cast, organization=cast.neighbour.code)))
    assert "没有找到团组织" in foreign[2]["主办团组织"]


def test_two_of_one_name_and_day_are_told_apart_by_their_code(cast):
    for code in ("HD-A", "HD-B"):
        ActivityFactory(organization=cast.township, title="主题团日", code=code)

    found = faults(send_rows("activity", cast.secretary, held(cast, title="主题团日", held_on="2023-05-04")))

    assert found == {2: {"活动编码": "该团组织当天有2场同名活动，请填活动编码：HD-A、HD-B"}}


def test_known_rows_come_back_unchanged_and_titles_over_them_are_read(cast):
    take("activity", cast.secretary, held(cast, ends_on="2023-06-27"))
    importer = REGISTRY["activity"]()
    context = Context(cast.secretary.scope, TODAY, TODAY, cast.secretary)
    rows = [
        [column.cell(value) for column, value in zip(importer.columns, known, strict=True)]
        for known in importer.known(context)
    ]

    batch = send(
        "activity",
        xlsx(["2023年活动台账"], [column.label for column in importer.columns], *rows, ["", "合 计"]),
        cast.secretary,
    )

    assert counted(batch) == (0, 0, 1, 0)
    assert importer.known_count(context) == 1


def test_exported_list_comes_back_unchanged(client, cast):
    take("activity", cast.secretary, held(cast), held(cast, title="青年交友", begins="14:00", ends="16:00"))
    every = [column.name for column in ActivityTable.columns]
    client.force_login(cast.secretary)

    file = client.get(reverse("activities:activity-list"), {"export": "xlsx", "column": every})
    batch = send("activity", file.content, cast.secretary)

    assert (faults(batch), counted(batch)) == ({}, (0, 0, 2, 0))


def test_preview_names_rows_by_their_title_or_their_key(client, cast):
    client.force_login(cast.staff)
    survey = {
        "organization": cast.county.code,
        "held_on": "2023-06-01",
        "organizers": "县委组织部",
        "visited": "某中学",
    }

    pages = [
        client.get(reverse("core:import-detail", args=[batch.pk]))
        for batch in (send_rows("activity", cast.staff, held(cast)), send_rows("joint_survey", cast.staff, survey))
    ]

    assert [[(line["code"], line["name"]) for line in page.context["lines"]] for page in pages] == [
        [("", "禁毒宣讲进校园")], [(cast.county.code, "2023-06-01 县委组织部")],
    ]  # fmt: skip


def test_programmes_come_in_and_go_while_nothing_was_held_under_them(cast):
    row = {
        "code": "PP-1",
        "name": "雁回衡阳",
        "organization": cast.county.code,
        "starts_on": "2023-01-10",
        "series": "暖冬行动",
    }
    batch = take("programme", cast.staff, row)
    again = take("programme", cast.staff, row | {"text": "返乡大学生志愿服务"})

    assert [counted(one) for one in (batch, again)] == [(1, 0, 0, 0), (0, 1, 0, 0)]
    programme = Programme.objects.get()
    assert (programme.org_path, programme.text, programme.revision) == (cast.county.path, "返乡大学生志愿服务", 2)
    undo(again, actor=cast.staff)
    ActivityFactory(organization=cast.county, programme=programme, title="学雷锋")
    with pytest.raises(UndoRefused):
        undo(batch, actor=cast.staff)
    wrong = faults(send_rows("programme", cast.staff, row | {"code": "PP-2", "ends_on": "2023-01-10"}))
    assert wrong == {2: {"结束日期（不含）": "结束日期必须晚于开始日期"}}
