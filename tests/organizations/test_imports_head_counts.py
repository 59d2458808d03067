"""Head-counts from a workbook: a later count ends the earlier, a count for the same day supersedes it."""

from datetime import date

import pytest

from league.core.importing.batches import undo
from league.core.importing.importer import UndoRefused
from league.core.models import AuditEvent
from organizations.models import HeadCount
from organizations.services.counting import enter_head_count
from tests.core.importing.workbook import counted, faults, send_rows, take


def count(cast, **values):
    return {
        "subject": cast.village.code,
        "kind": "团员数",
        "counted_on": "2023-12-31",
        "value": 7,
        "source": "智慧团建",
    } | values


def series():
    fields = ("unit__code", "organization__code", "kind", "counted_on", "ends_on", "value")
    return list(
        HeadCount.objects.filter(superseded_at__isnull=True).order_by("kind", "counted_on", "id").values_list(*fields)
    )


def test_later_count_ends_the_earlier(cast):
    take(
        "head_count",
        cast.secretary,
        count(cast),
        count(cast, counted_on="2022-12-31", value=3),
        count(cast, kind="青年", value="40人"),
    )

    village = cast.village.code
    assert [row for row in series() if row[0] == village] == [
        (village, None, "members", date(2022, 12, 31), date(2023, 6, 30), 3),
        (village, None, "members", date(2023, 6, 30), date(2023, 12, 31), 5),
        (village, None, "members", date(2023, 12, 31), None, 7),
        (village, None, "youth", date(2023, 12, 31), None, 40),
    ]
    assert set(HeadCount.objects.filter(unit=cast.village).values_list("org_path", flat=True)) == {cast.township.path}


def test_same_day_supersedes_and_the_same_number_changes_nothing(cast):
    corrected = count(cast, counted_on="2023-06-30", value=6, source="测试")
    batch = take("head_count", cast.secretary, corrected)
    again = take("head_count", cast.secretary, corrected)

    assert (counted(batch), counted(again)) == ((0, 1, 0, 0), (0, 0, 1, 0))
    rows = HeadCount.objects.filter(unit=cast.village).order_by("id")
    assert [(row.value, row.superseded_at is None, row.ends_on) for row in rows] == [(5, False, None), (6, True, None)]
    event = AuditEvent.objects.get(batch=batch.pk)
    assert (event.before, event.after) == ({"人数": 5, "数据来源": "测试"}, {"人数": 6, "数据来源": "测试"})


def test_organizations_people_are_counted_too(cast):
    take("head_count", cast.secretary, count(cast, subject=cast.branch.code, subject_type="团组织"))

    row = HeadCount.objects.get(organization=cast.branch)
    assert (row.value, row.org_path, row.unit) == (7, cast.branch.path, None)


@pytest.mark.parametrize(
    ("values", "label", "reason"),
    [
        ({"value": "约50"}, "人数", "“约50”不是整数，请只填数字"),
        ({"value": 5.5}, "人数", "“5.5”不是整数，请只填数字"),
        ({"value": -1}, "人数", "“-1”不是整数，请只填数字"),
        ({"value": None}, "人数", "缺少人数"),
        ({"counted_on": "2024-05-05"}, "统计日期", "统计日期2024-05-05晚于今天，请核对"),
        ({"counted_on": "2023"}, "统计日期", "“2023”只有年份，请写到月或日"),
        ({"name": "别的村"}, "名称", "编码430421100200对应的是“甲镇东村”，与所填名称“别的村”不符"),
        ({"subject": "430421101200"}, "编码", "没有找到单位“430421101200”，您要填的是不是“甲镇东村”（430421100200）？"),
        ({"source": ""}, "数据来源", "缺少数据来源"),
    ],
)
def test_wrong_cell_is_named(cast, values, label, reason):
    assert faults(send_rows("head_count", cast.secretary, count(cast, **values))) == {2: {label: reason}}


def test_undo_restores_the_series(cast):
    before = series()
    batch = take("head_count", cast.secretary, count(cast), count(cast, counted_on="2023-06-30", value=9))
    assert series() != before

    undo(batch, actor=cast.secretary)

    assert series() == before


def test_undo_is_refused_once_the_series_went_on(cast):
    batch = take("head_count", cast.secretary, count(cast))
    enter_head_count(
        cast.village, kind="members", counted_on=date(2024, 3, 31), value=8, source="手工", actor=cast.secretary
    )

    with pytest.raises(UndoRefused, match="导入之后，有1条人数又被更正或续报"):
        undo(batch, actor=cast.secretary)
