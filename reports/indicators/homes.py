"""Youth Homes: how many run, how many are new, where there is one, and which run in substance."""

from __future__ import annotations

from django.db.models.functions import Substr

from organizations.criteria import CRITERION_RULES, IDLE_RULE, PHOTO_RULE, idle, operational
from organizations.enums import HomeBase, HomeKind
from organizations.models import HomeVersion
from reports.indicators.base import Context, Indicator, Measure, Ratio, breakdown
from reports.indicators.organizations import REFORM_START
from reports.indicators.units import townships

GROUP = "青年之家"
GUIDE = "《“青年之家”建设管理导则（试行）》；实体化运行的各项门槛由县里按规则设定，待核"


def live(context: Context):
    """Running places of every kind."""
    return HomeVersion.objects.on(context.on).live(on=context.on)


def homes(context: Context):
    """Running 青年之家 in the narrow sense."""
    return live(context).youth_homes()


def townships_with_home(context: Context):
    """Townships in whose division a 青年之家 runs; the first nine digits of a division's code name its township."""
    covered = homes(context).annotate(township=Substr("division__code", 1, 9)).order_by().values("township")
    return townships(context).alias(township=Substr("division__code", 1, 9)).filter(township__in=covered)


def townships_without_home(context: Context):
    """The gap."""
    return townships(context).exclude(pk__in=townships_with_home(context).order_by().values("pk"))


def _homes(**declaration) -> Indicator:
    return Indicator(unit="个", node="responsible_id", measure=Measure.HOMES, group=GROUP, source=GUIDE, **declaration)


def _townships(**declaration) -> Indicator:
    return Indicator(unit="个", node="responsible_id", measure=Measure.UNITS, group=GROUP, **declaration)


FIGURES = (
    _homes(
        code="home.total", label="青年之家",
        definition="截至日正在运行、类别为“青年之家”的阵地；团团心灵驿站和青联小屋另列，不计入。已申报、已验收而未运行的和停用的不算。",
        rows=homes,
    ),
    _homes(
        code="home.new", label="新增青年之家",
        definition="截至日正在运行的青年之家中，首次运行日期不早于县域团改起始日的。",
        rows=lambda context: homes(context).first_opened_since(context.day(REFORM_START)), settings=(REFORM_START,),
    ),
    _homes(
        code="home.operational", label="实体化运行的青年之家",
        definition="截至日正在运行的青年之家中，场地、标牌、管理人员、开放时间、近期活动、签到记录、年度检查各项都达到当日规则的。",
        rows=lambda context: operational(homes(context), on=context.on), settings=(*CRITERION_RULES, PHOTO_RULE),
    ),
    Ratio(
        code="home.operational_rate", label="青年之家实体化率", group=GROUP,
        definition="实体化运行的青年之家除以正在运行的青年之家。",
        part="home.operational", whole="home.total", source=GUIDE,
    ),
    _homes(
        code="home.idle", label="闲置的青年之家",
        definition="截至日正在运行的青年之家中，超过规则天数没有活动、共建协议到期或一年内没有检查的。",
        rows=lambda context: idle(homes(context), on=context.on), settings=(IDLE_RULE,),
    ),
    _townships(
        code="home.townships", label="有青年之家的乡镇（街道）",
        definition="截至日辖区内有正在运行的青年之家的乡镇和街道，每个只计一次。",
        rows=townships_with_home,
    ),
    _townships(
        code="home.townships_gap", label="没有青年之家的乡镇（街道）",
        definition="截至日辖区内没有正在运行的青年之家的乡镇和街道。",
        rows=townships_without_home,
    ),
    Ratio(
        code="home.township_coverage", label="青年之家乡镇覆盖率", group=GROUP,
        definition="有青年之家的乡镇（街道）除以单位册中现存的乡镇（街道）；产业园区不在其中。",
        part="home.townships", whole="township.total",
    ),
    *breakdown(
        "home.kind", rows=live, column="kind", choices=HomeKind.choices, unit="个", group=GROUP, node="responsible_id",
        measure=Measure.HOMES, definition="截至日正在运行、类别为“{label}”的阵地。",
    ),
    *breakdown(
        "home.base", rows=homes, column="base", choices=HomeBase.choices, unit="个", group=GROUP,
        node="responsible_id", measure=Measure.HOMES, definition="截至日正在运行、依托“{label}”的青年之家。",
    ),
)  # fmt: skip
