"""Activities: what was planned, what took place, and who verified it."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import get_default_timezone, localtime

from activities.enums import ActivityKind, ActivityState, Attendance, Audience, Topic
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet
from organizations.models.organization import CODE

# An occasion of which nobody wrote down the hour takes the whole day.
WHOLE_DAY = (time(0, 0), time(23, 59))


def midnight(day: date) -> datetime:
    """The first moment of a day of the county's calendar: an index serves a moment, not the day of a moment."""
    return datetime.combine(day, time(), tzinfo=get_default_timezone())


class ActivityQuerySet(ScopedQuerySet):
    def counted(self):
        """What figures may count: held, whether verified or not."""
        return self.filter(state__in=ActivityState.counted)

    def held_within(self, first: date, last: date):
        """Counted, and held on one of the days [first, last]; the only door for figures."""
        return self.counted().filter(held_on__range=(first, last))

    def held_lately(self, on: date, *, days: int):
        """Counted, and held in the last `days` days up to and including `on`."""
        return self.held_within(on - timedelta(days=days - 1), on)

    def beginning_within(self, first: date, last: date):
        """Planned or held to begin on one of the days [first, last] of the county's calendar."""
        return self.filter(starts_at__gte=midnight(first), starts_at__lt=midnight(last + timedelta(days=1)))

    def announced(self):
        """What the public may read of."""
        return self.filter(state__in=ActivityState.public)

    def with_person_times(self):
        """Annotate `person_times`, the sum over all audiences; None where no heads were counted."""
        rows = ActivityAudience.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
        return self.annotate(person_times=Subquery(rows.annotate(n=Sum("person_times")).values("n")))

    def with_reach(self):
        """Annotate `reached`, the number of schools and villages reached."""
        rows = ActivityReach.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
        return self.annotate(reached=Coalesce(Subquery(rows.annotate(n=models.Count("pk")).values("n")), 0))

    def about(self, *topics: str):
        """With at least one of the topics; no row twice."""
        return self.filter(Exists(ActivityTopic.objects.filter(activity=OuterRef("pk"), topic__in=topics)))


class Activity(models.Model):
    """活动. Its state is written by services.activity_moves alone; what counts as held is told by `held_on`.

    Money is in fen. Head-counts are ActivityAudience rows, in person-times.
    """

    scope_path = "org_path"

    code = models.CharField("活动编码", max_length=30, unique=True, validators=[CODE])
    title = models.CharField("活动名称", max_length=100)
    programme = models.ForeignKey(
        "activities.Programme", models.PROTECT, verbose_name="品牌项目", null=True, blank=True,
        related_name="activities",
    )  # fmt: skip
    kind = models.CharField("活动类别", max_length=20, choices=ActivityKind.choices)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="主办团组织", related_name="activities"
    )
    org_path = PathField("归口路径", editable=False)
    by_federation = models.BooleanField("青联主办", default=False)
    partners = models.CharField("协办单位", max_length=200, blank=True)
    summary = models.TextField("活动简介", max_length=2000, blank=True)
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    home = models.ForeignKey(
        "organizations.YouthHome", models.PROTECT, verbose_name="青年阵地", null=True, blank=True,
        related_name="activities",
    )  # fmt: skip
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="所在单位", null=True, blank=True,
        related_name="activities",
    )  # fmt: skip
    division = models.ForeignKey(
        "organizations.Division", models.PROTECT, verbose_name="所在区划", null=True, blank=True,
        related_name="activities",
    )  # fmt: skip
    place = models.CharField("地点", max_length=100, blank=True, help_text="例如：镇中学操场。")
    series = models.ForeignKey(
        "self", models.PROTECT, verbose_name="系列首场", null=True, blank=True, editable=False,
        related_name="occurrences",
    )  # fmt: skip
    state = models.CharField(
        "状态", max_length=10, choices=ActivityState.choices, default=ActivityState.DRAFT, editable=False
    )
    held_on = models.DateField("举办日期", null=True, blank=True, editable=False)
    attendance = models.CharField(
        "签到方式", max_length=10, choices=Attendance.choices, default=Attendance.NONE, editable=False
    )
    expenditure = models.PositiveBigIntegerField("支出（分）", null=True, blank=True, editable=False)
    verified_on = models.DateField("核验日期", null=True, blank=True, editable=False)
    return_reason = models.CharField("退回理由", max_length=200, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动"
        ordering = ["-starts_at", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="activity_ends_after",
                violation_error_message="结束时间不能早于开始时间。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ActivityState.with_day, held_on__isnull=False)
                | (~Q(state__in=ActivityState.with_day) & Q(held_on__isnull=True)),
                name="activity_day_once_held",
                violation_error_message="登记举办的活动才有、也必须有举办日期。",
            ),
            models.CheckConstraint(
                condition=Q(state="verified", verified_on__isnull=False)
                | (~Q(state="verified") & Q(verified_on__isnull=True)),
                name="activity_verified_on",
                violation_error_message="核验过的活动才有、也必须有核验日期。",
            ),
            models.CheckConstraint(
                condition=Q(home__isnull=True) | (Q(unit__isnull=True) & Q(division__isnull=True)),
                name="activity_one_place",
                violation_error_message="在青年阵地举办的，不再另选单位和区划。",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(division__isnull=True),
                name="activity_unit_or_division",
                violation_error_message="选了单位的，不再另选区划。",
            ),
        ]
        indexes = [
            models.Index(fields=["org_path", "held_on"], name="activity_scope_held"),
            models.Index(fields=["organization", "held_on"], name="activity_organiser_held"),
            models.Index(fields=["starts_at"], name="activity_starts"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activities:activity-detail", args=[self.pk])

    @property
    def stage(self) -> ActivityState:
        """The state as its enum, which knows the transitions."""
        return ActivityState(self.state)

    @property
    def opening(self) -> date | datetime:
        """When it begins: a moment, or the day alone where nobody wrote down the hour."""
        return self._edge(0)

    @property
    def closing(self) -> date | datetime:
        """When it ends, likewise."""
        return self._edge(1)

    def _edge(self, place: int) -> date | datetime:
        moments = [localtime(moment) for moment in (self.starts_at, self.ends_at)]
        whole = all(moment.time() == edge for moment, edge in zip(moments, WHOLE_DAY, strict=True))
        return moments[place].date() if whole else moments[place]

    @property
    def where(self) -> str:
        """The place in words: 镇中学，操场."""
        return "，".join(str(part) for part in (self.home or self.unit or self.division, self.place) if part)


class ActivityTopic(models.Model):
    """活动主题 of one activity."""

    scope_path = "activity__org_path"

    activity = models.ForeignKey(Activity, models.CASCADE, verbose_name="活动", related_name="topics")
    topic = models.CharField("主题", max_length=20, choices=Topic.choices)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动的主题"
        ordering = ["activity", "pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "topic"], name="activity_topic_once")]

    def __str__(self):
        return self.get_topic_display()

    def get_absolute_url(self):
        return self.activity.get_absolute_url()


class ActivityReach(models.Model):
    """覆盖单位: a school or village that the activity reached."""

    scope_path = "activity__org_path"

    activity = models.ForeignKey(Activity, models.CASCADE, verbose_name="活动", related_name="reach")
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="到达的学校、村（社区）", related_name="reached_by"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动到达的单位"
        ordering = ["activity", "unit__code"]
        constraints = [models.UniqueConstraint(fields=["activity", "unit"], name="activity_reach_once")]

    def __str__(self):
        return str(self.unit)

    def get_absolute_url(self):
        return self.activity.get_absolute_url()


class ActivityAudienceQuerySet(ScopedQuerySet):
    def held_within(self, first: date, last: date):
        """Of counted activities held on [first, last]. Sum `person_times`, or `persons`; never one with the other."""
        return self.filter(activity__state__in=ActivityState.counted, activity__held_on__range=(first, last))


class ActivityAudience(models.Model):
    """参加人次: person-times of one audience. `persons` (distinct people) only where each was recorded by name."""

    scope_path = "activity__org_path"

    activity = models.ForeignKey(Activity, models.CASCADE, verbose_name="活动", related_name="audiences")
    audience = models.CharField("对象", max_length=20, choices=Audience.choices)
    person_times = models.PositiveIntegerField("人次")
    by_name = models.BooleanField("按姓名签到", default=False)
    persons = models.PositiveIntegerField("人数（不重复）", null=True, blank=True)

    objects = ActivityAudienceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动的参加人次"
        ordering = ["activity", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "audience"], name="activity_audience_once"),
            models.CheckConstraint(
                condition=Q(persons__isnull=True) | (Q(by_name=True) & Q(persons__lte=F("person_times"))),
                name="audience_persons_by_name",
                violation_error_message="只有按姓名签到的才有不重复的人数，且不超过人次。",
            ),
        ]

    def __str__(self):
        return f"{self.get_audience_display()}{self.person_times}人次"

    def get_absolute_url(self):
        return self.activity.get_absolute_url()
