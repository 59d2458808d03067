"""The structure of the cadres by level, the townships' staffing, and the student deputies."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cadres.enums import PostMode, PostTitle
from cadres.models import Post
from cadres.models.post import TOWNSHIP_KINDS
from organizations.enums import OrganizationKind, UnitKind
from reports.indicators.bands import AGES, EDUCATIONS, SEXES, with_bands
from reports.indicators.base import Context, Distinct, Indicator, Measure, Ratio, breakdown
from reports.indicators.organizations import living, village_branches

CHAPTER = "队伍建设"
STAFFING = "乡镇团委配备"
SECRETARIES, DEPUTIES, MEMBERS = (
    "township.staffing.secretaries",
    "township.staffing.deputies",
    "township.staffing.members",
)
STAFFING_RULES = (SECRETARIES, DEPUTIES, MEMBERS)
STAFFING_SOURCE = "湖南乡镇团委“1+2+6”配备的做法，待核，县里可设"


def leading_bodies(context: Context):
    """县级领导机关 of the day."""
    return living(context).filter(kind=OrganizationKind.LEADING_BODY)


def townships(context: Context):
    """League committees and work committees of townships."""
    return living(context).filter(kind__in=TOWNSHIP_KINDS, unit__kind=UnitKind.TOWNSHIP)


def others(context: Context):
    """Every other organisation: school and enterprise committees, general branches, branches outside villages."""
    told = [rows(context).order_by().values("subject") for rows in (leading_bodies, townships, village_branches)]
    return living(context).exclude(Q(subject__in=told[0]) | Q(subject__in=told[1]) | Q(subject__in=told[2]))


LEVELS = {
    "county": ("县级团委", leading_bodies),
    "township": ("乡镇团委", townships),
    "village": ("村（社区）团支部", village_branches),
    "other": ("其他团组织", others),
}


def posts_of(organizations: Callable[[Context], object], context: Context):
    """Posts held on the day in the committees of those organisations; staff and officers are not cadres here."""
    rows = Post.objects.held(on=context.on).filter(title__in=PostTitle.committee)
    return rows.filter(organization__in=organizations(context).order_by().values("subject"))


def _questions(organizations):
    """The rows of one level: its posts, those with bands, those whose way of holding is known."""

    def posts(context: Context):
        return posts_of(organizations, context)

    def banded(context: Context):
        return with_bands(posts(context), on=context.on)

    def told_mode(context: Context):
        return posts(context).exclude(mode=PostMode.UNKNOWN)

    return posts, banded, told_mode


def _structure(level: str, label: str, organizations) -> list:
    """The figures of one level: total, persons, ways of holding a post, sex, age, education, and the part-time share."""
    prefix, group = f"cadre.{level}", f"干部结构：{label}"
    posts, banded, told_mode = _questions(organizations)
    unknown = f"{prefix}.mode.unknown"
    common = {"unit": "人", "node": "organization_id", "measure": Measure.POSTS, "chapter": CHAPTER, "group": group}

    def split(name: str, column: str, choices, rows, definition: str) -> list[Indicator]:
        return breakdown(
            f"{prefix}.{name}", rows=rows, column=column, choices=choices, named=f"{label}班子：",
            definition=f"{label}班子成员中，{definition}", **common,
        )  # fmt: skip

    return [
        Indicator(
            code=f"{prefix}.total", label=f"{label}班子成员", rows=posts, **common,
            definition=f"截至日在任的{label}书记、副书记、常委和委员；一人有几个职务的分别计算。",
        ),
        Indicator(
            code=f"{prefix}.persons", label=f"{label}班子成员人数", rows=posts, value=Distinct("person_id"),
            definition=f"截至日在任的{label}书记、副书记、常委和委员，一人只计一次。",
            **common | {"measure": Measure.PERSONS},
        ),
        *split("mode", "mode", PostMode.choices, posts, "任职方式为{label}的。"),
        Indicator(
            code=f"{prefix}.mode_known", label=f"{label}班子：任职方式已登记", rows=told_mode, unknown=unknown,
            definition=f"{label}班子成员中，登记了任职方式的。", **common,
        ),
        Ratio(
            code=f"{prefix}.part_time_rate", label=f"{label}班子兼职占比", chapter=CHAPTER, group=group, unknown=unknown,
            definition=f"{label}班子成员中兼职的除以任职方式已登记的。",
            part=f"{prefix}.mode.part_time", whole=f"{prefix}.mode_known",
        ),
        *split("sex", "sex_band", SEXES, banded, "性别为{label}的。"),
        *split("age", "age_band", AGES, banded, "截至日{label}的；年龄按周岁计算。"),
        *split("education", "education_band", EDUCATIONS, banded, "学历为{label}的；肄业计入低一级。"),
    ]  # fmt: skip


def student_deputies(context: Context):
    """Students who hold a part-time deputy secretary's post of a township committee on the day."""
    committees = townships(context).order_by().values("subject")
    return Post.objects.held(on=context.on).student_deputies().filter(organization__in=committees)


def _held(title: str, context: Context):
    holders = Post.objects.held(on=context.on).filter(title=title, organization=OuterRef("subject")).order_by()
    counted = holders.values("organization").annotate(number=Count("person", distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)


def staffed(context: Context):
    """Township committees that have the secretaries, deputies and members the county's rule asks for."""
    wanted = [context.number(code) for code in STAFFING_RULES]
    rows = townships(context).alias(
        secretaries=_held(PostTitle.SECRETARY, context),
        deputies=_held(PostTitle.DEPUTY, context),
        members=_held(PostTitle.MEMBER, context),
    )
    return rows.filter(secretaries__gte=wanted[0], deputies__gte=wanted[1], members__gte=wanted[2])


def not_staffed(context: Context):
    """Township committees that lack one of them."""
    return townships(context).exclude(pk__in=staffed(context).order_by().values("pk"))


FIGURES = (
    *(figure for level, (label, rows) in LEVELS.items() for figure in _structure(level, label, rows)),
    Indicator(
        code="student.deputies", label="大学生兼职乡镇团委副书记", unit="名", chapter=CHAPTER, group=STAFFING,
        definition="截至日在任的乡镇团委兼职副书记中，登记为大学生兼职的，一人只计一次。", rows=student_deputies,
        node="organization_id", measure=Measure.PERSONS, value=Distinct("person_id"),
    ),
    Indicator(
        code="student.townships", label="有大学生兼职副书记的乡镇团委", unit="个", chapter=CHAPTER, group=STAFFING,
        definition="截至日现存的乡镇团委中，至少有一名在任的大学生兼职副书记的。",
        rows=lambda context: townships(context).filter(
            subject__in=student_deputies(context).order_by().values("organization")
        ),
    ),
    Indicator(
        code="staffing.committees", label="乡镇团委", unit="个", chapter=CHAPTER, group=STAFFING,
        definition="截至日设在乡镇（街道）的团委和团工委。", rows=townships,
    ),
    Indicator(
        code="staffing.full", label="班子配齐的乡镇团委", unit="个", chapter=CHAPTER, group=STAFFING,
        definition="截至日在任的书记、副书记、委员都不少于规定人数（1+2+6）的乡镇团委。", rows=staffed,
        settings=STAFFING_RULES, source=STAFFING_SOURCE,
    ),
    Indicator(
        code="staffing.gap", label="班子没有配齐的乡镇团委", unit="个", chapter=CHAPTER, group=STAFFING,
        definition="截至日在任的书记、副书记、委员有一项少于规定人数的乡镇团委。", rows=not_staffed,
        settings=STAFFING_RULES, source=STAFFING_SOURCE,
    ),
    Ratio(
        code="staffing.rate", label="乡镇团委班子配齐率", chapter=CHAPTER, group=STAFFING, source=STAFFING_SOURCE,
        definition="班子配齐的乡镇团委除以乡镇团委总数。", part="staffing.full", whole="staffing.committees",
    ),
)  # fmt: skip
