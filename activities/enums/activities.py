"""The vocabularies of programmes and activities; docs/activities.md holds the same table of states for people."""

from enum import nonmember

from django.db import models

from league.core.states import StateMachine


class ActivityKind(models.TextChoices):
    """活动类别."""

    VOLUNTEER = "volunteer", "志愿服务"
    LECTURE = "lecture", "宣讲"
    AID = "aid", "助学"
    VISIT = "visit", "走访慰问"
    COUNSEL = "counsel", "心理辅导"
    FRIENDSHIP = "friendship", "青年交友"
    CAMP = "camp", "夏令营"
    THEME_DAY = "theme_day", "主题团（队）日"
    MEETING = "meeting", "三会两制一课"
    LEARNING = "learning", "学习教育"
    CULTURE = "culture", "文体"
    OTHER = "other", "其他"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"volunteer": "success", "lecture": "primary", "aid": "warning", "learning": "primary"}.get(
            self.value, "info"
        )


class Topic(models.TextChoices):
    """活动主题. An activity may have several."""

    DRUGS = "drugs", "禁毒"
    FRAUD = "fraud", "反诈"
    ABUSE = "abuse", "防性侵"
    DROWNING = "drowning", "防溺水"
    LAW = "law", "法治"
    THEORY = "theory", "理论"
    MIND = "mind", "心理健康"
    ENVIRONMENT = "environment", "环保"
    WORK = "work", "就业创业"
    MARRIAGE = "marriage", "婚恋"
    TRADITION = "tradition", "传统文化"
    SAFETY = "safety", "安全"
    RED = "red", "红色教育"
    CARE = "care", "关爱未成年人"
    COUNTRYSIDE = "countryside", "乡村振兴"
    HEALTH = "health", "健康卫生"
    SPORT = "sport", "体育"
    OTHER = "other", "其他主题"


class Audience(models.TextChoices):
    """参加对象 of which heads are counted."""

    MEMBERS = "members", "团员"
    YOUTH = "youth", "青年"
    PUPILS = "pupils", "中小学生"
    STUDENTS = "students", "大学生"
    LEFT_BEHIND = "left_behind", "留守儿童"
    PIONEERS = "pioneers", "少先队员"
    PARENTS = "parents", "家长"
    TEACHERS = "teachers", "教师"
    CADRES = "cadres", "团干部"
    VOLUNTEERS = "volunteers", "志愿者"
    ELDERLY = "elderly", "老人"
    COURIERS = "couriers", "新就业群体"
    RESIDENTS = "residents", "村（居）民"
    OTHER = "other", "其他对象"

    # 青少年 in the sense of the figures: young people that something is done for.
    young = nonmember(("members", "youth", "pupils", "students", "left_behind", "pioneers"))
    learners = nonmember(("members", "youth", "pupils", "pioneers"))
    # Those who run an occasion rather than take part in it.
    hosts = nonmember(("teachers", "cadres", "volunteers"))


class Attendance(models.TextChoices):
    """签到方式: how who came was recorded. Only a record by name can tell persons from person-times."""

    NONE = "none", "没有签到"
    SHEET = "sheet", "纸质签到表"
    NAMED = "named", "按姓名签到"


class ActivityAction(models.TextChoices):
    """活动办理事项. Verifying, returning and taking a verification back are the level above's."""

    PUBLISH = "publish", "发布"
    RETRACT = "retract", "退回草稿"
    HOLD = "hold", "登记举办"
    AMEND = "amend", "更正举办情况"
    VERIFY = "verify", "核验"
    RETURN = "return", "退回更正"
    UNVERIFY = "unverify", "撤销核验"
    CANCEL = "cancel", "取消活动"
    RESTORE = "restore", "恢复活动"

    of_above = nonmember(("verify", "return", "unverify"))

    @property
    def permission(self) -> str:
        """The right that the action asks for."""
        return f"activities.{self.value}_activity"

    @property
    def needs_reason(self) -> bool:
        """Whether somebody will ask why."""
        return self.value in ("retract", "return", "unverify", "cancel", "restore")


class ActivityState(StateMachine, models.TextChoices):
    """活动状态. `transitions` is the whole state machine: services, buttons, import and API ask nothing else."""

    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    HELD = "held", "已举办"
    VERIFIED = "verified", "已核验"
    RETURNED = "returned", "退回更正"
    CANCELLED = "cancelled", "已取消"

    action_class = nonmember(ActivityAction)
    subject = nonmember("该活动")
    transitions = nonmember(
        {
            "draft": {"publish": "published", "hold": "held", "cancel": "cancelled"},
            "published": {"retract": "draft", "hold": "held", "cancel": "cancelled"},
            "held": {"amend": "held", "verify": "verified", "return": "returned"},
            "verified": {"unverify": "held"},
            "returned": {"hold": "held", "cancel": "cancelled"},
            "cancelled": {"restore": "draft"},
        }
    )
    # Figures count these and no others: what was returned counts again once it is reported again.
    counted = nonmember(("held", "verified"))
    # These know the day on which the activity took place.
    with_day = nonmember(("held", "verified", "returned"))
    # What was planned may still be changed; afterwards only what happened is corrected.
    planned = nonmember(("draft", "published"))
    public = nonmember(("published",))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {
            "draft": "secondary", "published": "primary", "held": "info", "verified": "success", "returned": "danger",
        }.get(self.value, "secondary")  # fmt: skip
