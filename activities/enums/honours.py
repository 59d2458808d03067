"""The vocabularies of honours and of the youth federation."""

from django.db import models


class HonourKind(models.TextChoices):
    """荣誉类别."""

    CIVILIZED_UNIT = "civilized_unit", "青年文明号"
    EXPERT = "expert", "青年岗位能手"
    SHOCK_TEAM = "shock_team", "青年突击队"
    SAFETY_POST = "safety_post", "青年安全生产示范岗"
    YOUTH_MEDAL = "youth_medal", "青年五四奖章"
    RED_FLAG_COMMITTEE = "red_flag_committee", "五四红旗团委"
    RED_FLAG_BRANCH = "red_flag_branch", "五四红旗团支部"
    CADRE = "good_cadre", "优秀共青团干部"
    MEMBER = "good_member", "优秀共青团员"
    VOLUNTEER = "good_volunteer", "优秀青年志愿者"
    OTHER = "other", "其他荣誉"


class HonourLevel(models.TextChoices):
    """荣誉级别."""

    NATIONAL = "national", "全国"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡镇（系统）"


class HonourStanding(models.TextChoices):
    """荣誉效力 on a day; computed, never stored."""

    VALID = "valid", "有效"
    EXPIRING = "expiring", "即将到期"
    LAPSED = "lapsed", "已过期"
    WITHDRAWN = "withdrawn", "已撤销"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"valid": "success", "expiring": "warning", "lapsed": "danger", "withdrawn": "secondary"}[self.value]


class Sector(models.TextChoices):
    """青联界别."""

    LEAGUE = "league", "共青团和青年组织"
    ORGAN = "organ", "机关事业"
    EDUCATION = "education", "教育"
    SCIENCE = "science", "科学技术"
    HEALTH = "health", "医药卫生"
    CULTURE = "culture", "文化艺术"
    MEDIA = "media", "新闻和新媒体"
    SPORT = "sport", "体育"
    LAW = "law", "政法和法律"
    ECONOMY = "economy", "经济和企业"
    FARMING = "farming", "农业农村"
    NEW_GROUP = "new_group", "新兴青年群体"
    SOCIAL = "social", "社会组织"
    RELIGION = "religion", "民族宗教"
    OVERSEAS = "overseas", "港澳台侨和归国人员"
    OTHER = "other", "其他界别"


class FederationPost(models.TextChoices):
    """青联职务."""

    CHAIR = "chair", "主席"
    VICE_CHAIR = "vice_chair", "副主席"
    STANDING = "standing", "常委"
    MEMBER = "member", "委员"
