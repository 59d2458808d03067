"""The vocabularies of the register. Stable English values, Chinese labels; sets live on the enum."""

from enum import nonmember

from django.db import models


class DivisionLevel(models.TextChoices):
    """Level of a division, told by its 12-digit code."""

    COUNTY = "county", "县（市、区）"
    TOWNSHIP = "township", "乡镇（街道）"
    VILLAGE = "village", "村"
    COMMUNITY = "community", "社区（居委会）"

    parents = nonmember({"township": "county", "village": "township", "community": "township"})


class UnitKind(models.TextChoices):
    """What a unit is. Source of the list: the Constitution's art. on basic organisations and the county's practice."""

    TOWNSHIP = "township", "乡镇（街道）"
    PARK = "park", "园区"
    VILLAGE = "village", "村"
    COMMUNITY = "community", "社区"
    SENIOR_SCHOOL = "senior_school", "普通高中"
    JUNIOR_SCHOOL = "junior_school", "初级中学"
    VOCATIONAL_SCHOOL = "vocational_school", "中等职业学校"
    PRIMARY_SCHOOL = "primary_school", "小学"
    ORGAN = "organ", "党政机关"
    INSTITUTION = "institution", "事业单位"
    STATE_ENTERPRISE = "state_enterprise", "国有企业"
    PRIVATE_ENTERPRISE = "private_enterprise", "非公有制企业"
    SOCIAL_ORGANIZATION = "social_organization", "社会组织"
    OTHER = "other", "其他"

    grassroots = nonmember(("village", "community"))
    secondary_schools = nonmember(("senior_school", "junior_school", "vocational_school"))
    schools = nonmember(("senior_school", "junior_school", "vocational_school", "primary_school"))


class OrganizationKind(models.TextChoices):
    """组织类别, as in the national system."""

    LEADING_BODY = "leading_body", "团的领导机关"
    COMMITTEE = "committee", "团委"
    WORK_COMMITTEE = "work_committee", "团工委"
    GENERAL_BRANCH = "general_branch", "团总支"
    BRANCH = "branch", "团支部"
    GRADUATE = "graduate", "毕业生团组织"
    FLOATING = "floating", "流动团员团支部"
    TEMPORARY = "temporary", "临时团支部"

    # Which kind may stand under which: the tree's grammar.
    grammar = nonmember(
        {
            "leading_body": (
                "committee", "work_committee", "general_branch", "branch", "graduate", "floating", "temporary",
            ),
            "committee": (
                "committee", "work_committee", "general_branch", "branch", "graduate", "floating", "temporary",
            ),
            "work_committee": (
                "committee", "work_committee", "general_branch", "branch", "graduate", "floating", "temporary",
            ),
            "general_branch": ("branch", "graduate", "floating", "temporary"),
        }
    )  # fmt: skip
    roots = nonmember(("leading_body",))
    # 基层团支部: cells that hold members.
    cells = nonmember(("branch", "graduate", "floating", "temporary"))
    # Kinds that cover a unit; floating, temporary and graduate branches do not count towards coverage.
    covering = nonmember(("committee", "work_committee", "general_branch", "branch"))

    @property
    def name_ending(self) -> str:
        """What a full name of this kind ends with (全称规范): 共青团 + unit + this."""
        return {
            "work_committee": "工作委员会",
            "general_branch": "总支部委员会",
            "branch": "支部委员会",
            "graduate": "毕业生支部委员会",
            "floating": "流动团员支部委员会",
            "temporary": "临时支部委员会",
        }.get(self.value, "委员会")

    @property
    def tone(self) -> str:
        """Badge colour on lists."""
        return {
            "leading_body": "danger",
            "committee": "primary",
            "work_committee": "info",
        }.get(self.value, "secondary")


class StatField(models.TextChoices):
    """统计领域: the six fields of the yearly bulletin (中国共青团团内统计公报)."""

    STUDENT = "student", "学校"
    ENTERPRISE = "enterprise", "企业"
    VILLAGE = "village", "乡镇（村）"
    ORGAN = "organ", "机关事业单位"
    COMMUNITY = "community", "城市街道（社区）"
    SOCIAL = "social", "社会组织和其他领域"


class TwoNew(models.TextChoices):
    """两新类别: the second, independent tag of an organisation."""

    NONE = "none", "不属于两新"
    NEW_ECONOMY = "new_economy", "新经济组织"
    NEW_SOCIAL = "new_social", "新社会组织"
    NEW_EMPLOYMENT = "new_employment", "新就业群体"
    BUSINESS_DISTRICT = "business_district", "商圈楼宇园区"
    HOUSING_ESTATE = "housing_estate", "住宅小区"

    new = nonmember(
        (
            "new_economy",
            "new_social",
            "new_employment",
            "business_district",
            "housing_estate",
        )
    )


class HeadCountKind(models.TextChoices):
    """What is counted. Persons, never person-times."""

    MEMBERS = "members", "团员数"
    YOUTH = "youth", "14–28周岁青年数"
    STUDENTS = "students", "在校学生数"


class RuleSeverity(models.TextChoices):
    """What a broken rule does: refuse, save and flag, or only show on a dashboard."""

    BLOCK = "block", "拒绝保存"
    WARN = "warn", "保存并标记"
    HINT = "hint", "仅提示"


class RestructuringKind(models.TextChoices):
    """调整方式: what was done to the tree."""

    MOVE = "move", "划转"
    MERGE = "merge", "合并"
    SPLIT = "split", "分设"
    DISSOLVE = "dissolve", "撤销"

    # A split founds an organisation, which is never deleted: merging it back is the way to take it back.
    reversible = nonmember(("move", "merge", "dissolve"))
