"""How statistics of people split them: age on a day, sex, education. Unknown is a part of its own, never a no."""

from __future__ import annotations

from calendar import isleap
from datetime import date

from django.db.models import Case, CharField, ExpressionWrapper, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import ExtractYear

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


def whole_years(column: str, on: date):
    """Whole years passed on that day since the day in the column; NULL where that is unknown.

    The same as `league.core.dates.add_years` would find: who began on 29 February has passed a year on the 28th.
    """
    day = 29 if (on.month, on.day) == (2, 28) and not isleap(on.year) else on.day
    later = Q(**{f"{column}__month__gt": on.month}) | Q(**{f"{column}__month": on.month, f"{column}__day__gt": day})
    running_year = Case(When(later, then=Value(1)), default=Value(0), output_field=IntegerField())
    return ExpressionWrapper(Value(on.year) - ExtractYear(column) - running_year, output_field=IntegerField())


def with_age(rows: QuerySet, *, on: date, person: str = "person__") -> QuerySet:
    """Rows whose person's birth date is known, annotated with `age`: full years on the day."""
    born = f"{person}birth_on"
    return rows.filter(**{f"{born}__isnull": False}).annotate(age=whole_years(born, on))
