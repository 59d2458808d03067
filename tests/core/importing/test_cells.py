"""One cell: stored exactly, normalised by a written rule, or refused by name. Never changed in silence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.core.importing.cleaning import CellError, tidy
from league.core.importing.columns import CLEAR, Code, Date, Integer, Sheetwise, Text
from league.core.importing.days import read_day
from league.core.importing.reading import DATED

TODAY = Sheetwise(date(2024, 5, 4))
JUNE = date(2023, 6, 1)
PRINTED = st.text(
    st.characters(categories=["L", "N", "P", "S"], exclude_characters="\ufeff\u00ad"), min_size=1, max_size=60
)


@pytest.mark.parametrize(
    "written",
    [
        f"{DATED}2023-06-01", f"{DATED}2023-06-01T00:00:00", "2023-06-01", "2023-6-1", "2023/06/01", "2023/6/1", "2023.6.1",
        "2023年6月1日", "2023年6月1号", "2023 年 6 月 1 日", "20230601", 20230601.0, "２０２３年６月１日", "2023-06-01 08:30",
        "2023/6/1 18:30:00", "2023-06-01T00:00:00", 45078.0, "45078",
        "202306", 202306.0, "2023-06", "2023/6", "2023.06", "2023年6月",
    ],
)  # fmt: skip
def test_day_is_read_in_every_form_clerks_write(written):
    assert read_day(written) == JUNE


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2023", "“2023”只有年份，请写到月或日"),
        ("23.6.1", "“23.6.1”的年份请写四位，例如2023-06-01"),
        (2023.1, "“2023.1”可能是1月也可能是10月，请写成2023年1月或2023年10月"),
        ("2023-02-29", "“2023-02-29”没有这一天，请核对"),
        ("20231301", "“20231301”没有这一天，请核对"),
        (f"{DATED}08:30:00", "“08:30:00”是时间，不是日期，请写成2023-06-01、2023年6月1日或202306的形式"),
        ("去年六月", "“去年六月”不是日期，请写成2023-06-01、2023年6月1日或202306的形式"),
        ("2023-06-015", "“2023-06-015”不是日期，请写成2023-06-01、2023年6月1日或202306的形式"),
        ("1850-01-01", "“1850-01-01”不在1900年至2199年之间，请核对"),
    ],
)
def test_doubtful_day_is_refused(written, reason):
    with pytest.raises(CellError) as refusal:
        read_day(written)
    assert str(refusal.value) == reason


@given(st.dates(date(1901, 1, 1), date(2173, 10, 13)))
def test_every_day_survives_each_way_of_writing(day):
    serial = (day - date(1899, 12, 30)).days
    ways = [
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        day.strftime("%Y%m%d"),
        f"{DATED}{day.isoformat()}",
    ]
    assert {read_day(way) for way in [*ways, *([float(serial)] if serial > 9999 else [])]} == {day}
    assert read_day(f"{(day - date(1904, 1, 1)).days:05d}", date1904=True) == day if day > date(1931, 5, 20) else True


@given(PRINTED)
def test_printed_text_keeps_its_characters(text):
    kept = tidy(f" {text}\u3000")
    assert kept == tidy(kept)
    full_to_half = {
        code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    }
    full_to_half |= {0xFF0D: "-", 0xFF0E: ".", 0xFF0F: "/"} | dict.fromkeys(range(0x2010, 0x2014), "-") | {0x2212: "-"}
    assert kept == text.translate(full_to_half)


@given(st.integers(0, 10**19))
def test_number_is_exact_or_refused(number):
    try:
        assert tidy(float(number)) == str(number)
    except CellError:
        assert number >= 10**15


@given(st.floats())
def test_fraction_reads_back_as_it_was_or_is_refused(number):
    try:
        assert float(tidy(number)) == number
    except CellError:
        assert not abs(number) < 1e15


@pytest.mark.parametrize(
    ("raw", "value"), [("12", 12), (12.0, 12), ("１２人", 12), ("1,234", 1234), ("", None), (0.0, 0)]
)
def test_number_of_persons(raw, value):
    assert Integer("人数", "value").clean(raw, TODAY) == value


@pytest.mark.parametrize("raw", ["12.5", 12.5, "-1", "约50", "1e3", "²"])
def test_no_number_of_persons(raw):
    with pytest.raises(CellError):
        Integer("人数", "value").clean(raw, TODAY)


def test_word_for_clearing_is_not_for_what_is_required():
    assert Text("地址", "address").clean(f" {CLEAR}", TODAY) == ""
    assert Date("日期", "day").clean(CLEAR, TODAY) == ""
    with pytest.raises(CellError, match="名称不能清空"):
        Text("名称", "name", required=True).clean(CLEAR, TODAY)


def test_code_is_upper_case_and_without_spaces():
    assert Code("编码", "code").clean(" 91ａ b-1 ", TODAY) == "91AB-1"


def test_day_of_tomorrow_is_not_past():
    column = Date("统计日期", "day", past=True)
    assert column.clean("2024-05-04", TODAY) == "2024-05-04"
    with pytest.raises(CellError, match="统计日期2024-05-05晚于今天"):
        column.clean((TODAY.on + timedelta(days=1)).isoformat(), TODAY)


@pytest.mark.parametrize("raw", ["甲\x00乙", "甲\x07", "甲\uffff"])
def test_control_characters_are_refused(raw):
    with pytest.raises(CellError, match="看不见的控制字符"):
        tidy(raw)
