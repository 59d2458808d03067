"""Nouns of Youth Homes: the places, and what happened in them month by month."""

from __future__ import annotations

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Length, NullIf

from organizations.enums import HomeBase, HomeKind, HomeState
from organizations.models import HomeMonth, HomePeriod, HomeVersion
from reports.indicators.base import Context, Measure
from reports.indicators.nouns.base import Key, Noun, choice, day, flag, number
from reports.indicators.nouns.derived import holds, home_then
from reports.indicators.nouns.register import DIVISION


def places(context: Context):
    """Every place of the register on the day, whatever its state."""
    return HomeVersion.objects.on(context.on)


def months(context: Context):
    """Monthly records of the period by its day, counted at who answers for the place on that day."""
    rows = HomeMonth.objects.filter(month__gte=context.period.first, month__lte=context.on)
    return rows.annotate(node=home_then("home", "responsible")(context)).filter(node__isnull=False)


def _state(context: Context):
    return Subquery(HomePeriod.objects.on(context.on).filter(home=OuterRef("subject")).values("state")[:1])


def _opened_on(context: Context):
    running = HomePeriod.objects.filter(home=OuterRef("subject"), state=HomeState.RUNNING, starts_on__lte=context.on)
    return Subquery(running.order_by("starts_on").values("starts_on")[:1])


def _days_open(context: Context):
    return NullIf(Length("weekdays"), 0)


HOME = Noun(
    code="home", label="青年阵地", unit="个", measure=Measure.HOMES, opening="截至日登记在册的青年阵地", rows=places,
    node="responsible_id",
    fields=(
        choice("kind", "类别", HomeKind.choices),
        choice("base", "依托阵地", HomeBase.choices),
        choice("state", "运行状态", HomeState.choices, derive=_state),
        number("area", "面积", "平方米", unknown=None, measure=Measure.SQUARE_METRES),
        number("days_open", "每周开放天数", "天", unknown=None, derive=_days_open),
        flag("workdays", "工作日均开放", derive=holds(Q(weekdays__startswith="12345"))),
        flag("weekends", "周末开放", derive=holds(Q(weekdays__endswith="6") | Q(weekdays__endswith="7"))),
        flag("has_sign", "已挂标识标牌"),
        flag("managed", "登记了管理员", derive=holds(~Q(manager=""))),
        day("opened_on", "首次运行日期", unknown=None, derive=_opened_on),
        day("agreement_ends_on", "共建协议到期日", unknown=None),
    ),
    keys=(DIVISION,),
    hidden=("manager",),
)  # fmt: skip

HOME_MONTH = Noun(
    code="home_month", label="阵地月度记录", unit="条", measure=Measure.RECORDS, within_period=True,
    opening="统计期内截至日现存青年阵地的月度开放记录", rows=months, node="node",
    fields=(
        choice("home_kind", "阵地类别", HomeKind.choices, derive=home_then("home", "kind")),
        choice("home_base", "依托阵地", HomeBase.choices, derive=home_then("home", "base")),
        day("month", "月份"),
        number("activities", "活动场次", "场", measure=Measure.ACTIVITIES),
        number("attendances", "有签到记录的场次", "场", measure=Measure.ACTIVITIES),
    ),
    keys=(Key("home", "青年阵地", "home_id", "个", Measure.HOMES),),
)  # fmt: skip

NOUNS = (HOME, HOME_MONTH)
