"""The columns of the lists of people. Whatever leaves by a file is masked as for strangers."""

from cadres.models import Person
from cadres.validators import is_minor
from league.core.dates import today
from league.core.masking import STAR, mask_exported_id_number, mask_phone, year_month
from league.core.tables import Column, Table


def listed_number(person: Person) -> str:
    """The last four of the ID number; nothing of a minor's."""
    masked = mask_exported_id_number(person.id_number)
    return STAR * len(masked) if is_minor(person.birth_on, on=today()) else masked


def listed_phone(person: Person) -> str:
    """138****5678."""
    return mask_phone(person.phone) if person.phone else ""


def born(person: Person) -> str:
    """Year and month of birth."""
    return year_month(person.birth_on)


def age(person: Person) -> int | None:
    """Full years today."""
    return person.age_on(today())


class PersonTable(Table):
    columns = [
        Column("name", "姓名", sort="name", link=True),
        Column("sex", "性别", kind="choice", sort="sex"),
        Column("born", "出生年月", value=born, sort="birth_on"),
        Column("age", "年龄", value=age, kind="number", sort="birth_on"),
        Column("political_status", "政治面貌", kind="choice", sort="political_status"),
        Column("education", "学历", kind="choice", sort="education"),
        Column("degree", "学位", kind="choice", sort="degree", shown=False),
        Column("nationality", "民族", kind="choice", sort="nationality", shown=False),
        Column("organization", "建档团组织", value="organization", sort="org_path"),
        Column("phone", "手机号", value=listed_phone, kind="code"),
        Column("id_number", "身份证号", value=listed_number, kind="code", shown=False),
        Column("school", "就读院校", shown=False),
        Column("graduated_from", "毕业院校", shown=False),
        Column("joined_party_on", "入党日期", kind="date", sort="joined_party_on", shown=False),
        Column("joined_league_on", "入团日期", kind="date", sort="joined_league_on", shown=False),
        Column("home_division", "户籍或家庭所在区划", value="home_division", shown=False),
        Column("source", "数据来源", shown=False),
    ]
    order = ("org_path", "name")
    select_related = ("organization", "home_division")


class PersonDistinctionTable(Table):
    columns = [
        Column("name", "姓名", value="first__name", link=True),
        Column("organization", "建档团组织", value="first__organization", sort="first__org_path"),
        Column("other", "另一条记录的建档团组织", value="second__organization"),
        Column("reason", "核对情况"),
        Column("marked_on", "标记日期", kind="date", sort="marked_on"),
        Column("marked_by", "标记人"),
    ]
    order = ("-marked_on",)
    select_related = ("first__organization", "second__organization", "marked_by")


class PersonMergeTable(Table):
    columns = [
        Column("kept", "保留的人员", value="kept", link=True),
        Column("dropped", "并入的记录", value="dropped"),
        Column("organization", "建档团组织", value="kept__organization"),
        Column("merged_on", "合并日期", kind="date", sort="merged_on"),
        Column("merged_by", "合并人"),
        Column("reason", "理由"),
        Column("undone_on", "撤回日期", kind="date", sort="undone_on"),
    ]
    order = ("-merged_on",)
    select_related = ("kept__organization", "dropped", "merged_by")
