"""Yearly checks of homes on the spot."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from league.core.scoping import ScopedQuerySet
from organizations.enums import CheckItem


class HomeCheckQuerySet(ScopedQuerySet):
    def done_by(self, day: date):
        """Checks made on or before that day, the latest first."""
        return self.filter(checked_on__lte=day).order_by("-checked_on", "-pk")


class HomeCheck(models.Model):
    """年度检查: one visit to a home. It is passed when every item is. Never edited: who mends something is checked
    again on a later day, and the latest check counts."""

    scope_path = "home__org_path"

    home = models.ForeignKey("organizations.YouthHome", models.PROTECT, verbose_name="青年阵地", related_name="checks")
    year = models.PositiveSmallIntegerField("检查年度")
    checked_on = models.DateField("检查日期")
    checker = models.CharField("检查人", max_length=50)
    passed = models.BooleanField("合格", editable=False)
    remark = models.CharField("总的情况", max_length=200, blank=True)

    objects = HomeCheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度检查"
        ordering = ["home", "-checked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["home", "checked_on"],
                name="home_check_one_a_day",
                violation_error_message="该阵地当日已登记过一次检查；复查的请填写复查当天的日期。",
            ),
            models.CheckConstraint(
                condition=Q(checked_on__year=models.F("year")),
                name="home_check_year_of_its_day",
                violation_error_message="检查年度应与检查日期一致。",
            ),
        ]

    def __str__(self):
        return f"{self.home}{self.checked_on}检查"

    def get_absolute_url(self):
        return reverse("organizations:home-check-detail", args=[self.pk])


class HomeCheckItem(models.Model):
    """检查结果: one item of a check, ticked or not, with a remark."""

    scope_path = "home_check__home__org_path"

    home_check = models.ForeignKey(HomeCheck, models.CASCADE, verbose_name="年度检查", related_name="items")
    item = models.CharField("检查项目", max_length=12, choices=CheckItem.choices)
    passed = models.BooleanField("合格")
    remark = models.CharField("说明", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检查结果"
        ordering = ["home_check", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["home_check", "item"], name="home_check_item_once", violation_error_message="同一项目只记一次。"
            ),
            models.CheckConstraint(
                condition=Q(passed=True) | ~Q(remark=""),
                name="home_check_item_failure_explained",
                violation_error_message="不合格的项目要写明情况。",
            ),
        ]

    def __str__(self):
        return self.get_item_display()

    def get_absolute_url(self):
        return self.home_check.get_absolute_url()
