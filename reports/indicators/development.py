"""How cadres and members are brought on: consultation before appointment, recommendation to the Party, training."""

from __future__ import annotations

from cadres.models import Consultation, Post, Recommendation, TrainingCourse, TrainingRecord
from cadres.models.consultation import consulted_before, to_consult, unconsulted
from cadres.models.recommendation import joined_by_recommendation, joined_party
from reports.indicators.base import Context, Distinct, Indicator, Measure, Ratio, Sum

CHAPTER = "队伍建设"
CONSULTING, RECOMMENDING, TRAINING = "团干部协管", "推优入党", "团干部培训"
METHOD = "《共青团推优入党工作实施办法》（中青发〔2019〕9号）"


def days(context: Context):
    """First and last day that count."""
    return context.period.first, context.on


def appointed(context: Context):
    """Consultations whose appointment fell into the period."""
    return Consultation.objects.appointed(*days(context))


def begun(context: Context):
    """Posts that began within the period."""
    first, last = days(context)
    return Post.objects.filter(starts_on__range=(first, last))


def joiners(context: Context):
    """Members who joined the Party within the period."""
    return joined_party(*days(context))


def recommended_joiners(context: Context):
    """Of them, those who joined by the league's recommendation."""
    return joined_by_recommendation(joiners(context))


def records(context: Context):
    """Records of training courses begun within the period."""
    return TrainingRecord.objects.between(*days(context))


def _consulted(**declaration) -> Indicator:
    return Indicator(
        **{"unit": "人次", "node": "organization_id", "measure": Measure.CONSULTATIONS, "chapter": CHAPTER,
           "group": CONSULTING} | declaration
    )  # fmt: skip


def _recommended(**declaration) -> Indicator:
    return Indicator(
        **{"unit": "人次", "node": "organization_id", "measure": Measure.RECOMMENDATIONS, "chapter": CHAPTER,
           "group": RECOMMENDING, "source": METHOD} | declaration
    )  # fmt: skip


def _trained(**declaration) -> Indicator:
    return Indicator(
        **{"node": "person__organization_id", "chapter": CHAPTER, "group": TRAINING, "rows": records} | declaration
    )


FIGURES = (
    _consulted(
        code="consultation.asked", label="征求协管意见",
        definition="统计期内党组织就团干部任职向县级团委征求意见的人次，撤回的不计。",
        rows=lambda context: Consultation.objects.asked(*days(context)),
    ),
    _consulted(
        code="consultation.appointed", label="经征求意见任职",
        definition="统计期内任职、登记有征求意见的人次。", rows=appointed,
    ),
    _consulted(
        code="consultation.orderly", label="先答复后任职",
        definition="统计期内任职的征求意见中，县级团委答复的当日或之后才任职的。",
        rows=lambda context: appointed(context).answered_before_appointment(),
    ),
    _consulted(
        code="consultation.premature", label="答复前任职",
        definition="统计期内任职的征求意见中，县级团委没有答复或答复之前就任职的。",
        rows=lambda context: appointed(context).exclude(
            pk__in=appointed(context).answered_before_appointment().order_by().values("pk")
        ),
    ),
    _consulted(
        code="consultation.due", label="应征求意见的任职", unit="个", measure=Measure.POSTS,
        definition="统计期内开始的乡镇团委书记、副书记任职，大学生兼职副书记由县级团委招募，不计。",
        rows=lambda context: to_consult(begun(context)),
    ),
    _consulted(
        code="consultation.kept", label="先征求意见后任职", unit="个", measure=Measure.POSTS,
        definition="应征求意见的任职中，县级团委答复的当日或之后才任职的。",
        rows=lambda context: consulted_before(begun(context)),
    ),
    _consulted(
        code="consultation.unasked", label="未征求意见的任职", unit="个", measure=Measure.POSTS,
        definition="应征求意见的任职中，没有征求县级团委意见的记录的。",
        rows=lambda context: unconsulted(begun(context)),
    ),
    Ratio(
        code="consultation.rate", label="先征求意见后任职率", chapter=CHAPTER, group=CONSULTING,
        definition="先征求意见后任职的任职数除以应征求意见的任职数；没有征求意见记录的算在分母里。",
        part="consultation.kept", whole="consultation.due",
    ),
    _recommended(
        code="recommendation.passed", label="推优通过",
        definition="统计期内公示结束、推优通过的人次，党组织采纳与否都算。",
        rows=lambda context: Recommendation.objects.recommended(*days(context)),
    ),
    _recommended(
        code="recommendation.valid", label="推优在有效期内",
        definition="截至日推优通过、党组织没有答复、还在有效期内的人次。",
        rows=lambda context: Recommendation.objects.valid(on=context.on),
    ),
    _recommended(
        code="recommendation.expired", label="推优已过有效期",
        definition="截至日推优通过、党组织没有答复而有效期已过、没有重新推荐的人次。",
        rows=lambda context: Recommendation.objects.expired(on=context.on),
    ),
    _recommended(
        code="recommendation.joiners", label="入党的团员", unit="人", measure=Measure.PERSONS,
        definition="人员档案中，入党日期在统计期内、登记有入团日期的人员。", rows=joiners,
    ),
    _recommended(
        code="recommendation.joined", label="经推优入党的团员", unit="人", measure=Measure.PERSONS,
        definition="统计期内入党的团员中，登记有推优、党组织采纳并转为预备党员的。", rows=recommended_joiners,
    ),
    Ratio(
        code="recommendation.rate", label="推优率", chapter=CHAPTER, group=RECOMMENDING, source=METHOD,
        definition="经推优入党的团员除以入党的团员；只算建有人员档案的。",
        part="recommendation.joined", whole="recommendation.joiners",
    ),
    Indicator(
        code="training.courses", label="举办培训班", unit="期", chapter=CHAPTER, group=TRAINING, node="organization_id",
        measure=Measure.COURSES, definition="统计期内开班的培训班，按主办团组织统计。",
        rows=lambda context: TrainingCourse.objects.held(*days(context)),
    ),
    _trained(
        code="training.person_times", label="参训人次", unit="人次", measure=Measure.PERSON_TIMES,
        definition="统计期内开班的培训班的参训人次，按建档团组织统计。",
    ),
    _trained(
        code="training.persons", label="参训人数", unit="人", measure=Measure.PERSONS, value=Distinct("person_id"),
        definition="统计期内参加过培训的人员，一人只计一次。",
    ),
    _trained(
        code="training.hours", label="参训学时", unit="学时", measure=Measure.HOURS, value=Sum("hours"),
        definition="统计期内开班的培训班实际参训学时之和。",
    ),
)  # fmt: skip
