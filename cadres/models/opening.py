"""Openings that host units offer in a drive."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from cadres.enums import ApplicationState
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet
from organizations.models.organization import CODE


class OpeningQuerySet(ScopedQuerySet):
    def of_kind(self, kind: str):
        """Openings of drives of that kind."""
        return self.filter(drive__kind=kind)

    def standing(self, *, on: date):
        """征集到: offered by that day and not taken back by then."""
        return self.filter(offered_on__lte=on).filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))

    def offered_within(self, first: date, last: date):
        """Offered in [first, last] and still standing on `last`; a figure sums their `seats`."""
        return self.standing(on=last).filter(offered_on__gte=first)

    def with_taken(self):
        """Annotate `taken`: seats held by the selected and by those at work."""
        held = Q(placements__application__state__in=ApplicationState.seated)
        return self.annotate(taken=Count("placements", filter=held))


class Opening(models.Model):
    """岗位: seats of one kind of work at one host unit. Offered by the league organisation that answers for the host."""

    scope_path = "org_path"

    drive = models.ForeignKey("cadres.RecruitmentDrive", models.PROTECT, verbose_name="招募", related_name="openings")
    code = models.CharField("岗位编码", max_length=30, unique=True, validators=[CODE])
    title = models.CharField("岗位名称", max_length=100)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="归口团组织", related_name="openings"
    )
    org_path = PathField("归口路径", editable=False)
    host = models.CharField("用人单位", max_length=100)
    division = models.ForeignKey(
        "organizations.Division", models.PROTECT, verbose_name="工作地点", related_name="openings"
    )
    seats = models.PositiveSmallIntegerField("岗位数", validators=[MinValueValidator(1), MaxValueValidator(500)])
    requirements = models.TextField("岗位要求", max_length=1000, blank=True)
    offered_on = models.DateField("征集日期")
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "招募岗位"
        ordering = ["drive", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1), name="opening_has_seats", violation_error_message="岗位数至少为1。"
            ),
        ]
        indexes = [models.Index(fields=["org_path", "code"], name="opening_scope")]

    def __str__(self):
        return f"{self.host}{self.title}"

    def get_absolute_url(self):
        return reverse("cadres:opening-detail", args=[self.pk])
