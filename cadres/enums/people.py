"""What is known of a person, by the national standards; the codes are the values."""

from enum import nonmember

from django.db import models


class Sex(models.TextChoices):
    """性别, GB/T 2261.1."""

    UNKNOWN = "0", "未知"
    MALE = "1", "男"
    FEMALE = "2", "女"
    UNSTATED = "9", "未说明"

    known = nonmember(("1", "2"))


class PoliticalStatus(models.TextChoices):
    """政治面貌, GB/T 4762. A Party member may keep the League membership: that is told apart."""

    PARTY_MEMBER = "01", "中共党员"
    PROBATIONARY = "02", "中共预备党员"
    LEAGUE_MEMBER = "03", "共青团员"
    REVOLUTIONARY_COMMITTEE = "04", "民革党员"
    DEMOCRATIC_LEAGUE = "05", "民盟盟员"
    CONSTRUCTION_ASSOCIATION = "06", "民建会员"
    PROMOTING_DEMOCRACY = "07", "民进会员"
    PEASANTS_AND_WORKERS = "08", "农工党党员"
    ZHI_GONG = "09", "致公党党员"
    JIU_SAN = "10", "九三学社社员"
    TAIWAN_LEAGUE = "11", "台盟盟员"
    NO_PARTY = "12", "无党派人士"
    MASSES = "13", "群众"

    party = nonmember(("01", "02"))


class Education(models.TextChoices):
    """学历, GB/T 4658-2006: 毕业, 结业 and 肄业 of each level have codes of their own.

    The bands are groups of codes for statistics. 大专及以上 counts 毕业 and 结业, not 肄业.
    """

    DOCTOR = "11", "博士研究生毕业"
    DOCTOR_COMPLETED = "12", "博士研究生结业"
    DOCTOR_LEFT = "13", "博士研究生肄业"
    MASTER = "14", "硕士研究生毕业"
    MASTER_COMPLETED = "15", "硕士研究生结业"
    MASTER_LEFT = "16", "硕士研究生肄业"
    POSTGRADUATE_CLASS = "17", "研究生班毕业"
    POSTGRADUATE_CLASS_COMPLETED = "18", "研究生班结业"
    POSTGRADUATE_CLASS_LEFT = "19", "研究生班肄业"
    BACHELOR = "21", "大学本科毕业"
    BACHELOR_COMPLETED = "22", "大学本科结业"
    BACHELOR_LEFT = "23", "大学本科肄业"
    ORDINARY_CLASS = "28", "大学普通班毕业"
    COLLEGE = "31", "大学专科毕业"
    COLLEGE_COMPLETED = "32", "大学专科结业"
    COLLEGE_LEFT = "33", "大学专科肄业"
    TECHNICAL_SECONDARY = "41", "中等专科毕业"
    TECHNICAL_SECONDARY_COMPLETED = "42", "中等专科结业"
    TECHNICAL_SECONDARY_LEFT = "43", "中等专科肄业"
    VOCATIONAL_HIGH = "44", "职业高中毕业"
    VOCATIONAL_HIGH_COMPLETED = "45", "职业高中结业"
    VOCATIONAL_HIGH_LEFT = "46", "职业高中肄业"
    TECHNICAL_SCHOOL = "47", "技工学校毕业"
    TECHNICAL_SCHOOL_COMPLETED = "48", "技工学校结业"
    TECHNICAL_SCHOOL_LEFT = "49", "技工学校肄业"
    HIGH_SCHOOL = "61", "普通高中毕业"
    HIGH_SCHOOL_COMPLETED = "62", "普通高中结业"
    HIGH_SCHOOL_LEFT = "63", "普通高中肄业"
    JUNIOR_HIGH = "71", "初中毕业"
    JUNIOR_HIGH_LEFT = "73", "初中肄业"
    PRIMARY = "81", "小学毕业"
    PRIMARY_LEFT = "83", "小学肄业"
    OTHER = "90", "其他"

    postgraduate = nonmember(("11", "12", "14", "15", "17", "18"))
    bachelor = nonmember(("21", "22", "28"))
    college = nonmember(("31", "32"))
    college_or_higher = nonmember(("11", "12", "14", "15", "17", "18", "21", "22", "28", "31", "32"))
    bachelor_or_higher = nonmember(("11", "12", "14", "15", "17", "18", "21", "22", "28"))
    upper_secondary = nonmember(("33", "41", "42", "44", "45", "47", "48", "61", "62"))

    @property
    def band(self) -> str:
        """研究生, 本科, 专科, 高中阶段 or 初中及以下: a course left early counts as the level below it."""
        code = self.value
        if code in Education.postgraduate:
            return "研究生"
        if code in Education.bachelor or code in ("13", "16", "19"):
            return "本科"
        if code in Education.college or code == "23":
            return "专科"
        if code in Education.upper_secondary:
            return "高中阶段"
        return "其他" if code == "90" else "初中及以下"


class Degree(models.TextChoices):
    """学位, the classes of GB/T 6864; 无学位 is a statement, an empty field is not."""

    NONE = "0", "无学位"
    HONORARY_DOCTOR = "1", "名誉博士"
    DOCTOR = "2", "博士"
    MASTER = "3", "硕士"
    BACHELOR = "4", "学士"
