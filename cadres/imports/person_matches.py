"""Which record a workbook's row means when it gives no number, and whose number it would take."""

from __future__ import annotations

from cadres.models import Person
from cadres.models.person import ID_NUMBER
from cadres.services.people import whereabouts
from league.core.crypto import keyed_hashes
from league.core.importing.columns import is_masked
from league.core.importing.lookups import chunked
from league.core.importing.rows import Row

ELSEWHERE = "该身份证号已登记：{}；不要重复登记，可请该组织移交档案"


def people_with(numbers: set[str]) -> dict[str, Person]:
    """Standing records by ID number, a few questions for any number of rows."""
    hashes = {digest: number for number in numbers for digest in keyed_hashes(number, ID_NUMBER)}
    return {
        hashes[person.id_number_hash]: person
        for chunk in chunked(hashes)
        for person in Person.objects.current()
        .filter(id_number_hash__in=chunk)
        .select_related("organization")
        .order_by()
    }


class Matches:
    """The records that the open rows of a workbook may mean."""

    def __init__(self, importer, plan, rows: list[Row]):
        self.plan, self.positions = plan, importer.positions
        self.numbered = people_with({number for row in rows if (number := self._value(row, "id_number"))})
        self.namesakes: dict[str, list[Person]] = {}
        names = {name for row in rows if (name := self._value(row, "name"))}
        for chunk in chunked(names):
            people = Person.objects.current().filter(name__in=chunk, birth_on__isnull=False)
            for person in people.select_related("organization").order_by("pk"):
                self.namesakes.setdefault(person.name, []).append(person)

    def _value(self, row: Row, name: str) -> str:
        """What the row states, empty where it was refused or is masked."""
        value = row.values[self.positions[name]] if row.sound(self.positions[name]) else None
        return value if value and not is_masked(str(value)) else ""

    def of(self, row: Row) -> tuple[int | None, tuple[int, str] | None]:
        """(key of the record, None), (None, None) for a new person, or (None, (column, why it cannot be told))."""
        number = self._value(row, "id_number")
        if person := self.numbered.get(number):
            if self.plan.context.scope.covers(person.org_path):
                return person.pk, None
            return None, (self.positions["id_number"], ELSEWHERE.format(whereabouts(person)))
        born = self._value(row, "birth_on") or (f"{number[6:10]}-{number[10:12]}-{number[12:14]}" if number else "")
        same = [
            person
            for person in self.namesakes.get(self._value(row, "name"), ())
            if str(person.birth_on) == born and not (number and person.id_number_hash)
        ]
        if not same:
            return None, None
        own = [person for person in same if self._keeps(row, person)]
        if len(own) == 1:
            return own[0].pk, None
        where = "；".join(whereabouts(person) for person in same[:3])
        known = f"（人员编号{same[0].pk}）" if self.plan.context.scope.covers(same[0].org_path) else ""
        sentence = f"可能已经登记过：{where}{known}；是同一人的填上人员编号，不是同一人的补填双方的身份证号"
        return None, (self.positions["name"], sentence)

    def _keeps(self, row: Row, person: Person) -> bool:
        """Whether the row names the organisation that keeps the record, by code or name."""
        text = self._value(row, "organization")
        kept = person.organization
        return text in (kept.name, kept.short_name) or (text.split() or [""])[0].upper() == kept.code


def refuse_taken_numbers(importer, plan) -> None:
    """Two records never share an ID number, in the file or in the register."""
    position = importer.positions["id_number"]
    takers: dict[str, list[Row]] = {}
    for row in plan.rows:
        if row.sound(position) and (number := row.final(position)) and not is_masked(number):
            takers.setdefault(number, []).append(row)
    present = people_with({number for number, rows in takers.items() if any(taken(row, position) for row in rows)})
    for number, rows in takers.items():
        for row in rows:
            if not taken(row, position):
                continue
            others = "、".join(plan.where(other) for other in rows if other is not row)
            if others:
                row.refuse(position, f"与{others}的身份证号相同，请只保留一行")
            elif (person := present.get(number)) and person.pk != row.pk:
                row.refuse(position, ELSEWHERE.format(whereabouts(person)))


def taken(row: Row, position: int) -> bool:
    """Whether the row takes its number now: a new row, or one whose number changes."""
    return row.current is None or row.changes(position)
