"""Nouns of cadres. What is offered can be counted; no name, number or free text of a person is."""

from __future__ import annotations

from django.db.models import Q

from cadres.enums import PoliticalStatus, PostMode, PostSelection, PostTitle, Staffing, VillageSeat
from cadres.models import Post
from organizations.enums import OrganizationKind, UnitKind
from reports.indicators.bands import AGES, EDUCATIONS, SEXES, with_bands
from reports.indicators.base import Context, Measure
from reports.indicators.nouns.base import Key, Noun, choice, day, flag, number
from reports.indicators.nouns.derived import holds, organization_then, years_since
from reports.indicators.nouns.terms import ORGANIZATION, standing


def posts(context: Context):
    """Posts held on the day in organisations that exist on it."""
    return Post.objects.held(on=context.on).filter(standing(context))


def _bands(rows, context: Context):
    return with_bands(rows, on=context.on)


def _of_person(name: str, label: str, choices, **more):
    return choice(name, label, choices, lookup=name, unknown="unknown", prepare=_bands, **more)


POST = Noun(
    code="post", label="任职", unit="人次", measure=Measure.POSTS, opening="截至日现存团组织中在任的任职", rows=posts,
    node="organization_id",
    fields=(
        choice("title", "职务", PostTitle.choices),
        choice("mode", "任职方式", PostMode.choices, unknown=PostMode.UNKNOWN.value),
        choice("selection", "产生方式", PostSelection.choices, unknown=PostSelection.UNKNOWN.value),
        choice("staffing", "编制类别", Staffing.choices, unknown=Staffing.UNKNOWN.value),
        choice("village_seat", "进两委", VillageSeat.choices, unknown=VillageSeat.UNKNOWN.value),
        flag("is_student_deputy", "大学生兼职副书记"),
        choice(
            "organization_kind", "团组织类别", OrganizationKind.choices,
            derive=organization_then("organization", "kind"),
        ),
        choice(
            "unit_kind", "团组织所在单位类型", UnitKind.choices, unknown=None,
            derive=organization_then("organization", "unit__kind"),
        ),
        number("age", "年龄", "岁", unknown=None, derive=years_since("person__birth_on")),
        _of_person("age_band", "年龄段", AGES),
        _of_person("sex_band", "性别", SEXES),
        _of_person("education_band", "学历层次", EDUCATIONS),
        choice("political_status", "政治面貌", PoliticalStatus.choices, lookup="person__political_status", unknown=""),
        day("starts_on", "任职起"),
        number("served", "任职年数", "年", derive=years_since("starts_on")),
        flag("documented", "有任职文号", derive=holds(~Q(document=""))),
    ),
    keys=(Key("person", "人员", "person_id", "人", Measure.PERSONS), ORGANIZATION),
    hidden=("person", "born", "education"),
)  # fmt: skip

NOUNS = (POST,)
