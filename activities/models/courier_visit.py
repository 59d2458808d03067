"""Couriers visited at an activity, counted by company; docs/decisions/015 says why nobody is named."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from activities.enums import ActivityState, CourierTrade
from league.core.scoping import ScopedQuerySet


class CourierVisitQuerySet(ScopedQuerySet):
    def held_within(self, first: date, last: date):
        """Of counted activities held on [first, last]. Sum `first_this_year` alone, never `persons`."""
        return self.filter(activity__state__in=ActivityState.counted, activity__held_on__range=(first, last))


class CourierVisit(models.Model):
    """走访新就业群体: different people met at one activity in one company, and how many of them for the first time in the
    calendar year. Only the latter are ever added up, to persons."""

    scope_path = "activity__org_path"

    activity = models.ForeignKey(
        "activities.Activity", models.CASCADE, verbose_name="活动", related_name="courier_visits"
    )
    company = models.CharField("所在企业", max_length=100)
    trade = models.CharField("行业", max_length=10, choices=CourierTrade.choices, default=CourierTrade.PARCEL)
    persons = models.PositiveIntegerField("走访（人）", help_text="这次走访到的不同的人，不写姓名。")
    first_this_year = models.PositiveIntegerField(
        "其中本年首次走访（人）", help_text="对照本年此前各次走访的纸质名单；名单由主办单位留存，不录入系统。"
    )
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = CourierVisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "走访新就业群体"
        ordering = ["activity", "company"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "company"],
                name="courier_visit_company_once",
                violation_error_message="该企业在这场活动中已登记，请修改原记录。",
            ),
            models.CheckConstraint(
                condition=Q(persons__gt=0, first_this_year__lte=F("persons")),
                name="courier_visit_first_among",
                violation_error_message="走访人数应大于零，本年首次走访的不能多于走访人数。",
            ),
        ]

    def __str__(self):
        return f"{self.activity}走访{self.company}"

    def get_absolute_url(self):
        return f"{self.activity.get_absolute_url()}?tab=couriers"
