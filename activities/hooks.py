"""What activities do along with the register below: the branches' health, the homes' months, tabs."""

from datetime import date

from django.db.models import Exists, Max, OuterRef, Subquery
from django.urls import reverse

from activities.enums import Attendance
from activities.models import Activity
from activities.services.activeness import SILENT_RULE, silent_organizations
from activities.views.activity_tabs import activities_of_home, activities_of_organization
from activities.views.courier_visits import visits_of
from activities.views.service_tabs import (
    honours_of_person,
    meetings_of_unit,
    needs_of_organization,
    teams_of_home,
)
from league.core.notices import Notice, register_notice
from league.core.tabs import ExtraTab, register_tab
from organizations.enums import HealthCheck
from organizations.happenings import ATTENDANCES, Happening, register_happening
from organizations.services.health_checks import Check, Number, branches, register_check


def silent(on: date, number: Number):
    """Branches without an activity for the rule's days."""
    return silent_organizations(branches(on), on=on, days=number(SILENT_RULE))


def took_place(column: str, first: date, last: date) -> Exists:
    """An activity was held at the home, for attendances with a record of who came."""
    rows = Activity.objects.held_within(first, last).filter(home=OuterRef("subject"))
    rows = rows.exclude(attendance=Attendance.NONE) if column == ATTENDANCES else rows
    return Exists(rows.order_by())


def latest(on: date) -> Subquery:
    """The last day on which one was held at the home."""
    rows = Activity.objects.counted().filter(home=OuterRef("subject"), held_on__lte=on).order_by()
    return Subquery(rows.values("home").annotate(last=Max("held_on")).values("last"))


register_check(
    Check(
        HealthCheck.SILENT,
        SILENT_RULE,
        "规定天数内没有登记已举办活动的团支部；成立不满该天数的、本系统登记活动不满该天数的不计入。",
        silent,
    )
)
register_happening(Happening(took_place, latest))
register_tab(
    "organizations.organization",
    ExtraTab(
        "activities", "活动", "activities/activities/tab_list.html", activities_of_organization,
        "activities.view_activity",
    ),
)  # fmt: skip
register_tab(
    "organizations.youthhome",
    ExtraTab(
        "activities", "活动", "activities/activities/tab_list.html", activities_of_home, "activities.view_activity"
    ),
)


def record_notices(page) -> list[Notice]:
    """What deserves a look: more than 100 %, a name that nobody has matched."""
    found = []
    if page.object.is_over:
        words = "学习人次超过应学人次，可能有团员以外的青年参学，或同一人多次学习，请核对应学人次。"
        found.append(Notice(words))
    if not page.object.is_matched:
        url = reverse("activities:platform-name-list", query={"q": page.object.name})
        found.append(Notice("平台名称还没有匹配，暂记在导入的团组织名下。", url=url, link="去匹配"))
    return found


register_notice("activities.learningrecord", record_notices)
register_tab(
    "activities.activity",
    ExtraTab(
        "couriers", "走访人数", "activities/service/tab_couriers.html", visits_of, "activities.view_courier_visit"
    ),
)
register_tab(
    "organizations.organization",
    ExtraTab("needs", "诉求", "activities/service/tab_needs.html", needs_of_organization, "activities.view_need"),
)
register_tab(
    "organizations.unit",
    ExtraTab(
        "meetings", "恳谈会", "activities/service/tab_meetings.html", meetings_of_unit, "activities.view_yard_meeting"
    ),
)
register_tab(
    "organizations.youthhome",
    ExtraTab("teams", "服务队", "activities/service/tab_teams.html", teams_of_home, "activities.view_service_team"),
)
register_tab(
    "cadres.person",
    ExtraTab("honours", "荣誉", "activities/honours/tab_honours.html", honours_of_person, "activities.view_honour"),
)
