"""The columns of the lists of recruitment. Telephone numbers are masked on the page and in files alike."""

from cadres.enums import ApplicationState, DriveKind, DriveState
from league.core.masking import mask_phone, year_month
from league.core.tables import Column, Table


class DriveTable(Table):
    columns = [
        Column("title", "名称", sort="title", link=True),
        Column("code", "招募编码", kind="code", sort="code"),
        Column("kind", "类别", kind="badge", choices=DriveKind, sort="kind"),
        Column("year", "年度", sort="year"),
        Column("state", "状态", kind="badge", choices=DriveState, sort="state"),
        Column("opens_on", "报名开始", kind="date", sort="opens_on"),
        Column("closes_on", "报名截止", kind="date", sort="closes_on"),
        Column("organization", "主办团组织", value="organization", sort="organization__path"),
        Column("co_organizers", "联合主办单位", shown=False),
        Column("township_quota", "每乡镇限额", kind="number", sort="township_quota", shown=False),
    ]
    order = ("-year", "code")
    select_related = ("organization",)


class OpeningTable(Table):
    columns = [
        Column("code", "岗位编码", kind="code", sort="code"),
        Column("title", "岗位名称", sort="title", link=True),
        Column("host", "用人单位", sort="host"),
        Column("division", "工作地点", value="division", sort="division__code"),
        Column("drive", "招募", value="drive", sort="drive__code"),
        Column("seats", "岗位数", kind="number", sort="seats"),
        Column("taken", "已录用", kind="number", sort="taken"),
        Column("organization", "归口团组织", value="organization", sort="organization__path", shown=False),
        Column("offered_on", "征集日期", kind="date", sort="offered_on"),
        Column("withdrawn_on", "撤回日期", kind="date", sort="withdrawn_on"),
        Column("requirements", "岗位要求", shown=False),
    ]
    order = ("-drive__year", "code")
    select_related = ("drive", "organization", "division")


class ApplicationTable(Table):
    columns = [
        Column("code", "报名号", kind="code", sort="code", link=True),
        Column("name", "姓名", sort="name"),
        Column("sex", "性别", kind="choice", sort="sex"),
        Column("birth", "出生年月", value=lambda row: year_month(row.birth_on), sort="birth_on", shown=False),
        Column("college", "院校", sort="college"),
        Column("major", "专业", sort="major", shown=False),
        Column("level", "学历层次", kind="choice", sort="level"),
        Column("graduates_in", "毕业年份", sort="graduates_in", shown=False),
        Column("home_division", "户籍乡镇", value="home_division", sort="home_division__code"),
        Column("phone", "手机号", value=lambda row: mask_phone(row.phone)),
        Column("first_wish", "第一志愿"),
        Column("drive", "招募", value="drive", sort="drive__code", shown=False),
        Column("applied_on", "报名日期", kind="date", sort="applied_on"),
        Column("state", "状态", kind="badge", choices=ApplicationState, sort="state"),
        Column("score", "面试成绩", kind="number", sort="score"),
    ]
    order = ("-drive__year", "-applied_on", "code")
    select_related = ("drive", "home_division")


class PlacementTable(Table):
    columns = [
        Column("name", "姓名", value="application__name", sort="application__name", link=True),
        Column("sex", "性别", value="application__sex", kind="choice"),
        Column("college", "院校", value="application__college", sort="application__college"),
        Column("major", "专业", value="application__major", shown=False),
        Column("phone", "手机号", value=lambda row: mask_phone(row.application.phone)),
        Column("opening", "岗位", value="opening__title", sort="opening__title"),
        Column("host", "用人单位", value="opening__host", sort="opening__host"),
        Column("division", "工作地点", value="opening__division", sort="opening__division__code"),
        Column("drive", "招募", value="opening__drive", sort="opening__drive__code", shown=False),
        Column("selected_on", "录用日期", kind="date", sort="selected_on"),
        Column("took_up_on", "上岗日期", kind="date", sort="took_up_on"),
        Column("left_on", "离岗日期", kind="date", sort="left_on"),
        Column(
            "state", "状态", value="application__state", kind="badge", choices=ApplicationState,
            sort="application__state",
        ),
        Column("certificate_number", "证明编号", kind="code", shown=False),
    ]  # fmt: skip
    order = ("-opening__drive__year", "opening__code", "selected_on")
    select_related = ("application", "opening__drive", "opening__division")
