"""What an own indicator asks for: read from stored or posted JSON, against the nouns and nothing else.

No text of the input ever names a column: a field is looked up by its name among those of its noun, a value among its
choices, and what is not found there is refused in Chinese.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from reports.indicators.nouns import NOUNS, Field, Key, Kind, Noun, Operator
from reports.indicators.own.texts import shown_value

CONDITIONS_MOST, VALUES_MOST, NUMBER_MOST = 12, 30, 10**9
KEYS = frozenset({"noun", "conditions", "measure", "column", "part", "grouping"})


class Measuring(StrEnum):
    """计算方式 of an own indicator."""

    COUNT = "count"
    DISTINCT = "distinct"
    SUM = "sum"
    AVERAGE = "average"
    SHARE = "share"

    @property
    def label(self) -> str:
        """As the editor offers it."""
        return {
            "count": "计数", "distinct": "去重计数", "sum": "求和", "average": "平均值", "share": "占比（%）",
        }[self.value]  # fmt: skip


class SpecError(ValueError):
    """The input asks for something that is not offered. `place` is the part it stands in (``conditions.0.values``)."""

    def __init__(self, message: str, place: str = ""):
        super().__init__(message)
        self.place = place


@dataclass(frozen=True)
class Condition:
    """One row of the editor: a field, a way of asking, and values of which any will do."""

    field: Field
    operator: Operator
    values: tuple = ()

    def as_json(self) -> dict:
        """As it is stored."""
        values = [value.isoformat() if isinstance(value, date) else value for value in self.values]
        return {"field": self.field.name, "operator": self.operator.code, "values": values}

    @property
    def sentence(self) -> str:
        """组织类别是“团支部”."""
        if self.field.kind == Kind.FLAG:
            return self.field.label if self.operator.code == "yes" else f"不是“{self.field.label}”"
        return f"{self.field.label}{self.operator.label}{'或'.join(map(self._shown, self.values))}"

    def _shown(self, value) -> str:
        return shown_value(self.field, value)


@dataclass(frozen=True)
class Spec:
    """A checked question. `column` is the summed or averaged field, `key` what equal rows are counted once by, `part`
    the further conditions of a share."""

    noun: Noun
    conditions: tuple[Condition, ...]
    measuring: Measuring
    column: Field | None = None
    key: Key | None = None
    part: tuple[Condition, ...] = ()
    grouping: Field | None = None

    def as_json(self) -> dict:
        """As it is stored; `read` gives it back."""
        chosen = self.column or self.key
        return {
            "noun": self.noun.code,
            "conditions": [condition.as_json() for condition in self.conditions],
            "measure": self.measuring.value,
            "column": chosen.name if chosen else "",
            "part": [condition.as_json() for condition in self.part],
            "grouping": self.grouping.name if self.grouping else "",
        }

    @property
    def is_divided(self) -> bool:
        """Whether the figure is a quotient."""
        return self.measuring in (Measuring.AVERAGE, Measuring.SHARE)

    @property
    def fields(self) -> list[Field]:
        """Every field that is asked, each once."""
        asked = [condition.field for condition in (*self.conditions, *self.part)]
        return list(dict.fromkeys([*asked, *filter(None, (self.column, self.grouping))]))


def read(data: Any) -> Spec:
    """The question in `data`; SpecError for whatever is not offered."""
    data = _mapping(data, "")
    if extra := [name for name in data if name not in KEYS]:
        raise SpecError(f"自定义指标没有“{str(extra[0])[:30]}”这一项。")
    noun = NOUNS.get(_text(data, "noun"))
    if noun is None:
        raise SpecError("请选择统计对象。", "noun")
    measuring = _text(data, "measure")
    if measuring not in set(Measuring):
        raise SpecError("请选择计算方式。", "measure")
    measuring = Measuring(measuring)
    conditions = _conditions(noun, data.get("conditions", []), "conditions")
    part = _conditions(noun, data.get("part", []), "part")
    if measuring == Measuring.SHARE and not part:
        raise SpecError("占比须写明分子另外符合什么条件。", "part")
    if measuring != Measuring.SHARE and part:
        raise SpecError("只有占比才有分子的条件。", "part")
    column, key = _column(noun, measuring, _text(data, "column"))
    return Spec(noun, conditions, measuring, column, key, part, _grouping(noun, measuring, _text(data, "grouping")))


def _mapping(data: Any, place: str) -> dict:
    if not isinstance(data, dict):
        raise SpecError("格式不对：应为“项目：内容”的一组数据。", place)
    return data


def _text(data: dict, name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str):
        raise SpecError("格式不对：应为文字。", name)
    return value


def _column(noun: Noun, measuring: Measuring, name: str) -> tuple[Field | None, Key | None]:
    if measuring in (Measuring.SUM, Measuring.AVERAGE):
        field = next((field for field in noun.numbers() if field.name == name), None)
        if field is None:
            raise SpecError(f"请选择{noun.label}的哪一个数要{measuring.label}。", "column")
        if measuring == Measuring.SUM and field.measure is None:
            raise SpecError(f"{field.label}相加没有意义，只能求平均值。", "column")
        return field, None
    if measuring == Measuring.DISTINCT:
        key = noun.key(name)
        if key is None:
            raise SpecError("请选择按什么去重。", "column")
        return None, key
    if name:
        raise SpecError(f"{measuring.label}不需要选择数值。", "column")
    return None, None


def _grouping(noun: Noun, measuring: Measuring, name: str) -> Field | None:
    if not name:
        return None
    field = next((field for field in noun.groupings() if field.name == name), None)
    if field is None:
        raise SpecError(f"{noun.label}不能这样分组。", "grouping")
    return field


def _conditions(noun: Noun, rows: Any, place: str) -> tuple[Condition, ...]:
    if not isinstance(rows, list):
        raise SpecError("格式不对：条件应为一列。", place)
    if len(rows) > CONDITIONS_MOST:
        raise SpecError(f"条件最多{CONDITIONS_MOST}行。", place)
    return tuple(_condition(noun, row, f"{place}.{at}") for at, row in enumerate(rows))


def _condition(noun: Noun, row: Any, place: str) -> Condition:
    row = _mapping(row, place)
    if extra := [name for name in row if name not in ("field", "operator", "values")]:
        raise SpecError(f"条件中没有“{str(extra[0])[:30]}”这一项。", place)
    field = noun.field(_text(row, "field"))
    if field is None:
        raise SpecError(f"{noun.label}没有这个字段，请重新选择。", f"{place}.field")
    operator = next((one for one in field.operators if one.code == _text(row, "operator")), None)
    if operator is None:
        raise SpecError(f"“{field.label}”不能这样比较，请重新选择。", f"{place}.operator")
    values = row.get("values", [])
    if not isinstance(values, list):
        raise SpecError("格式不对：取值应为一列。", f"{place}.values")
    return Condition(field, operator, _values(field, operator, values, f"{place}.values"))


def _values(field: Field, operator: Operator, values: list, place: str) -> tuple:
    if operator.takes == "nothing":
        if values:
            raise SpecError(f"“{field.label}{operator.label}”后面不需要填写。", place)
        return ()
    if not values:
        raise SpecError(f"请填写“{field.label}{operator.label}”什么。", place)
    if operator.takes == "one" and len(values) > 1:
        raise SpecError(f"“{field.label}{operator.label}”后面只填一个。", place)
    if len(values) > VALUES_MOST:
        raise SpecError(f"一行条件最多{VALUES_MOST}个取值。", place)
    return tuple(_value(field, value, place) for value in values)


def _value(field: Field, value: Any, place: str):
    match field.kind:
        case Kind.CHOICE:
            if not isinstance(value, str) or value not in dict(field.offered):
                raise SpecError(f"“{field.label}”没有这个选项，请重新选择。", place)
            return value
        case Kind.NUMBER:
            if isinstance(value, bool) or not isinstance(value, int) or abs(value) > NUMBER_MOST:
                raise SpecError(f"“{field.label}”应填整数，例如 30。", place)
            return value
    return _day(field, value, place)


def _day(field: Field, value: Any, place: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise SpecError(f"“{field.label}”应填日期，例如 2023-12-31。", place) from None
