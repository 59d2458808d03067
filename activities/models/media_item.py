"""Works and coverage, and how often they were played on the days somebody looked."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Subquery
from django.urls import reverse

from activities.enums import MediaKind, MediaLevel
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet
from organizations.models.organization import CODE


class MediaItemQuerySet(ScopedQuerySet):
    def published_within(self, first: date, last: date):
        """Published on one of the days [first, last]."""
        return self.filter(published_on__range=(first, last))

    def with_plays(self, *, on: date):
        """Annotate `plays` and `read_on` of the last reading on or before that day; None where nobody has looked."""
        last = MediaReading.objects.filter(item=OuterRef("pk"), read_on__lte=on).order_by("-read_on")
        return self.annotate(plays=Subquery(last.values("plays")[:1]), read_on=Subquery(last.values("read_on")[:1]))


class MediaItem(models.Model):
    """宣传条目: a work of the League or a report about it, at one outlet."""

    scope_path = "org_path"

    code = models.CharField("宣传编码", max_length=30, unique=True, validators=[CODE])
    title = models.CharField("标题", max_length=200)
    kind = models.CharField("宣传类别", max_length=10, choices=MediaKind.choices)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="报送团组织", related_name="media_items"
    )
    org_path = PathField("归口路径", editable=False)
    platform = models.CharField("平台", max_length=50, help_text="例如：学习强国、微信公众号、报纸。")
    outlet = models.CharField("刊播媒体（账号）", max_length=100)
    level = models.CharField("刊播级别", max_length=10, choices=MediaLevel.choices)
    published_on = models.DateField("发布日期")
    url = models.URLField("网址", max_length=500, blank=True)
    activity = models.ForeignKey(
        "activities.Activity",
        models.PROTECT,
        verbose_name="所报活动",
        null=True,
        blank=True,
        related_name="media_items",
    )
    note = models.CharField("备注", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=800, editable=False, blank=True)

    objects = MediaItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "宣传条目"
        ordering = ["-published_on", "code"]
        indexes = [
            models.Index(fields=["org_path", "published_on"], name="media_item_scope"),
            models.Index(fields=["published_on"], name="media_item_published"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activities:media-item-detail", args=[self.pk])


class MediaReadingQuerySet(ScopedQuerySet):
    def latest(self, *, on: date):
        """The last reading of each item on or before that day; the only door for figures."""
        later = MediaReading.objects.filter(item=OuterRef("item"), read_on__gt=OuterRef("read_on"), read_on__lte=on)
        return self.filter(~Exists(later), read_on__lte=on)

    def with_former(self):
        """Annotate `former`: the plays of the item's reading before; None at the first."""
        before = MediaReading.objects.filter(item=OuterRef("item"), read_on__lt=OuterRef("read_on"))
        return self.annotate(former=Subquery(before.order_by("-read_on").values("plays")[:1]))

    def falling(self):
        """Fewer plays than at the reading before: a counter does not run backwards, somebody should look."""
        return self.with_former().filter(plays__lt=F("former"))


class MediaReading(models.Model):
    """播放量读数: how often an item had been played (次) by the day somebody looked."""

    scope_path = "item__org_path"

    item = models.ForeignKey(MediaItem, models.PROTECT, verbose_name="宣传条目", related_name="readings")
    read_on = models.DateField("读数日期")
    plays = models.PositiveBigIntegerField("播放量（次）")
    source = models.CharField("读数来源", max_length=100, blank=True, help_text="例如：平台页面显示。")
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = MediaReadingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "播放量读数"
        ordering = ["-read_on", "item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "read_on"],
                name="media_reading_once",
                violation_error_message="该条目当日已有读数，请更正原读数。",
            ),
        ]

    def __str__(self):
        return f"{self.item}{self.read_on}读数"

    def get_absolute_url(self):
        return self.item.get_absolute_url()
