"""The columns of the lists of posts, vacancies, elected names and the establishment. People are shown as on the list of
people: the month of birth, no numbers."""

from cadres.enums import PostChangeKind, PostTitle, Vacancy
from cadres.models.vacancy import days_vacant
from league.core.masking import year_month
from league.core.tables import Column, Table
from organizations.enums import ElectionState


def born(post) -> str:
    """Year and month of birth."""
    return year_month(post.person.birth_on)


def sitting(row) -> str:
    """Who sits, or who was elected and waits to be matched."""
    return row.secretary_name or (f"{row.elected_name}（待对应）" if row.elected_name else "")


class PostTable(Table):
    columns = [
        Column("person", "姓名", value="person", sort="person__name", link=True),
        Column("title", "职务", kind="badge", choices=PostTitle, sort="rank"),
        Column("duty", "分工", kind="choice", shown=False),
        Column("organization", "团组织", value="organization", sort="org_path"),
        Column("code", "团组织编码", value="organization__code", kind="code", shown=False),
        Column("mode", "任职方式", kind="choice", sort="mode"),
        Column("selection", "产生方式", kind="choice", sort="selection"),
        Column("starts_on", "任职起", kind="date", sort="starts_on"),
        Column("ends_on", "任职止（不含）", kind="date", sort="ends_on"),
        Column("sex", "性别", value=lambda post: post.person.get_sex_display(), shown=False),
        Column("born", "出生年月", value=born, sort="person__birth_on"),
        Column("education", "学历", value=lambda post: post.person.get_education_display(), sort="person__education"),
        Column(
            "political_status", "政治面貌", value=lambda post: post.person.get_political_status_display(), shown=False
        ),
        Column("village_seat", "进两委", value="seat_label", sort="village_seat"),
        Column("village_role", "两委职务", shown=False),
        Column("staffing", "编制类别", kind="choice", shown=False),
        Column("workplace", "编制所在单位", value="workplace", shown=False),
        Column("is_student_deputy", "大学生兼职副书记", kind="bool", shown=False),
        Column("student_school", "学籍学校", shown=False),
        Column("document", "任职文号", shown=False),
        Column("ending", "离任原因", kind="choice", shown=False),
        Column("source", "数据来源", shown=False),
    ]
    order = ("org_path", "rank", "starts_on")
    select_related = ("person", "organization__unit", "workplace")


class PostChangeTable(Table):
    columns = [
        Column("effective_on", "生效日期", kind="date", sort="effective_on"),
        Column("kind", "方式", kind="badge", choices=PostChangeKind, sort="kind"),
        Column("summary", "内容", link=True),
        Column("organization", "团组织", value="organization", sort="org_path"),
        Column("document", "文号"),
        Column("reason", "事由", shown=False),
        Column("made_at", "办理时间", kind="date", sort="made_at"),
        Column("undone", "已撤回", value=lambda change: change.undone_at is not None, kind="bool"),
    ]
    order = ("-made_at",)
    select_related = ("organization",)


class VacancyTable(Table):
    """Rows of `with_secretary` of the day."""

    columns = [
        Column("vacancy", "书记状况", kind="badge", choices=Vacancy, sort="vacancy"),
        Column("name", "团组织", value="subject", sort="name", link=True),
        Column("code", "编码", value="subject__code", kind="code", sort="subject__code", shown=False),
        Column("kind", "类别", kind="choice", sort="kind"),
        Column("parent", "上级组织", value="parent", sort="parent__path"),
        Column("secretary", "书记", value=sitting),
        Column("vacant_since", "空缺自", value=lambda row: None if row.secretary_post else row.vacant_since, kind="date",
               sort="vacant_since"),
        Column("days", "空缺天数", value=days_vacant, kind="number"),
    ]  # fmt: skip
    order = ("path",)
    select_related = ("subject", "parent")


class SeatTable(Table):
    """Elected names."""

    columns = [
        Column("name", "当选人", sort="name", link=True),
        Column("position", "当选职务", kind="choice", sort="position"),
        Column("organization", "团组织", value="election__organization", sort="election__organization__path"),
        Column("election", "换届", value=lambda seat: f"第{seat.election.number}届", sort="election__number"),
        Column(
            "state", "换届状态", value="election__state", kind="badge", choices=ElectionState, sort="election__state"
        ),
        Column("begins_on", "任期起", value="election__begins_on", kind="date", sort="election__begins_on"),
        Column("meeting_on", "大会日期", value="election__meeting_on", kind="date", sort="election__meeting_on"),
    ]
    order = ("election__organization__path", "order")
    select_related = ("election__organization",)


class EstablishmentTable(Table):
    columns = [
        Column("organization", "团组织", value="organization", sort="org_path", link=True),
        Column("kind", "编制类别", kind="choice", sort="kind"),
        Column("workplace", "编制所在单位", value="workplace"),
        Column("number", "核定数", kind="number", sort="number"),
        Column("actual", "实有数", kind="number", sort="actual"),
        Column("over", "超出", value=lambda row: max(row.actual - row.number, 0) or None, kind="number"),
        Column("starts_on", "自", kind="date", sort="starts_on"),
        Column("ends_on", "至（不含）", kind="date", sort="ends_on"),
        Column("document", "文号"),
        Column("remark", "备注", shown=False),
    ]
    order = ("org_path", "kind", "-starts_on")
    select_related = ("organization", "workplace")
