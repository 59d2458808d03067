"""Yard meetings (青春屋场恳谈会): who sat together in a village, and what was said."""

from datetime import date

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from league.core.fields import PathField
from league.core.models import Photo
from league.core.scoping import ScopedQuerySet
from organizations.models.organization import CODE


class YardMeetingQuerySet(ScopedQuerySet):
    def held_within(self, first: date, last: date):
        """Held on one of the days [first, last]."""
        return self.filter(held_on__range=(first, last))

    def with_needs(self):
        """Annotate `raised`, the number of needs that came up."""
        return self.annotate(raised=Count("needs"))


class YardMeeting(models.Model):
    """青春屋场恳谈会: held on a day in a village; those who came are counted in person-times, nobody is named."""

    scope_path = "org_path"

    code = models.CharField("恳谈会编码", max_length=30, unique=True, validators=[CODE])
    title = models.CharField("主题", max_length=100)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="主办团组织", related_name="yard_meetings"
    )
    org_path = PathField("归口路径", editable=False)
    team = models.ForeignKey(
        "activities.ServiceTeam", models.PROTECT, verbose_name="服务队", null=True, blank=True, related_name="meetings"
    )
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="村（社区）", related_name="yard_meetings"
    )
    place = models.CharField("地点", max_length=100, blank=True, help_text="例如：某组屋场、党群服务中心。")
    held_on = models.DateField("召开日期")
    host = models.CharField("主持人", max_length=50, help_text="写职务和姓名，例如：镇团委副书记某某。")
    attendees = models.PositiveIntegerField("参加（人次）")
    youth = models.PositiveIntegerField("其中青年（人次）", null=True, blank=True)
    minutes = models.TextField("恳谈记录", max_length=5000, help_text="写议题和意见，不写反映人的姓名和电话。")
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = YardMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "青春屋场恳谈会"
        ordering = ["-held_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(attendees__gt=0),
                name="yard_meeting_somebody_came",
                violation_error_message="参加人次应大于零。",
            ),
            models.CheckConstraint(
                condition=Q(youth__isnull=True) | Q(youth__lte=F("attendees")),
                name="yard_meeting_youth_among",
                violation_error_message="其中青年不能多于参加人次。",
            ),
        ]
        indexes = [models.Index(fields=["org_path", "held_on"], name="yard_meeting_scope")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activities:yard-meeting-detail", args=[self.pk])


class YardMeetingPhoto(Photo):
    """恳谈会照片."""

    scope_path = "meeting__org_path"
    told_with = ("meeting",)

    meeting = models.ForeignKey(YardMeeting, models.PROTECT, verbose_name="恳谈会", related_name="photos")

    objects = ScopedQuerySet.as_manager()

    class Meta(Photo.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "恳谈会照片"
        ordering = ["meeting", "taken_on", "pk"]

    def __str__(self):
        return f"{self.meeting}{self.taken_on}照片"

    def get_absolute_url(self):
        return reverse("activities:yard-meeting-photo-detail", args=[self.pk])

    @property
    def picture_url(self) -> str:
        """The file, through the scope."""
        return reverse("activities:yard-meeting-photo-picture", args=[self.pk])

    @property
    def thumbnail_url(self) -> str:
        """The small file, through the scope."""
        return reverse("activities:yard-meeting-photo-thumbnail", args=[self.pk])

    @property
    def words(self) -> str:
        """2023-05-04，会场."""
        return "，".join(filter(None, [str(self.taken_on), self.caption]))
