"""Nouns of the register: league organisations, units, head-counts."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, Subquery

from organizations.enums import HeadCountKind, OrganizationKind, StatField, TermState, TwoNew, UnitKind
from organizations.models import Coverage, HeadCount, with_terms
from organizations.models.membership import with_members
from organizations.models.organization import covered_units
from organizations.models.term import TERM_RULE_CODES
from reports.indicators.base import Context, Measure
from reports.indicators.members import counts
from reports.indicators.nouns.base import Key, Noun, choice, day, flag, number
from reports.indicators.nouns.derived import as_flag, holds, unit_then, years_since
from reports.indicators.organizations import living
from reports.indicators.terms import rules_of
from reports.indicators.units import units

DIVISION = Key("division", "所在区划", "division_id", "个", Measure.DIVISIONS)


def _joint(context: Context):
    return as_flag(Exists(Coverage.objects.on(context.on).filter(organization=OuterRef("subject"))))


def _terms(rows, context: Context):
    return with_terms(rows, on=context.on, rules=rules_of(context))


def _members(rows, context: Context):
    return with_members(rows, on=context.on)


def _unit_count(kind: str):
    """A unit's head-count in force on the day."""
    return lambda context: Subquery(
        HeadCount.objects.in_force(on=context.on).filter(unit=OuterRef("subject"), kind=kind).values("value")[:1]
    )


def _covered(context: Context):
    return as_flag(covered_units(context.on)("subject"))


ORGANIZATION = Noun(
    code="organization", label="团组织", unit="个", measure=Measure.ORGANIZATIONS,
    opening="截至日现存的团组织（含团的领导机关）", rows=living, node="subject_id",
    fields=(
        choice("kind", "组织类别", OrganizationKind.choices),
        choice("stat_field", "统计领域", StatField.choices),
        choice("two_new", "两新类别", TwoNew.choices),
        choice("unit_kind", "所在单位类型", UnitKind.choices, unknown=None, derive=unit_then("unit", "kind")),
        day("founded_on", "成立日期", lookup="subject__founded_on", unknown=None),
        number("years", "成立年数", "年", unknown=None, derive=years_since("subject__founded_on")),
        number("members", "团员数", "人", lookup="members", unknown=None, measure=Measure.PERSONS, prepare=_members),
        flag("joint", "联合团组织", derive=_joint),
        flag("paired", "登记了同级党组织", derive=holds(~Q(subject__party_organization=""))),
        choice(
            "term_state", "届期状态", TermState.choices, unknown=TermState.UNKNOWN.value, prepare=_terms,
            settings=TERM_RULE_CODES,
        ),
        day(
            "term_starts_on", "本届任期起", lookup="term_starts_on", unknown=None, prepare=_terms,
            settings=TERM_RULE_CODES,
        ),
    ),
    keys=(Key("unit", "所在单位", "unit_id", "个", Measure.UNITS),),
)  # fmt: skip

UNIT = Noun(
    code="unit", label="单位", unit="个", measure=Measure.UNITS, opening="截至日单位册中现存的单位", rows=units,
    node="responsible_id",
    fields=(
        choice("kind", "单位类型", UnitKind.choices),
        number(
            "members", "团员数", "人", unknown=None, measure=Measure.PERSONS, derive=_unit_count(HeadCountKind.MEMBERS)
        ),
        number("youth", "14–28周岁青年数", "人", unknown=None, measure=Measure.PERSONS,
               derive=_unit_count(HeadCountKind.YOUTH)),
        number("students", "在校学生数", "人", unknown=None, measure=Measure.PERSONS,
               derive=_unit_count(HeadCountKind.STUDENTS)),
        day("opened_on", "设立日期", lookup="subject__opened_on", unknown=None),
        number("years", "设立年数", "年", unknown=None, derive=years_since("subject__opened_on")),
        flag("covered", "有团组织（单独或联合）", derive=_covered),
        flag("exempt", "批准免建", derive=holds(~Q(exempt_reason=""))),
    ),
    keys=(DIVISION,),
)  # fmt: skip


def head_count(kind: HeadCountKind) -> Noun:
    """The counts in force of one kind of persons, each person once; the kinds are never added to each other."""

    def rows(context: Context):
        return counts(context, kind).filter(node__isnull=False)

    return Noun(
        code=f"head_count_{kind.value}", label=f"{kind.label}登记", unit="条", measure=Measure.RECORDS,
        opening=f"截至日有效的{kind.label}登记（单位已登记的不再取团支部的）", rows=rows, node="node",
        fields=(
            number("value", "人数", "人", measure=Measure.PERSONS),
            choice("unit_kind", "单位类型", UnitKind.choices, unknown=None, derive=unit_then("unit", "kind")),
            day("counted_on", "统计日期"),
            flag("by_unit", "由单位登记", derive=holds(Q(unit__isnull=False))),
        ),
        keys=(Key("unit", "单位", "unit_id", "个", Measure.UNITS),),
    )  # fmt: skip


NOUNS = (ORGANIZATION, UNIT, *(head_count(kind) for kind in HeadCountKind))
