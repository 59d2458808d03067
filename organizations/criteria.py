"""Substantive operation (实体化运行) of a home: a list of ticks, each by a rule row, each shown with its evidence.

A criterion is declared once: its rule's value says how much is asked (0: nothing), `met` is its condition on rows of
HomeVersion as of a day, `evidence` tells one home's case in words. Lists, statistics and pages ask nothing else.
Photos of what a tick is about stand beside it; the rule `home.photo_months` can demand a fresh one for three of them.

近期每月有活动 and 活动有签到记录 count the months in which the monthly records (HomeMonth) or single occasions of an app
above say so: `organizations.happenings`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Length

from league.core.dates import add_months
from organizations.enums import HomeIdleness, PhotoSubject, Tick
from organizations.happenings import ACTIVITIES, ATTENDANCES, happened, months_with
from organizations.models import HomeCheck, HomePhoto, HomeVersion, Rule

PHOTO_RULE = "home.photo_months"
IDLE_RULE = "home.idle_days"
CHECK_MONTHS = 12
# Photos shown beside a tick where no rule says how fresh they have to be.
PHOTO_MONTHS = 12


class Source(StrEnum):
    """Where a tick comes from."""

    COMPUTED = "依登记资料"
    RECORDED = "依活动登记和月度记录"
    INSPECTED = "依人工记录"


def _area(on: date, asked: int) -> Q:
    return Q(area__gte=asked)


def _sign(on: date, asked: int) -> Q:
    return Q(has_sign=True)


def _manager(on: date, asked: int) -> Q:
    return ~Q(manager="")


def _opening_days(on: date, asked: int) -> Q:
    return Q(days_open__gte=asked)


def _activities(on: date, asked: int) -> Q:
    return Q(months_active=asked)


def _attendances(on: date, asked: int) -> Q:
    return Q(months_attended=asked)


def _check(on: date, asked: int) -> Q:
    return Q(check_passed=True, checked_on__gt=add_months(on, -asked))


@dataclass(frozen=True)
class Criterion:
    """`met(on, asked)` is a condition on annotated rows; `evidence(row, asked)` a sentence; `tab` the part of
    the home's page where the evidence stands; `photo` what photos of it show, which with `photographed` a rule may
    demand."""

    code: Tick
    source: Source
    met: Callable
    evidence: Callable[[HomeVersion, int], str]
    tab: str = "facts"
    photo: PhotoSubject | None = None
    photographed: bool = False

    @property
    def label(self) -> str:
        """As the vocabulary names it."""
        return self.code.label

    @property
    def rule(self) -> str:
        """Code of the rule that says how much is asked."""
        return f"home.criterion.{self.code.value}"


def _months_told(row: HomeVersion, asked: int, column: str, what: str) -> str:
    return f"最近{asked}个整月中有{getattr(row, column)}个月{what}"


def _check_told(row: HomeVersion, asked: int) -> str:
    if row.checked_on is None:
        return "没有检查记录"
    return f"{row.checked_on}检查{'合格' if row.check_passed else '不合格'}，要求{asked}个月以内"


CRITERIA = (
    Criterion(Tick.AREA, Source.COMPUTED, _area,
              lambda row, asked: "没有登记面积" if row.area is None else f"{row.area}平方米，要求不少于{asked}平方米",
              photo=PhotoSubject.PLACE, photographed=True),
    Criterion(Tick.SIGN, Source.COMPUTED, _sign, lambda row, asked: "已挂牌" if row.has_sign else "没有登记标识标牌",
              photo=PhotoSubject.SIGN, photographed=True),
    Criterion(Tick.MANAGER, Source.COMPUTED, _manager, lambda row, asked: row.manager or "没有登记管理人员",
              photo=PhotoSubject.MANAGER),
    Criterion(Tick.OPENING_DAYS, Source.COMPUTED, _opening_days,
              lambda row, asked: f"每周开放{len(row.weekdays)}天，要求不少于{asked}天", photo=PhotoSubject.OPENING,
              photographed=True),
    Criterion(Tick.ACTIVITY, Source.RECORDED, _activities,
              lambda row, asked: _months_told(row, asked, "months_active", "有活动"), tab="months",
              photo=PhotoSubject.ACTIVITY),
    Criterion(Tick.ATTENDANCE, Source.RECORDED, _attendances,
              lambda row, asked: _months_told(row, asked, "months_attended", "有签到记录"), tab="months",
              photo=PhotoSubject.ATTENDANCE),
    Criterion(Tick.CHECK, Source.INSPECTED, _check, _check_told, tab="checks"),
)  # fmt: skip
CRITERION_RULES = tuple(criterion.rule for criterion in CRITERIA)
RULE_CODES = (*CRITERION_RULES, PHOTO_RULE, IDLE_RULE)


def rule_values(on: date) -> dict[str, int]:
    """By code, the values of the rules in force on that day; a rule that is missing asks for nothing."""
    rows = Rule.objects.running_on(on).filter(code__in=RULE_CODES).order_by()
    return {code: int(value or 0) for code, value in rows.values_list("code", "value")}


def _annotated(rows, on: date, values: Mapping[str, int]):
    checks = HomeCheck.objects.done_by(on).filter(home=OuterRef("subject"))
    return rows.annotate(
        days_open=Length("weekdays"),
        months_active=months_with(ACTIVITIES, on, values.get("home.criterion.activities", 0)),
        months_attended=months_with(ATTENDANCES, on, values.get("home.criterion.attendances", 0)),
        checked_on=Subquery(checks.values("checked_on")[:1]),
        check_passed=Subquery(checks.values("passed")[:1]),
    )


def condition_of(criterion: Criterion, on: date, values: Mapping[str, int]) -> Q:
    """The criterion's condition, with the photo where the rule demands one."""
    condition = criterion.met(on, values[criterion.rule])
    if criterion.photographed and (months := values.get(PHOTO_RULE)):
        photos = HomePhoto.objects.taken(after=add_months(on, -months), until=on)
        condition &= Q(Exists(photos.filter(home=OuterRef("subject"), shows=criterion.photo)))
    return condition


def with_ticks(rows, *, on: date, values: Mapping[str, int] | None = None):
    """Annotate rows of HomeVersion of that day with `tick_<code>` for every criterion (true where its rule asks for
    nothing) and what the evidence needs. Computed in SQL, whatever the number of homes."""
    values = rule_values(on) if values is None else values
    conditions = {
        f"tick_{criterion.code.value}": ExpressionWrapper(
            condition_of(criterion, on, values), output_field=BooleanField()
        )
        if values.get(criterion.rule)
        else Value(True, BooleanField())
        for criterion in CRITERIA
    }
    return _annotated(rows, on, values).annotate(**conditions)


def operational(rows, *, on: date):
    """实体化运行: of the rows of HomeVersion of that day, those with every tick."""
    values = rule_values(on)
    met = _annotated(rows, on, values)
    for criterion in CRITERIA:
        if values.get(criterion.rule):
            met = met.filter(condition_of(criterion, on, values))
    # By key: whoever counts the rows is not to group by what the judgement needed.
    return rows.filter(pk__in=met.order_by().values("pk"))


def _idle_conditions(on: date, days: int) -> dict[HomeIdleness, Q]:
    checked = HomeCheck.objects.filter(
        home=OuterRef("subject"), checked_on__gt=add_months(on, -CHECK_MONTHS), checked_on__lte=on
    )
    return {
        HomeIdleness.INACTIVE: ~happened(ACTIVITIES, on - timedelta(days=days), on),
        HomeIdleness.AGREEMENT: Q(agreement_ends_on__lte=on),
        HomeIdleness.UNCHECKED: ~Exists(checked),
    }


def with_idleness(rows, *, on: date):
    """Annotate rows of HomeVersion of that day with `idle_<code>` for every HomeIdleness."""
    conditions = _idle_conditions(on, rule_values(on).get(IDLE_RULE, 0))
    return rows.annotate(
        **{
            f"idle_{code.value}": ExpressionWrapper(Q(condition), output_field=BooleanField())
            for code, condition in conditions.items()
        }
    )


def idle(rows, *, on: date):
    """闲置: of the rows of HomeVersion of that day, the running ones that have at least one idleness."""
    condition = Q()
    for part in _idle_conditions(on, rule_values(on).get(IDLE_RULE, 0)).values():
        condition |= Q(part)
    return rows.live(on=on).filter(condition)


def idleness_of(row) -> list[HomeIdleness]:
    """Why a row of `with_idleness` is idle."""
    return [code for code in HomeIdleness if getattr(row, f"idle_{code.value}")]


@dataclass(frozen=True)
class Judged:
    """One criterion of one home on a day: `ok` is None where the county asks for nothing. `photos` of what it is about
    were taken in the last year, the latest on `photographed_on`."""

    criterion: Criterion
    ok: bool | None
    evidence: str
    rule: Rule | None
    photos: int = 0
    photographed_on: date | None = None


def judge(home, *, on: date) -> list[Judged]:
    """Every criterion of the home as of the day; empty when the home did not exist then."""
    row = with_ticks(HomeVersion.objects.on(on).filter(subject=home), on=on).first()
    if row is None:
        return []
    rules = {rule.code: rule for rule in Rule.objects.running_on(on).filter(code__in=RULE_CODES)}
    months = int(rules[PHOTO_RULE].value or 0) if PHOTO_RULE in rules else 0
    taken = HomePhoto.objects.filter(home=home).taken(after=add_months(on, -(months or PHOTO_MONTHS)), until=on)
    told = taken.order_by().values("shows").annotate(count=Count("pk"), latest=Max("taken_on"))
    photos = {shows: (count, latest) for shows, count, latest in told.values_list("shows", "count", "latest")}
    judged = []
    for criterion in CRITERIA:
        rule = rules.get(criterion.rule)
        asked = int(rule.value or 0) if rule else 0
        ok = bool(getattr(row, f"tick_{criterion.code.value}")) if asked else None
        count, latest = photos.get(criterion.photo, (0, None))
        evidence = criterion.evidence(row, asked) if asked else "本县不作要求"
        if asked and months and criterion.photographed and not count:
            evidence += f"；没有{months}个月内的照片"
        judged.append(Judged(criterion, ok, evidence, rule, count, latest))
    return judged
