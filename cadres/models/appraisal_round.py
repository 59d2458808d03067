"""Rounds of an appraisal, and who scores in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cadres.enums import RoundState
from cadres.models.appraisal_item import AppraisalPanel
from cadres.models.appraisal_scheme import AppraisalScheme
from cadres.models.appraisal_scope import Freezing, FreezingQuerySet, of_offices_above


class AppraisalRoundQuerySet(FreezingQuerySet):
    def visible_to(self, user):
        """Rounds of the own scope, and those that the offices above it have begun."""
        scope = user.scope
        if not scope:
            return self.none()
        known = of_offices_above(scope, "scheme__organization") & ~Q(state=RoundState.DRAFT)
        return self.filter(scope.q("scheme__org_path") | known)

    def published(self):
        """已公布."""
        return self.filter(state=RoundState.PUBLISHED)

    def under_way(self):
        """Neither published nor cancelled."""
        return self.filter(state__in=RoundState.under_way)


class AppraisalRound(Freezing, models.Model):
    """考核轮次: a scheme carried out for a day. Its state moves by `RoundState.transitions` in services.appraisal_rounds
    only; published, nothing of it changes any more. `objections_to` is the last day on which one may object, counted
    in working days from the day after `announced_on`.
    """

    scope_path = "scheme__org_path"
    frozen_by = "state"

    scheme = models.ForeignKey(AppraisalScheme, models.PROTECT, verbose_name="方案", related_name="rounds")
    title = models.CharField("名称", max_length=100)
    as_of = models.DateField("考核截止日", help_text="对象、书记和指标都按这一天认定。")
    reports_due_on = models.DateField("书面述职截止日期", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=RoundState.choices, default=RoundState.DRAFT, editable=False
    )
    # Whose secretary speaks now (现场述职); the assessors' pages follow it.
    sheet_up = models.ForeignKey(
        "cadres.AppraisalSheet", models.SET_NULL, verbose_name="正在述职", null=True, blank=True, editable=False,
        related_name="+",
    )  # fmt: skip
    figures_on = models.DateField("指标取数日期", null=True, blank=True, editable=False)
    tallied_on = models.DateField("核算日期", null=True, blank=True, editable=False)
    announced_on = models.DateField("公示日期", null=True, blank=True, editable=False)
    objections_to = models.DateField("异议截止日期", null=True, blank=True, editable=False)
    is_limit_estimated = models.BooleanField("截止日期按周末推算", default=False, editable=False)
    approved_on = models.DateField("审定日期", null=True, blank=True, editable=False)
    approved_by = models.CharField("审定会议或单位", max_length=100, blank=True, editable=False)
    document = models.CharField("公布文号", max_length=100, blank=True, editable=False)
    published_on = models.DateField("公布日期", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = AppraisalRoundQuerySet.as_manager()

    class Meta(Freezing.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "考核轮次"
        ordering = ["-as_of", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "title"],
                name="appraisal_round_title",
                violation_error_message="该方案已有同名的考核轮次。",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.PUBLISHED) | Q(published_on__isnull=False, approved_on__isnull=False),
                name="appraisal_round_published_on_a_day",
                violation_error_message="公布的考核必须有审定日期和公布日期。",
            ),
            models.CheckConstraint(
                condition=Q(objections_to__isnull=True) | Q(objections_to__gte=F("announced_on")),
                name="appraisal_round_objections_after",
                violation_error_message="异议截止日期不能早于公示日期。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cadres:appraisal-round-detail", args=[self.pk])

    @property
    def stage(self) -> RoundState:
        """The state as its enum, which knows the transitions."""
        return RoundState(self.state)

    @property
    def is_frozen(self) -> bool:
        """Whether nothing of it changes any more."""
        return self.state in RoundState.frozen


class OfficeQuerySet(FreezingQuerySet):
    """What only the appraising office and its reviewers read."""


class AppraisalAssessor(Freezing, models.Model):
    """评委: a seat of a panel in one round. Who has no account scores by a secret link; `token_hash` is its digest.

    Whoever comes from an appraised organisation (`organization`) does not score its sheet.
    """

    scope_path = "round__scheme__org_path"

    round = models.ForeignKey(AppraisalRound, models.CASCADE, verbose_name="轮次", related_name="assessors")
    panel = models.ForeignKey(AppraisalPanel, models.PROTECT, verbose_name="评委组", related_name="assessors")
    name = models.CharField("姓名", max_length=50)
    duty = models.CharField("单位及职务", max_length=100, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="账号", null=True, blank=True, related_name="+"
    )
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="回避单位", null=True, blank=True,
        related_name="recused_assessors", help_text="不给该团组织评分。",
    )  # fmt: skip
    token_hash = models.CharField(max_length=64, editable=False, blank=True, default="")
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = OfficeQuerySet.as_manager()

    class Meta(Freezing.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "评委"
        ordering = ["panel__method__sort", "panel__sort", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "panel", "user"],
                condition=Q(user__isnull=False),
                name="appraisal_assessor_account_once",
                violation_error_message="该账号已在这个评委组。",
            ),
            models.UniqueConstraint(
                fields=["round", "panel", "name"],
                name="appraisal_assessor_name_once",
                violation_error_message="这个评委组已有同名的评委，请在姓名后注明以便区分。",
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="appraisal_assessor_token"
            ),
        ]

    def __str__(self):
        return f"{self.panel}{self.name}"

    def get_absolute_url(self):
        return self.round.get_absolute_url()
