"""Homes from a workbook: what is written, what is refused, the same file twice, and the way back."""

from datetime import date

import pytest
from django.urls import reverse

from league.core.importing.batches import context_of, undo
from league.core.importing.importer import REGISTRY, UndoRefused
from organizations.models import HomePeriod, HomeVersion, YouthHome
from organizations.tables.homes import HomeTable
from tests.core.importing.workbook import counted, faults, send, send_rows, take
from tests.factories.organizations_homes import HomeMonthFactory


def home(cast, **values):
    return {
        "code": "QJ001", "name": "甲镇青年之家", "kind": "青年之家", "base": "便民服务中心",
        "division": cast.township_division.code, "responsible": cast.township.code, "applied_on": "2022-03-20",
        "opened_on": "2022-05-04", "area": 80, "has_sign": "是", "weekdays": "135",
    } | values  # fmt: skip


def periods():
    return list(HomePeriod.objects.values_list("state", "starts_on", "ends_on"))


def test_running_home_is_written_whole(cast):
    batch = take("home", cast.secretary, home(cast))

    row = YouthHome.objects.get()
    assert counted(batch) == (1, 0, 0, 0)
    assert (row.state, row.org_path, row.area, row.has_sign, row.weekdays) == (
        "running", cast.township.path, 80, True, "135",
    )  # fmt: skip
    assert periods() == [("applied", date(2022, 3, 20), date(2022, 5, 4)), ("running", date(2022, 5, 4), None)]
    assert list(HomeVersion.objects.values_list("name", "valid_from", "area")) == [
        ("甲镇青年之家", date(2022, 3, 20), 80)
    ]


def test_home_without_opening_is_applied_for(cast):
    take("home", cast.secretary, home(cast, opened_on=""))

    assert YouthHome.objects.get().state == "applied"
    assert periods() == [("applied", date(2022, 3, 20), None)]


def test_same_file_twice_changes_nothing(cast):
    take("home", cast.secretary, home(cast))
    again = take("home", cast.secretary, home(cast, address=""))

    assert counted(again) == (0, 0, 1, 0)
    assert len(periods()) == 2


@pytest.mark.parametrize(
    ("values", "column", "sentence"),
    [
        ({"opened_on": "2022-03-01"}, "opened_on", "应晚于申报日期"),
        ({"office_phone": "13812345678"}, "office_phone", "办公电话"),
        ({"weekdays": "97"}, "weekdays", "1至7"),
        ({"division": "430421101000"}, "division", "不在"),
    ],
)
def test_row_that_breaks_a_rule_is_refused(cast, values, column, sentence):
    batch = send_rows("home", cast.secretary, home(cast, **values))

    assert sentence in str(faults(batch))
    assert not YouthHome.objects.exists()


def test_import_is_taken_back_whole(cast):
    batch = take("home", cast.secretary, home(cast))

    undo(batch, actor=cast.secretary)

    assert (YouthHome.objects.count(), HomePeriod.objects.count(), HomeVersion.objects.count()) == (0, 0, 0)


def test_import_with_months_since_is_not_taken_back(cast):
    batch = take("home", cast.secretary, home(cast))
    HomeMonthFactory(home=YouthHome.objects.get())

    with pytest.raises(UndoRefused, match="月度开放记录"):
        undo(batch, actor=cast.secretary)


def test_list_that_was_exported_changes_nothing_when_it_is_imported(cast, client):
    in_a_village = home(
        cast,
        division=cast.village.division.code,
        unit=cast.village.code,
        office_phone="0734-6812345",
        cloud_number="YS01",
    )
    take("home", cast.secretary, in_a_village, home(cast, code="QJ002", name="甲镇心灵驿站", opened_on="", has_sign=""))
    client.force_login(cast.secretary)
    every = [column.name for column in HomeTable.columns]

    file = client.get(reverse("organizations:home-list"), {"export": "xlsx", "column": every})
    batch = send("home", file.content, cast.secretary)

    assert (faults(batch), counted(batch)) == ({}, (0, 0, 2, 0))
    assert YouthHome.objects.get(code="QJ001").unit == cast.village


def test_template_filled_with_what_is_known_changes_nothing(cast):
    take("home", cast.secretary, home(cast, unit=cast.village.code))
    importer = REGISTRY["home"]
    (known,) = importer().known(context_of(send_rows("home", cast.secretary, home(cast)), on=date(2024, 5, 4)))

    batch = send_rows(
        "home", cast.secretary, {column.name: known[number] for number, column in enumerate(importer.columns)}
    )

    assert (faults(batch), counted(batch)) == ({}, (0, 0, 1, 0))


def test_columns_say_who_answers_and_whose_place_it_is(cast):
    told = {column.name: (column.label, column.help) for column in REGISTRY["home"].columns}
    wrong = send_rows("home", cast.secretary, home(cast, responsible=cast.branch.code))
    outside = send_rows("home", cast.secretary, home(cast, division=cast.neighbour_division.code))

    assert told["responsible"][0] == "负责团组织"
    assert "不是阵地所在的单位" in told["responsible"][1]
    assert told["unit"][0] == "依托单位"
    assert "不能负责阵地" in str(faults(wrong))
    assert "不在负责团组织“" in str(faults(outside))
