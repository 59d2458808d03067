"""Service teams, yard meetings, needs and honours from workbooks."""

from datetime import date

import pytest

from activities.models import FederationMember, Honour, Need, ServiceTeam, YardMeeting
from league.core.importing.batches import undo
from league.core.importing.importer import REGISTRY, Context
from league.core.models import AuditEvent
from tests.core.importing.workbook import TODAY, counted, faults, send_rows, take
from tests.factories.cadres import PersonFactory
from tests.factories.service import (
    FederationMemberFactory,
    HonourFactory,
    HonourTermFactory,
    ServiceTeamFactory,
    ServiceTeamMemberFactory,
    YouthFederationFactory,
)


def team(cast, **values):
    return {
        "code": "FWD-1", "name": "东村服务队", "organization": cast.branch.code, "unit": cast.village.code,
        "party_organization": "东村党支部", "founded_on": "2022-05-04", "party_members": "2", "league_members": "5",
        "volunteers": "9", "counted_on": "2023-05-04",
    } | values  # fmt: skip


def meeting(cast, **values):
    return {
        "code": "KT-1", "title": "青年说事", "organization": cast.township.code, "unit": cast.village.code,
        "held_on": "2023-05-04", "host": "副书记", "attendees": "20", "youth": "12", "minutes": "谈托管",
    } | values  # fmt: skip


def need(cast, **values):
    return {
        "code": "SQ-1", "title": "没有托管班", "category": "教育托管", "organization": cast.branch.code,
        "raised_on": "2023-05-04", "raiser_kind": "家长",
    } | values  # fmt: skip


def settled(cast, **values):
    return need(
        cast, code="SQ-2", owner_name="镇团委副书记", assigned_on="2023-05-06", conclusion="已解决", settled_on="2023-05-20",
        outcome="办起托管班", told_on="2023-05-22", **values,
    )  # fmt: skip


def honour(cast, **values):
    return {
        "code": "RY-1", "name": "2022年度县青年文明号", "kind": "青年文明号", "level": "县级", "year": "2022",
        "organization": cast.township.code, "holder_name": "政务窗口", "awarded_on": "2023-05-04", "issuer": "团县委",
        "ends_on": "2026-05-04",
    } | values  # fmt: skip


def test_the_same_file_twice_changes_nothing_and_what_is_known_comes_back_unchanged(cast):
    files = {
        "service_team": [team(cast)], "yard_meeting": [meeting(cast)], "need": [need(cast), settled(cast)],
        "honour": [honour(cast), honour(cast, code="RY-2", holder_name="", holder_organization=cast.branch.code)],
    }  # fmt: skip
    for noun, rows in files.items():
        first, again = take(noun, cast.secretary, *rows), take(noun, cast.secretary, *rows)
        assert [counted(batch) for batch in (first, again)] == [(len(rows), 0, 0, 0), (0, 0, len(rows), 0)], noun
        importer = REGISTRY[noun]()
        known = list(importer.known(Context(cast.secretary.scope, TODAY, TODAY)))
        assert len(known) == importer.known_count(Context(cast.secretary.scope, TODAY, TODAY)) == len(rows)

    assert ServiceTeam.objects.get().missing == ["少先队员"]
    assert YardMeeting.objects.get().org_path == cast.township.path
    told = Need.objects.get(code="SQ-2")
    assert (told.state, told.due_on, told.changed_on, told.outcome) == ("told", None, date(2023, 5, 22), "办起托管班")
    then = Need.objects.as_of(date(2023, 5, 21)).order_by("code").values_list("state_then", "due_then")
    assert list(then) == [("raised", date(2023, 6, 3)), ("solved", date(2023, 5, 27))]
    assert Honour.objects.valid(on=date(2026, 5, 3)).count() == 2
    assert not Honour.objects.valid(on=date(2026, 5, 4)).exists()


def test_an_import_is_taken_back_with_what_it_wrote_beside(cast):
    batch = take("need", cast.secretary, settled(cast))
    undo(batch, actor=cast.secretary)
    assert not Need.objects.exists()
    batch = take("honour", cast.secretary, honour(cast))
    undo(batch, actor=cast.secretary)
    assert not Honour.objects.exists()


@pytest.mark.parametrize(
    ("noun", "row", "more", "words"),
    [
        ("service_team", team, {"unit": ""}, "青年阵地和单位应填且只填一项"),
        ("service_team", team, {"counted_on": "2022-05-03"}, "人数截至日期不能早于成立日期"),
        ("service_team", team, {"organization": "430421101200"}, "没有找到团组织"),
        ("yard_meeting", meeting, {"youth": "21"}, "其中青年不能多于参加人次"),
        ("yard_meeting", meeting, {"attendees": "0"}, "参加人次应大于零"),
        ("need", settled, {"told_on": "2023-05-19"}, "日期不能早于上一步"),
        ("need", settled, {"outcome": ""}, "应同时填写或同时留空"),
        ("need", settled, {"assigned_on": "", "owner_name": ""}, "已解决的诉求应有交办日期和责任人"),
        ("need", need, {"told_on": "2023-05-19"}, "没有办结的诉求不填告知日期"),
        ("honour", honour, {"holder_name": ""}, "应填且只填一项"),
        ("honour", honour, {"ends_on": "2023-05-04"}, "必须晚于授予日期"),
        ("honour", honour, {"year": "2024"}, "表彰年度不应晚于授予日期"),
    ],
)
def test_row_is_refused_in_words(cast, noun, row, more, words):
    values = row(cast) | more
    batch = send_rows(noun, cast.secretary, values)
    assert words in str(faults(batch))


def test_what_stands_is_moved_on_its_page(cast):
    take("need", cast.secretary, settled(cast))
    batch = send_rows("need", cast.secretary, settled(cast) | {"told_on": "2023-05-23"})
    assert "请在诉求页面登记" in str(faults(batch))
    batch = take("need", cast.secretary, settled(cast) | {"title": "没有暑期托管班"})
    assert counted(batch) == (0, 1, 0, 0)
    person = HonourFactory(organization=cast.township, person=PersonFactory(organization=cast.township))
    HonourTermFactory(honour=person)
    batch = send_rows("honour", cast.secretary, honour(cast, code=person.code, ends_on=""))
    assert "这是个人获得的荣誉" in str(faults(batch))
    known = ServiceTeamFactory(organization=cast.branch, unit=cast.village)
    ServiceTeamMemberFactory(team=known, person=PersonFactory(organization=cast.branch))
    batch = send_rows("service_team", cast.secretary, team(cast, code=known.code, volunteers="0"))
    assert "已记名1人，人数不能少于它" in str(faults(batch))


def test_members_come_in_sealed_and_go_out_masked(cast):
    federation = YouthFederationFactory(organization=cast.county, name="测试县青年联合会")
    said = {"federation": federation.name, "sector": "教育", "joined_on": "2021-05-04"}
    row = said | {"code": "QL-1", "member_name": "欧阳某", "post": "常委"}
    assert counted(take("federation_member", cast.staff, row)) == (1, 0, 0, 0)
    member = FederationMember.objects.get()
    assert (member.member_name, member.masked_name, member.post) == ("欧阳某", "欧**", "standing")
    assert "欧阳" not in str(list(AuditEvent.objects.values_list("object_label", "after", "words")))

    known = list(REGISTRY["federation_member"]().known(Context(cast.staff.scope, TODAY, TODAY)))
    columns = REGISTRY["federation_member"].columns
    assert [column.cell(value) for column, value in zip(columns, known[0], strict=True)][:3] == [
        "QL-1",
        federation.name,
        "欧***",
    ]
    again = take("federation_member", cast.staff, row | {"member_name": "欧***"})
    changed = take("federation_member", cast.staff, row | {"member_name": "欧***", "employer": "一中"})
    assert [counted(batch) for batch in (again, changed)] == [(0, 0, 1, 0), (0, 1, 0, 0)]
    member.refresh_from_db()
    assert (member.member_name, member.employer) == ("欧阳某", "一中")

    person = FederationMemberFactory(federation=federation, person=PersonFactory(organization=cast.county))
    refused = [
        row | {"code": "QL-2", "member_name": "张***"}, row | {"code": "QL-3", "member_name": ""},
        row | {"code": person.code, "member_name": "李某"}, row | {"code": "QL-4", "joined_on": "2021-05-03"},
        row | {"code": "QL-5", "federation": "没有的青联"},
    ]  # fmt: skip
    reasons = str(faults(send_rows("federation_member", cast.staff, *refused)))
    for words in (
        "请填写完整的姓名",
        "请填写委员姓名",
        "请在人员档案中更正",
        "2021-05-04才成立",
        "没有名为“没有的青联”的青联",
    ):
        assert words in reasons
