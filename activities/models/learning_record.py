"""Learning records: how often an organisation or a school took part in one issue of a series."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.db.models import Count, F, Q, Sum
from django.urls import reverse

from league.core.fields import PathField
from league.core.quantities import PersonTimes
from league.core.scoping import ScopedQuerySet


class LearningRecordQuerySet(ScopedQuerySet):
    def ended_within(self, first: date, last: date):
        """Of issues whose last day is one of the days [first, last]; the only door for figures."""
        return self.filter(last_day__range=(first, last))

    def matched(self):
        """Of a known organisation or school."""
        return self.filter(is_matched=True)

    def unmatched(self):
        """Under a name that nobody has matched; they stand at the office that imported them."""
        return self.filter(is_matched=False)

    def expected(self):
        """With the number that was to be reached."""
        return self.filter(expected__isnull=False)

    def over(self):
        """超百分之百: more than were expected; others than members learned, or one learned several times."""
        return self.expected().filter(person_times__gt=F("expected"))

    def of_name(self, name):
        """What a platform reported under that name, inside the scope of the office that keeps the name."""
        return self.below(name.org_path).filter(superior=name.superior, name=name.name)

    def by_issue(self):
        """One row for each issue, the latest first: its days, `records`, `total` person-times, and how many are over."""
        rows = self.order_by().values("issue", "first_day", "last_day")
        over = Count("pk", filter=Q(expected__isnull=False, person_times__gt=F("expected")))
        return rows.annotate(records=Count("pk"), total=Sum("person_times"), over=over).order_by("-last_day", "issue")

    def person_times_in_all(self) -> PersonTimes:
        """The sum; person-times, whatever the number of persons."""
        return PersonTimes(self.aggregate(total=Sum("person_times"))["total"] or 0)


class LearningRecord(models.Model):
    """学习记录: person-times of one organisation or school in one issue (期次) of a series, as its source tells them.

    `expected` is the sum of those who were to learn in each lesson of the issue (应学人次), and so of one measure with
    `person_times`; `persons` are distinct people, if the source knows them. Never a scored item.
    """

    scope_path = "org_path"

    series = models.ForeignKey(
        "activities.LearningSeries", models.PROTECT, verbose_name="学习栏目", related_name="records"
    )
    issue = models.CharField("期次", max_length=40, help_text="例如：2023年第5期。")
    first_day = models.DateField("开始日期")
    last_day = models.DateField("截止日期")
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="团组织", related_name="learning_records"
    )
    org_path = PathField("归口路径", editable=False)
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="学校（单位）", null=True, blank=True,
        related_name="learning_records",
    )  # fmt: skip
    superior = models.CharField("平台上级名称", max_length=100, blank=True, editable=False)
    name = models.CharField("平台组织名称", max_length=100, editable=False)
    is_matched = models.BooleanField("已匹配", default=True, editable=False)
    person_times = models.PositiveIntegerField("学习人次")
    persons = models.PositiveIntegerField("参学人数（不重复）", null=True, blank=True, help_text="来源没有的留空。")
    expected = models.PositiveIntegerField(
        "应学人次", null=True, blank=True, help_text="各课应参加人数之和；只有一课的，即应参加人数。不清楚的留空。"
    )
    source = models.CharField("数据来源", max_length=120)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = LearningRecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "学习记录"
        ordering = ["-last_day", "series", "issue", "org_path", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "issue", "superior", "name"],
                name="learning_record_once",
                violation_error_message="该栏目该期已有这个组织的学习记录，请更正原记录。",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="learning_record_days",
                violation_error_message="截止日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(persons__isnull=True) | Q(persons__lte=F("person_times")),
                name="learning_record_persons",
                violation_error_message="参学人数不能多于学习人次。",
            ),
        ]
        indexes = [
            models.Index(fields=["org_path", "last_day"], name="learning_record_scope"),
            models.Index(fields=["last_day"], name="learning_record_last_day"),
            models.Index(fields=["name"], name="learning_record_name"),
        ]

    def __str__(self):
        return f"{self.unit or self.organization}{self.series}{self.issue}"

    def get_absolute_url(self):
        return reverse("activities:learning-record-detail", args=[self.pk])

    @property
    def learner(self):
        """Whose learning it is: the school, or the organisation."""
        return self.unit or self.organization

    @property
    def rate(self) -> Decimal | None:
        """参学率 in percent, half up to one place: person-times by person-times. None while nobody knows."""
        if not self.expected:
            return None
        return (Decimal(self.person_times * 100) / self.expected).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def is_over(self) -> bool:
        """Whether more learned than were to learn; shown as a warning."""
        return self.expected is not None and self.person_times > self.expected
