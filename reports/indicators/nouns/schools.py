"""Nouns of league schools and of the mechanisms of Party and League."""

from __future__ import annotations

from django.db.models import OuterRef, Q

from organizations.enums import ClassAudience, DocumentKind, OrganizationKind, UnitKind
from organizations.models import LeagueClass, LeagueSchool, LeagueTeacher
from reports.indicators.base import Context, Measure
from reports.indicators.mechanisms import documents
from reports.indicators.nouns.base import Key, Noun, choice, day, flag, number
from reports.indicators.nouns.derived import holds, how_many, organization_then, unit_then, years_since
from reports.indicators.nouns.terms import ORGANIZATION
from reports.indicators.schools import classes

SCHOOL_KINDS = [(kind, UnitKind(kind).label) for kind in UnitKind.secondary_schools]


def league_schools(context: Context):
    """League schools that exist on the day, counted at who answers for the school on it."""
    rows = LeagueSchool.objects.existing(on=context.on)
    return rows.annotate(node=unit_then("unit", "responsible")(context)).filter(node__isnull=False)


def _teachers(context: Context):
    return how_many(LeagueTeacher.objects.serving(on=context.on).filter(league_school=OuterRef("pk")), "league_school")


def _classes(context: Context):
    held = LeagueClass.objects.filter(held_on__gte=context.period.first, held_on__lte=context.on)
    return how_many(held.filter(league_school=OuterRef("pk")), "league_school")


LEAGUE_SCHOOL = Noun(
    code="league_school", label="团校", unit="所", measure=Measure.LEAGUE_SCHOOLS, opening="截至日现存的团校",
    rows=league_schools, node="node",
    fields=(
        choice("school_kind", "学校类型", SCHOOL_KINDS, derive=unit_then("unit", "kind")),
        day("founded_on", "成立日期"),
        number("years", "成立年数", "年", derive=years_since("founded_on")),
        flag("has_rules", "制度已建立"),
        flag("documented", "有成立文号", derive=holds(~Q(founding_document=""))),
        number("teachers", "在册教师数", "人次", measure=Measure.PERSON_TIMES, derive=_teachers),
        number("classes", "本期团课次数", "次", measure=Measure.CLASSES, derive=_classes),
    ),
    keys=(Key("unit", "学校", "unit_id", "所", Measure.UNITS),),
    hidden=("head_name",),
)  # fmt: skip

LEAGUE_CLASS = Noun(
    code="league_class", label="团课", unit="次", measure=Measure.CLASSES, within_period=True,
    opening="统计期内截至日开过的团课", rows=classes, node="node",
    fields=(
        choice("audience", "授课对象", ClassAudience.choices),
        choice("school_kind", "学校类型", SCHOOL_KINDS, derive=unit_then("league_school__unit", "kind")),
        day("held_on", "授课日期"),
        number("minutes", "时长", "分钟", measure=Measure.MINUTES),
        number("attendance", "听课人次", "人次", measure=Measure.PERSON_TIMES),
    ),
    keys=(Key("league_school", "团校", "league_school_id", "所", Measure.LEAGUE_SCHOOLS),),
    hidden=("teacher",),
)  # fmt: skip

DOCUMENT = Noun(
    code="policy_document", label="政策文件", unit="份", measure=Measure.DOCUMENTS, opening="截至日已发文的政策文件",
    rows=documents, node="organization_id",
    fields=(
        choice("kind", "类别", DocumentKind.choices),
        day("issued_on", "发文日期", unknown=None),
        number("years", "发文至今年数", "年", unknown=None, derive=years_since("issued_on")),
        flag("numbered", "有文号", derive=holds(~Q(number=""))),
        flag("scanned", "有文件原件", derive=holds(~Q(file=""))),
        choice(
            "organization_kind", "适用组织类别", OrganizationKind.choices, unknown=None,
            derive=organization_then("organization", "kind"),
        ),
    ),
    keys=(ORGANIZATION,),
)  # fmt: skip

NOUNS = (LEAGUE_SCHOOL, LEAGUE_CLASS, DOCUMENT)
