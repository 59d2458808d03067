"""What becomes of programmes and activities when their organisation ends."""

from django.db.models import Q

from activities.enums import ActivityState, GrantState, NeedState
from activities.models import (
    Activity,
    ActivitySample,
    AidCase,
    BankLine,
    Donation,
    Fund,
    Grant,
    Honour,
    LearningRecord,
    LearningSeries,
    MediaItem,
    Need,
    NeedStep,
    PlatformName,
    Programme,
    ServiceTeam,
    Volunteer,
    VolunteerCertificate,
    VolunteerTeam,
    YardMeeting,
    YouthFederation,
)
from organizations.services.successions import Passes, Refuses, Stays, register

PLANNED = Q(state__in=(*ActivityState.planned, ActivityState.RETURNED))
register(Passes("programmes", Programme, "organization", "{} 个品牌项目"))
register(Passes("activities_planned", Activity, "organization", "{} 场未办结的活动", rows=PLANNED))
register(Stays("activities_held", Activity, "organization", "{} 场办结的活动", rows=~PLANNED))
register(Stays("activity_samples", ActivitySample, "organization", "{} 份抽样清单"))
UNMATCHED = Q(is_matched=False)
register(Passes("learning_series", LearningSeries, "organization", "{} 个学习栏目"))
register(Passes("learning_unmatched", LearningRecord, "organization", "{} 条待匹配的学习记录", rows=UNMATCHED))
register(Stays("learning_records", LearningRecord, "organization", "{} 条学习记录", rows=~UNMATCHED))
register(Passes("platform_names", PlatformName, "organization", "{} 个平台名称", apart=("superior", "name")))
register(Stays("platform_names_meant", PlatformName, "meant_organization", "{} 个对应它的平台名称"))
register(Stays("media_items", MediaItem, "organization", "{} 条宣传"))
OPEN_FUNDS, OPEN_GRANTS = Q(closed_on__isnull=True), Q(state__in=GrantState.open)
register(Passes("funds", Fund, "organization", "{} 个没有结清的资金专项", rows=OPEN_FUNDS))
register(Stays("funds_closed", Fund, "organization", "{} 个结清的资金专项", rows=~OPEN_FUNDS))
register(Stays("donations", Donation, "organization", "{} 笔资金物资来源"))
register(Passes("grants_open", Grant, "organization", "{} 笔没有办结的发放", rows=OPEN_GRANTS))
register(Stays("grants_done", Grant, "organization", "{} 笔办结的发放", rows=~OPEN_GRANTS))
register(Stays("bank_lines", BankLine, "organization", "{} 条银行流水"))
register(Stays("aid_cases", AidCase, "organization", "{} 条关爱帮扶"))
OPEN_NEEDS = Q(state__in=NeedState.open)
register(Passes("service_teams", ServiceTeam, "organization", "{} 支服务队"))
register(Stays("yard_meetings", YardMeeting, "organization", "{} 次青春屋场恳谈会"))
register(
    Passes(
        "needs_open", Need, "organization", "{} 件没有办结的诉求", rows=OPEN_NEEDS,
        sentence="{rows}移交“{heir}”；由其他上级负责办理的，请核对后改派。",
    )
)  # fmt: skip
register(Stays("needs_told", Need, "organization", "{} 件办结的诉求", rows=~OPEN_NEEDS))
register(
    Refuses(
        "needs_owned", Need, "owner", "{} 件由它负责、没有办结的诉求", "请先办结或改派，再办理本项", rows=OPEN_NEEDS
    )
)
register(Stays("needs_owned_told", Need, "owner", "", rows=~OPEN_NEEDS))
register(Stays("need_steps", NeedStep, "owner", ""))
register(Passes("honours", Honour, "organization", "{} 项荣誉"))
register(Stays("honours_held", Honour, "holder_organization", "{} 项它获得的荣誉"))
register(Passes("youth_federations", YouthFederation, "organization", "{} 个青联"))
register(Passes("volunteers", Volunteer, "organization", "{} 名志愿者的档案"))
register(Stays("volunteer_teams", VolunteerTeam, "organization", "{} 支志愿服务队"))
register(Stays("volunteer_certificates", VolunteerCertificate, "organization", "{} 份志愿服务证明"))
