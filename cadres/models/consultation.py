"""Consultation: the Party organisation asks the county league before it appoints a league cadre."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse

from cadres.enums import AppointmentFinding, ConsultationState, OpinionSide, PostTitle, Verdict
from league.core.roles import Role
from league.core.scoping import Scope, ScopedQuerySet

# Titles that the Party appoints after it has asked.
CONSULTED = (PostTitle.SECRETARY, PostTitle.DEPUTY)
# Who is proposed for a post is the Party's confidence: the township it is about does not read it.
READERS = (Role.COUNTY_STAFF, Role.REVIEWER)

ANSWERED = Q(answer__in=Verdict.final)
WITHDRAWN = Q(withdrawn_on__isnull=False)
# An appointment on the day of the answer comes after it.
IN_TIME = ANSWERED & Q(answered_on__lte=F("appointed_on"))


def confidence_of(user) -> Scope:
    """The subtrees where the user is county staff or reviewer."""
    grants = (grant for grant in user.current_grants if grant.organization_id and grant.role in READERS)
    return Scope(tuple(grant.organization.path for grant in grants))


class ConfidentialQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Rows inside those subtrees."""
        return self.filter(confidence_of(user).q(self.model.scope_path))


class ConsultationQuerySet(ConfidentialQuerySet):
    def standing(self):
        """Not withdrawn."""
        return self.exclude(WITHDRAWN)

    def with_state(self, *, on: date):
        """Annotate `state` (ConsultationState) and `finding` (AppointmentFinding) of the day."""
        state = Case(
            When(WITHDRAWN, then=Value(ConsultationState.WITHDRAWN)),
            When(ANSWERED, then=Value(ConsultationState.ANSWERED)),
            When(answer=Verdict.MORE, then=Value(ConsultationState.SUPPLEMENT)),
            When(due_on__lt=on, then=Value(ConsultationState.OVERDUE)),
            default=Value(ConsultationState.WAITING),
        )
        finding = Case(
            When(appointed_on__isnull=True, then=Value(AppointmentFinding.NOT_YET)),
            When(~IN_TIME, then=Value(AppointmentFinding.PREMATURE)),
            When(answer=Verdict.OBJECT, then=Value(AppointmentFinding.AGAINST)),
            default=Value(AppointmentFinding.ORDERLY),
        )
        return self.annotate(state=state, finding=finding)

    def asked(self, first: date, last: date):
        """Asked on one of these days."""
        return self.standing().filter(asked_on__range=(first, last))

    def appointed(self, first: date, last: date):
        """Whose appointment fell on one of these days: the whole of 先征求意见后任职."""
        return self.filter(appointed_on__range=(first, last))

    def answered_before_appointment(self):
        """The appointment came on the day of the final answer or later: the part of 先征求意见后任职."""
        return self.filter(IN_TIME, appointed_on__isnull=False)

    def to_warn(self):
        """Appointed before the answer, or against it."""
        premature = Q(appointed_on__isnull=False) & ~IN_TIME
        return self.filter(premature | Q(appointed_on__isnull=False, answer=Verdict.OBJECT))


class Consultation(models.Model):
    """协管征求意见: who is proposed for which post, what the county league answered, and when he was appointed.

    `due_on` follows the rule consultation.answer_days and the working calendar. The answer's fields repeat the newest
    opinion of the league; the correspondence itself stands in ConsultationOpinion.
    """

    scope_path = "organization__path"

    person = models.ForeignKey("cadres.Person", models.PROTECT, verbose_name="拟任人选", related_name="consultations")
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="拟任团组织", related_name="consultations"
    )
    title = models.CharField("拟任职务", max_length=10, choices=PostTitle.choices)
    asked_by = models.CharField("征求意见的党组织", max_length=100)
    asked_on = models.DateField("征求意见日期")
    document = models.CharField("来函文号", max_length=100, blank=True)
    remark = models.CharField("说明", max_length=300, blank=True)
    due_on = models.DateField("应答复日期", editable=False)
    is_due_estimated = models.BooleanField("应答复日期按周末推算", default=False, editable=False)
    answer = models.CharField("协管意见", max_length=10, choices=Verdict.choices, blank=True, editable=False)
    answered_on = models.DateField("答复日期", null=True, blank=True, editable=False)
    answered_by = models.CharField("答复人", max_length=50, blank=True, editable=False)
    appointed_on = models.DateField("任职日期", null=True, blank=True)
    post = models.OneToOneField(
        "cadres.Post", models.SET_NULL, verbose_name="任职", null=True, blank=True, editable=False,
        related_name="consultation",
    )  # fmt: skip
    appointment_document = models.CharField("任职文号", max_length=100, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    withdraw_reason = models.CharField("撤回理由", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "协管征求意见"
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organization", "title"],
                condition=Q(withdrawn_on__isnull=True, appointed_on__isnull=True),
                name="consultation_one_open",
                violation_error_message="该人选的同一职务已在征求意见，请在原记录上办理。",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="consultation_answer_has_day",
                violation_error_message="答复必须有日期。",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on")),
                name="consultation_answered_after",
                violation_error_message="答复日期不能早于征求意见日期。",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(appointed_on__isnull=True),
                name="consultation_withdrawn_or_appointed",
                violation_error_message="已任职的不能撤回。",
            ),
        ]
        indexes = [models.Index(fields=["appointed_on"], name="consultation_appointed")]

    def __str__(self):
        # Without the name: this is printed in lists of tasks and on pages of refusal.
        return f"{self.organization}{self.get_title_display()}人选征求意见（{self.asked_on:%Y-%m-%d}）"

    def get_absolute_url(self):
        return reverse("cadres:consultation-detail", args=[self.pk])

    @property
    def is_answered(self) -> bool:
        """A final answer was given."""
        return self.answer in Verdict.final

    def state_on(self, day: date) -> ConsultationState:
        """The state as `with_state` annotates it."""
        if self.withdrawn_on:
            return ConsultationState.WITHDRAWN
        if self.is_answered:
            return ConsultationState.ANSWERED
        if self.answer:
            return ConsultationState.SUPPLEMENT
        return ConsultationState.OVERDUE if self.due_on < day else ConsultationState.WAITING

    @property
    def appointment(self) -> AppointmentFinding:
        """The appointment against the answer, as `with_state` annotates it."""
        if self.appointed_on is None:
            return AppointmentFinding.NOT_YET
        if not self.is_answered or self.answered_on > self.appointed_on:
            return AppointmentFinding.PREMATURE
        return AppointmentFinding.AGAINST if self.answer == Verdict.OBJECT else AppointmentFinding.ORDERLY


def to_consult(posts):
    """Of a queryset of posts, those about which the county league is asked: secretaries and deputies of townships'
    committees; student deputies it recruits itself."""
    return posts.of_townships().filter(title__in=CONSULTED, is_student_deputy=False)


def _about_posts():
    same = {name: OuterRef(name) for name in ("person", "organization", "title")}
    return Consultation.objects.standing().filter(appointed_on__isnull=False, **same)


def unconsulted(posts):
    """Of those, the posts about which no consultation with an appointment is on record."""
    return to_consult(posts).filter(~Exists(_about_posts()))


def consulted_before(posts):
    """Of those, the posts that began on the day of the answer or later: 先征求意见后任职."""
    of_post = Q(post=OuterRef("pk")) | Q(appointed_on=OuterRef("starts_on"))
    return to_consult(posts).filter(
        Exists(_about_posts().filter(of_post, ANSWERED, answered_on__lte=OuterRef("starts_on")))
    )


class ConsultationOpinion(models.Model):
    """协管往来意见: one letter of the correspondence. The league's letters carry the verdict."""

    scope_path = "consultation__organization__path"

    consultation = models.ForeignKey(Consultation, models.PROTECT, verbose_name="协管", related_name="opinions")
    side = models.CharField("意见方", max_length=10, choices=OpinionSide.choices, editable=False)
    verdict = models.CharField("意见", max_length=10, choices=Verdict.choices, blank=True)
    text = models.TextField("意见内容", max_length=2000, blank=True)
    document = models.CharField("文号", max_length=100, blank=True)
    given_on = models.DateField("日期")
    given_by = models.CharField("经办人", max_length=50)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="登记人", related_name="+", editable=False
    )
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = ConfidentialQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "协管往来意见"
        ordering = ["consultation", "given_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(side=OpinionSide.LEAGUE) & ~Q(verdict="")) | Q(side=OpinionSide.PARTY, verdict=""),
                name="consultation_opinion_verdict_of_league",
                violation_error_message="县级团委的意见必须表明同意与否；党组织的意见不填这一项。",
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()}{self.given_on:%Y-%m-%d}的意见"

    def get_absolute_url(self):
        return f"{self.consultation.get_absolute_url()}?tab=opinions"
