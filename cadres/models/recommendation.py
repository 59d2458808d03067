"""The dossier of one recommendation to the Party, from the branch's proposal to the Party's answer."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from cadres.enums import RecommendationAction, RecommendationKind, RecommendationState
from cadres.models.person import Person
from league.core.scoping import ScopedQuerySet


class RecommendationQuerySet(ScopedQuerySet):
    def under_way(self):
        """办理中: the league organisation still has something to do."""
        return self.filter(state__in=RecommendationState.open)

    def recommended(self, first: date, last: date):
        """推优通过 on one of these days, whatever the Party made of it."""
        return self.filter(state__in=RecommendationState.recommended, concluded_on__range=(first, last))

    def valid(self, *, on: date):
        """Passed, not yet answered by the Party, and inside the time for which it holds."""
        return self.filter(state__in=RecommendationState.standing, concluded_on__lte=on, expires_on__gt=on)

    def expired(self, *, on: date):
        """Passed, never answered, and the time is over: to be repeated. One that was repeated is no longer listed."""
        later = Recommendation.objects.filter(renews=OuterRef("pk")).exclude(state=RecommendationState.WITHDRAWN)
        return self.filter(~Exists(later), state__in=RecommendationState.standing, expires_on__lte=on)

    def handed_over(self):
        """Passed and to be handed to the Party, or handed already: the list for the Party's own system."""
        return self.filter(state__in=RecommendationState.recommended)


def _not_more(few: str, many: str, name: str, message: str) -> models.CheckConstraint:
    condition = Q(**{f"{few}__isnull": True}) | Q(**{f"{many}__isnull": True}) | Q(**{f"{few}__lte": F(many)})
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=message)


class Recommendation(models.Model):
    """推优入党: the papers of one recommendation by a branch. A person has at most one of a kind under way.

    The state moves by `RecommendationState.transitions` only, in services.recommendations. `expires_on` is the first
    day on which it no longer holds (rule recommendation.valid_years, from the day the public notice was concluded).
    """

    scope_path = "organization__path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="推荐团支部", related_name="recommendations"
    )
    person = models.ForeignKey("cadres.Person", models.PROTECT, verbose_name="推荐人选", related_name="recommendations")
    kind = models.CharField("推优类别", max_length=10, choices=RecommendationKind.choices)
    state = models.CharField(
        "状态", max_length=10, choices=RecommendationState.choices, default=RecommendationState.PROPOSED, editable=False
    )
    renews = models.ForeignKey(
        "self", models.PROTECT, verbose_name="续推自", null=True, blank=True, editable=False, related_name="renewals"
    )
    proposed_on = models.DateField("提出日期")
    applied_on = models.DateField("递交入党申请书日期")
    activist_on = models.DateField("确定为入党积极分子日期", null=True, blank=True)
    remark = models.CharField("主要表现", max_length=300, blank=True)
    agreed_on = models.DateField("同意召开日期", null=True, blank=True)
    agreed_by = models.CharField("同意召开的团委", max_length=100, blank=True)
    meeting_on = models.DateField("支部大会日期", null=True, blank=True)
    eligible = models.PositiveIntegerField("应到会有表决权人数", null=True, blank=True)
    present = models.PositiveIntegerField("实到会人数", null=True, blank=True)
    in_favour = models.PositiveIntegerField("赞成票", null=True, blank=True)
    against = models.PositiveIntegerField("反对票", null=True, blank=True)
    abstained = models.PositiveIntegerField("弃权票", null=True, blank=True)
    decided_on = models.DateField("支委会研究日期", null=True, blank=True)
    decision = models.CharField("支委会意见", max_length=200, blank=True)
    checked_on = models.DateField("上级审核日期", null=True, blank=True)
    checked_by = models.CharField("审核团委", max_length=100, blank=True)
    check_opinion = models.CharField("审核意见", max_length=200, blank=True)
    publicity_from = models.DateField("公示自", null=True, blank=True)
    publicity_to = models.DateField("公示至", null=True, blank=True)
    publicity_place = models.CharField("公示方式", max_length=100, blank=True)
    concluded_on = models.DateField("公示结论日期", null=True, blank=True)
    objections = models.PositiveSmallIntegerField("收到异议（件）", null=True, blank=True)
    objection_result = models.CharField("异议核实情况", max_length=300, blank=True)
    expires_on = models.DateField("有效期至（不含）", null=True, blank=True, editable=False)
    registration_forms = models.PositiveSmallIntegerField("登记表份数", null=True, blank=True)
    handed_on = models.DateField("报送日期", null=True, blank=True)
    party_branch = models.CharField("党支部", max_length=100, blank=True)
    feedback_on = models.DateField("党组织反馈日期", null=True, blank=True)
    feedback = models.CharField("党组织意见", max_length=300, blank=True)
    candidate_on = models.DateField("确定为发展对象日期", null=True, blank=True)
    probationary_on = models.DateField("接收为预备党员日期", null=True, blank=True)
    full_on = models.DateField("转正日期", null=True, blank=True)
    ended_on = models.DateField("办结日期", null=True, blank=True)
    end_reason = models.CharField("未通过或终止的理由", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "推优入党"
        ordering = ["-proposed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state__in=RecommendationState.open),
                name="recommendation_one_open",
                violation_error_message="该人选的同类推优正在办理，请在原记录上继续。",
            ),
            _not_more("present", "eligible", "recommendation_present_not_more", "实到会人数不能多于应到会人数。"),
            models.CheckConstraint(
                condition=Q(in_favour__isnull=True) | Q(present__gte=F("in_favour") + F("against") + F("abstained")),
                name="recommendation_votes_not_more",
                violation_error_message="赞成、反对、弃权票之和不能多于实到会人数。",
            ),
            _not_more("publicity_from", "publicity_to", "recommendation_publicity_order", "公示结束日不能早于开始日。"),
            models.CheckConstraint(
                condition=~Q(state__in=RecommendationState.recommended) | Q(expires_on__isnull=False),
                name="recommendation_passed_has_end",
                violation_error_message="推优通过后必须有有效期。",
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_on"], name="recommendation_expiry")]

    def __str__(self):
        return f"{self.person}{self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("cadres:recommendation-detail", args=[self.pk])

    @property
    def stage(self) -> RecommendationState:
        """The state as its enum, which knows the transitions."""
        return RecommendationState(self.state)

    @property
    def is_open(self) -> bool:
        """Whether the league organisation still has something to do."""
        return self.state in RecommendationState.open

    def allows(self, action: RecommendationAction) -> bool:
        """Whether the state machine allows the action now."""
        return self.stage.after(action) is not None

    def has_expired(self, day: date) -> bool:
        """Passed, never answered, and no longer valid on the day."""
        return self.state in RecommendationState.standing and self.expires_on is not None and self.expires_on <= day


def joined_party(first: date, last: date) -> models.QuerySet:
    """Members of the League received into the Party on one of these days: the whole of 推优率. Who has no day of
    admission to the League on record is not known to be a member, and is left out."""
    return Person.objects.current().filter(joined_party_on__range=(first, last), joined_league_on__isnull=False)


def joined_by_recommendation(people: models.QuerySet) -> models.QuerySet:
    """Those of the people whom the Party received after it had accepted a recommendation: the part of 推优率."""
    accepted = Recommendation.objects.filter(
        person=OuterRef("pk"), state=RecommendationState.ACCEPTED, concluded_on__lte=OuterRef("joined_party_on")
    )
    return people.filter(Exists(accepted))
