"""What becomes of the people's rows when their organisation ends."""

from django.db.models import Q

from cadres.enums import RecommendationState
from cadres.models import Consultation, Recommendation, TrainingCourse
from organizations.services.successions import Refuses, Stays, register

register(
    Refuses(
        "consultations",
        Consultation,
        "organization",
        "{} 项未答复的协管征求意见",
        "请先答复或登记撤回，再办理本项",
        rows=Q(withdrawn_on__isnull=True, appointed_on__isnull=True, answer=""),
    )
)
register(
    Refuses(
        "recommendations",
        Recommendation,
        "organization",
        "{} 份办理中的推优",
        "请先办结，或者终止后由承接的团支部重新提出，再办理本项",
        rows=Q(state__in=RecommendationState.open),
    )
)
register(Stays("training_courses", TrainingCourse, "organization", "{} 个培训班"))
