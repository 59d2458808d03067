"""How many league organisations there are, of which kinds, in which fields, and which are new."""

from __future__ import annotations

from organizations.enums import OrganizationKind, StatField, TwoNew, UnitKind
from organizations.models import Coverage, OrganizationVersion
from reports.indicators.base import Context, Distinct, Indicator, Measure, breakdown

REFORM_START = "county.reform_start"
BULLETIN = "中国共青团团内统计公报的分类"
TWO_AXES = "县里对社会领域、非公企业的两轴分类（统计领域与两新类别）"


def living(context: Context):
    """Every organisation of the day's tree, one row each."""
    return OrganizationVersion.objects.on(context.on)


def social(context: Context):
    """Living organisations of the social field."""
    return living(context).social_field()


def nonpublic(context: Context):
    """Living organisations hosted by non-public enterprises."""
    return living(context).nonpublic()


def joint(context: Context):
    """Living organisations that cover units beside their own."""
    return living(context).filter(subject__in=Coverage.objects.on(context.on).values("organization"))


def village_branches(context: Context):
    """Living branches whose host unit is a village or a community."""
    return living(context).filter(kind=OrganizationKind.BRANCH, unit__kind__in=UnitKind.grassroots)


def since_reform(rows):
    """Of the rows, those founded since the county's reform began."""
    return lambda context: rows(context).founded_since(context.day(REFORM_START))


def undated(rows):
    """Of the rows, those whose founding date nobody knows."""
    return lambda context: rows(context).filter(subject__founded_on__isnull=True)


def new_in_period(context: Context):
    """Living organisations founded within the period."""
    return living(context).founded_since(context.period.first)


FIGURES = (
    Indicator(
        code="org.total", label="团组织总数", unit="个", group="总体",
        definition="截至日现存的各类团组织，含团的领导机关。",
        rows=living,
    ),
    Indicator(
        code="org.founded", label="本期新成立团组织", unit="个", group="总体",
        definition="截至日现存、成立日期在本统计期内的团组织；成立日期不详的另列，不计入。",
        rows=new_in_period, unknown="org.undated",
    ),
    Indicator(
        code="org.undated", label="成立日期不详的团组织", unit="个", group="总体",
        definition="截至日现存、没有登记成立日期的团组织。",
        rows=undated(living),
    ),
    Indicator(
        code="org.joint", label="联合团组织", unit="个", group="总体",
        definition="截至日现存、除所在单位外还联合覆盖其他单位的团组织。",
        rows=joint,
    ),
    Indicator(
        code="org.hosts", label="单独建有团组织的单位", unit="个", group="总体",
        definition="截至日有团委、团工委、团总支或团支部设在其中的单位；一个单位设有几个团组织只计一次。",
        rows=lambda context: living(context).covering().filter(unit__isnull=False),
        value=Distinct("unit_id"), measure=Measure.UNITS,
    ),
    *breakdown(
        "org.kind", rows=living, column="kind", choices=OrganizationKind.choices, unit="个", group="按组织类别",
        definition="截至日现存、组织类别为“{label}”的团组织。", source="全国团组织管理系统的组织类别",
    ),
    *breakdown(
        "org.field", rows=living, column="stat_field", choices=StatField.choices, unit="个", group="按统计领域",
        definition="截至日现存、统计领域为“{label}”的团组织；六个领域互不重叠，合计等于团组织总数。",
        source=BULLETIN,
    ),
    *breakdown(
        "org.two_new", rows=living, column="two_new", unit="个", group="两新与社会领域",
        choices=[(kind, TwoNew(kind).label) for kind in TwoNew.new],
        definition="截至日现存、两新类别为“{label}”的团组织；两新类别与统计领域是两种分类，不能相加。",
        source=TWO_AXES,
    ),
    Indicator(
        code="org.social.total", label="社会领域团组织", unit="个", group="两新与社会领域",
        definition="截至日现存、统计领域为“社会组织和其他领域”或属于任一两新类别的团组织，包含非公企业团组织。",
        rows=social, source=TWO_AXES,
    ),
    Indicator(
        code="org.social.new", label="新增社会领域团组织", unit="个", group="两新与社会领域",
        definition="社会领域团组织中，成立日期不早于县域团改起始日的；包含新增非公企业团组织。成立日期不详的另列，不计入。",
        rows=since_reform(social), unknown="org.social.undated", settings=(REFORM_START,), source=TWO_AXES,
    ),
    Indicator(
        code="org.social.undated", label="成立日期不详的社会领域团组织", unit="个", group="两新与社会领域",
        definition="社会领域团组织中没有登记成立日期的，无法判断是否新增。",
        rows=undated(social), source=TWO_AXES,
    ),
    Indicator(
        code="org.nonpublic.total", label="非公企业团组织", unit="个", group="两新与社会领域",
        definition="截至日现存、两新类别为“新经济组织”且所在单位为非公有制企业的团组织，是社会领域团组织的一部分。",
        rows=nonpublic, source=TWO_AXES,
    ),
    Indicator(
        code="org.nonpublic.new", label="新增非公企业团组织", unit="个", group="两新与社会领域",
        definition="非公企业团组织中，成立日期不早于县域团改起始日的，是新增社会领域团组织的一部分。成立日期不详的另列，不计入。",
        rows=since_reform(nonpublic), unknown="org.nonpublic.undated", settings=(REFORM_START,), source=TWO_AXES,
    ),
    Indicator(
        code="org.nonpublic.undated", label="成立日期不详的非公企业团组织", unit="个", group="两新与社会领域",
        definition="非公企业团组织中没有登记成立日期的，无法判断是否新增。",
        rows=undated(nonpublic), source=TWO_AXES,
    ),
    Indicator(
        code="branch.village", label="村（社区）团支部", unit="个", group="村（社区）与乡镇",
        definition="截至日现存、类别为团支部、所在单位为村或社区的团组织。",
        rows=village_branches,
    ),
)  # fmt: skip
