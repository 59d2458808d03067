"""Published appraisals whose day lies in the period: who took part, which grades came out, how the scores lie."""

from __future__ import annotations

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Round

from cadres.enums import FeedbackTarget, MethodKind, ResultStatus, SchemeKind
from cadres.models import AppraisalFeedback, AppraisalMethodResult, AppraisalResult
from reports.indicators.base import Context, Indicator, Measure, PointAverage, Ratio, Rows, Sum, breakdown

CHAPTER, GROUP, STARS, SCORES = "考核评价", "述职评议考核", "对标定级", "考核得分"
SOURCE = "本县述职评议考核方案（R-48）"
GRADES = (("1", "最高等次"), ("2", "第二等次"), ("3", "第三等次"), ("4", "第四等次"), ("later", "其余等次"))
STAR_GRADES = (("1", "五星级"), ("2", "四星级"), ("3", "三星级"), ("4", "二星级"), ("later", "不定级"))
BANDS = (("from_90", "90分及以上"), ("from_80", "80分至不足90分"), ("from_60", "60分至不足80分"), ("below", "不足60分"))
# 定级方面 belong to the stars, which have no four methods.
METHODS = [(value, label) for value, label in MethodKind.choices if value != MethodKind.ASPECT]


def _in_period(context: Context, rounds: str) -> Q:
    return Q(**{f"{rounds}as_of__range": (context.period.first, context.on)})


def results_of(kind: SchemeKind) -> Rows:
    """Newest versions of the published results of that kind of appraisal, whose day lies in the period."""

    def rows(context: Context) -> QuerySet:
        published = AppraisalResult.objects.published().filter(_in_period(context, "sheet__round__"))
        return published.filter(sheet__round__scheme__kind=kind)

    return rows


def graded_of(kind: SchemeKind) -> Rows:
    """Of these the results that have a grade."""
    return lambda context: results_of(kind)(context).filter(status=ResultStatus.GRADED)


results, graded = results_of(SchemeKind.REVIEW), graded_of(SchemeKind.REVIEW)


def by_grade(kind: SchemeKind) -> Rows:
    """Graded results with the place of their grade: 1 is the best."""
    place = Case(
        *(When(grade__sort=sort, then=Value(str(sort))) for sort in range(1, 5)),
        default=Value("later"),
        output_field=CharField(),
    )
    return lambda context: graded_of(kind)(context).annotate(place=place)


def by_band(context: Context) -> QuerySet:
    """Graded results with the band of their total."""
    cases = (When(total__gte=lower, then=Value(f"from_{lower}")) for lower in (90, 80, 60))
    return graded(context).annotate(band=Case(*cases, default=Value("below"), output_field=CharField()))


def _hundredths(expression) -> Cast:
    """Points as whole hundredths, which is what is stored."""
    return Cast(Round(expression * 100), IntegerField())


def with_total(rows: QuerySet, context: Context) -> QuerySet:
    """Totals in hundredths of a point."""
    return rows.annotate(hundredths=_hundredths(F("total")))


def with_surplus(rows: QuerySet, context: Context) -> QuerySet:
    """What an organisation gave itself above what the assessors gave, in hundredths of a point."""
    return rows.annotate(surplus=_hundredths(F("self_total") - F("total")))


def with_points(rows: QuerySet, context: Context) -> QuerySet:
    """A method's points in hundredths."""
    return rows.annotate(hundredths=_hundredths(F("points")))


def self_scored(context: Context) -> QuerySet:
    """Graded results of organisations that scored themselves."""
    return graded(context).filter(self_total__isnull=False)


def fed_back(context: Context) -> QuerySet:
    """Graded results told to the Party organisation and to the organisation department up to the day of counting."""
    told = AppraisalFeedback.objects.filter(sheet=OuterRef("sheet")).order_by()
    return graded(context).filter(
        Exists(told.filter(target=FeedbackTarget.PARTY)), Exists(told.filter(target=FeedbackTarget.DEPARTMENT))
    )


def method_results(kind: str) -> Rows:
    """What one method gave, of the graded results."""
    return lambda context: AppraisalMethodResult.objects.filter(
        result__in=graded(context).order_by().values("pk"), method__kind=kind, points__isnull=False
    )


COMMON = {"node": "sheet__organization_id", "measure": Measure.ORGANIZATIONS, "chapter": CHAPTER, "source": SOURCE}
POINTS = {"unit": "分", "measure": Measure.POINTS, "chapter": CHAPTER, "group": SCORES, "source": SOURCE, "places": 2}


def _method(kind: str, label: str) -> tuple:
    rows = method_results(kind)
    node = "result__sheet__organization_id"
    counted = {**COMMON, "node": node}
    return (
        Indicator(
            code=f"appraisal.{kind}.scored", label=f"{label}有得分的团组织", unit="个", group=SCORES,
            definition=f"已定等次、在“{label}”有得分的团组织。", rows=rows, **counted,
        ),
        Indicator(
            code=f"appraisal.{kind}.points", label=f"{label}得分合计", node=node,
            definition=f"已定等次的团组织在“{label}”所得的百分制分数之和，用于计算平均分。",
            rows=lambda context: with_points(rows(context), context), value=Sum("hundredths"), dress=with_points, **POINTS,
        ),
        PointAverage(
            code=f"appraisal.{kind}.mean", label=f"{label}平均分", unit="分", chapter=CHAPTER, group=SCORES, source=SOURCE,
            definition=f"“{label}”的百分制得分之和除以有得分的团组织数，逐级重新计算。",
            part=f"appraisal.{kind}.points", whole=f"appraisal.{kind}.scored",
        ),
    )  # fmt: skip


FIGURES = (
    Indicator(
        code="appraisal.sheets", label="应参评团组织", unit="个", group=GROUP,
        definition="考核截止日在统计期内、结果已公布的述职评议考核中，应当参加的团组织；按规定不参加的不算。",
        rows=results, **COMMON,
    ),
    Indicator(
        code="appraisal.graded", label="已定等次的团组织", unit="个", group=GROUP,
        definition="其中评分齐全、参评率达标，已定等次的团组织。", rows=graded, **COMMON,
    ),
    Ratio(
        code="appraisal.participation", label="考核完成率", group=GROUP, chapter=CHAPTER, source=SOURCE,
        definition="已定等次的团组织占应参评团组织的比例。", part="appraisal.graded", whole="appraisal.sheets",
    ),
    *breakdown(
        "appraisal.grade", rows=by_grade(SchemeKind.REVIEW), column="place", choices=GRADES, unit="个", group=GROUP,
        definition="述职评议考核结果为方案中“{label}”的团组织；各次考核的等次名称以其方案为准。", named="考核结果：", **COMMON,
    ),
    Ratio(
        code="appraisal.best_share", label="最高等次比例", group=GROUP, chapter=CHAPTER, source=SOURCE,
        definition="最高等次的团组织占已定等次团组织的比例。", part="appraisal.grade.1", whole="appraisal.graded",
    ),
    Indicator(
        code="appraisal.told", label="结果已反馈的团组织", unit="个", group=GROUP,
        definition="考核结果已向同级党组织和党委组织部门两方反馈的团组织。", rows=fed_back, **COMMON,
    ),
    Ratio(
        code="appraisal.told_rate", label="考核并反馈率", group=GROUP, chapter=CHAPTER, source=SOURCE,
        definition="结果已向两方反馈的团组织占应参评团组织的比例。", part="appraisal.told", whole="appraisal.sheets",
    ),
    *breakdown(
        "appraisal.band", rows=by_band, column="band", choices=BANDS, unit="个", group=SCORES, named="总分：",
        definition="总分在“{label}”的已定等次团组织，用来看得分的高低分布。", **COMMON,
    ),
    Indicator(
        code="appraisal.points", label="考核总分合计", node="sheet__organization_id",
        definition="已定等次团组织的总分之和，用于计算平均分。",
        rows=lambda context: with_total(graded(context), context), value=Sum("hundredths"), dress=with_total, **POINTS,
    ),
    PointAverage(
        code="appraisal.mean", label="考核平均分", unit="分", chapter=CHAPTER, group=SCORES, source=SOURCE,
        definition="总分之和除以已定等次的团组织数，逐级重新计算。", part="appraisal.points", whole="appraisal.graded",
    ),
    *(figure for kind, label in METHODS for figure in _method(kind, label)),
    Indicator(
        code="appraisal.self_scored", label="有自评分的团组织", unit="个", group=SCORES,
        definition="已定等次、自评分齐全的团组织。", rows=self_scored, **COMMON,
    ),
    Indicator(
        code="appraisal.surplus", label="自评高出合计", node="sheet__organization_id",
        definition="自评总分减考核总分之和，用于计算平均差；自评较低的抵减。",
        rows=lambda context: with_surplus(self_scored(context), context), value=Sum("surplus"), dress=with_surplus, **POINTS,
    ),
    PointAverage(
        code="appraisal.self_gap", label="自评与考核的平均差", unit="分", chapter=CHAPTER, group=SCORES, source=SOURCE,
        definition="自评总分减考核总分的平均值；正数表示自评偏高。",
        part="appraisal.surplus", whole="appraisal.self_scored",
    ),
    Indicator(
        code="star.sheets", label="参加定级的团组织", unit="个", group=STARS,
        definition="考核截止日在统计期内、结果已公布的对标定级中，应当参加的团组织。",
        rows=results_of(SchemeKind.STAR), **COMMON,
    ),
    *breakdown(
        "star.grade", rows=by_grade(SchemeKind.STAR), column="place", choices=STAR_GRADES, unit="个", group=STARS,
        definition="对标定级结果为“{label}”的团组织。", **COMMON,
    ),
)  # fmt: skip
