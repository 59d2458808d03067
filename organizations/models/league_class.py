"""League classes held, and the topics they follow."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from league.core.school_years import SchoolYear
from league.core.scoping import ScopedQuerySet
from organizations.enums import ClassAudience


class LeagueTopic(models.Model):
    """团课专题 of the outline. A topic whose text nobody has compared with the original is marked 待核."""

    scope_path = None

    code = models.CharField("专题编码", max_length=20, unique=True)
    title = models.CharField("专题", max_length=100)
    source = models.CharField("依据", max_length=200)
    is_verified = models.BooleanField("已核对原文", default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "团课专题"
        ordering = ["code"]

    def __str__(self):
        return self.title if self.is_verified else f"{self.title}（待核）"


class LeagueClassQuerySet(ScopedQuerySet):
    def held(self, year: SchoolYear, *, on: date):
        """Classes of the school year, by that day."""
        return self.filter(held_on__gte=year.first, held_on__lte=min(year.last, on))

    def before_admission(self):
        """Those for applicants."""
        return self.filter(audience=ClassAudience.BEFORE)


class LeagueClass(models.Model):
    """团课: one class held at a league school. `attendance` is in person-times, `minutes` the length of the class."""

    scope_path = "league_school__unit__org_path"

    league_school = models.ForeignKey(
        "organizations.LeagueSchool", models.PROTECT, verbose_name="团校", related_name="classes"
    )
    held_on = models.DateField("授课日期")
    topic = models.ForeignKey(LeagueTopic, models.PROTECT, verbose_name="专题", related_name="classes")
    minutes = models.PositiveIntegerField("时长（分钟）")
    teacher = models.CharField("授课人", max_length=50)
    audience = models.CharField("授课对象", max_length=20, choices=ClassAudience.choices)
    attendance = models.PositiveIntegerField("听课人次")
    material = models.CharField("教案与材料", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = LeagueClassQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "团课"
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["league_school", "held_on", "topic", "audience"],
                name="league_class_once",
                violation_error_message="该团校当日已登记同一专题、同一对象的团课。",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=10, minutes__lte=480),
                name="league_class_length",
                violation_error_message="一次团课应在10至480分钟之间。",
            ),
        ]
        indexes = [models.Index(fields=["held_on"], name="league_class_day")]

    def __str__(self):
        return f"{self.league_school}{self.held_on}团课"

    def get_absolute_url(self):
        return reverse("organizations:league-class-detail", args=[self.pk])
