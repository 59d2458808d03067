"""Service teams 1+2+3+N around a place, and who of them is known by name."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from activities.enums import TeamRole
from league.core.dates import running
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet
from organizations.models.organization import CODE


class ServiceTeamQuerySet(ScopedQuerySet):
    def running_on(self, on: date):
        """Founded by that day and not dissolved."""
        return self.filter(running(on, starts="founded_on", ends="dissolved_on"))

    def complete(self):
        """齐备: every part of 1+2+3+N is there."""
        counted = {f"{name}__gt": 0 for name in ServiceTeam.counts}
        return self.filter(**counted).exclude(party_organization="")


class ServiceTeam(models.Model):
    """服务队 of the 1+2+3+N model: 1 place, 2 organisations (of the Party and of the League), 3 kinds of members (Party
    members, League members, pioneers), N volunteers. Everybody is counted; named are adults alone (ServiceTeamMember),
    and whoever is named is among those counted."""

    scope_path = "org_path"
    counts = ("party_members", "league_members", "pioneers", "volunteers")

    code = models.CharField("服务队编码", max_length=30, unique=True, validators=[CODE])
    name = models.CharField("服务队名称", max_length=100)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="所属团组织", related_name="service_teams"
    )
    org_path = PathField("归口路径", editable=False)
    home = models.ForeignKey(
        "organizations.YouthHome", models.PROTECT, verbose_name="青年阵地", null=True, blank=True,
        related_name="service_teams",
    )  # fmt: skip
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="村（社区）等单位", null=True, blank=True,
        related_name="service_teams",
    )  # fmt: skip
    party_organization = models.CharField("联建党组织", max_length=100, blank=True)
    founded_on = models.DateField("成立日期")
    dissolved_on = models.DateField("撤销日期", null=True, blank=True, editable=False)
    party_members = models.PositiveIntegerField("党员（人）", default=0)
    league_members = models.PositiveIntegerField("团员（人）", default=0)
    pioneers = models.PositiveIntegerField("少先队员（人）", default=0, help_text="只计人数，不登记姓名。")
    volunteers = models.PositiveIntegerField("青年志愿者（人）", default=0)
    counted_on = models.DateField("人数截至日期")
    duties = models.CharField("服务内容", max_length=300, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = ServiceTeamQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "服务队"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(home__isnull=True, unit__isnull=False) | Q(home__isnull=False, unit__isnull=True),
                name="service_team_one_place",
                violation_error_message="请在青年阵地和单位中选一个，作为服务队的阵地。",
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=F("founded_on")),
                name="service_team_life_not_empty",
                violation_error_message="撤销日期必须晚于成立日期。",
            ),
        ]
        indexes = [models.Index(fields=["org_path", "founded_on"], name="service_team_scope")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("activities:service-team-detail", args=[self.pk])

    @property
    def place(self) -> str:
        """The 1: where the team stands."""
        return str(self.home or self.unit)

    @property
    def missing(self) -> list[str]:
        """What of 1+2+3+N is not there yet, in words."""
        found = [] if self.party_organization else ["联建党组织"]
        labels = [str(self._meta.get_field(name).verbose_name) for name in self.counts if not getattr(self, name)]
        return found + [label.removesuffix("（人）") for label in labels]


class ServiceTeamMemberQuerySet(ScopedQuerySet):
    def serving(self, on: date):
        """In the team on that day."""
        return self.filter(running(on, starts="joined_on", ends="left_on"))


class ServiceTeamMember(models.Model):
    """服务队员 known by name: an adult with a record."""

    scope_path = "team__org_path"

    team = models.ForeignKey(ServiceTeam, models.CASCADE, verbose_name="服务队", related_name="members")
    person = models.ForeignKey("cadres.Person", models.PROTECT, verbose_name="人员", related_name="service_teams")
    role = models.CharField("身份", max_length=10, choices=TeamRole.choices)
    joined_on = models.DateField("加入日期")
    left_on = models.DateField("退出日期（不含）", null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = ServiceTeamMemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "服务队员"
        ordering = ["team", "joined_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"],
                condition=Q(left_on__isnull=True),
                name="service_team_member_once",
                violation_error_message="该人员已在这支服务队中。",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gt=F("joined_on")),
                name="service_team_member_period",
                violation_error_message="退出日期必须晚于加入日期。",
            ),
        ]

    def __str__(self):
        return f"{self.team}{self.person}"

    def get_absolute_url(self):
        return f"{self.team.get_absolute_url()}?tab=members"
