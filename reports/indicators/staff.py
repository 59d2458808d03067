"""Who works at the county committee, by category, and how many posts were approved for it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from cadres.enums import StaffCategory, Staffing
from cadres.models import DeclaredStaff, Establishment, Post
from organizations.enums import OrganizationKind, UnitKind
from organizations.models import OrganizationVersion
from reports.indicators.base import Context, Indicator, Measure, Ratio, Sum, breakdown

CHAPTER, GROUP = "队伍建设", "县级团委力量"
REFORM_START = "county.reform_start"
ONCE = "在县级团委有几个职务的人员只计一次，按力量构成中排在前面的一类计算。"


def leading_bodies(on: date):
    """Keys of 县级领导机关 of the day."""
    return OrganizationVersion.objects.on(on).filter(kind=OrganizationKind.LEADING_BODY).order_by().values("subject")


def people_on(day: date):
    """One post for each person at the county committee on that day, with the `category` the person counts in."""
    posts = Post.objects.held(on=day).filter(organization__in=leading_bodies(day)).with_category()
    same_place = Q(category_place=OuterRef("category_place"), pk__lt=OuterRef("pk"))
    dearer = Q(category_place__lt=OuterRef("category_place")) | same_place
    others = posts.filter(dearer, person=OuterRef("person"), organization=OuterRef("organization"))
    return posts.filter(~Exists(others))


def people(context: Context):
    """Who works there on the day."""
    return people_on(context.on)


def people_before(context: Context):
    """Who worked there the day before the reform began."""
    return people_on(context.day(REFORM_START) - timedelta(days=1))


def in_categories(*categories: str):
    """Of the people of the day, those in one of the categories."""
    return lambda context: people(context).filter(category__in=categories)


def approved(context: Context):
    """Approvals in force on the day."""
    bodies = leading_bodies(context.on)
    return Establishment.objects.in_force(on=context.on).filter(organization__in=bodies)


def approved_for_centre(context: Context):
    """Those for an institution of its own, such as the youth service centre."""
    return approved(context).filter(workplace__kind=UnitKind.INSTITUTION)


def approved_for_state(context: Context):
    """Those of the state's establishment: without hired and purchased places."""
    return approved(context).filter(kind__in=Staffing.on_establishment)


def declared(context: Context):
    """The last number said in public by the day."""
    said = DeclaredStaff.objects.filter(declared_on__lte=context.on, organization__in=leading_bodies(context.on))
    later = said.filter(organization=OuterRef("organization"), declared_on__gt=OuterRef("declared_on"))
    return said.filter(~Exists(later))


def _figure(**declaration) -> Indicator:
    return Indicator(
        **{"unit": "名", "node": "organization_id", "measure": Measure.STAFF, "chapter": CHAPTER, "group": GROUP}
        | declaration
    )


FIGURES = (
    _figure(
        code="staff.before", label="改革前县级团委工作人员", settings=(REFORM_START,),
        definition=f"改革起始日前一日在县级团委任职的人员，含挂职、兼职和实习。{ONCE}", rows=people_before,
    ),
    _figure(
        code="staff.after", label="改革后县级团委工作人员",
        definition=f"截至日在县级团委任职的人员，含挂职、兼职和实习。{ONCE}", rows=people,
    ),
    *breakdown(
        "staff.category", rows=people, column="category", choices=StaffCategory.choices, unit="名", named="县级团委：",
        node="organization_id", measure=Measure.STAFF, chapter=CHAPTER, group=GROUP,
        definition="截至日县级团委工作人员中，力量构成为“{label}”的。",
    ),
    _figure(
        code="staff.attached", label="选拔挂兼职团干部", definition="截至日县级团委工作人员中挂职和兼职的。",
        rows=in_categories(StaffCategory.SECONDED, StaffCategory.PART_TIME),
    ),
    _figure(
        code="staff.interns", label="团县委实习岗位大学生", definition="截至日县级团委工作人员中实习的。",
        rows=in_categories(StaffCategory.INTERN),
    ),
    _figure(
        code="staff.declared", label="公布的工作人员数", value=Sum("number"),
        definition="截至日最近一次公布的县级团委工作人员数，照公布的登记，不由系统统计。", rows=declared,
    ),
    _figure(
        code="staff.approved", label="县级团委核定编制", value=Sum("number"),
        definition="截至日为县级团委及其所属单位核定的编制数之和。", rows=approved,
    ),
    _figure(
        code="staff.centre_posts", label="青少年发展综合服务中心核定编制", value=Sum("number"),
        definition="截至日为县级团委所属事业单位核定的编制数之和。", rows=approved_for_centre,
    ),
    _figure(
        code="staff.approved_state", label="行政、参公和事业编制核定数", value=Sum("number"),
        definition="县级团委核定编制中，行政、参公和事业编制的核定数之和。", rows=approved_for_state,
    ),
    _figure(
        code="staff.on_establishment", label="在编在岗人员",
        definition="截至日县级团委工作人员中机关在编在岗和所属事业单位在岗的。",
        rows=in_categories(StaffCategory.ESTABLISHED, StaffCategory.CENTRE),
    ),
    Ratio(
        code="staff.usage", label="编制使用率", chapter=CHAPTER, group=GROUP,
        definition="在编在岗人员除以行政、参公和事业编制核定数。",
        part="staff.on_establishment", whole="staff.approved_state",
    ),
)  # fmt: skip
