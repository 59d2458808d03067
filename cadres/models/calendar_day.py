"""Days on which the county works, or does not, against the published calendar."""

from django.db import models
from django.urls import reverse

from league.core.scoping import ScopedQuerySet
from league.core.working_days import WorkingCalendar


class CalendarDayQuerySet(ScopedQuerySet):
    def as_calendar(self) -> WorkingCalendar:
        """The county's calendar: what is published, with these corrections before it. One query."""
        return WorkingCalendar(dict(self.order_by().values_list("day", "is_working")))


class CalendarDay(models.Model):
    """工作日调整: reference data of the whole county. A year the published calendar does not know is completed by it."""

    scope_path = None

    day = models.DateField("日期", unique=True, error_messages={"unique": "该日已经调整过，请修改原记录。"})
    is_working = models.BooleanField("上班", default=False)
    reason = models.CharField("依据", max_length=200, help_text="例如：国务院办公厅关于某年部分节假日安排的通知")
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作日调整"
        ordering = ["-day"]

    def __str__(self):
        return f"{self.day:%Y-%m-%d}{'上班' if self.is_working else '休息'}"

    def get_absolute_url(self):
        return reverse("cadres:calendar-day-detail", args=[self.pk])
