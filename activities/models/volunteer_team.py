"""Teams of volunteers: those of the county's own, and those that universities send to the countryside in summer."""

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from activities.enums import TeamKind
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet
from organizations.models.organization import CODE


class VolunteerTeamQuerySet(ScopedQuerySet):
    def summer(self):
        """三下乡团队."""
        return self.filter(kind=TeamKind.SUMMER)

    def present_within(self, first: date, last: date):
        """Here on at least one of the days [first, last]; a team without a last day is still here."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)


class VolunteerTeam(models.Model):
    """志愿服务队, or a 三下乡 team of a university with the organisation that hosts it."""

    scope_path = "org_path"

    code = models.CharField("队伍编码", max_length=30, unique=True, validators=[CODE])
    name = models.CharField("队伍名称", max_length=100)
    kind = models.CharField("类别", max_length=10, choices=TeamKind.choices)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="接待（所属）团组织", related_name="volunteer_teams"
    )
    org_path = PathField("归口路径", editable=False)
    university = models.CharField("院校", max_length=100, blank=True, help_text="三下乡团队必填。")
    leader = models.CharField("领队", max_length=50, blank=True)
    size = models.PositiveSmallIntegerField("人数", validators=[MinValueValidator(1)])
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期（含当日）", null=True, blank=True)
    source = models.CharField("数据来源", max_length=100, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = VolunteerTeamQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿服务队"
        ordering = ["-starts_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="volunteer_team_ends_after",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=~Q(kind=TeamKind.SUMMER) | ~Q(university=""),
                name="volunteer_team_university",
                violation_error_message="三下乡团队须填写院校。",
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1), name="volunteer_team_size", violation_error_message="人数至少为1。"
            ),
        ]
        indexes = [models.Index(fields=["org_path", "starts_on"], name="volunteer_team_scope")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("activities:volunteer-team-detail", args=[self.pk])


class TeamVillage(models.Model):
    """队伍服务的村: a village, community or school that the team served."""

    scope_path = "team__org_path"

    team = models.ForeignKey(VolunteerTeam, models.CASCADE, verbose_name="队伍", related_name="villages")
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="服务的单位", related_name="served_by_teams"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "队伍服务的村"
        ordering = ["team", "unit__code"]
        constraints = [models.UniqueConstraint(fields=["team", "unit"], name="team_village_once")]

    def __str__(self):
        return str(self.unit)

    def get_absolute_url(self):
        return self.team.get_absolute_url()
