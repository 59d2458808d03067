"""League schools of secondary schools, and who teaches there."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.dates import running
from league.core.school_years import SchoolYear
from league.core.scoping import ScopedQuerySet
from organizations.models.league_class import LeagueClass


class LeagueSchoolQuerySet(ScopedQuerySet):
    def existing(self, *, on: date):
        """现存 on that day."""
        return self.filter(running(on, starts="founded_on", ends="closed_on"))

    def covering(self, *, on: date):
        """Existing, with a class held in a school year that speaks for the day."""
        held = Q()
        for year in SchoolYear.counting(on):
            held |= Q(held_on__gte=year.first, held_on__lte=min(year.last, on))
        return self.existing(on=on).filter(pk__in=LeagueClass.objects.filter(held).order_by().values("league_school"))


class LeagueSchool(models.Model):
    """团校 of a school; one lives at a time."""

    scope_path = "unit__org_path"

    unit = models.ForeignKey("organizations.Unit", models.PROTECT, verbose_name="学校", related_name="league_schools")
    name = models.CharField("团校名称", max_length=100)
    founded_on = models.DateField("成立日期")
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    head_name = models.CharField("校长姓名", max_length=50)
    head_role = models.CharField("校长职务", max_length=50)
    founding_document = models.CharField("成立文号", max_length=100, blank=True)
    classroom = models.CharField("教室", max_length=100, blank=True)
    has_rules = models.BooleanField("制度已建立", default=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = LeagueSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "团校"
        ordering = ["unit__code", "founded_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(closed_on__isnull=True),
                name="league_school_one_lives",
                violation_error_message="该校已有团校，请先办理撤销。",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gt=F("founded_on")),
                name="league_school_life_not_empty",
                violation_error_message="撤销日期必须晚于成立日期。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organizations:league-school-detail", args=[self.pk])


class LeagueTeacherQuerySet(ScopedQuerySet):
    def serving(self, *, on: date):
        """在任 on that day."""
        return self.filter(running(on, starts="starts_on", ends="ends_on"))


class LeagueTeacher(models.Model):
    """团校教师: a name on the league school's roster, from a day to a day."""

    scope_path = "league_school__unit__org_path"

    league_school = models.ForeignKey(LeagueSchool, models.PROTECT, verbose_name="团校", related_name="teachers")
    name = models.CharField("姓名", max_length=50)
    role = models.CharField("职务", max_length=50, blank=True)
    starts_on = models.DateField("自")
    ends_on = models.DateField("至（不含）", null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = LeagueTeacherQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "团校教师"
        ordering = ["-starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["league_school", "name"],
                condition=Q(ends_on__isnull=True),
                name="league_teacher_once_on_roster",
                violation_error_message="该教师已在团校教师名册中。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="league_teacher_period_not_empty",
                violation_error_message="离任日期必须晚于到任日期。",
            ),
        ]

    def __str__(self):
        return f"{self.league_school}教师{self.name}"

    def get_absolute_url(self):
        return self.league_school.get_absolute_url()
