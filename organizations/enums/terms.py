"""The vocabularies of terms, elections and the health of a branch."""

from enum import nonmember

from django.db import models

from league.core.states import StateMachine


class TermClass(models.TextChoices):
    """届期类别: which rule says how long a term lasts. Kinds in none of them have no term."""

    COUNTY = "county", "县级领导机关"
    COMMITTEE = "committee", "基层团委"
    GENERAL_BRANCH = "general_branch", "团总支"
    BRANCH = "branch", "团支部"
    STUDENT_BRANCH = "student_branch", "中学学生团支部"

    @property
    def rule_code(self) -> str:
        """Code of the rule with the years."""
        return f"term.years.{self.value}"

    @property
    def extension_code(self) -> str:
        """Code of the rule with the months a term may be postponed or an election advanced."""
        return "extension.months.branch" if self in (self.BRANCH, self.STUDENT_BRANCH) else "extension.months.other"


class TermState(models.TextChoices):
    """届期状态 of an organisation on a day. How many days the three warnings stand for is a rule."""

    NORMAL = "normal", "正常"
    APPROACHING = "approaching", "临近届满"
    SOON = "soon", "即将届满"
    URGENT = "urgent", "届满在即"
    DUE = "due", "今日届满"
    EXTENDED = "extended", "已批准延期"
    OVERDUE = "overdue", "逾期未换届"
    OVERRUN = "overrun", "延期后仍逾期"
    UNKNOWN = "unknown", "届次不详"
    NOT_APPLICABLE = "not_applicable", "不设届期"

    valid = nonmember(("normal", "approaching", "soon", "urgent", "due", "extended"))
    warned = nonmember(("approaching", "soon", "urgent"))
    late = nonmember(("overdue", "overrun"))
    # 交通灯 lists: what somebody has to do something about.
    pressing = nonmember(("approaching", "soon", "urgent", "due", "extended", "overdue", "overrun"))

    @property
    def tone(self) -> str:
        """The traffic light: green, blue and amber before the day, red after it."""
        return {
            "normal": "success",
            "approaching": "info",
            "extended": "info",
            "soon": "warning",
            "urgent": "warning",
            "due": "danger",
            "overdue": "danger",
            "overrun": "danger",
        }.get(self.value, "secondary")


class ElectionAction(models.TextChoices):
    """换届办理动作: what moves a dossier from state to state."""

    REPLAN = "replan", "修改计划"
    REQUEST = "request", "登记请示"
    APPROVE = "approve", "登记批复"
    HOLD = "hold", "登记大会"
    REPORT = "report", "登记报批"
    CONFIRM = "confirm", "登记任职批复"
    STEP_BACK = "step_back", "退回上一步"
    CANCEL = "cancel", "取消换届"


class ElectionState(StateMachine, models.TextChoices):
    """换届状态. `transitions` is the whole state machine: services, buttons and the API ask it and nothing else.

    docs/elections.md holds the same table for people; a test compares the two.
    """

    PLANNED = "planned", "已计划"
    REQUESTED = "requested", "已请示"
    APPROVED = "approved", "已批准召开"
    HELD = "held", "已召开大会"
    REPORTED = "reported", "已报批"
    CONFIRMED = "confirmed", "已批复任职"
    CANCELLED = "cancelled", "已取消"

    open = nonmember(("planned", "requested", "approved", "held", "reported"))
    # The straight way through a dossier, as the stepper shows it.
    course = nonmember(("planned", "requested", "approved", "held", "reported", "confirmed"))
    action_class = nonmember(ElectionAction)
    subject = nonmember("该换届")
    way = nonmember("（换届依次为：计划、请示、批复、大会、报批、任职批复）")
    transitions = nonmember(
        {
            "planned": {"replan": "planned", "request": "requested", "cancel": "cancelled"},
            "requested": {"approve": "approved", "step_back": "planned", "cancel": "cancelled"},
            "approved": {"hold": "held", "step_back": "requested", "cancel": "cancelled"},
            # The record of the meeting may be mended until it is reported.
            "held": {"hold": "held", "report": "reported", "step_back": "approved", "cancel": "cancelled"},
            "reported": {"confirm": "confirmed", "step_back": "held", "cancel": "cancelled"},
            "confirmed": {},
            "cancelled": {},
        }
    )

    def refusal(self, action: str) -> str:
        """Besides: how to go on after the dossier has ended."""
        label = ElectionAction(action).label
        if self is ElectionState.CONFIRMED:
            return f"该换届已批复任职，卷宗已办结，不能再“{label}”；日期、届次登记有误的，请在该届次的页面上更正。"
        if self is ElectionState.CANCELLED:
            return f"该换届已取消，不能再“{label}”；需要换届的，请重新制定换届计划。"
        return super().refusal(action)

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"confirmed": "success", "cancelled": "secondary", "planned": "info"}.get(self.value, "primary")


class MeetingForm(models.TextChoices):
    """大会形式: all members, or delegates where the rule allows it."""

    ALL_MEMBERS = "all_members", "团员大会"
    CONGRESS = "congress", "代表大会"


class SeatPosition(models.TextChoices):
    """选举职务 a candidate stands for."""

    SECRETARY = "secretary", "书记"
    DEPUTY = "deputy", "副书记"
    STANDING = "standing", "常委"
    MEMBER = "member", "委员"


class HealthCheck(models.TextChoices):
    """体检项目 of a branch's health card. What each looks for is declared in services.health_checks."""

    FEW_MEMBERS = "few_members", "团员不足"
    MANY_MEMBERS = "many_members", "团员过多"
    TERM_OVERDUE = "term_overdue", "逾期未换届"
    TERM_UNKNOWN = "term_unknown", "届次不详"
    UNCOUNTED = "uncounted", "久未清点团员"
    NO_SECRETARY = "no_secretary", "书记空缺"
    SECRETARY_UNKNOWN = "secretary_unknown", "书记不详"
    UNREACHABLE = "unreachable", "书记无联系方式"
    SILENT = "silent", "久无活动"


class CaseState(models.TextChoices):
    """台账状态 of a case of the health card on a day. docs/elections.md says what each event makes of it."""

    WAITING = "waiting", "待安排"
    UNDERWAY = "underway", "整改中"
    LATE = "late", "超过期限"
    RESTING = "resting", "暂不再列"
    CLOSED = "closed", "已销号"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"waiting": "warning", "underway": "info", "late": "danger", "closed": "success"}.get(
            self.value, "secondary"
        )
