"""The secretaries of village and community branches: who sits, how old, how educated, and in the village's bodies."""

from __future__ import annotations

from datetime import date
from functools import partial

from cadres.enums import Education, PoliticalStatus, Vacancy, VillageSeat
from cadres.models import Post
from cadres.models.vacancy import led_organizations, with_secretary
from reports.indicators.bands import AGES, EDUCATIONS, SEXES, with_age, with_bands
from reports.indicators.base import Average, Context, Distinct, Indicator, Measure, Ratio, Sum, breakdown
from reports.indicators.organizations import village_branches

CHAPTER, GROUP = "队伍建设", "村（社区）团支部书记"
WHOLE = "每个村（社区）团支部的在任书记计一人；一人兼任几个团支部书记的，按团支部分别计算。"


def sitting(context: Context):
    """Sitting secretaries of the day's village and community branches, one row for each branch that has one."""
    branches = village_branches(context).order_by().values("subject")
    return Post.objects.held(on=context.on).secretaries().filter(organization__in=branches)


def banded(context: Context):
    """The same with the bands of their age, sex and education."""
    return with_bands(sitting(context), on=context.on)


def branches(context: Context):
    """Village and community branches with the state of their secretary's post."""
    return with_secretary(village_branches(context), on=context.on)


def organizations(context: Context):
    """Every organisation that has a secretary, with the state of the post."""
    return with_secretary(led_organizations(on=context.on), on=context.on)


def born(first: date, before: date):
    """Secretaries born on one of the days [first, before)."""
    return lambda context: sitting(context).filter(person__birth_on__gte=first, person__birth_on__lt=before)


def where(context: Context, **condition):
    """Secretaries who fulfil a condition."""
    return sitting(context).filter(**condition)


def except_(context: Context, **condition):
    """Secretaries who do not."""
    return sitting(context).exclude(**condition)


def aged(context: Context):
    """Secretaries of known birth date with their age."""
    return with_age(sitting(context), on=context.on)


def _people(**declaration) -> Indicator:
    return Indicator(
        **{"unit": "人", "node": "organization_id", "measure": Measure.POSTS, "chapter": CHAPTER, "group": GROUP}
        | declaration
    )


def _share(code: str, label: str, definition: str, whole: str, unknown: str) -> Ratio:
    return Ratio(
        code=f"{code}.share", label=label, chapter=CHAPTER, group=GROUP, part=code, whole=whole, unknown=unknown,
        definition=definition,
    )  # fmt: skip


def _bands(prefix: str, column: str, choices, definition: str) -> list[Indicator]:
    return breakdown(
        f"secretary.{prefix}", rows=banded, column=column, choices=choices, unit="人", node="organization_id",
        measure=Measure.POSTS, chapter=CHAPTER, group=GROUP, definition=definition, named="书记：",
    )  # fmt: skip


def _vacancies(prefix: str, group: str, rows, label: str) -> list:
    """The state of the secretary's post: each state, those of known state, and the share that is filled."""
    common = {"unit": "个", "chapter": CHAPTER, "group": group}
    unknown = f"{prefix}.{Vacancy.UNKNOWN.value}"
    text = f"截至日现存的{label}中，书记状况为"
    return [
        *breakdown(
            prefix, rows=rows, column="vacancy", choices=Vacancy.choices, definition=text + "“{label}”的。",
            named=f"{label}书记：", **common
        ),
        Indicator(
            code=f"{prefix}_known", label=f"书记状况已登记的{label}", unknown=unknown,
            definition=f"截至日现存的{label}中，有在任书记、已选出书记或登记过前任书记的。",
            rows=lambda context: rows(context).exclude(vacancy=Vacancy.UNKNOWN), **common,
        ),
        Ratio(
            code=f"{prefix}_rate", label=f"{label}书记配备率", chapter=CHAPTER, group=group,
            definition=f"书记在任的{label}除以书记状况已登记的；从未登记过书记的不在分子也不在分母中。",
            part=f"{prefix}.{Vacancy.FILLED.value}", whole=f"{prefix}_known", unknown=unknown,
        ),
    ]  # fmt: skip


KNOWN_BIRTH, KNOWN_EDUCATION, KNOWN_SEAT = "secretary.birth_known", "secretary.education_known", "secretary.seat_known"
NO_BIRTH, NO_EDUCATION, NO_SEAT = "secretary.birth_unknown", "secretary.education_unknown", "secretary.seat_unknown"
UNTOLD = {"person__education__in": ("", Education.OTHER)}

FIGURES = (
    _people(
        code="secretary.total", label="在任团支部书记",
        definition=f"截至日在任的村（社区）团支部书记。{WHOLE}", rows=sitting,
    ),
    _people(
        code="secretary.persons", label="担任团支部书记的人员", measure=Measure.PERSONS, value=Distinct("person_id"),
        definition="截至日担任村（社区）团支部书记的人员，一人只计一次。", rows=sitting,
    ),
    *_vacancies("secretary.vacancy", GROUP, branches, "村（社区）团支部"),
    *_vacancies("post.vacancy", "书记配备", organizations, "应设书记的团组织"),
    _people(
        code="secretary.born_1990s", label="90后团支部书记", unknown=NO_BIRTH,
        definition="在任书记中，1990年1月1日至1999年12月31日出生的；00后另列，不含在内。",
        rows=born(date(1990, 1, 1), date(2000, 1, 1)),
    ),
    _share("secretary.born_1990s", "90后团支部书记占比", "90后书记除以出生日期已登记的在任书记。", KNOWN_BIRTH, NO_BIRTH),
    _people(
        code="secretary.born_2000s", label="00后团支部书记", unknown=NO_BIRTH,
        definition="在任书记中，2000年1月1日及以后出生的。", rows=born(date(2000, 1, 1), date(2100, 1, 1)),
    ),
    _people(
        code=KNOWN_BIRTH, label="出生日期已登记的书记", definition="在任书记中，登记了出生日期的。",
        rows=partial(where, person__birth_on__isnull=False), unknown=NO_BIRTH,
    ),
    _people(
        code=NO_BIRTH, label="出生日期不详的书记", definition="在任书记中，没有登记出生日期的。",
        rows=partial(where, person__birth_on__isnull=True),
    ),
    _people(
        code="secretary.college", label="大专以上学历团支部书记", unknown=NO_EDUCATION,
        definition="在任书记中，学历为大学专科及以上毕业或结业的，肄业不算。",
        rows=partial(where, person__education__in=Education.college_or_higher), source="GB/T 4658",
    ),
    _share(
        "secretary.college", "大专以上学历团支部书记占比", "大专以上学历书记除以学历已登记的在任书记。",
        KNOWN_EDUCATION, NO_EDUCATION,
    ),
    _people(
        code=KNOWN_EDUCATION, label="学历已登记的书记", definition="在任书记中，登记了学历的。",
        rows=partial(except_, **UNTOLD), unknown=NO_EDUCATION,
    ),
    _people(
        code=NO_EDUCATION, label="学历不详的书记", definition="在任书记中，没有登记学历或登记为其他的。",
        rows=partial(where, **UNTOLD),
    ),
    _people(
        code="secretary.committees", label="进村（社区）两委班子团支部书记", unknown=NO_SEAT,
        definition="在任书记中，任村（社区）党组织班子成员或村（居）委会成员的，两处都任的计一人。",
        rows=lambda context: sitting(context).seated(),
    ),
    _share(
        "secretary.committees", "进两委班子占比", "进两委书记除以是否进两委已登记的在任书记。", KNOWN_SEAT, NO_SEAT
    ),
    _people(
        code=KNOWN_SEAT, label="是否进两委已登记的书记", definition="在任书记中，登记了是否进两委的。",
        rows=partial(except_, village_seat=VillageSeat.UNKNOWN), unknown=NO_SEAT,
    ),
    _people(
        code=NO_SEAT, label="是否进两委不详的书记", definition="在任书记中，没有登记是否进两委的。",
        rows=partial(where, village_seat=VillageSeat.UNKNOWN),
    ),
    _people(
        code="secretary.party", label="党员书记", definition="在任书记中，政治面貌为中共党员或预备党员的。",
        rows=partial(where, person__political_status__in=PoliticalStatus.party),
    ),
    *_bands("age", "age_band", AGES, "在任书记中，截至日{label}的；年龄按周岁计算。"),
    *_bands("sex", "sex_band", SEXES, "在任书记中，{label}的。"),
    *_bands("education", "education_band", EDUCATIONS, "在任书记中，学历为{label}的；肄业计入低一级。"),
    _people(
        code="secretary.age_sum", label="书记年龄之和", unit="岁", measure=Measure.YEARS, value=Sum("age"),
        definition="出生日期已登记的在任书记截至日周岁之和，用于计算平均年龄。", rows=aged, unknown=NO_BIRTH,
    ),
    Average(
        code="secretary.age_average", label="书记平均年龄", unit="岁", chapter=CHAPTER, group=GROUP,
        definition="书记年龄之和除以出生日期已登记的在任书记。",
        part="secretary.age_sum", whole=KNOWN_BIRTH, unknown=NO_BIRTH,
    ),
)  # fmt: skip
