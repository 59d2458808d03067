"""Homes from a workbook: what is written, what is refused, the same file twice, and the way back."""

from datetime import date

import pytest

from league.core.importing.batches import undo
from league.core.importing.importer import UndoRefused
from organizations.models import HomePeriod, HomeVersion, YouthHome
from tests.core.importing.workbook import counted, faults, send_rows, take
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
