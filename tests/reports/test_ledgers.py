"""The ledgers TJ-9, TJ-10 and TJ-15: what is stored, each measure in a column of its own."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from activities.models import SignUp, VillageService, Volunteer, VolunteerTeam
from league.core.dates import Period
from reports.services.fill import Fill, fill_period
from reports.services.ledgers import LEDGERS, Asked
from reports.services.ledgers.base import Head, shown, spoken
from tests.factories.activities import (
    ActivityAudienceFactory,
    ActivityFactory,
    ActivityReachFactory,
    ProgrammeFactory,
    moment,
)
from tests.factories.funds import DonationFactory, FundFactory, GrantFactory
from tests.factories.learning import LearningRecordFactory, LearningSeriesFactory
from tests.factories.organizations import UnitFactory


def asked(node):
    return Asked(node, date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("kind", "value", "file", "page"),
    [("fen", 123_456, 1234.56, "1,234.56"), ("minutes", 95, 1.6, "1.6"), ("number", 1500, 1500, "1,500"),
     ("number", None, "不详", "不详"), ("text", "甲", "甲", "甲")],
)  # fmt: skip
def test_values_are_written_with_their_decimals(kind, value, file, page):
    head = Head("列", kind)

    assert (shown(head, value), spoken(head, value)) == (file, page)


def enrol(organization, code, team=None):
    return Volunteer.objects.create(
        code=code, name=code, organization=organization, org_path=organization.path, team=team,
        registered_on=date(2023, 1, 1),
    )  # fmt: skip


def test_a_volunteer_of_two_programmes_counts_once_in_the_total(cast):
    first, second = (ProgrammeFactory(organization=cast.county, name=name) for name in ("甲项目", "乙项目"))
    place = {"organization": cast.township, "org_path": cast.township.path}
    team = VolunteerTeam.objects.create(code="T1", name="甲队", kind="", size=5, starts_on=date(2023, 1, 1), **place)
    volunteer, other = enrol(cast.township, "V1", team), enrol(cast.township, "V2")
    for programme, people in ((first, [volunteer, other]), (second, [volunteer]), (None, [])):
        activity = ActivityFactory(organization=cast.township, kind="volunteer", programme=programme)
        ActivityAudienceFactory(activity=activity, audience="volunteers", person_times=max(len(people), 5))
        ActivityAudienceFactory(activity=activity, audience="pupils", person_times=90)
        for one in people:
            SignUp.objects.create(
                activity=activity, volunteer=one, state="attended", minutes=90, signed_at=moment(date(2023, 5, 1))
            )  # fmt: skip
    ActivityFactory(organization=cast.neighbour, kind="volunteer", day=date(2022, 5, 4))
    student = enrol(cast.township, "V3")
    for one, day in ((volunteer, 1), (student, 1), (student, 20)):
        VillageService.objects.create(volunteer=one, unit=cast.village, starts_on=date(2023, 7, day))

    ledger = LEDGERS["tj-9"]
    assert ledger.lines(asked(cast.county)) == [
        ("甲项目", 1, 2, 1, 5, 2, 180), ("乙项目", 1, 1, 1, 5, 1, 90), ("未列入项目的志愿服务", None, None, 1, 5, None, None),
        ("返乡大学生服务村（社区）、三下乡", 0, 2, "", 3, 2, None),
    ]  # fmt: skip
    assert ledger.total(asked(cast.county)) == ("合计", 1, 3, 3, 18, 3, 270)
    assert ledger.lines(asked(cast.neighbour)) == []


def test_money_and_goods_come_in_and_go_out_in_columns_of_their_own(cast):
    fund = FundFactory(organization=cast.county, name="助学")
    for asset, amount, day in (("money", 50_000, 2022), ("money", 100_000, 2023), ("goods", 30_000, 2023)):
        goods = {"goods_name": "书包", "goods_count": 3} if asset == "goods" else {}
        DonationFactory(fund=fund, asset=asset, amount=amount, received_on=date(day, 6, 1), **goods)
    for persons in (4, None):
        GrantFactory(
            fund=fund, state="paid", amount=20_000, person_times=5, persons=persons, paid_on=date(2023, 9, 1),
            applied_by=cast.secretary, reviewed_by=cast.secretary, checked_by=cast.staff, approved_by=cast.staff,
            approved_on=date(2023, 8, 1),
        )  # fmt: skip

    line = LEDGERS["tj-10"].lines(asked(cast.county))[0]

    assert line[3:] == (100_000, 30_000, 40_000, 0, None, 10, 110_000, 30_000)
    assert LEDGERS["tj-10"].total(asked(cast.county))[3:] == line[3:]
    assert LEDGERS["tj-10"].lines(asked(cast.township)) == []


def test_occasions_of_one_name_are_one_line_and_persons_are_not_guessed(cast):
    school = UnitFactory(responsible=cast.township, division=cast.township_division, kind="junior_school", name="甲中")
    for _ in range(2):
        activity = ActivityFactory(organization=cast.branch, title="禁毒宣讲", kind="lecture")
        ActivityAudienceFactory(activity=activity, person_times=30)
        ActivityReachFactory(activity=activity, unit=school)
    named = ActivityFactory(organization=cast.branch, title="主题团日", kind="theme_day")
    ActivityAudienceFactory(activity=named, audience="members", person_times=9, by_name=True, persons=9)
    ActivityFactory(organization=cast.branch, title="篮球赛", kind="culture")
    series = LearningSeriesFactory(organization=cast.county, name="青年大学习")
    for issue in "12":
        LearningRecordFactory(series=series, organization=cast.township, unit=school, issue=issue, person_times=100)

    assert LEDGERS["tj-15"].lines(asked(cast.township)) == [
        ("青年大学习", "学习栏目", 2, 200, None, "团员", "初中"),
        ("禁毒宣讲", "宣讲", 2, 60, None, "中小学生", "初中"),
        ("主题团日", "主题团（队）日", 1, 9, 9, "团员", ""),
    ]
    assert LEDGERS["tj-15"].total(asked(cast.township)) == ("合计", "", 5, 269, None, "", "")


def test_sheet_is_handed_in_with_title_totals_and_signatures(client, cast):
    fill_period(Fill(Period.parse("2023"), date(2023, 12, 31), at=moment(date(2024, 1, 5)), actor=cast.staff))
    activity = ActivityFactory(organization=cast.branch, title="=甲", kind="lecture")
    ActivityAudienceFactory(activity=activity, person_times=30)
    client.force_login(cast.secretary)
    url = reverse("reports:ledger-tj-15")

    page = client.get(url, {"period": "2023"}).content.decode()
    sheet = load_workbook(io.BytesIO(client.get(url, {"period": "2023", "export": "xlsx"}).content)).active

    assert "覆盖人数（不重复）" in page
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ["甲镇团委2023年引导教育台账（TJ-15）"]
    assert rows[1] == ["填报单位：甲镇团委　　统计期：2023-01-01至2023-12-31"]
    assert rows[3:5] == [["=甲", "宣讲", 1, 30, "不详", "中小学生"], ["合计", 1, 30, "不详"]]
    assert (sheet["A4"].data_type, rows[-1][0][:4]) == ("s", "填表人：")
    assert client.get(url, {"node": cast.neighbour.code, "period": "2023"}).status_code == 404
