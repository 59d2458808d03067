"""TJ-9 志愿服务: a line for each programme, one for what belongs to none, and one for students who served villages."""

from __future__ import annotations

from django.db.models import Count, Q, Sum

from activities.enums import ActivityKind, Audience, SignUpState
from activities.models import (
    Activity,
    ActivityAudience,
    Programme,
    SignUp,
    VillageService,
    Volunteer,
    VolunteerTeam,
)
from reports.services.ledgers.base import Asked, Head, Ledger, Line

HEADS = (
    Head("项目"), Head("队伍（支）", "number"), Head("注册志愿者（人）", "number"), Head("活动（场）", "number"),
    Head("参与人次", "number"), Head("参与人数（不重复）", "number"), Head("服务时长（小时）", "minutes"),
)  # fmt: skip
REMARKS = (
    "活动为统计期内已举办、已核验的志愿服务活动；参与人次为其中志愿者的人次。",
    "队伍、注册志愿者、参与人数和服务时长只算在本系统按姓名报名、签到的，没有按姓名报名的项目为不详；"
    "同一人在合计中只计一次，各行相加可能大于合计。",
    "返乡大学生服务村（社区）按服务记录列，一段服务计一人次，三下乡团队按在县的计；没有签到，时长不详。",
    "服务时长不含存疑未核实的。",
)


def held(asked: Asked):
    """Volunteer service that was held in those days."""
    return (
        Activity.objects.held_within(asked.first, asked.last).below(asked.node.path).filter(kind=ActivityKind.VOLUNTEER)
    )


def _heads(asked: Asked):
    rows = ActivityAudience.objects.held_within(asked.first, asked.last).below(asked.node.path)
    return rows.filter(activity__kind=ActivityKind.VOLUNTEER, audience=Audience.VOLUNTEERS).order_by()


def _sign_ups(asked: Asked):
    rows = SignUp.objects.below(asked.node.path).filter(activity__in=held(asked).order_by().values("pk"))
    return rows.exclude(state=SignUpState.CANCELLED).order_by()


def _came(asked: Asked):
    return _sign_ups(asked).attended_within(asked.first, asked.last)


def _stays(asked: Asked):
    """Returning students at villages and communities."""
    return VillageService.objects.served_within(asked.first, asked.last).below(asked.node.path).order_by()


def _summer_teams(asked: Asked):
    return VolunteerTeam.objects.summer().present_within(asked.first, asked.last).below(asked.node.path).order_by()


def _returned(asked: Asked) -> list[Line]:
    """The line of returning students and their teams; none where there were none."""
    teams, stays = _summer_teams(asked).count(), _stays(asked).count()
    students = _stays(asked).aggregate(n=Count("volunteer", distinct=True))["n"]
    return [("返乡大学生服务村（社区）、三下乡", teams, students, "", stays, students, None)] if teams or stays else []


def lines(asked: Asked) -> list[Line]:
    """One for each programme in code order, the rest at the end."""
    events = dict(held(asked).order_by().values_list("programme").annotate(n=Count("pk")))
    by = "activity__programme"
    times = dict(_heads(asked).values_list(by).annotate(n=Sum("person_times")))
    registered = dict(_sign_ups(asked).values_list(by).annotate(n=Count("volunteer", distinct=True)))
    came = {
        programme: numbers
        for programme, *numbers in _came(asked)
        .values_list(by)
        .annotate(teams=Count("volunteer__team", distinct=True), persons=Count("volunteer", distinct=True))
    }
    minutes = dict(_came(asked).credited().values_list(by).annotate(n=Sum("minutes")))
    names = dict(
        Programme.objects.filter(pk__in=[key for key in events if key]).order_by("code").values_list("pk", "name")
    )
    rest = {None: "未列入项目的志愿服务"} if None in events else {}
    found = []
    for programme, name in (names | rest).items():
        by_name = programme in registered
        teams, persons = came.get(programme, (0, 0)) if by_name else (None, None)
        found.append(
            (name, teams, registered.get(programme), events[programme], times.get(programme, 0), persons,
             minutes.get(programme, 0) if by_name else None)
        )  # fmt: skip
    return [*found, *_returned(asked)]


def total(asked: Asked) -> Line:
    """Everybody and every team once, whether they came to activities or served a village."""
    stayed = Q(pk__in=_stays(asked).values("volunteer"))
    named = _people(stayed | Q(pk__in=_sign_ups(asked).values("volunteer")))
    came = _people(stayed | Q(pk__in=_came(asked).values("volunteer")))
    sent = Q(pk__in=_came(asked).filter(volunteer__team__isnull=False).values("volunteer__team"))
    teams = VolunteerTeam.objects.filter(sent | Q(pk__in=_summer_teams(asked).values("pk"))).count()
    times = (_heads(asked).aggregate(n=Sum("person_times"))["n"] or 0) + _stays(asked).count()
    minutes = _came(asked).credited().aggregate(n=Sum("minutes"))["n"]
    by_name = (teams, named, came) if named or teams else (None,) * 3
    return ("合计", *by_name[:2], held(asked).count(), times, by_name[2], minutes)


def _people(condition: Q) -> int:
    return Volunteer.objects.filter(condition).count()


VOLUNTEERING = Ledger("tj-9", "TJ-9", "志愿服务台账", HEADS, lines, total, REMARKS)
