"""The vocabularies of recruitment, and its two state machines; docs/recruitment.md holds the same tables for people."""

from enum import nonmember

from django.db import models

from league.core.states import StateMachine


class DriveKind(models.TextChoices):
    """招募类别. Figures of 链习生 and of 大学生兼职团委副书记 count their own kind only."""

    DEPUTY = "deputy", "大学生兼职团委副书记"
    INTERN = "intern", "链习生"
    OFFICE = "office", "团委实习岗位"
    OTHER = "other", "其他招募"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"deputy": "primary", "intern": "info", "office": "success"}.get(self.value, "secondary")


class HomeCondition(models.TextChoices):
    """户籍条件."""

    ANY = "any", "不限户籍"
    COUNTY = "county", "限本县籍"


class StudyLevel(models.TextChoices):
    """学历层次 of a student or graduate; the national codes name only what is finished."""

    COLLEGE = "college", "大学专科"
    BACHELOR = "bachelor", "大学本科"
    MASTER = "master", "硕士研究生"
    DOCTOR = "doctor", "博士研究生"


class DriveAction(models.TextChoices):
    """办理事项 of a drive."""

    OPEN = "open", "开始报名"
    RETRACT = "retract", "退回草稿"
    CLOSE = "close", "截止报名"
    REOPEN = "reopen", "恢复报名"
    FINISH = "finish", "办结"
    RESUME = "resume", "恢复办理"

    @property
    def permission(self) -> str:
        """The right that the action asks for."""
        return f"cadres.{self.value}_recruitment_drive"


class DriveState(StateMachine, models.TextChoices):
    """招募状态."""

    DRAFT = "draft", "草稿"
    OPEN = "open", "报名中"
    CLOSED = "closed", "报名截止"
    FINISHED = "finished", "已办结"

    action_class = nonmember(DriveAction)
    subject = nonmember("该招募")
    transitions = nonmember(
        {
            "draft": {"open": "open", "close": "closed"},
            "open": {"retract": "draft", "close": "closed"},
            "closed": {"reopen": "open", "finish": "finished"},
            "finished": {"resume": "closed"},
        }
    )
    # Host units offer and change openings; the public sees the drive.
    taking_openings = nonmember(("draft", "open", "closed"))
    public = nonmember(("open", "closed"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"draft": "secondary", "open": "success", "closed": "warning", "finished": "info"}[self.value]


class ApplicationAction(models.TextChoices):
    """报名办理事项. `withdraw` is the applicant's own, all others are the offices'."""

    PASS = "pass", "审核通过"
    REJECT = "reject", "审核不通过"
    RECHECK = "recheck", "重新审核"
    SCORE = "score", "登记面试成绩"
    SELECT = "select", "录用"
    UNSELECT = "unselect", "取消录用"
    DECLINE = "decline", "不予录用"
    RECONSIDER = "reconsider", "递补候选"
    TAKE_UP = "take_up", "登记上岗"
    MISS = "miss", "登记未上岗"
    LEAVE = "leave", "登记离岗"
    REVOKE = "revoke", "退回上一步"
    WITHDRAW = "withdraw", "撤回报名"

    # In which states of its drive an action may be taken.
    drive_states = nonmember(
        {
            "pass": ("open", "closed"),
            "reject": ("open", "closed"),
            "recheck": ("open", "closed"),
            "score": ("open", "closed"),
            "select": ("closed",),
            "unselect": ("closed",),
            "decline": ("closed",),
            "reconsider": ("closed",),
            "take_up": ("closed",),
            "miss": ("closed",),
            "leave": ("closed", "finished"),
            "revoke": ("closed",),
            "withdraw": ("open", "closed"),
        }
    )

    @property
    def needs_reason(self) -> bool:
        """Whether somebody will ask why."""
        return self.value in ("reject", "unselect", "decline", "miss", "revoke")

    @property
    def is_of_placement(self) -> bool:
        """Whether it is done where the person works, and so by the host's office too."""
        return self.value in ("take_up", "miss", "leave", "revoke")

    @property
    def permission(self) -> str:
        """The right that the action asks for; the object is the placement where it is done there."""
        return f"cadres.{self.value}_{'placement' if self.is_of_placement else 'application'}"


class ApplicationState(StateMachine, models.TextChoices):
    """报名状态."""

    SUBMITTED = "submitted", "待审核"
    PASSED = "passed", "审核通过"
    REJECTED = "rejected", "审核未通过"
    SELECTED = "selected", "已录用"
    NOT_SELECTED = "not_selected", "未录用"
    TOOK_UP = "took_up", "已上岗"
    NO_SHOW = "no_show", "未上岗"
    LEFT = "left", "已离岗"
    WITHDRAWN = "withdrawn", "已撤回"

    action_class = nonmember(ApplicationAction)
    subject = nonmember("该报名")
    transitions = nonmember(
        {
            "submitted": {"pass": "passed", "reject": "rejected", "withdraw": "withdrawn"},
            "passed": {
                "recheck": "submitted", "score": "passed", "select": "selected", "decline": "not_selected",
                "withdraw": "withdrawn",
            },
            "rejected": {"recheck": "submitted"},
            "selected": {"unselect": "passed", "take_up": "took_up", "miss": "no_show", "withdraw": "withdrawn"},
            "not_selected": {"reconsider": "passed"},
            "took_up": {"leave": "left", "revoke": "selected"},
            "no_show": {"revoke": "selected"},
            "left": {"revoke": "took_up"},
            "withdrawn": {},
        }
    )  # fmt: skip
    # Who holds a seat, and so counts against the seats of an opening and a township's quota.
    seated = nonmember(("selected", "took_up"))
    placed = nonmember(("selected", "took_up", "no_show", "left"))
    screened = nonmember(("passed", "rejected", "selected", "not_selected", "took_up", "no_show", "left"))
    # Nothing more will happen to these when the drive is finished: their personal fields need not be kept.
    unsuccessful = nonmember(("rejected", "not_selected", "no_show"))

    def refusal_in(self, action: str, drive_state: str) -> str:
        """Besides: whether the drive's state allows it."""
        asked, states = ApplicationAction(action), ApplicationAction.drive_states[str(action)]
        if drive_state in states or not self.after(action):
            return self.refusal(action)
        when = "或".join(f"“{DriveState(state).label}”" for state in states)
        return f"该招募目前是“{DriveState(drive_state).label}”，“{asked.label}”只能在招募{when}时办理。"

    def actions_in(self, drive_state: str) -> list[ApplicationAction]:
        """What may be done while the drive is in that state."""
        return [action for action in self.actions if drive_state in ApplicationAction.drive_states[action.value]]

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {
            "submitted": "info",
            "passed": "primary",
            "selected": "warning",
            "took_up": "success",
            "rejected": "danger",
            "no_show": "danger",
        }.get(self.value, "secondary")
