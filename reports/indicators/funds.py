"""Money and goods: raised and handed out, each apart; and the people who were cared for."""

from __future__ import annotations

from functools import partial

from activities.enums import GrantUse, Raiser
from activities.models import AidCase, Donation, Grant
from reports.indicators.base import Context, Indicator, Measure, Sum

CHAPTER, IN, OUT = "中心工作", "资金物资筹措", "资金物资发放"
RECEIVED = "按到账日期计入，按筹措团组织统计；收入与支出、资金与物资不相加"
PAID = "只算已发放的，按发放日期计入，按申请团组织统计；已审定没有发放的不算"
TIMES = "同一人几次受助的重复计算"


def gifts(raiser: str, context: Context):
    """Gifts received within the period by its day, raised by that kind of raiser."""
    return Donation.objects.received_within(context.period.first, context.on).raised_by(raiser)


def money_of(raiser: str, context: Context):
    """Money among them."""
    return gifts(raiser, context).money()


def goods_of(raiser: str, context: Context):
    """Goods among them."""
    return gifts(raiser, context).goods()


def grants(context: Context):
    """Handed out within the period by its day."""
    return Grant.objects.paid_within(context.period.first, context.on)


def relief(context: Context):
    """慰问 in goods."""
    return grants(context).goods().used_for(GrantUse.RELIEF)


def cared(context: Context):
    """Aid cases within the period by its day."""
    return AidCase.objects.cared_within(context.period.first, context.on)


def _money(**declaration) -> Indicator:
    return Indicator(
        unit="元", node="organization_id", measure=Measure.FEN, value=Sum("amount"), places=2, chapter=CHAPTER,
        **declaration,
    )  # fmt: skip


def _people(measure: Measure, column: str, **declaration) -> Indicator:
    return Indicator(
        node="organization_id", measure=measure, value=Sum(column), chapter=CHAPTER, group=OUT, **declaration
    )


FIGURES = (
    _money(
        code="fund.raised", label="发动募捐", group=IN,
        definition=f"统计期内各级团组织筹措的到账资金，团属社会组织筹措的另计。{RECEIVED}。",
        rows=partial(money_of, Raiser.LEAGUE),
    ),
    _money(
        code="fund.raised_goods", label="团组织筹措物资价值", group=IN,
        definition=f"统计期内各级团组织筹措的物资，按登记的评估价值计。{RECEIVED}。",
        rows=partial(goods_of, Raiser.LEAGUE),
    ),
    _money(
        code="fund.social_money", label="团属社会组织筹措资金", group=IN,
        definition=f"统计期内团属社会组织筹措的到账资金，按指导它的团组织统计，不含团组织自己筹措的。{RECEIVED}。",
        rows=partial(money_of, Raiser.SOCIAL),
    ),
    _money(
        code="fund.social_goods", label="团属社会组织筹措物资价值", group=IN,
        definition=f"统计期内团属社会组织筹措的物资，按登记的评估价值计。{RECEIVED}。",
        rows=partial(goods_of, Raiser.SOCIAL),
    ),
    _money(
        code="fund.granted", label="发放资金", group=OUT, definition=f"统计期内发放的资金，各种用途合计。{PAID}。",
        rows=lambda context: grants(context).money(),
    ),
    _money(
        code="fund.granted_goods", label="发放物资价值", group=OUT,
        definition=f"统计期内发放的物资，按登记的价值计。{PAID}。", rows=lambda context: grants(context).goods(),
    ),
    _money(
        code="fund.scholarships", label="发放助学金", group=OUT,
        definition=f"统计期内发放的、用途为“助学”的资金。{PAID}。",
        rows=lambda context: grants(context).money().used_for(GrantUse.SCHOLARSHIP),
    ),
    _people(
        Measure.PERSON_TIMES, "person_times", code="fund.relief", label="发放慰问物资", unit="人次",
        definition=f"统计期内用途为“慰问”的物资发放，受助人次之和，{TIMES}。{PAID}。", rows=relief,
    ),
    _money(
        code="fund.relief_value", label="慰问物资价值", group=OUT,
        definition=f"统计期内用途为“慰问”的物资发放，按登记的价值计。{PAID}。", rows=relief,
    ),
    _people(
        Measure.PERSON_TIMES, "person_times", code="fund.times", label="受助人次", unit="人次",
        definition=f"统计期内资金和物资各次发放的受助人次之和，{TIMES}。{PAID}。", rows=grants,
    ),
    _people(
        Measure.PERSONS, "new_persons", code="fund.cared", label="关爱困难团员和学生", unit="人",
        definition="统计期内关爱帮扶登记的“本年首次关爱人数”之和：一个日历年内每人只计一次，由登记单位认定，姓名不录入系统。"
        "统计期跨几个年度的，各年分别计。",
        rows=cared,
    ),
    _people(
        Measure.PERSON_TIMES, "person_times", code="fund.care_times", label="关爱帮扶人次", unit="人次",
        definition="统计期内关爱帮扶的人次之和，同一人几次关爱的重复计算；与关爱人数不相加。", rows=cared,
    ),
)  # fmt: skip
