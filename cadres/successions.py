"""What becomes of the people's rows when their organisation ends."""

from django.db.models import Q

from cadres.enums import PostEnding, RecommendationState
from cadres.models import (
    AppraisalAssessor,
    AppraisalScheme,
    AppraisalSheet,
    Consultation,
    DeclaredStaff,
    Establishment,
    Opening,
    Person,
    Post,
    PostChange,
    Recommendation,
    RecruitmentDrive,
    TrainingCourse,
)
from organizations.services.successions import Ends, Passes, Refuses, Stays, register

register(Passes("people", Person, "organization", "{} 份人员档案"))
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
register(Ends("posts", Post, "organization", "{} 项任职", also={"ending": PostEnding.DISSOLUTION.value}))
register(Ends("establishments", Establishment, "organization", "{} 项编制"))
register(Stays("post_changes", PostChange, "organization", "{} 项任免事项"))
register(Stays("declared_staff", DeclaredStaff, "organization", "{} 次公布人数"))
register(Passes("openings", Opening, "organization", "{} 个招募岗位"))
register(Passes("recruitment_drives", RecruitmentDrive, "organization", "{} 次招募"))
register(
    Passes("appraisal_schemes", AppraisalScheme, "organization", "{} 个考核方案", apart=("kind", "year", "version"))
)
register(Stays("appraisal_sheets", AppraisalSheet, "organization", "{} 张考核表"))
register(Stays("appraisal_assessors", AppraisalAssessor, "organization", "{} 位评委的回避"))
