"""How statistics of people split them: age on a day, sex, education. Unknown is a part of its own, never a no."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear

from cadres.enums import Education
from league.core.dates import add_years

# Table TJ-3 of the yearly statistics splits the ages so.
AGES = (("to_28", "28周岁及以下"), ("29_35", "29至35周岁"), ("over_35", "36周岁及以上"), ("unknown", "出生日期不详"))
SEXES = (("male", "男"), ("female", "女"), ("unknown", "性别不详"))
EDUCATIONS = (
    ("postgraduate", "研究生"), ("bachelor", "大学本科"), ("college", "大学专科"), ("below", "高中（中职）及以下"),
    ("unknown", "学历不详"),
)  # fmt: skip


def _split(cases: list[tuple[Q, str]], default: str) -> Case:
    return Case(
        *(When(condition, then=Value(name)) for condition, name in cases),
        default=Value(default),
        output_field=CharField(),
    )


def with_bands(rows: QuerySet, *, on: date, person: str = "person__") -> QuerySet:
    """Annotate `age_band`, `sex_band` and `education_band` of the person a row names; ages are full years on the day."""
    born, sex, education = f"{person}birth_on", f"{person}sex", f"{person}education"
    level = f"{education}__in"
    return rows.annotate(
        age_band=_split(
            [
                (Q(**{f"{born}__isnull": True}), "unknown"),
                (Q(**{f"{born}__gt": add_years(on, -29)}), "to_28"),
                (Q(**{f"{born}__gt": add_years(on, -36)}), "29_35"),
            ],
            "over_35",
        ),
        sex_band=_split([(Q(**{sex: "1"}), "male"), (Q(**{sex: "2"}), "female")], "unknown"),
        education_band=_split(
            [
                (Q(**{education: ""}) | Q(**{education: Education.OTHER}), "unknown"),
                (Q(**{level: Education.postgraduate}), "postgraduate"),
                (Q(**{level: Education.bachelor}), "bachelor"),
                (Q(**{level: Education.college}), "college"),
            ],
            "below",
        ),
    )


def with_age(rows: QuerySet, *, on: date, person: str = "person__") -> QuerySet:
    """Rows whose person's birth date is known, annotated with `age`: full years on the day."""
    born = f"{person}birth_on"
    before = Q(month__gt=on.month) | Q(month=on.month, day__gt=on.day)
    return (
        rows.filter(**{f"{born}__isnull": False})
        .annotate(month=ExtractMonth(born), day=ExtractDay(born))
        .annotate(
            age=Value(on.year)
            - ExtractYear(born)
            - Case(When(before, then=Value(1)), default=Value(0), output_field=IntegerField())
        )
        .alias(born_on=F(born))
    )
