"""The vocabularies of posts, of the establishment, and of what changes them."""

from enum import nonmember

from django.db import models


class PostTitle(models.TextChoices):
    """职务 in a league organisation, from the highest down."""

    SECRETARY = "secretary", "书记"
    DEPUTY = "deputy", "副书记"
    STANDING = "standing", "常委"
    MEMBER = "member", "委员"
    OFFICER = "officer", "干事"
    STAFF = "staff", "工作人员"

    # 委员会: what an election ends and opens.
    committee = nonmember(("secretary", "deputy", "standing", "member"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"secretary": "danger", "deputy": "primary", "standing": "info"}.get(self.value, "secondary")


class PostDuty(models.TextChoices):
    """委员分工 of a member of the committee; empty where nothing is said."""

    ORGANIZATION = "organization", "组织委员"
    PUBLICITY = "publicity", "宣传委员"
    STUDY = "study", "学习委员"
    CULTURE = "culture", "文体委员"
    RIGHTS = "rights", "权益委员"
    PIONEERS = "pioneers", "少先队委员"
    LIVING = "living", "生活委员"
    OTHER = "other_duty", "其他分工"


class PostMode(models.TextChoices):
    """任职方式: full time on the staff, seconded with the home unit kept, part-time without pay, or an intern."""

    FULL_TIME = "full_time", "专职"
    SECONDED = "seconded", "挂职"
    PART_TIME = "part_time", "兼职"
    INTERN = "intern", "实习"
    UNKNOWN = "unknown", "不详"


class PostSelection(models.TextChoices):
    """产生方式: how somebody came to the post."""

    ELECTION = "election", "选举"
    APPOINTMENT = "appointment", "任命"
    HIRING = "hiring", "聘任"
    SECONDMENT = "secondment", "挂职选派"
    OPEN_SELECTION = "open_selection", "公选"
    RECRUITMENT = "recruitment", "招募"
    UNKNOWN = "unknown", "不详"


class VillageSeat(models.TextChoices):
    """进两委: a seat in the village's or community's Party organisation or committee. 不详 is not 未进."""

    NONE = "none", "未进两委"
    PARTY = "party", "村（社区）党组织班子成员"
    COMMITTEE = "committee", "村（居）委会成员"
    BOTH = "both", "两委交叉任职"
    UNKNOWN = "unknown", "不详"

    seated = nonmember(("party", "committee", "both"))


class Staffing(models.TextChoices):
    """编制类别 by which somebody is on the staff, and by which posts are approved."""

    ADMINISTRATIVE = "administrative", "行政编制"
    CIVIL_SERVICE = "civil_service", "参公编制"
    INSTITUTION = "institution", "事业编制"
    CONTRACT = "contract", "聘用"
    PURCHASED = "purchased", "政府购买服务"
    NONE = "no_staffing", "无编制"
    UNKNOWN = "unknown", "不详"

    # What an establishment may approve.
    approved = nonmember(("administrative", "civil_service", "institution", "contract", "purchased"))
    # 在编: a place in the state's establishment.
    on_establishment = nonmember(("administrative", "civil_service", "institution"))
    outside = nonmember(("contract", "purchased"))


class StaffCategory(models.TextChoices):
    """力量构成: the parts into which the people working at a committee fall, each person in exactly one."""

    ESTABLISHED = "established", "机关在编在岗"
    CENTRE = "centre", "所属事业单位在岗"
    OUTSIDE = "outside", "聘用和政府购买服务"
    SECONDED = "seconded", "挂职"
    PART_TIME = "part_time", "兼职"
    INTERN = "intern", "实习"
    UNKNOWN = "unknown", "类别不详"


class PostEnding(models.TextChoices):
    """离任原因; empty while the post is held."""

    TERM = "term", "换届"
    TRANSFER = "transfer", "工作调动"
    DISMISSAL = "dismissal", "免职"
    RESIGNATION = "resignation", "辞职"
    AGE = "age", "超龄离任"
    EXPIRY = "expiry", "任职期满"
    DISSOLUTION = "dissolution", "团组织撤销"
    DEATH = "death", "去世"
    OTHER = "other_ending", "其他"
    UNKNOWN = "unknown", "不详"


class PostChangeKind(models.TextChoices):
    """任免方式: what was done to posts in one go."""

    APPOINT = "appoint", "任职"
    TRANSFER = "transfer", "调任"
    RELIEVE = "relieve", "离任"
    HAND_OVER = "hand_over", "书记交接"
    ELECT = "elect", "换届任职"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"relieve": "warning", "hand_over": "danger", "elect": "primary"}.get(self.value, "info")


class Vacancy(models.TextChoices):
    """书记状况 of an organisation on a day. 不详 means that no secretary was ever recorded; it is not 空缺."""

    FILLED = "filled", "在任"
    ELECTED = "elected", "已选出待对应"
    VACANT = "vacant", "空缺"
    UNKNOWN = "unknown", "不详"

    lacking = nonmember(("elected", "vacant", "unknown"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"filled": "success", "elected": "info", "vacant": "danger"}.get(self.value, "warning")
