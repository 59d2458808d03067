"""What waits for somebody: the to-do list that a dashboard begins with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Value
from django.urls import reverse

from activities.models import Grant
from cadres.models import AppraisalSheet
from league.core.models import JobRun
from league.core.models.import_batch import ImportBatch, ImportState
from league.core.models.job import JobState
from league.core.roles import Role
from organizations.enums import UnitKind
from organizations.models import Division, Unit
from reports.services.boards import Board

IMPORTS_LOOKED_AT = 50


@dataclass(frozen=True)
class ToDo:
    """A sentence with its number and the page where it is dealt with."""

    label: str
    count: int
    unit: str
    url: str
    tone: str = "warning"


# Figures that are something to be done as soon as they are not zero.
WAITING = (
    ("unit.gap", "应建未建团组织的单位", "danger"),
    ("village.gap", "没有团组织的村（社区）", "danger"),
    ("term.overdue", "逾期未换届的团组织", "danger"),
    ("need.overdue", "逾期的急难愁盼诉求", "danger"),
    ("activity.returned", "退回更正的活动", "danger"),
    ("activity.unreported", "时间已过、没有登记举办的活动", "warning"),
    ("learning.unmatched", "学习记录待匹配平台名称", "warning"),
    ("unit.uncounted", "团员数不详的单位", "warning"),
    ("honour.expiring", "即将到期、没有续期的荣誉", "warning"),
    ("term.state.unknown", "届次不详的团组织", "warning"),
    ("org.undated", "成立日期不详的团组织", "warning"),
)
WAITING_CODES = tuple(code for code, _, _ in WAITING)


def figures_to_do(board: Board) -> list[ToDo]:
    """Gaps of the node, each leading to its rows."""
    found = []
    for code, label, tone in WAITING:
        figure = board.figure(code)
        if figure.value:
            query = {"node": board.node.code, "period": board.snapshot.period.code}
            url = reverse("reports:figure-detail", args=[code], query=query)
            found.append(ToDo(label, figure.value, figure.unit, url, tone))
    return found


def county_to_do(board: Board, *, on: date) -> list[ToDo]:
    """What only the county can mend: villages of the code list that are no units, and periods that wait for closing."""
    register = Unit.objects.existing(on=board.snapshot.as_of).filter(kind__in=UnitKind.grassroots)
    missing = (
        Division.objects.existing(on=board.snapshot.as_of)
        .filter(level__in=UnitKind.grassroots)
        .exclude(pk__in=register.values("division"))
        .count()
    )
    waiting = [one for one in board.snapshots if not one.period.is_closed and one.period.last_day < on]
    found = [
        ToDo("区划表中有、单位册中没有的村（社区）", missing, "个", reverse("organizations:division-list")),
        ToDo("已结束而没有关账的统计期", len(waiting), "个", reverse("reports:period-list"), "info"),
    ]
    return [one for one in found if one.count]


def own_steps_to_do(user, *, on: date) -> list[ToDo]:
    """Grants of which the next step is the user's, and reports of an appraisal that the user's offices have not
    submitted yet. One query."""
    grants = Grant.objects.visible_to(user).waiting_for(user, on=on)
    rows = grants.order_by().values_list(Value("grant"))
    if user.roles & {Role.TOWNSHIP_SECRETARY, Role.BRANCH_SECRETARY}:
        sheets = AppraisalSheet.objects.visible_to(user).awaiting_report()
        rows = rows.union(sheets.order_by().values_list(Value("report")), all=True)
    numbers = Counter(kind for (kind,) in rows)
    found = [
        ToDo("待办理的资金物资发放", numbers["grant"], "笔", reverse("activities:grant-list", query={"mine": "yes"})),
        ToDo("待提交的书面述职", numbers["report"], "份",
             reverse("cadres:appraisal-sheet-list", query={"state": "open", "report": "waiting"})),
    ]  # fmt: skip
    return [one for one in found if one.count]


def own_imports(user) -> list[ImportBatch]:
    """The user's own last imports, the newest first."""
    return list(ImportBatch.objects.filter(created_by=user).order_by("-created_at")[:IMPORTS_LOOKED_AT])


def work_to_do(user, imports: list[ImportBatch]) -> list[ToDo]:
    """The user's own imports that wait or were refused, and own jobs that run or failed."""
    states = [batch.state for batch in imports]
    jobs = list(JobRun.objects.visible_to(user).exclude(state=JobState.DONE).order_by().values_list("state", flat=True))
    running = sum(state in JobState.open for state in jobs)
    found = [
        ToDo("待确认的导入", states.count(ImportState.PREVIEWED), "批", reverse("core:import-list")),
        ToDo("被拒绝的导入文件", states.count(ImportState.REFUSED), "个", reverse("core:import-list"), "danger"),
        ToDo("正在运行的任务", running, "个", reverse("core:job-list"), "info"),
        ToDo("失败的任务", len(jobs) - running, "个", reverse("core:job-list"), "danger"),
    ]
    return [one for one in found if one.count]
