"""Posts: who holds what in which league organisation, from a day to a day."""

from datetime import date

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Now, TruncDate
from django.urls import reverse

from cadres.enums import (
    PostDuty,
    PostEnding,
    PostMode,
    PostSelection,
    PostTitle,
    StaffCategory,
    Staffing,
    VillageSeat,
)
from cadres.models.person import reached_through
from league.core.dates import running
from league.core.fields import PathField
from league.core.scoping import Scope, ScopedQuerySet
from organizations.enums import OrganizationKind, UnitKind

# What leads the league work of a township: the committee, or its work committee.
TOWNSHIP_KINDS = (OrganizationKind.COMMITTEE, OrganizationKind.WORK_COMMITTEE)


class PostQuerySet(ScopedQuerySet):
    def held(self, *, on: date):
        """在任 on that day."""
        return self.filter(running(on, starts="starts_on", ends="ends_on"))

    def overlapping(self, starts_on: date, ends_on: date | None):
        """Posts that share a day with [starts_on, ends_on)."""
        late = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on))
        return late if ends_on is None else late.filter(starts_on__lt=ends_on)

    def secretaries(self):
        """书记, of whatever organisation."""
        return self.filter(title=PostTitle.SECRETARY)

    def of_villages(self):
        """At branches that stand in a village or community."""
        return self.filter(organization__kind=OrganizationKind.BRANCH, organization__unit__kind__in=UnitKind.grassroots)

    def of_townships(self):
        """At committees and work committees of townships."""
        return self.filter(organization__kind__in=TOWNSHIP_KINDS, organization__unit__kind=UnitKind.TOWNSHIP)

    def student_deputies(self):
        """大学生兼职团委副书记."""
        return self.filter(is_student_deputy=True)

    def seated(self):
        """进两委; those of unknown seat are not among them, and are no part of a whole either."""
        return self.filter(village_seat__in=VillageSeat.seated)

    def elective(self):
        """What an election ends: the committee, but for those seconded to it, interns and student deputies."""
        guests = Q(mode__in=(PostMode.SECONDED, PostMode.INTERN)) | Q(is_student_deputy=True)
        return self.filter(title__in=PostTitle.committee).exclude(~Q(title=PostTitle.SECRETARY) & guests)

    def with_category(self):
        """Annotate `category`, the StaffCategory of the post, and `category_place`, its place in the order in which
        somebody with several posts is counted. Unknown where mode or staffing does not tell, never guessed."""
        full_time = Q(mode=PostMode.FULL_TIME)
        approved = full_time & Q(staffing__in=Staffing.on_establishment)
        conditions = {
            StaffCategory.CENTRE: approved & Q(workplace__kind=UnitKind.INSTITUTION),
            StaffCategory.ESTABLISHED: approved,
            StaffCategory.OUTSIDE: full_time & Q(staffing__in=Staffing.outside),
            StaffCategory.SECONDED: Q(mode=PostMode.SECONDED),
            StaffCategory.PART_TIME: Q(mode=PostMode.PART_TIME),
            StaffCategory.INTERN: Q(mode=PostMode.INTERN),
        }
        category = Case(
            *(When(condition, then=Value(category.value)) for category, condition in conditions.items()),
            default=Value(StaffCategory.UNKNOWN.value),
            output_field=models.CharField(),
        )
        places = (When(category=each.value, then=Value(place)) for place, each in enumerate(StaffCategory))
        place = Case(*places, output_field=models.IntegerField())
        return self.annotate(category=category).annotate(category_place=place)

    def with_rank(self):
        """Annotate `rank`: the place of the title in the order of precedence, from 0."""
        cases = (When(title=title, then=Value(number)) for number, title in enumerate(PostTitle.values))
        return self.annotate(rank=Case(*cases, output_field=models.IntegerField()))


class Post(models.Model):
    """任职: a person holds a title in an organisation on [starts_on, ends_on).

    One secretary sits in an organisation on any day; nobody holds the same title of an organisation twice at a time.
    Written by cadres.services.posts and its neighbours alone; PostgreSQL excludes overlapping secretaries besides.
    """

    scope_path = "org_path"

    person = models.ForeignKey("cadres.Person", models.PROTECT, verbose_name="人员", related_name="posts")
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="团组织", related_name="posts"
    )
    org_path = PathField("归口路径", editable=False, db_index=True)
    title = models.CharField("职务", max_length=10, choices=PostTitle.choices)
    duty = models.CharField("分工", max_length=12, choices=PostDuty.choices, blank=True)
    mode = models.CharField("任职方式", max_length=10, choices=PostMode.choices)
    selection = models.CharField(
        "产生方式", max_length=15, choices=PostSelection.choices, default=PostSelection.UNKNOWN
    )
    staffing = models.CharField("编制类别", max_length=15, choices=Staffing.choices, default=Staffing.UNKNOWN)
    workplace = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="编制所在单位", null=True, blank=True, related_name="posts",
        help_text="编制不在本团组织所在单位的填写，例如所属的服务中心、挂职人员的派出单位。",
    )  # fmt: skip
    starts_on = models.DateField("任职起")
    ends_on = models.DateField("任职止（不含）", null=True, blank=True)
    village_seat = models.CharField("进两委", max_length=10, choices=VillageSeat.choices, default=VillageSeat.UNKNOWN)
    village_role = models.CharField("两委职务", max_length=50, blank=True)
    is_student_deputy = models.BooleanField("大学生兼职副书记", default=False)
    student_school = models.CharField("学籍学校", max_length=100, blank=True)
    document = models.CharField("任职文号", max_length=100, blank=True)
    # Opened by a confirmed election: its term, and the line of the meeting's record.
    term = models.ForeignKey(
        "organizations.Term", models.SET_NULL, verbose_name="届", null=True, blank=True, related_name="posts"
    )
    seat = models.OneToOneField(
        "organizations.ElectionSeat",
        models.PROTECT,
        verbose_name="选举名单",
        null=True,
        blank=True,
        related_name="post",
    )
    ending = models.CharField("离任原因", max_length=15, choices=PostEnding.choices, blank=True)
    ending_document = models.CharField("离任文号", max_length=100, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    source = models.CharField("数据来源", max_length=120, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["org_path", "-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="post_period_not_empty",
                violation_error_message="任职止必须晚于任职起。",
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(title=PostTitle.SECRETARY, ends_on__isnull=True),
                name="post_one_open_secretary",
                violation_error_message="该团组织已有在任的书记，请先办理离任或交接。",
            ),
            models.UniqueConstraint(
                fields=["person", "organization", "title"],
                condition=Q(ends_on__isnull=True),
                name="post_held_once",
                violation_error_message="该人员已在该团组织担任这一职务。",
            ),
            models.CheckConstraint(
                condition=Q(is_student_deputy=False) | Q(title=PostTitle.DEPUTY, mode=PostMode.PART_TIME),
                name="post_student_deputy_is_part_time",
                violation_error_message="大学生兼职副书记的职务应为副书记、任职方式应为兼职。",
            ),
        ]
        indexes = [
            models.Index(fields=["title", "org_path"], name="post_title_path"),
            models.Index(fields=["organization", "title", "starts_on"], name="post_holders"),
        ]

    def __str__(self):
        return f"{self.person}（{self.place}）"

    def get_absolute_url(self):
        return reverse("cadres:post-detail", args=[self.pk])

    @property
    def place(self) -> str:
        """甲镇团委书记, 甲镇团委组织委员."""
        return f"{self.organization}{self.title_label}"

    @property
    def title_label(self) -> str:
        """The title, told by its duty where a member of the committee has one."""
        if self.duty and self.duty != PostDuty.OTHER and self.title == PostTitle.MEMBER:
            return self.get_duty_display()
        return self.get_title_display()

    @property
    def seat_label(self) -> str:
        """进两委 as shown: nothing where the question does not arise, outside villages and communities."""
        unit = self.organization.unit
        arises = unit is not None and unit.kind in UnitKind.grassroots
        return self.get_village_seat_display() if arises or self.village_seat != VillageSeat.UNKNOWN else ""

    @property
    def title_tone(self) -> str:
        """Badge colour of the title."""
        return PostTitle(self.title).tone


@reached_through
def through_posts(scope: Scope) -> Q:
    """People who hold a post in the scope now or later, wherever their record is kept."""
    sitting = Q(ends_on__isnull=True) | Q(ends_on__gt=TruncDate(Now()))
    return Q(Exists(Post.objects.filter(scope.q("org_path"), sitting, person=OuterRef("pk"))))
