"""What a round comes to: total, rank and grade of each sheet, changes by hand, objections."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from cadres.enums import AdjustmentState, ObjectionState, ResultStatus, RoundState
from cadres.models.appraisal_item import AppraisalMethod
from cadres.models.appraisal_round import OfficeQuerySet
from cadres.models.appraisal_scheme import AppraisalGrade
from cadres.models.appraisal_scope import Freezing, FreezingQuerySet
from cadres.models.appraisal_sheet import AppraisalSheet, begun
from league.core.scoping import Scope


def told(scope: Scope, sheet: str) -> Q:
    """Results of the scope from the day they are announced; the appraising office sees them before."""
    known = scope.q(f"{sheet}org_path") & Q(**{f"{sheet}round__state__in": RoundState.told})
    return known | scope.q(f"{sheet}round__scheme__org_path")


class AppraisalResultQuerySet(FreezingQuerySet):
    def visible_to(self, user):
        """Own results that have been announced."""
        return self.filter(told(user.scope, "sheet__")) if user.scope else self.none()

    def demand_open(self, objs) -> None:
        """A correction is written beside a published result."""
        super().demand_open([result for result in objs if result.version == 1])

    def current(self):
        """The newest version of each sheet's result."""
        later = AppraisalResult.objects.filter(sheet=OuterRef("sheet"), version__gt=OuterRef("version"))
        return self.filter(~Exists(later))

    def published(self):
        """Newest versions of published rounds: the ledger."""
        return self.current().filter(sheet__round__state=RoundState.PUBLISHED)


class AppraisalResult(Freezing, models.Model):
    """考核结果 of a sheet. Version 1 is computed anew by every tally until the round is published; a correction after
    that is another version beside it, with its reason and document, made by services.appraisal_corrections alone.

    `rank` counts from 1 inside the group, equal totals share a rank. `proposed` is the grade by points and quota,
    `grade` the one that holds, which a confirmed adjustment may have changed.
    """

    scope_path = "sheet__org_path"
    frozen_by = "sheet__round__state"

    sheet = models.ForeignKey(AppraisalSheet, models.CASCADE, verbose_name="考核表", related_name="results")
    version = models.PositiveSmallIntegerField("版次", default=1, editable=False)
    status = models.CharField("核算情况", max_length=12, choices=ResultStatus.choices)
    total = models.DecimalField("总分", max_digits=6, decimal_places=2, null=True, blank=True)
    bonus = models.DecimalField("加分", max_digits=5, decimal_places=2, default=0)
    self_total = models.DecimalField("自评总分", max_digits=6, decimal_places=2, null=True, blank=True)
    is_vetoed = models.BooleanField("一票否决", default=False)
    rank = models.PositiveIntegerField("组内排名", null=True, blank=True)
    out_of = models.PositiveIntegerField("组内参评数", default=0)
    is_tied = models.BooleanField("同分", default=False)
    is_cut = models.BooleanField("因名额降等", default=False)
    proposed = models.ForeignKey(
        AppraisalGrade, models.PROTECT, verbose_name="拟定等次", null=True, blank=True, related_name="+"
    )
    grade = models.ForeignKey(
        AppraisalGrade, models.PROTECT, verbose_name="等次", null=True, blank=True, related_name="results"
    )
    reason = models.CharField("更正理由", max_length=500, blank=True)
    document = models.CharField("更正文号", max_length=100, blank=True)
    corrected_on = models.DateField("更正日期", null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = AppraisalResultQuerySet.as_manager()

    class Meta(Freezing.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "考核结果"
        ordering = ["sheet__round", "sheet__group__sort", "rank", "sheet__organization__code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "version"],
                name="appraisal_result_version",
                violation_error_message="该考核表已有这一版次的结果。",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | (~Q(reason="") & Q(corrected_on__isnull=False)),
                name="appraisal_result_correction_has_reason",
                violation_error_message="更正已公布的结果必须写明理由和日期。",
            ),
            models.CheckConstraint(
                condition=Q(status=ResultStatus.GRADED, total__isnull=False, grade__isnull=False)
                | ~Q(status=ResultStatus.GRADED),
                name="appraisal_result_graded_has_grade",
                violation_error_message="已定等次的结果必须有总分和等次。",
            ),
        ]

    def __str__(self):
        return f"{self.sheet.organization}{self.sheet.round}结果"

    def get_absolute_url(self):
        return reverse("cadres:appraisal-result-detail", args=[self.pk])


class MethodResultQuerySet(FreezingQuerySet):
    def demand_open(self, objs) -> None:
        """A correction brings its own."""
        super().demand_open([row for row in objs if row.result.version == 1])

    def visible_to(self, user):
        """Parts of the results that one may read."""
        return self.filter(told(user.scope, "result__sheet__")) if user.scope else self.none()


class AppraisalMethodResult(Freezing, models.Model):
    """方式得分: what one method gave, out of 100, and what of it counts by the method's weight."""

    scope_path = "result__sheet__org_path"
    frozen_by = "result__sheet__round__state"

    result = models.ForeignKey(AppraisalResult, models.CASCADE, verbose_name="考核结果", related_name="methods")
    method = models.ForeignKey(AppraisalMethod, models.PROTECT, verbose_name="考核方式", related_name="results")
    points = models.DecimalField("得分（百分制）", max_digits=5, decimal_places=2, null=True, blank=True)
    weighted = models.DecimalField("折算得分", max_digits=5, decimal_places=2, null=True, blank=True)
    self_points = models.DecimalField("自评分（百分制）", max_digits=5, decimal_places=2, null=True, blank=True)

    objects = MethodResultQuerySet.as_manager()

    class Meta(Freezing.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "方式得分"
        ordering = ["result", "method__sort"]
        constraints = [
            models.UniqueConstraint(fields=["result", "method"], name="appraisal_method_result_once"),
        ]

    def __str__(self):
        return f"{self.result}·{self.method}"

    def get_absolute_url(self):
        return self.result.get_absolute_url()


class AppraisalAdjustment(Freezing, models.Model):
    """等次调整: a grade changed by hand, proposed by one and confirmed by another. It never exceeds a quota."""

    scope_path = "sheet__round__scheme__org_path"
    frozen_by = "sheet__round__state"

    sheet = models.ForeignKey(AppraisalSheet, models.CASCADE, verbose_name="考核表", related_name="adjustments")
    former = models.ForeignKey(AppraisalGrade, models.PROTECT, verbose_name="原等次", related_name="+")
    grade = models.ForeignKey(AppraisalGrade, models.PROTECT, verbose_name="调整为", related_name="+")
    reason = models.CharField("理由", max_length=500)
    document = models.CharField("依据文号", max_length=100, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=AdjustmentState.choices, default=AdjustmentState.PROPOSED, editable=False
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="提出人", related_name="+", editable=False
    )
    proposed_on = models.DateField("提出日期")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="复核人", null=True, blank=True, related_name="+",
        editable=False,
    )  # fmt: skip
    decided_on = models.DateField("复核日期", null=True, blank=True)
    remark = models.CharField("复核意见", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = OfficeQuerySet.as_manager()

    class Meta(Freezing.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "等次调整"
        ordering = ["sheet", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet"],
                condition=Q(state=AdjustmentState.PROPOSED),
                name="appraisal_adjustment_one_open",
                violation_error_message="该考核表已有一项等次调整待复核。",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="appraisal_adjustment_second_person",
                violation_error_message="等次调整应由提出人以外的人复核。",
            ),
            models.CheckConstraint(
                condition=~Q(grade=F("former")),
                name="appraisal_adjustment_changes",
                violation_error_message="调整后的等次应与原等次不同。",
            ),
        ]

    def __str__(self):
        return f"{self.sheet.organization}{self.former}调整为{self.grade}"

    def get_absolute_url(self):
        return self.sheet.get_absolute_url()

    @property
    def stage(self) -> AdjustmentState:
        """The state as its enum, which knows the transitions."""
        return AdjustmentState(self.state)


class ObjectionQuerySet(FreezingQuerySet):
    def visible_to(self, user):
        """Objections about the sheets that one may read."""
        return self.filter(begun(user.scope, "sheet__")) if user.scope else self.none()

    def waiting(self):
        """待处理."""
        return self.filter(state=ObjectionState.RAISED)


class AppraisalObjection(Freezing, models.Model):
    """考核异议: raised while the result is announced, decided by a letter before it is approved."""

    scope_path = "sheet__org_path"
    frozen_by = "sheet__round__state"

    sheet = models.ForeignKey(AppraisalSheet, models.CASCADE, verbose_name="考核表", related_name="objections")
    raised_on = models.DateField("提出日期")
    raised_by = models.CharField("提出人", max_length=100)
    content = models.TextField("异议内容", max_length=2000)
    state = models.CharField(
        "状态", max_length=10, choices=ObjectionState.choices, default=ObjectionState.RAISED, editable=False
    )
    decided_on = models.DateField("答复日期", null=True, blank=True)
    decision = models.TextField("答复意见", max_length=2000, blank=True)
    document = models.CharField("答复文号", max_length=100, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = ObjectionQuerySet.as_manager()

    class Meta(Freezing.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "考核异议"
        ordering = ["sheet", "raised_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("raised_on")),
                name="appraisal_objection_decided_after",
                violation_error_message="答复日期不能早于提出日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(ObjectionState.UPHELD, ObjectionState.REJECTED)) | ~Q(decision=""),
                name="appraisal_objection_has_decision",
                violation_error_message="答复异议必须写明意见。",
            ),
        ]

    def __str__(self):
        return f"{self.sheet.organization}的异议"

    def get_absolute_url(self):
        return self.sheet.get_absolute_url()

    @property
    def stage(self) -> ObjectionState:
        """The state as its enum, which knows the transitions."""
        return ObjectionState(self.state)
