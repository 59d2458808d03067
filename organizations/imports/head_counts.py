"""Head-counts from a workbook: one row is one number of one subject on one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import models

from league.core.importing.columns import Choice, Code, Date, Integer, Text
from league.core.importing.importer import Context, Current, Importer, UndoRefused, register
from league.core.importing.lookups import Found, chunked
from league.core.importing.rows import Row
from organizations.enums import HeadCountKind
from organizations.imports.places import OrganizationLookup, Townships, UnitLookup
from organizations.imports.units import lock_roots
from organizations.models import HeadCount, Organization, Unit
from organizations.services.head_counts import (
    Count,
    Recorded,
    head_counts_touched,
    record_head_counts,
    take_back_head_counts,
)
from organizations.services.records import enqueue_refresh


class Subject(models.TextChoices):
    """Whose people are counted."""

    UNIT = "unit", "单位"
    ORGANIZATION = "organization", "团组织"


@register
class HeadCountImport(Importer):
    noun, label, model, permission = "head_count", "团员青年数", HeadCount, "organizations.import_head_count"
    order = 40
    key = ("subject", "kind", "counted_on", "subject_type")
    columns = [
        Choice("对象", "subject_type", Subject, synonyms=("对象类型", "统计单元"), default=Subject.UNIT,
               help="人数属于单位还是团组织；不填为单位。"),
        Code("编码", "subject", required=True, synonyms=("单位编码", "团组织编码", "组织编码", "对象编码"),
             help="单位编码或团组织编码。", example="430421100203"),
        Text("名称", "name", synonyms=("单位名称", "团组织名称", "组织名称"), help="只用于核对：填了就必须与编码对应的名称一致。"),
        Choice("统计对象", "kind", HeadCountKind, required=True, synonyms=("类别", "人数类别", "项目"),
               words={"团员": "members", "青年": "youth", "青年数": "youth", "14-28周岁青年数": "youth", "学生": "students",
                      "学生数": "students"}),
        Date("统计日期", "counted_on", required=True, past=True, synonyms=("截止日期", "统计时间", "时间"), example="2023-06-30"),
        Integer("人数", "value", required=True, synonyms=("数量", "数值"), example="12"),
        Text("数据来源", "source", required=True, max_length=120, synonyms=("来源",), example="智慧团建系统"),
    ]  # fmt: skip

    def __init__(self):
        super().__init__()
        # What the codes mean, by kind and code; found with the present counts.
        self.subjects: dict[tuple, Found] = {}

    def lock(self, context):
        lock_roots(context)

    def prepare(self, plan):
        position = self.positions["subject_type"]
        for row in plan.rows:
            if not row.values[position] and row.sound(position):
                row.values[position] = Subject.UNIT.value

    def current(self, context: Context, keys: set) -> dict[Any, Current]:
        """The counts of these subjects on these very days."""
        self.subjects |= self._subjects(context, keys)
        wanted = {
            (kind_of(key), found.pk, key[1], key[2]): key for key in keys if (found := self.subjects.get(about(key)))
        }
        result = {}
        for subject_type in Subject:
            ids = {pk for kind, pk, *_ in wanted if kind == subject_type}
            for pk, subject, *rest in standing(subject_type, ids):
                kind, day, value, source, path = rest
                if key := wanted.get((subject_type, subject, kind, day.isoformat())):
                    values = [subject_type.value, key[0], "", kind, day.isoformat(), value, source]
                    result[key] = Current(pk, 1, path, values)
        return result

    @staticmethod
    def _subjects(context: Context, keys: set) -> dict[tuple, Found]:
        found = {}
        for subject_type, lookup in ((Subject.UNIT, UnitLookup), (Subject.ORGANIZATION, OrganizationLookup)):
            codes = {key[0] for key in keys if kind_of(key) == subject_type}
            found |= {(subject_type, code): row for code, row in lookup(context).by_code(codes).items()}
        return found

    def check(self, plan):
        code, name, day = (self.positions[column] for column in ("subject", "name", "counted_on"))
        lives = lives_of(self.subjects)
        lookups = {Subject.UNIT: UnitLookup(plan.context), Subject.ORGANIZATION: OrganizationLookup(plan.context)}
        for row in plan.rows:
            if row.key is None:
                continue
            found = self.subjects.get(about(row.key))
            if found is None:
                row.refuse(code, lookups[kind_of(row.key)].unknown(row.key[0]))
                continue
            row.path = found.path
            stated = row.values[name]
            if stated and stated not in lives[about(row.key)][2:]:
                row.refuse(name, f"编码{found.code}对应的是“{found.label}”，与所填名称“{stated}”不符")
            elif row.sound(name):
                row.values[name] = None
            first, last, *_ = lives[about(row.key)]
            if first and row.key[2] < str(first):
                row.refuse(day, f"“{found.label}”{first}才成立，统计日期不能早于它")
            if last and row.key[2] >= str(last):
                row.refuse(day, f"“{found.label}”已于{last}撤销，统计日期必须早于它")

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(row.path):
                yield row, *place

    def label_of(self, row: Row) -> str:
        """What the preview calls the row."""
        found = self.subjects.get(about(row.key)) if row.key else None
        return found.label if found else str(row.values[1] or "")

    def write(self, plan, new, changed, *, batch, actor):
        lives = lives_of(self.subjects)
        counts = []
        for row in [*new, *changed]:
            found, unit = self.subjects[about(row.key)], kind_of(row.key) == Subject.UNIT
            *_, kind, day, value, source = (row.final(position) for position in range(len(self.columns)))
            counts.append(
                Count(
                    found.pk if unit else None, None if unit else found.pk, found.path, kind, date.fromisoformat(day),
                    value, source, found.label, lives[about(row.key)][1],
                )
            )  # fmt: skip
        recorded = record_head_counts(
            counts, actor=actor, action="import.row_added", batch=batch.pk, noun=self.label, file=batch.file_name
        )
        return recorded._asdict()

    def known(self, context: Context):
        """The latest count of each kind of every unit in the scope."""
        rows = self._latest(context).order_by("unit__code", "kind")
        for code, name, kind, day, value, source in rows.values_list(
            "unit__code", "unit__name", "kind", "counted_on", "value", "source"
        ).iterator(chunk_size=2000):
            yield [Subject.UNIT.value, code, name, kind, day.isoformat(), value, source]

    def known_count(self, context: Context) -> int:
        return self._latest(context).count()

    @staticmethod
    def _latest(context: Context):
        counts = HeadCount.objects.in_force(on=context.on).filter(context.scope.q("org_path"))
        return counts.filter(unit__isnull=False, unit__closed_on__isnull=True)

    def undo(self, journal, *, batch, actor):
        recorded = Recorded(
            [(pk, day_of(end)) for pk, end in journal["added"]],
            journal["superseded"],
            [(pk, day_of(old), day_of(new)) for pk, old, new in journal["ended"]],
        )
        if touched := head_counts_touched(recorded):
            raise UndoRefused([f"导入之后，有{touched}条人数又被更正或续报"])
        take_back_head_counts(
            recorded,
            actor=actor,
            action="import.addition_undone",
            batch=batch.pk,
            noun=self.label,
            file=batch.file_name,
        )

    def written(self):
        enqueue_refresh()


def kind_of(key: tuple) -> Subject:
    """Whether the row counts a unit's or an organisation's people."""
    return Subject(key[3])


def about(key: tuple) -> tuple:
    """The subject of a row's key."""
    return kind_of(key), key[0]


def day_of(text: str | None) -> date | None:
    """A day of the journal."""
    return date.fromisoformat(text) if text else None


def standing(subject_type: Subject, ids: set[int]) -> Iterator[tuple]:
    """Counts of the subjects that are not superseded."""
    for chunk in chunked(ids):
        rows = HeadCount.objects.filter(**{f"{subject_type.value}__in": chunk}, superseded_at__isnull=True).order_by()
        yield from rows.values_list(
            "pk", f"{subject_type.value}_id", "kind", "counted_on", "value", "source", "org_path"
        )


def lives_of(subjects: dict[tuple, Found]) -> dict[tuple, tuple]:
    """First day, last day and names of each subject."""
    lives = {}
    for subject_type, model, fields in (
        (Subject.UNIT, Unit, ("opened_on", "closed_on", "name")),
        (Subject.ORGANIZATION, Organization, ("founded_on", "dissolved_on", "name", "short_name")),
    ):
        codes = [code for kind, code in subjects if kind == subject_type]
        for chunk in chunked(codes):
            for code, *facts in model.objects.filter(code__in=chunk).order_by().values_list("code", *fields):
                lives[subject_type, code] = tuple(facts)
    return lives
