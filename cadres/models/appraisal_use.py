"""What becomes of a published result: told to whom, used for what, and what must be put right."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cadres.enums import FeedbackTarget, ResultUse
from cadres.models.appraisal_result import told
from cadres.models.appraisal_sheet import AppraisalSheet
from league.core.scoping import ScopedQuerySet


class AfterQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """About sheets whose result one may read."""
        return self.filter(told(user.scope, "sheet__")) if user.scope else self.none()


class AppraisalFeedback(models.Model):
    """考核反馈: the result told to one of those who must know it, and what they say. Not frozen: it comes after."""

    scope_path = "sheet__org_path"

    sheet = models.ForeignKey(AppraisalSheet, models.PROTECT, verbose_name="考核表", related_name="feedback")
    target = models.CharField("反馈对象", max_length=10, choices=FeedbackTarget.choices)
    recipient = models.CharField("接收单位", max_length=100)
    told_on = models.DateField("反馈日期")
    document = models.CharField("反馈文号", max_length=100, blank=True)
    opinion = models.TextField("意见", max_length=2000, blank=True)
    opinion_on = models.DateField("意见日期", null=True, blank=True)
    opinion_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="意见登记人", null=True, blank=True, related_name="+",
        editable=False,
    )  # fmt: skip
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = AfterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核反馈"
        ordering = ["sheet", "target", "told_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "target"],
                name="appraisal_feedback_once",
                violation_error_message="该考核结果已向这一对象反馈，请修改原记录。",
            ),
            models.CheckConstraint(
                condition=Q(opinion="") | Q(opinion_on__isnull=False),
                name="appraisal_opinion_has_day",
                violation_error_message="登记意见必须有日期。",
            ),
            models.CheckConstraint(
                condition=Q(opinion_on__isnull=True) | Q(opinion_on__gte=F("told_on")),
                name="appraisal_opinion_after_feedback",
                violation_error_message="意见日期不能早于反馈日期。",
            ),
        ]

    def __str__(self):
        return f"{self.sheet.organization}考核结果反馈{self.get_target_display()}"

    def get_absolute_url(self):
        return self.sheet.get_absolute_url()


class AppraisalUse(models.Model):
    """结果运用: what a published result was used for."""

    scope_path = "sheet__org_path"

    sheet = models.ForeignKey(AppraisalSheet, models.PROTECT, verbose_name="考核表", related_name="uses")
    kind = models.CharField("运用方式", max_length=10, choices=ResultUse.choices)
    used_on = models.DateField("日期")
    title = models.CharField("事项", max_length=200)
    document = models.CharField("文号", max_length=100, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = AfterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核结果运用"
        ordering = ["sheet", "used_on", "id"]

    def __str__(self):
        return f"{self.sheet.organization}{self.get_kind_display()}：{self.title}"

    def get_absolute_url(self):
        return self.sheet.get_absolute_url()


class RectificationQuerySet(AfterQuerySet):
    def open(self):
        """整顿中."""
        return self.filter(finished_on__isnull=True)

    def overdue(self, *, on: date):
        """Not finished although the deadline has passed."""
        return self.open().filter(due_on__lt=on)


class AppraisalRectification(models.Model):
    """整顿: an organisation whose grade is listed for it, with what must be done by when (R-45)."""

    scope_path = "sheet__org_path"

    sheet = models.OneToOneField(AppraisalSheet, models.PROTECT, verbose_name="考核表", related_name="rectification")
    listed_on = models.DateField("列入日期")
    due_on = models.DateField("整顿期限")
    problem = models.TextField("存在问题", max_length=2000, blank=True)
    measures = models.TextField("整顿措施", max_length=2000, blank=True)
    finished_on = models.DateField("完成日期", null=True, blank=True)
    outcome = models.CharField("整顿结果", max_length=500, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = RectificationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "整顿"
        ordering = ["due_on", "sheet"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("listed_on")),
                name="appraisal_rectification_order",
                violation_error_message="整顿期限不能早于列入日期。",
            ),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | (Q(finished_on__gte=F("listed_on")) & ~Q(outcome="")),
                name="appraisal_rectification_finished",
                violation_error_message="登记整顿完成必须写明结果，日期不能早于列入日期。",
            ),
        ]

    def __str__(self):
        return f"{self.sheet.organization}整顿"

    def get_absolute_url(self):
        return self.sheet.get_absolute_url()
