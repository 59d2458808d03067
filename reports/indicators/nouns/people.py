"""Nouns of people on record, and of what recruitment offered and filled.

Of a person only what can be counted is offered; names, numbers and schools are not.
"""

from __future__ import annotations

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import NullIf

from cadres.enums import DriveKind, PoliticalStatus, Sex, StudyLevel
from cadres.models import Opening, Person, Placement, Post
from organizations.models import OrganizationVersion
from reports.indicators.bands import AGES, EDUCATIONS, SEXES, with_bands
from reports.indicators.base import Context, Measure
from reports.indicators.nouns.base import Field, Key, Noun, choice, day, flag, number
from reports.indicators.nouns.derived import holds, years_since
from reports.indicators.nouns.register import DIVISION
from reports.indicators.nouns.terms import OF_ORGANIZATION, ORGANIZATION, standing

STATED_SEXES = [(sex.value, sex.label) for sex in (Sex.MALE, Sex.FEMALE, Sex.UNSTATED, Sex.UNKNOWN)]
OF_PERSON = ("name", "born", "age", "education", "phone", "id_number", "school", "graduated_from")


def people(context: Context):
    """Records that stand today, kept by an organisation of the day; a record has no history of its own."""
    return Person.objects.current().filter(standing(context))


def openings(context: Context):
    """Offered in the period and standing on its day."""
    return Opening.objects.offered_within(context.period.first, context.on).filter(standing(context))


def placements(context: Context):
    """Whose first day at work fell into the period, whether or not they have left since."""
    rows = Placement.objects.took_up_within(context.period.first, context.on)
    hosts = OrganizationVersion.objects.on(context.on).filter(subject=OuterRef("opening__organization"))
    return rows.filter(Exists(hosts))


def _or_null(column: str):
    """A text that is empty where nobody knows it."""
    return lambda context: NullIf(column, Value(""), output_field=CharField())


def _in_office(context: Context):
    held = Post.objects.held(on=context.on).filter(person=OuterRef("pk"))
    return holds(Q(Exists(held)))(context)


def _bands(rows: QuerySet, context: Context) -> QuerySet:
    return with_bands(rows, on=context.on, person="")


def _band(name: str, label: str, choices) -> Field:
    return choice(name, label, choices, unknown="unknown", prepare=_bands)


PERSON = Noun(
    code="person", label="人员", unit="人", measure=Measure.PERSONS, rows=people, node="organization_id",
    opening="截至日现存的团组织建有档案的人员（个人情况以登记的现状为准）",
    fields=(
        number("age", "年龄", "岁", unknown=None, derive=years_since("birth_on")),
        _band("age_band", "年龄段", AGES),
        _band("sex_band", "性别", SEXES),
        _band("education_band", "学历层次", EDUCATIONS),
        choice("political_status", "政治面貌", PoliticalStatus.choices, unknown=None, derive=_or_null("political_status")),
        day("joined_league_on", "入团日期", unknown=None),
        number("league_years", "团龄", "年", unknown=None, derive=years_since("joined_league_on")),
        day("joined_party_on", "入党日期", unknown=None),
        flag("student", "登记为在校学生", derive=holds(~Q(school=""))),
        flag("in_office", "有在任的任职", derive=_in_office),
        *OF_ORGANIZATION,
    ),
    keys=(ORGANIZATION,),
    hidden=OF_PERSON,
)  # fmt: skip

OPENING = Noun(
    code="opening", label="招募岗位", unit="批", measure=Measure.OPENINGS, within_period=True, node="organization_id",
    opening="统计期内征集、截至日没有撤回的招募岗位（一个用人单位的一种岗位为一批）", rows=openings,
    fields=(
        choice("drive_kind", "招募类别", DriveKind.choices, lookup="drive__kind"),
        number("seats", "岗位数", "个", measure=Measure.OPEN_SEATS),
        day("offered_on", "征集日期"),
        *OF_ORGANIZATION,
    ),
    keys=(DIVISION, ORGANIZATION),
)  # fmt: skip

PLACEMENT = Noun(
    code="placement", label="招募上岗", unit="名", measure=Measure.PLACEMENTS, within_period=True,
    opening="首个工作日在统计期内的招募上岗（之后离岗的也算）", rows=placements, node="opening__organization_id",
    fields=(
        choice("drive_kind", "招募类别", DriveKind.choices, lookup="opening__drive__kind"),
        choice("sex", "性别", STATED_SEXES, lookup="application__sex", unknown=Sex.UNKNOWN.value),
        choice("level", "学历层次", StudyLevel.choices, unknown=None, derive=_or_null("application__level")),
        flag("from_county", "本县籍", derive=holds(Q(application__home_division__isnull=False))),
        day("took_up_on", "上岗日期"),
        day("left_on", "离岗日期", unknown=None),
        flag("certified", "已出具证明", derive=holds(~Q(certificate_number=""))),
    ),
    keys=(
        Key("person", "人员", "person_id", "人", Measure.PERSONS),
        Key("opening", "岗位", "opening_id", "批", Measure.OPENINGS),
    ),
    hidden=("name", "college", "major", "phone"),
)  # fmt: skip

NOUNS = (PERSON, OPENING, PLACEMENT)
