"""The vocabularies of Youth Homes."""

from enum import nonmember

from django.db import models

from league.core.states import StateMachine


class HomeKind(models.TextChoices):
    """阵地类别. Figures of 青年之家 count the first kind only: the other two are counted by their own names."""

    YOUTH_HOME = "youth_home", "青年之家"
    HEART_STATION = "heart_station", "团团心灵驿站"
    FEDERATION_HUT = "federation_hut", "青联小屋"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"youth_home": "primary", "heart_station": "info", "federation_hut": "success"}[self.value]


class HomeBase(models.TextChoices):
    """依托阵地: whose place it shares."""

    SERVICE_CENTRE = "service_centre", "便民服务中心"
    SCHOOL = "school", "学校"
    CHILDREN_HOME = "children_home", "儿童之家"
    ENTERPRISE = "enterprise", "企业"
    OTHER = "other", "其他"


class HomeAction(models.TextChoices):
    """办理事项: what moves a home from state to state."""

    ACCEPT = "accept", "验收通过"
    REFUSE = "refuse", "验收不通过"
    REAPPLY = "reapply", "重新申报"
    OPEN = "open", "开始运行"
    SUSPEND = "suspend", "停用"
    RESUME = "resume", "恢复运行"
    CLOSE = "close", "撤销"

    @property
    def needs_reason(self) -> bool:
        """Whether somebody will ask why."""
        return self.value in ("refuse", "suspend", "close")

    @property
    def permission(self) -> str:
        """The right that the action asks for."""
        return f"organizations.{self.value}_home"


class HomeState(StateMachine, models.TextChoices):
    """运行状态. `transitions` is the whole state machine; docs/youth_homes.md holds the same table for people."""

    APPLIED = "applied", "已申报"
    REFUSED = "refused", "验收未通过"
    ACCEPTED = "accepted", "已验收"
    RUNNING = "running", "运行"
    SUSPENDED = "suspended", "停用"
    CLOSED = "closed", "已撤销"

    action_class = nonmember(HomeAction)
    subject = nonmember("该阵地")
    way = nonmember("（依次为：申报、验收、运行、停用或撤销）")
    transitions = nonmember(
        {
            "applied": {"accept": "accepted", "refuse": "refused"},
            "refused": {"reapply": "applied", "close": "closed"},
            "accepted": {"open": "running", "close": "closed"},
            "running": {"suspend": "suspended", "close": "closed"},
            "suspended": {"resume": "running", "close": "closed"},
            "closed": {},
        }
    )

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {
            "applied": "info",
            "accepted": "primary",
            "running": "success",
            "refused": "danger",
            "suspended": "warning",
        }.get(self.value, "secondary")


class CheckItem(models.TextChoices):
    """检查项目 of the yearly check on the spot."""

    PLACE = "place", "场地固定，没有挪作他用"
    SIGN = "sign", "标识标牌上墙，名称规范"
    MANAGER = "manager", "管理人员到位"
    OPENING = "opening", "按公示的时间开放"
    ACTIVITY = "activity", "活动有计划、有记录"
    ATTENDANCE = "attendance", "参加人员有登记"
    SAFETY = "safety", "消防、用电等安全无隐患"


class Tick(models.TextChoices):
    """实体化运行指标. What each asks is declared in organizations.criteria."""

    AREA = "area", "有固定场地"
    SIGN = "has_sign", "有标识标牌"
    MANAGER = "manager", "有管理人员"
    OPENING_DAYS = "opening_days", "有开放时间"
    ACTIVITY = "activities", "近期每月有活动"
    ATTENDANCE = "attendances", "活动有签到记录"
    CHECK = "check", "年度检查合格"


class HomeIdleness(models.TextChoices):
    """闲置情形: why a running home stands in the worklist."""

    INACTIVE = "inactive", "久无活动"
    AGREEMENT = "agreement", "共建协议到期"
    UNCHECKED = "unchecked", "年度检查过期"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"inactive": "danger", "agreement": "warning", "unchecked": "info"}[self.value]


class PhotoSubject(models.TextChoices):
    """拍摄内容. The first ones are the items of the yearly check, so that a photo taken at an item says what it shows."""

    PLACE = "place", "场地"
    SIGN = "sign", "标识标牌"
    MANAGER = "manager", "管理人员公示"
    OPENING = "opening", "开放时间公示"
    ACTIVITY = "activity", "活动"
    ATTENDANCE = "attendance", "签到登记"
    SAFETY = "safety", "安全状况"
    OTHER = "other", "其他"
