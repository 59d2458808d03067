"""An own indicator as declarations like any other: the figure, its part and whole, its unknowns, and its groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from django.db.models import Q

from reports.indicators.base import Average, Context, Count, Declaration, Distinct, Indicator, Ratio, Sum
from reports.indicators.nouns import Field
from reports.indicators.nouns.base import NEVER
from reports.indicators.own.conditions import all_fit, any_fails, known, undecided, unknown
from reports.indicators.own.sentences import doubtful, joined, sentence, subject
from reports.indicators.own.spec import Measuring, Spec
from reports.indicators.settings import Unset

CHAPTER, PREFIX = "自定义指标", "own."
# Stands for the group of rows whose grouping field is unknown.
UNGROUPED = "_"


@dataclass(frozen=True)
class Edition:
    """One version of an own indicator as it is declared. `spec` is None when what was stored is no longer offered."""

    number: int
    version: int
    name: str
    definition: str
    unit: str
    decimals: int
    spec: Spec | None
    source: str

    @property
    def code(self) -> str:
        """Stable for all versions: ``own.3``."""
        return f"{PREFIX}{self.number}"


@dataclass(frozen=True)
class Slice:
    """The rows of a spec, or of one of its groups; their conditions by role."""

    spec: Spec
    group: str = ""

    def rows(self, role: str, context: Context):
        """Rows that fit, those of the part of a share, or those nobody can judge."""
        noun = self.spec.noun
        return self.dress(noun.rows(context), context).filter(self._within(context), getattr(self, f"_{role}")(context))

    def dress(self, rows, context: Context):
        """The rows with every derived column that is asked."""
        return self.spec.noun.dress(rows, context, [field.name for field in self.spec.fields])

    def _within(self, context: Context) -> Q:
        field = self.spec.grouping
        if not self.group:
            return Q()
        return unknown(field) if self.group == UNGROUPED else known(field) & Q(**{field.column: self.group})

    def _fit(self, context: Context) -> Q:
        spec = self.spec
        fit = all_fit(spec.conditions, context)
        if spec.key is not None:
            fit &= Q(**{f"{spec.key.lookup}__isnull": False})
        if spec.column is not None:
            fit &= known(spec.column)
        if spec.part:
            fit &= all_fit(spec.part, context) | any_fails(spec.part, context)
        return fit

    def _part(self, context: Context) -> Q:
        return all_fit((*self.spec.conditions, *self.spec.part), context)

    def _doubt(self, context: Context) -> Q:
        spec = self.spec
        doubt = undecided(spec.conditions, context)
        fit = all_fit(spec.conditions, context)
        if spec.column is not None:
            doubt |= fit & unknown(spec.column)
        if spec.part:
            doubt |= fit & undecided(spec.part, context)
        return doubt


def declare(edition: Edition) -> list[Declaration]:
    """Every declaration of the edition, the figure itself first."""
    if edition.spec is None:
        return [_unanswerable(edition)]
    declared = list(_figure(edition, Slice(edition.spec), edition.code, edition.name))
    proof = f"{edition.source}；计算条件：{sentence(edition.spec)}"
    declared[0] = replace(declared[0], definition=edition.definition, source=proof)
    for value, label in groups(edition.spec.grouping):
        code, name = f"{edition.code}.by.{value}", f"{edition.name}：{label}"
        declared += _figure(edition, Slice(edition.spec, value), code, name)
    return declared


def groups(field: Field | None) -> list[tuple[str, str]]:
    """Values of the grouping field with their labels; rows of unknown value have a group of their own."""
    if field is None:
        return []
    return field.offered if field.unknown is NEVER else [*field.offered, (UNGROUPED, f"{field.label}不详")]


def _unanswerable(edition: Edition) -> Indicator:
    def rows(context: Context):
        raise Unset("统计对象或字段已不再提供，请修改或停用这个指标")

    return Indicator(
        code=edition.code, label=edition.name, unit=edition.unit, group=CHAPTER, chapter=CHAPTER,
        definition=edition.definition, source=edition.source, rows=rows,
    )  # fmt: skip


def _figure(edition: Edition, rows: Slice, code: str, name: str) -> Iterator[Declaration]:
    spec = edition.spec
    doubt = f"{code}.unknown" if doubtful(spec) else ""
    within = f"{name}。{sentence(spec)}"
    settings = tuple(dict.fromkeys(rule for field in spec.fields for rule in field.settings))
    common = {"group": spec.noun.label, "chapter": CHAPTER, "source": edition.source}
    counted = common | {"node": spec.noun.node, "settings": settings, "dress": rows.dress}
    make = partial(Indicator, **counted)
    fit, part = partial(rows.rows, "fit"), partial(rows.rows, "part")
    value, measure = _value(spec)
    if not spec.is_divided:
        yield make(
            code=code, label=name, unit=edition.unit, definition=within, rows=fit, value=value, measure=measure,
            unknown=doubt,
        )  # fmt: skip
    else:
        kind = Average if spec.measuring == Measuring.AVERAGE else Ratio
        yield kind(
            code=code, label=name, unit=edition.unit, definition=within, part=f"{code}.part", whole=f"{code}.whole",
            unknown=doubt, decimals=edition.decimals, **common,
        )  # fmt: skip
        yield from _quotient(spec, make, code, name, fit, part)
    if doubt:
        yield make(
            code=doubt, label=f"{name}（不详）", unit=spec.noun.unit, measure=spec.noun.measure,
            definition=f"{subject(spec)}，因{'、'.join(doubtful(spec))}不详而无法判断，不计入。",
            rows=partial(rows.rows, "doubt"),
        )  # fmt: skip


def _quotient(spec: Spec, make, code: str, name: str, fit, part) -> Iterator[Indicator]:
    noun = spec.noun
    whole = make(
        code=f"{code}.whole", label=f"{name}（分母）", unit=noun.unit, measure=noun.measure, rows=fit,
        definition=f"{subject(spec)}，能够判断的。",
    )  # fmt: skip
    if spec.measuring == Measuring.SHARE:
        yield replace(
            whole, code=f"{code}.part", label=f"{name}（分子）", rows=part,
            definition=f"{subject(spec)}，其中{joined(spec.part)}的。",
        )  # fmt: skip
    else:
        value, measure = _value(spec)
        yield replace(
            whole, code=f"{code}.part", label=f"{name}（合计）", unit=spec.column.unit, value=value, measure=measure,
            definition=f"{subject(spec)}，其{spec.column.label}之和。",
        )  # fmt: skip
    yield whole


def _value(spec: Spec):
    match spec.measuring:
        case Measuring.DISTINCT:
            return Distinct(spec.key.lookup), spec.key.measure
        case Measuring.SUM | Measuring.AVERAGE:
            return Sum(spec.column.column), spec.column.measure or spec.noun.measure
    return Count(), spec.noun.measure
