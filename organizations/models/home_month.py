"""What happened in a home month by month, until activities have rows of their own."""

from datetime import date

from django.db import models
from django.db.models import Q

from league.core.scoping import ScopedQuerySet


class HomeMonthQuerySet(ScopedQuerySet):
    def of(self, month: date):
        """Records of the month that begins on that day."""
        return self.filter(month=month)


class HomeMonth(models.Model):
    """月度开放记录: how many activities a home held in a month, and for how many of them the attendance was recorded."""

    scope_path = "home__org_path"

    home = models.ForeignKey("organizations.YouthHome", models.PROTECT, verbose_name="青年阵地", related_name="months")
    month = models.DateField("月份")
    activities = models.PositiveSmallIntegerField("活动场次")
    attendances = models.PositiveSmallIntegerField("有签到记录的场次")
    source = models.CharField("数据来源", max_length=120, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = HomeMonthQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "月度开放记录"
        ordering = ["home", "-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["home", "month"],
                name="home_month_once",
                violation_error_message="该阵地这个月已有记录，请直接更正。",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="home_month_first_day", violation_error_message="月份以当月1日表示。"
            ),
            models.CheckConstraint(
                condition=Q(attendances__lte=models.F("activities")),
                name="home_month_attendances_not_more",
                violation_error_message="有签到记录的场次不能多于活动场次。",
            ),
        ]

    def __str__(self):
        return f"{self.home} {self.month.year}年{self.month.month}月"

    def get_absolute_url(self):
        return f"{self.home.get_absolute_url()}?tab=months"
