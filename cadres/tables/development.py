"""The columns of the lists of consultation, recommendation to the Party, training and the working calendar."""

from cadres.enums import AppointmentFinding, ConsultationState, RecommendationState, Verdict
from league.core.masking import mask_id_number, year_month
from league.core.tables import Column, Table


def votes(row) -> str:
    """赞成/反对/弃权 of the meeting."""
    return "" if row.in_favour is None else f"{row.in_favour}/{row.against}/{row.abstained}"


def masked_number(row) -> str:
    """The candidate's ID number as it leaves the system."""
    return mask_id_number(row.person.id_number)


def born(row) -> str:
    """Month of birth."""
    return year_month(row.person.birth_on) if row.person.birth_on else ""


def annotated(name: str):
    """What the list's queryset annotates; nothing where the rows stand behind a figure."""
    return lambda row: getattr(row, name, None)


class ConsultationTable(Table):
    columns = [
        Column("person", "拟任人选", value="person", sort="person__name", link=True),
        Column("organization", "拟任团组织", value="organization", sort="organization__path"),
        Column("title", "拟任职务", kind="choice", sort="title"),
        Column("state", "协管状态", value=annotated("state"), kind="badge", choices=ConsultationState, sort="state"),
        Column("finding", "任职核对", value="appointment", kind="badge", choices=AppointmentFinding, sort="finding"),
        Column("asked_on", "征求意见日期", kind="date", sort="asked_on"),
        Column("due_on", "应答复日期", kind="date", sort="due_on"),
        Column("answer", "协管意见", kind="badge", choices=Verdict, sort="answer"),
        Column("answered_on", "答复日期", kind="date", sort="answered_on"),
        Column("appointed_on", "任职日期", kind="date", sort="appointed_on"),
        Column("asked_by", "征求意见的党组织", shown=False),
        Column("document", "来函文号", shown=False),
        Column("answered_by", "答复人", shown=False),
        Column("appointment_document", "任职文号", shown=False),
    ]
    order = ("-asked_on",)
    select_related = ("person", "organization")


class UnconsultedTable(Table):
    columns = [
        Column("person", "姓名", value="person", sort="person__name", link=True),
        Column("organization", "团组织", value="organization", sort="org_path"),
        Column("title", "职务", kind="choice", sort="title"),
        Column("starts_on", "任职起", kind="date", sort="starts_on"),
        Column("selection", "产生方式", kind="choice"),
        Column("document", "任职文号"),
        Column("source", "数据来源", shown=False),
    ]
    order = ("org_path", "title")
    select_related = ("person", "organization")


class RecommendationTable(Table):
    columns = [
        Column("person", "推荐人选", value="person", sort="person__name", link=True),
        Column("organization", "推荐团支部", value="organization", sort="organization__path"),
        Column("kind", "推优类别", kind="choice", sort="kind"),
        Column("state", "状态", kind="badge", choices=RecommendationState, sort="state"),
        Column("proposed_on", "提出日期", kind="date", sort="proposed_on"),
        Column("meeting_on", "支部大会日期", kind="date", sort="meeting_on"),
        Column("votes", "赞成/反对/弃权", value=votes),
        Column("concluded_on", "公示结论日期", kind="date", sort="concluded_on"),
        Column("expires_on", "有效期至（不含）", kind="date", sort="expires_on"),
        Column("handed_on", "报送日期", kind="date", sort="handed_on", shown=False),
        Column("feedback_on", "党组织反馈日期", kind="date", sort="feedback_on", shown=False),
        Column("probationary_on", "接收为预备党员日期", kind="date", sort="probationary_on", shown=False),
    ]
    order = ("-proposed_on",)
    select_related = ("person", "organization")


class HandoverTable(Table):
    """What the Party's own system is told: known by name and the masked number, no interface between the networks."""

    columns = [
        Column("person", "姓名", value="person", sort="person__name", link=True),
        Column("id_number", "身份证号（遮盖）", value=masked_number, kind="code"),
        Column("sex", "性别", value=lambda row: row.person.get_sex_display()),
        Column("born", "出生年月", value=born),
        Column("joined_league_on", "入团日期", value="person__joined_league_on", kind="date"),
        Column("organization", "推荐团支部", value="organization", sort="organization__path"),
        Column("kind", "推优类别", kind="choice", sort="kind"),
        Column("applied_on", "递交入党申请书日期", kind="date", sort="applied_on", shown=False),
        Column("meeting_on", "支部大会日期", kind="date", sort="meeting_on"),
        Column("eligible", "应到会", kind="number", shown=False),
        Column("present", "实到会", kind="number", shown=False),
        Column("votes", "赞成/反对/弃权", value=votes),
        Column("publicity_from", "公示自", kind="date", shown=False),
        Column("publicity_to", "公示至", kind="date", shown=False),
        Column("concluded_on", "推优通过日期", kind="date", sort="concluded_on"),
        Column("expires_on", "有效期至（不含）", kind="date", sort="expires_on"),
        Column("party_branch", "党支部"),
        Column("handed_on", "报送日期", kind="date", sort="handed_on"),
        Column("state", "状态", kind="badge", choices=RecommendationState, sort="state"),
    ]
    order = ("organization__path", "person__name")
    select_related = ("person", "organization")


class TrainingCourseTable(Table):
    columns = [
        Column("code", "培训编码", kind="code", sort="code"),
        Column("title", "培训名称", sort="title", link=True),
        Column("kind", "培训类别", kind="choice", sort="kind"),
        Column("organization", "主办团组织", value="organization", sort="organization__path"),
        Column("starts_on", "开班日期", kind="date", sort="starts_on"),
        Column("ends_on", "结业日期", kind="date", sort="ends_on"),
        Column("hours", "学时", kind="number", sort="hours"),
        Column("people", "参训人数", value=annotated("people"), kind="number", sort="people"),
        Column("person_hours", "总学时", value=annotated("person_hours"), kind="number", sort="person_hours"),
        Column("place", "地点", shown=False),
        Column("partners", "联合主办单位", shown=False),
    ]
    order = ("-starts_on", "code")
    select_related = ("organization",)


class TrainingRecordTable(Table):
    columns = [
        Column("person", "参训人员", value="person", sort="person__name", link=True),
        Column("organization", "建档团组织", value="person__organization", sort="person__org_path"),
        Column("course", "培训班", value="course", sort="course__title"),
        Column("starts_on", "开班日期", value="course__starts_on", kind="date", sort="course__starts_on"),
        Column("hours", "实际学时", kind="number", sort="hours"),
        Column("is_completed", "结业", kind="bool", sort="is_completed"),
        Column("certificate", "证书编号"),
        Column("code", "培训编码", value="course__code", kind="code", shown=False),
    ]
    order = ("-course__starts_on", "person__org_path")
    select_related = ("person__organization", "course")


class CalendarDayTable(Table):
    columns = [
        Column("day", "日期", kind="date", sort="day", link=True),
        Column("is_working", "上班", kind="bool", sort="is_working"),
        Column("reason", "依据"),
    ]
    order = ("-day",)
