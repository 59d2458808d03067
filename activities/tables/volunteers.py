"""The columns of the lists of volunteering. Telephone numbers are masked on the page and in files alike."""

from activities.enums import Doubt, DoubtState, SignUpState, TeamKind
from activities.models.volunteer_certificate import hours_told
from league.core.masking import mask_phone
from league.core.tables import Column, Table


class VolunteerTable(Table):
    columns = [
        Column("code", "志愿者编号", kind="code", sort="code"),
        Column("name", "姓名", sort="name", link=True),
        Column("sex", "性别", kind="choice", sort="sex", shown=False),
        Column("birth_year", "出生年份", sort="birth_year", shown=False),
        Column("phone", "手机号", value=lambda row: mask_phone(row.phone)),
        Column("university", "就读院校", sort="university"),
        Column("home_division", "家庭所在区划", value="home_division", sort="home_division__code"),
        Column("team", "所在队伍", value="team", sort="team__code", shown=False),
        Column("organization", "建档团组织", value="organization", sort="organization__path"),
        Column("registered_on", "建档日期", kind="date", sort="registered_on"),
        Column("source", "数据来源", shown=False),
    ]
    order = ("code",)
    select_related = ("organization", "home_division", "team")


class VolunteerTeamTable(Table):
    columns = [
        Column("name", "队伍名称", sort="name", link=True),
        Column("code", "队伍编码", kind="code", sort="code"),
        Column("kind", "类别", kind="badge", choices=TeamKind, sort="kind"),
        Column("university", "院校", sort="university"),
        Column("leader", "领队", shown=False),
        Column("size", "人数", kind="number", sort="size"),
        Column("organization", "接待（所属）团组织", value="organization", sort="organization__path"),
        Column("starts_on", "开始日期", kind="date", sort="starts_on"),
        Column("ends_on", "结束日期", kind="date", sort="ends_on"),
        Column("source", "数据来源", shown=False),
    ]
    order = ("-starts_on", "code")
    select_related = ("organization",)


class SignUpTable(Table):
    columns = [
        Column("activity", "活动", value="activity", sort="activity__starts_at"),
        Column("volunteer", "姓名", value="volunteer__name", sort="volunteer__name", link=True),
        Column("phone", "手机号", value=lambda row: mask_phone(row.volunteer.phone)),
        Column("university", "就读院校", value="volunteer__university", shown=False),
        Column("state", "状态", kind="badge", choices=SignUpState, sort="state"),
        Column("signed_at", "报名时间", kind="date", sort="signed_at"),
        Column("hours", "时长（小时）", value=lambda row: hours_told(row.minutes), sort="minutes"),
        Column("guardian", "监护人同意", value="guardian_agreed", kind="bool", shown=False),
    ]
    order = ("-activity__starts_at", "pk")
    select_related = ("activity", "volunteer")


class CheckInTable(Table):
    columns = [
        Column("activity", "活动", value="sign_up__activity", sort="sign_up__activity__starts_at"),
        Column("volunteer", "姓名", value="sign_up__volunteer__name", sort="sign_up__volunteer__name", link=True),
        Column("direction", "方向", kind="choice", sort="direction"),
        Column("at", "时间", kind="date", sort="at"),
        Column("source", "来源", kind="choice", sort="source"),
        Column("recorded_at", "记录时间", kind="date", sort="recorded_at"),
        Column("recorded_by", "记录人", value="recorded_by"),
        Column("is_void", "作废", kind="bool"),
        Column("reason", "事由"),
    ]
    order = ("-at", "-pk")
    select_related = ("sign_up__activity", "sign_up__volunteer", "recorded_by")


class AttendanceDoubtTable(Table):
    columns = [
        Column("activity", "活动", value="sign_up__activity", sort="sign_up__activity__starts_at"),
        Column("volunteer", "姓名", value="sign_up__volunteer__name", link=True),
        Column("kind", "存疑情形", kind="badge", choices=Doubt, sort="kind"),
        Column("details", "情况"),
        Column("found_on", "发现日期", kind="date", sort="found_on"),
        Column("state", "处理状态", kind="badge", choices=DoubtState, sort="state"),
        Column("opinion", "核查情况", shown=False),
    ]
    order = ("-found_on", "-pk")
    select_related = ("sign_up__activity", "sign_up__volunteer")


class VolunteerCertificateTable(Table):
    columns = [
        Column("number", "证明编号", kind="code", sort="number", link=True),
        Column("volunteer", "姓名", value="volunteer__name", sort="volunteer__name"),
        Column("first_day", "服务日期自", kind="date", sort="first_day"),
        Column("last_day", "至", kind="date", sort="last_day"),
        Column("hours", "时长（小时）", value="hours", sort="minutes"),
        Column("times", "次数", kind="number", sort="times"),
        Column("organization", "出具团组织", value="organization", sort="organization__path"),
        Column("issued_on", "出具日期", kind="date", sort="issued_on"),
        Column("revoked_on", "作废日期", kind="date", sort="revoked_on"),
    ]
    order = ("-issued_on", "-number")
    select_related = ("volunteer", "organization")


class VillageServiceTable(Table):
    """Rows behind figures of returning students."""

    columns = [
        Column("volunteer", "姓名", value="volunteer__name", sort="volunteer__name", link=True),
        Column("university", "就读院校", value="volunteer__university", sort="volunteer__university"),
        Column("unit", "服务的村（社区）", value="unit", sort="unit__code"),
        Column("starts_on", "开始日期", kind="date", sort="starts_on"),
        Column("ends_on", "结束日期", kind="date", sort="ends_on"),
        Column("organization", "建档团组织", value="volunteer__organization", sort="volunteer__organization__path"),
    ]
    order = ("-starts_on", "pk")
    select_related = ("volunteer__organization", "unit")
