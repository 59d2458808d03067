"""The offices' pages of drives and openings."""

from __future__ import annotations

from django.urls import reverse

from cadres.enums import DriveAction, DriveKind, DriveState
from cadres.filters.recruitment import DriveFilter, OpeningFilter
from cadres.forms.recruitment import (
    DriveBackStepForm,
    DriveCreateForm,
    DriveForm,
    DriveStepForm,
    OpeningCreateForm,
    OpeningForm,
    OpeningWithdrawForm,
)
from cadres.models import Opening, RecruitmentDrive
from cadres.services.recruitment_board import STEPS, board_of
from cadres.services.recruitment_drives import drive_refusal
from cadres.tables.recruitment import DriveTable, OpeningTable
from league.core.access import narrowed
from league.core.dates import today
from league.core.tables import Column
from league.core.views import (
    ActionView,
    Link,
    ScopedCreateView,
    ScopedDetailView,
    ScopedListView,
    ScopedUpdateView,
    Tab,
)
from organizations.views.actions import PlainView, TurnTaking

ICONS = {
    DriveAction.OPEN: "megaphone",
    DriveAction.RETRACT: "arrow-counterclockwise",
    DriveAction.CLOSE: "door-closed",
    DriveAction.REOPEN: "door-open",
    DriveAction.FINISH: "check2-all",
    DriveAction.RESUME: "arrow-counterclockwise",
}
BACK = (DriveAction.RETRACT, DriveAction.REOPEN, DriveAction.RESUME)


class DriveListView(ScopedListView):
    model, table_class, filterset_class = RecruitmentDrive, DriveTable, DriveFilter
    title, noun = "招募", "cadres:drive"
    permission = "cadres.view_recruitment_drive"
    create_permission, create_label = "cadres.add_recruitment_drive", "新建招募"
    intro = "大学生兼职团委副书记、链习生和实习岗位的招募：征集岗位、公开报名、审核、录用、上岗、离岗。"


class DriveDetailView(ScopedDetailView):
    model = RecruitmentDrive
    permission = "cadres.view_recruitment_drive"
    template_name = "cadres/recruitment/detail.html"
    select_related = ("organization",)
    facts = (
        Column("code", "招募编码", kind="code"),
        Column("kind", "类别", kind="badge", choices=DriveKind),
        Column("year", "年度"),
        Column("state", "状态", kind="badge", choices=DriveState),
        Column("organization", "主办团组织", link=True),
        Column("co_organizers", "联合主办单位"),
        Column("contact", "咨询方式"),
        Column("opens_on", "报名开始日期", kind="date"),
        Column("closes_on", "报名截止日期", kind="date"),
        Column("minimum_age", "最低年龄", kind="number"),
        Column("home_condition", "户籍条件", kind="choice"),
        Column("township_quota", "每个乡镇录用限额", kind="number"),
        Column("wishes", "可填志愿数", kind="number"),
        Column("consent_version", "知情同意书版本"),
        Column("keep_days", "未录用者信息保存天数", kind="number"),
        Column("finished_on", "办结日期", kind="date"),
        Column("text", "招募公告"),
        Column("consent_text", "知情同意书"),
    )
    tabs = (Tab("board", "进度", "cadres/recruitment/tab_board.html"),)

    def get_tabs(self):
        """The board first: it is what one comes for."""
        facts, board, *rest = super().get_tabs()
        return [board, facts, *rest]

    def get_crumbs(self):
        """The list above."""
        return [("招募", reverse("cadres:drive-list"))]

    def get_links(self):
        """What can be done with it."""
        pk = self.object.pk
        return [
            Link(
                "登记岗位", f"{reverse('cadres:opening-create')}?drive={pk}", "plus-lg",
                permission="cadres.add_opening",
            ),
            Link(
                "修改", reverse("cadres:drive-update", args=[pk]), "pencil",
                permission="cadres.change_recruitment_drive",
            ),
        ]  # fmt: skip

    def get_context(self):
        """The steps the state machine allows, and where the public finds the drive."""
        drive, user = self.object, self.request.user
        actions = [
            Link(action.label, reverse(f"cadres:drive-{action}", args=[drive.pk]), ICONS[action])
            for action in drive.stage.actions
            if user.has_perm(action.permission, drive)
        ]
        public = reverse("recruitment:drive", args=[drive.code]) if drive.state in DriveState.public else ""
        address = self.request.build_absolute_uri(public) if public else ""
        return super().get_context() | {"actions": actions, "public_url": public, "public_address": address}

    def tab_board(self):
        """Every step's numbers, over the openings the user may see."""
        user, drive = self.request.user, self.object
        whole = user.has_perm("cadres.view_application", drive) and user.scope.covers(drive.org_path)
        board = board_of(drive, narrowed(Opening.objects.all(), user), on=today(), whole=whole)
        lists = {
            "openings": reverse("cadres:opening-list"), "selected": reverse("cadres:placement-list"),
            **({"applications": reverse("cadres:application-list")} if whole else {}),
        }  # fmt: skip
        numbers = [
            (label, number, f"{lists[name]}?drive={drive.pk}" if name in lists else "")
            for (name, label), number in zip(STEPS, board.total.cells, strict=True)
        ]
        return {
            "board": board,
            "numbers": numbers,
            "headers": [label for _, label in STEPS],
            "numeric": range(1, len(STEPS) + 1),
            "townships": [[line.key, *line.cells] for line in board.townships],
            "hosts": [[line.key, *line.cells] for line in board.hosts],
        }


class DriveCreateView(ScopedCreateView):
    model, form_class, permission = RecruitmentDrive, DriveCreateForm, "cadres.add_recruitment_drive"
    title, done = "新建招募", "已新建草稿：{object}。请登记岗位后开始报名。"


class DriveUpdateView(ScopedUpdateView):
    model, form_class, permission = RecruitmentDrive, DriveForm, "cadres.change_recruitment_drive"


class DriveStepView(ActionView):
    """One step of a drive; the URL says which."""

    model = RecruitmentDrive
    action = DriveAction.OPEN
    done = "已办理：{object}。"

    @property
    def form_class(self):
        """With a reason where it goes back."""
        base = DriveBackStepForm if self.action in BACK else DriveStepForm
        return type(base.__name__, (base,), {"action": self.action})

    @property
    def permission(self):
        """The right of the step."""
        return self.action.permission

    def get_title(self):
        """The step and the drive."""
        return f"{self.action.label}：{self.object}"

    def preview(self, form):
        """Why it cannot be done, or what follows."""
        drive = self.object
        if refusal := drive_refusal(drive, self.action, on=today()):
            return [refusal]
        passed = drive.applications.filter(state="passed").count()
        return [
            {
                DriveAction.OPEN: f"“{drive}”将对外公布，{drive.opens_on}至{drive.closes_on}可以报名。",
                DriveAction.RETRACT: f"“{drive}”不再对外公布。",
                DriveAction.CLOSE: f"“{drive}”不再接受报名，可以开始录用。",
                DriveAction.REOPEN: f"“{drive}”恢复报名，到{drive.closes_on}截止。",
                DriveAction.FINISH: f"“{drive}”办结；审核通过而没有录用的{passed}人登记为未录用。",
                DriveAction.RESUME: f"“{drive}”恢复办理，可以继续录用和登记上岗。",
            }[self.action]
        ]


class OpeningListView(ScopedListView):
    model, table_class, filterset_class = Opening, OpeningTable, OpeningFilter
    title, noun = "招募岗位", "cadres:opening"
    permission = "cadres.view_opening"
    create_permission, create_label = "cadres.add_opening", "登记岗位"
    intro = "用人单位提供的岗位，由归口的乡镇（系统）团委登记；岗位数按人计。"

    def get_queryset(self):
        """With the seats that are taken."""
        return super().get_queryset().with_taken()


class OpeningDetailView(ScopedDetailView):
    model = Opening
    permission = "cadres.view_opening"
    select_related = ("drive__organization", "organization", "division")
    facts = (
        Column("drive", "招募", link=True),
        Column("code", "岗位编码", kind="code"),
        Column("title", "岗位名称"),
        Column("host", "用人单位"),
        Column("division", "工作地点"),
        Column("organization", "归口团组织", link=True),
        Column("seats", "岗位数", kind="number"),
        Column("taken", "已录用", kind="number"),
        Column("offered_on", "征集日期", kind="date"),
        Column("withdrawn_on", "撤回日期", kind="date"),
        Column("requirements", "岗位要求"),
    )

    def is_open(self, row):
        """A drive of an office above is open to those below."""
        return isinstance(row, RecruitmentDrive) or super().is_open(row)

    def get_queryset(self):
        """With the seats that are taken."""
        return super().get_queryset().with_taken()

    def get_crumbs(self):
        """The list above."""
        return [("招募岗位", reverse("cadres:opening-list"))]

    def get_links(self):
        """What can be done with it."""
        pk = self.object.pk
        return [
            Link("修改", reverse("cadres:opening-update", args=[pk]), "pencil", permission="cadres.change_opening"),
            Link(
                "撤回岗位", reverse("cadres:opening-withdraw", args=[pk]), "x-octagon",
                permission="cadres.withdraw_opening",
            ),
        ]  # fmt: skip


class OpeningCreateView(ScopedCreateView):
    model, form_class, permission = Opening, OpeningCreateForm, "cadres.add_opening"
    title, done = "登记岗位", "已登记：{object}。"

    def get_initial(self):
        """The user's own node and its township, unless the address says otherwise."""
        grants = [grant for grant in self.request.user.current_grants if grant.organization_id]
        node = grants[0].organization if grants else None
        own = {"organization": node, "division": node.division} if node else {}
        return own | super().get_initial()


class OpeningTurn(TurnTaking):
    """An opening stands at the organisation that offered it."""

    model = Opening

    def get_queryset(self):
        """With what the services lock first."""
        return Opening.objects.select_related("organization", "drive")

    def node(self):
        """The organisation."""
        return self.object.organization


class OpeningUpdateView(OpeningTurn, ScopedUpdateView):
    form_class, permission = OpeningForm, "cadres.change_opening"


class OpeningWithdrawView(OpeningTurn, PlainView):
    form_class, permission, title = OpeningWithdrawForm, "cadres.withdraw_opening", "撤回岗位"
    sentence = "“{object}”自{on}起不再征集；已填报该岗位的志愿保留，其他志愿照常。"
    done = "已撤回：{object}。"
