"""Aid cases: people in need who were cared for; counted, never named."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from activities.enums import CareKind, RecipientKind
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet


class AidCaseQuerySet(ScopedQuerySet):
    def cared_within(self, first: date, last: date):
        """Cared for on one of the days [first, last]."""
        return self.filter(cared_on__range=(first, last))


class AidCase(models.Model):
    """关爱帮扶: on one day, one kind of people in one way. `new_persons` counts who was not counted before in that
    calendar year, so that a year's sum is a number of persons; `person_times` counts everybody each time."""

    scope_path = "org_path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="关爱团组织", related_name="aid_cases"
    )
    org_path = PathField("归口路径", editable=False)
    cared_on = models.DateField("关爱日期")
    recipient = models.CharField("关爱对象", max_length=12, choices=RecipientKind.choices)
    way = models.CharField("关爱方式", max_length=10, choices=CareKind.choices)
    person_times = models.PositiveIntegerField("关爱人次")
    new_persons = models.PositiveIntegerField(
        "本年首次关爱人数", help_text="同一人在同一年内只在第一次计入，没有新增的填0。"
    )
    grant = models.ForeignKey(
        "activities.Grant", models.PROTECT, verbose_name="同时发放", null=True, blank=True, related_name="aid_cases"
    )
    remark = models.CharField("情况说明", max_length=200, blank=True, help_text="不写姓名、住址和病情。")
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = AidCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "关爱帮扶"
        ordering = ["-cared_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "cared_on", "recipient", "way"], name="aid_case_once",
                violation_error_message="该团组织当天已登记同类对象、同种方式的关爱，请在原记录上更正。",
            ),
            models.CheckConstraint(
                condition=Q(person_times__gt=0, new_persons__lte=F("person_times")), name="aid_case_persons",
                violation_error_message="人次应大于0，首次关爱人数不能多于人次。",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["org_path", "cared_on"], name="aid_case_scope")]

    def __str__(self):
        return f"{self.cared_on:%Y-%m-%d}{self.get_recipient_display()}{self.get_way_display()}"

    def get_absolute_url(self):
        return reverse("activities:aid-case-detail", args=[self.pk])
