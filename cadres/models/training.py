"""Training courses, and who attended them for how many hours."""

from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from cadres.enums import TrainingKind
from league.core.scoping import ScopedQuerySet
from organizations.models.organization import CODE


class TrainingCourseQuerySet(ScopedQuerySet):
    def held(self, first: date, last: date):
        """Begun on one of these days."""
        return self.filter(starts_on__range=(first, last))

    def with_attendance(self):
        """Annotate `people` and `person_hours` of the records."""
        records = TrainingRecord.objects.filter(course=OuterRef("pk")).order_by().values("course")
        return self.annotate(
            people=Coalesce(Subquery(records.annotate(n=models.Count("pk")).values("n")), 0),
            person_hours=Coalesce(Subquery(records.annotate(n=Sum("hours")).values("n")), 0),
        )


class TrainingCourse(models.Model):
    """培训班 or 讲座: held by one league organisation, whoever else takes part in it. Known by its code."""

    scope_path = "organization__path"

    code = models.CharField("培训编码", max_length=30, unique=True, validators=[CODE])
    title = models.CharField("培训名称", max_length=100)
    kind = models.CharField("培训类别", max_length=20, choices=TrainingKind.choices)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="主办团组织", related_name="training_courses"
    )
    partners = models.CharField("联合主办单位", max_length=100, blank=True)
    place = models.CharField("地点", max_length=100, blank=True)
    starts_on = models.DateField("开班日期")
    ends_on = models.DateField("结业日期")
    hours = models.PositiveSmallIntegerField("学时")
    remark = models.CharField("备注", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = TrainingCourseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "培训班"
        ordering = ["-starts_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="training_course_ends_after",
                violation_error_message="结业日期不能早于开班日期。",
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=1000),
                name="training_course_hours",
                violation_error_message="学时应在1至1000之间。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cadres:training-course-detail", args=[self.pk])


class TrainingRecordQuerySet(ScopedQuerySet):
    def between(self, first: date, last: date):
        """Of courses begun on one of these days."""
        return self.filter(course__starts_on__range=(first, last))


class TrainingRecord(models.Model):
    """参训记录: a person's part in a course. Stands where the person's record is kept, so that the own township sees
    it, whoever held the course."""

    scope_path = "person__org_path"

    course = models.ForeignKey(TrainingCourse, models.PROTECT, verbose_name="培训班", related_name="records")
    person = models.ForeignKey(
        "cadres.Person", models.PROTECT, verbose_name="参训人员", related_name="training_records"
    )
    hours = models.PositiveSmallIntegerField("实际学时")
    is_completed = models.BooleanField("结业", default=False)
    certificate = models.CharField("证书编号", max_length=60, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = TrainingRecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参训记录"
        ordering = ["-course__starts_on", "person"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"],
                name="training_record_once",
                violation_error_message="该人员已在这个培训班的名单中。",
            ),
        ]

    def __str__(self):
        return f"{self.person}参加{self.course}"

    def get_absolute_url(self):
        return reverse("cadres:training-record-detail", args=[self.pk])
