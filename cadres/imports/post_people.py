"""Which record of a person a row about a post means."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from cadres.models import Person
from league.core.importing.columns import is_masked
from league.core.importing.lookups import chunked
from league.core.importing.rows import Row


class Known(NamedTuple):
    """What is asked of a person's record; `kept_by` is the code of the organisation that keeps it."""

    pk: int
    name: str
    birth_on: date | None
    kept_by: str


FIELDS = ("pk", "name", "birth_on", "organization__code")


class PeopleOfPosts:
    """The people whom the rows may mean, inside the scope of the import."""

    def __init__(self, importer, plan):
        self.positions = importer.positions
        self.rows = Person.objects.current().filter(plan.context.scope.q("org_path")).order_by("pk")
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.by_key: dict[str, Known] = {}
        for chunk in chunked({name for row in plan.rows if (name := self._value(row, "name"))}):
            for person in self._read(name__in=chunk):
                self.by_name[person.name].append(person)
        for chunk in chunked({int(key) for row in plan.rows if (key := self._value(row, "person")).isdecimal()}):
            self.by_key |= {str(person.pk): person for person in self._read(pk__in=chunk)}

    def _read(self, **conditions) -> list[Known]:
        return [Known(*values) for values in self.rows.filter(**conditions).values_list(*FIELDS)]

    def _value(self, row: Row, name: str) -> str:
        position = self.positions[name]
        value = row.values[position] if row.sound(position) else None
        return str(value) if value else ""

    def settle(self, row: Row) -> None:
        """Put the record's number into the row, or refuse the row; name and birth date have served their turn."""
        number, name = self._value(row, "person"), self._value(row, "name")
        born = self._value(row, "birth_on")
        if number:
            self._check_number(row, number, name)
        elif name:
            self._find(row, name, "" if is_masked(born) else born)
        if row.sound(self.positions["birth_on"]):
            row.values[self.positions["birth_on"]] = None

    def _check_number(self, row: Row, number: str, name: str) -> None:
        person = self.by_key.get(number)
        if person is None:
            row.refuse(self.positions["person"], f"没有编号为“{number}”的人员，或者其档案不在您的管辖范围内")
        elif name and name != person.name:
            row.refuse(self.positions["name"], f"编号{number}的人员是{person.name}，与所填姓名不符")

    def _find(self, row: Row, name: str, born: str) -> None:
        same = [person for person in self.by_name[name] if not born or str(person.birth_on) == born]
        if len(same) > 1:
            own = [person for person in same if person.kept_by == self._value(row, "organization")]
            same = own if len(own) == 1 else same
        if len(same) == 1:
            row.values[self.positions["person"]] = str(same[0].pk)
        elif same:
            row.refuse(self.positions["name"], f"有{len(same)}人叫{name}，请填写人员编号或出生日期")
        else:
            more = f"、{born}出生" if born else ""
            row.refuse(self.positions["name"], f"没有登记过姓名为{name}{more}的人员，请先在“人员”中登记或导入")
