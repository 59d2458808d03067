"""The sheets of a round: one for each organisation and its secretary, with what was filled in and looked at."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cadres.enums import RoundState
from cadres.models.appraisal_item import AppraisalItem
from cadres.models.appraisal_round import AppraisalRound
from cadres.models.appraisal_scheme import AppraisalGroup
from cadres.models.appraisal_scope import Freezing, FreezingQuerySet
from league.core.fields import PathField
from league.core.models import Photo
from league.core.scoping import Scope


def begun(scope: Scope, sheet: str = "") -> Q:
    """Sheets of the scope, from the day their round has begun; the appraising office sees them before."""
    known = scope.q(f"{sheet}org_path") & ~Q(**{f"{sheet}round__state": RoundState.DRAFT})
    return known | scope.q(f"{sheet}round__scheme__org_path")


class AppraisalSheetQuerySet(FreezingQuerySet):
    def visible_to(self, user):
        """Own sheets of rounds that have begun."""
        return self.filter(begun(user.scope)) if user.scope else self.none()

    def taking_part(self):
        """参加考核: not exempt."""
        return self.filter(exempt_reason="")

    def awaiting_report(self):
        """待提交书面述职: of rounds that take reports now."""
        return self.taking_part().filter(round__state=RoundState.OPEN, reported_on__isnull=True)


class AppraisalSheet(Freezing, models.Model):
    """考核表. Organisation, secretary and group are those of the round's day."""

    scope_path = "org_path"
    follows = ("org_path", "person", "post", "revision", "updated_at")

    round = models.ForeignKey(AppraisalRound, models.CASCADE, verbose_name="轮次", related_name="sheets")
    group = models.ForeignKey(AppraisalGroup, models.PROTECT, verbose_name="对象组", related_name="sheets")
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="被考核团组织", related_name="appraisal_sheets"
    )
    org_path = PathField("归口路径", editable=False, db_index=True)
    person = models.ForeignKey(
        "cadres.Person", models.PROTECT, verbose_name="书记", null=True, blank=True, related_name="appraisal_sheets"
    )
    post = models.ForeignKey(
        "cadres.Post", models.SET_NULL, verbose_name="任职", null=True, blank=True, related_name="+", editable=False
    )
    exempt_reason = models.CharField("不参加考核的理由", max_length=200, blank=True)
    report = models.TextField("书面述职", max_length=20000, blank=True)
    report_file = models.FileField("述职报告附件", upload_to="appraisal/%Y/", blank=True)
    reported_on = models.DateField("述职提交日期", null=True, blank=True, editable=False)
    # Why a submitted report was given back for correction; empty once it is submitted again.
    report_remark = models.CharField("述职退回意见", max_length=200, blank=True, editable=False)
    party_reviewed_on = models.DateField("党组织审阅日期", null=True, blank=True)
    party_reviewed_by = models.CharField("审阅的党组织", max_length=100, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = AppraisalSheetQuerySet.as_manager()

    class Meta(Freezing.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "考核表"
        ordering = ["round", "group__sort", "organization__sort", "organization__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organization"],
                name="appraisal_sheet_once",
                violation_error_message="该团组织在本轮已有考核表。",
            )
        ]
        indexes = [models.Index(fields=["round", "group"], name="appraisal_sheet_group")]

    def __str__(self):
        return f"{self.organization}{self.round}考核表"

    def get_absolute_url(self):
        return reverse("cadres:appraisal-sheet-detail", args=[self.pk])

    @property
    def is_exempt(self) -> bool:
        """Whether it takes no part in scoring, ranking and quotas."""
        return self.exempt_reason != ""


class SheetPartQuerySet(FreezingQuerySet):
    def visible_to(self, user):
        """Parts of the sheets that one may read."""
        return self.filter(begun(user.scope, "sheet__")) if user.scope else self.none()


class AppraisalMark(Freezing, models.Model):
    """项目记录: what one item of a sheet holds besides assessors' scores.

    `points` are those of an indicator or of the office; None is not known, which is not zero. `self_points` are the
    organisation's own. `value`, `text`, `url` and `fingerprint` repeat the indicator's figure as it was taken.
    """

    scope_path = "sheet__org_path"
    frozen_by = "sheet__round__state"

    sheet = models.ForeignKey(AppraisalSheet, models.CASCADE, verbose_name="考核表", related_name="marks")
    item = models.ForeignKey(AppraisalItem, models.PROTECT, verbose_name="项目", related_name="marks")
    points = models.DecimalField(
        "得分", max_digits=5, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    self_points = models.DecimalField(
        "自评分", max_digits=5, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    is_vetoed = models.BooleanField("一票否决", default=False)
    basis = models.CharField("依据", max_length=500, blank=True)
    value = models.DecimalField("指标数值", max_digits=14, decimal_places=2, null=True, blank=True, editable=False)
    text = models.CharField("指标原文", max_length=200, blank=True, editable=False)
    url = models.CharField("指标明细", max_length=300, blank=True, editable=False)
    fingerprint = models.CharField("指标指纹", max_length=64, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = SheetPartQuerySet.as_manager()

    class Meta(Freezing.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "项目记录"
        ordering = ["sheet", "item__method__sort", "item__sort"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "item"],
                name="appraisal_mark_once",
                violation_error_message="该项目已有记录，请修改原记录。",
            ),
            models.CheckConstraint(
                condition=Q(is_vetoed=False) | ~Q(basis=""),
                name="appraisal_veto_has_basis",
                violation_error_message="一票否决必须写明依据。",
            ),
        ]

    def __str__(self):
        return f"{self.sheet}·{self.item}"

    def get_absolute_url(self):
        return self.sheet.get_absolute_url()


class AppraisalEvidence(Freezing, models.Model):
    """佐证材料: a record of the system that speaks for an item; linked, never uploaded again."""

    scope_path = "sheet__org_path"
    frozen_by = "sheet__round__state"

    sheet = models.ForeignKey(AppraisalSheet, models.CASCADE, verbose_name="考核表", related_name="evidence")
    item = models.ForeignKey(AppraisalItem, models.PROTECT, verbose_name="项目", related_name="evidence")
    object_type = models.CharField("材料类别", max_length=60)
    object_id = models.BigIntegerField("材料编号")
    label = models.CharField("材料", max_length=200)
    note = models.CharField("说明", max_length=200, blank=True)
    added_on = models.DateField("引用日期", editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = SheetPartQuerySet.as_manager()

    class Meta(Freezing.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "佐证材料"
        ordering = ["sheet", "item", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "item", "object_type", "object_id"],
                name="appraisal_evidence_once",
                violation_error_message="该材料已引用。",
            )
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return self.sheet.get_absolute_url()


class AppraisalVisit(Freezing, models.Model):
    """实地考察 of an appraised organisation: when, by whom, what was found."""

    scope_path = "sheet__org_path"
    frozen_by = "sheet__round__state"

    sheet = models.ForeignKey(AppraisalSheet, models.CASCADE, verbose_name="考核表", related_name="visits")
    visited_on = models.DateField("考察日期")
    visitors = models.CharField("考察人员", max_length=200)
    place = models.CharField("考察地点", max_length=100, blank=True)
    findings = models.TextField("考察情况", max_length=2000)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = SheetPartQuerySet.as_manager()

    class Meta(Freezing.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "实地考察记录"
        ordering = ["sheet", "visited_on", "id"]

    def __str__(self):
        return f"{self.sheet.organization}{self.visited_on:%Y-%m-%d}实地考察"

    def get_absolute_url(self):
        return self.sheet.get_absolute_url()


class VisitPhotoQuerySet(FreezingQuerySet):
    def visible_to(self, user):
        """Photos of the visits that one may read."""
        return self.filter(begun(user.scope, "visit__sheet__")) if user.scope else self.none()


class AppraisalPhoto(Freezing, Photo):
    """考察照片."""

    scope_path = "visit__sheet__org_path"
    frozen_by = "visit__sheet__round__state"
    told_with = ("visit__sheet__organization",)

    visit = models.ForeignKey(AppraisalVisit, models.CASCADE, verbose_name="实地考察", related_name="photos")

    objects = VisitPhotoQuerySet.as_manager()

    class Meta(Freezing.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "考察照片"
        ordering = ["visit", "taken_on", "id"]
        constraints = Photo.Meta.constraints

    def __str__(self):
        return self.caption or f"{self.visit}照片"

    def get_absolute_url(self):
        return reverse("cadres:appraisal-photo-detail", args=[self.pk])

    @property
    def picture_url(self) -> str:
        """The file, through the scope."""
        return reverse("cadres:appraisal-photo-picture", args=[self.pk])

    @property
    def thumbnail_url(self) -> str:
        """The small file, through the scope."""
        return reverse("cadres:appraisal-photo-thumbnail", args=[self.pk])

    @property
    def words(self) -> str:
        """2023-12-05，会议室."""
        return "，".join(filter(None, [str(self.taken_on), self.caption]))
