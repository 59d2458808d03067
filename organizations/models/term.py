"""Terms of elected committees, and in which state an organisation's term is on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.urls import reverse

from league.core.dates import add_years, latest_start, running
from league.core.scoping import ScopedQuerySet
from organizations.enums import OrganizationKind, StatField, TermClass, TermState, UnitKind
from organizations.models.election import Election
from organizations.models.extension import Extension
from organizations.models.rule import Rule

WARNING_CODES = ("term.warning.first", "term.warning.second", "term.warning.third")
# Every rule that the state of a term depends on.
TERM_RULE_CODES = (*(each.rule_code for each in TermClass), *WARNING_CODES)


class TermQuerySet(ScopedQuerySet):
    def running(self, *, on: date):
        """在任: the terms of that day, at most one of each organisation."""
        return self.filter(running(on, starts="starts_on", ends="ends_on"))


class Term(models.Model):
    """届: one elected committee's time in office, [starts_on, ends_on). One runs at a time; the next one ends it.

    When it is due is not kept: it follows from its first day by the rule in force on the day that is asked.
    """

    scope_path = "organization__path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="团组织", related_name="terms"
    )
    number = models.PositiveSmallIntegerField("届次")
    starts_on = models.DateField("任期起")
    ends_on = models.DateField("任期止（不含）", null=True, blank=True)
    meeting_on = models.DateField("选举大会日期", null=True, blank=True)
    document = models.CharField("批复文号", max_length=100, blank=True)
    election = models.OneToOneField(
        "organizations.Election", models.PROTECT, verbose_name="换届卷宗", null=True, blank=True, related_name="term"
    )
    source = models.CharField("数据来源", max_length=120, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "届"
        ordering = ["organization", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(ends_on__isnull=True),
                name="term_one_running",
                violation_error_message="该团组织已有正在任期内的一届。",
            ),
            models.UniqueConstraint(
                fields=["organization", "number"],
                name="term_number_once",
                violation_error_message="该团组织已登记过这一届。",
            ),
            models.UniqueConstraint(
                fields=["organization", "starts_on"],
                name="term_one_start_a_day",
                violation_error_message="该团组织当日已开始另一届。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="term_period_not_empty",
                violation_error_message="任期止必须晚于任期起。",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="term_number_from_one", violation_error_message="届次从1起。"
            ),
        ]

    def __str__(self):
        return f"{self.organization}第{self.number}届"

    def get_absolute_url(self):
        return reverse("organizations:term-detail", args=[self.pk])


@dataclass(frozen=True)
class TermRules:
    """The rules of one day that states depend on: years by class, and the three warnings in days, the longest first."""

    years: Mapping[str, int]
    warnings: tuple[int, int, int]

    @classmethod
    def of(cls, number: Callable[[str], int]) -> TermRules:
        """From a function that gives a rule's whole number by its code."""
        years = {each.value: number(each.rule_code) for each in TermClass}
        return cls(years, tuple(sorted((number(code) for code in WARNING_CODES), reverse=True)))

    @classmethod
    def on(cls, day: date) -> TermRules:
        """As the rule register has them on that day; KeyError when one is missing there."""
        rows = Rule.objects.running_on(day).filter(code__in=TERM_RULE_CODES).order_by()
        values = dict(rows.values_list("code", "value"))
        return cls.of(lambda code: int(values[code]))

    def due(self, term_class: str, starts_on: date) -> date:
        """届满日 of a term of that class that began on that day."""
        return add_years(starts_on, self.years[term_class])

    def due_by(self, day: date) -> Q:
        """Condition on rows of `with_terms`: the running term has fallen due on that day at the latest."""
        starts = {term_class: latest_start(day, years) for term_class, years in self.years.items()}
        return Q(running_term__starts_on__lte=by_class(starts, DateField()))


def by_class(values: Mapping, output_field: models.Field) -> Case:
    """A value for each TermClass of rows of OrganizationVersion; NULL for kinds without a term.

    A work committee is appointed by the level above, temporary, floating and graduates' branches have no term. A
    student branch is one of a secondary school; branches of teachers in primary schools are ordinary ones.
    """
    student = Q(kind=OrganizationKind.BRANCH, stat_field=StatField.STUDENT, unit__kind__in=UnitKind.secondary_schools)
    conditions = {
        TermClass.STUDENT_BRANCH: student,
        TermClass.BRANCH: Q(kind=OrganizationKind.BRANCH),
        TermClass.GENERAL_BRANCH: Q(kind=OrganizationKind.GENERAL_BRANCH),
        TermClass.COMMITTEE: Q(kind=OrganizationKind.COMMITTEE),
        TermClass.COUNTY: Q(kind=OrganizationKind.LEADING_BODY),
    }
    cases = (When(condition, then=Value(values[each.value])) for each, condition in conditions.items())
    return Case(*cases, default=None, output_field=output_field)


def with_terms(versions, *, on: date, rules: TermRules | None = None):
    """Annotate rows of OrganizationVersion of that day with `term_class`, `term_years`, the running term
    (`term_id`, `term_number`, `term_starts_on`), `extended_until` and `term_state`; `asked_on` is the day.

    The state is computed in SQL: lists filter by it, statistics count it, whatever the size of the county.
    """
    rules = rules or TermRules.on(on)
    running_term = Q(subject__terms__starts_on__lte=on) & (
        Q(subject__terms__ends_on__isnull=True) | Q(subject__terms__ends_on__gt=on)
    )
    granted = Extension.objects.granted(on=on).filter(term=OuterRef("running_term__id")).order_by("-until")
    return versions.annotate(
        running_term=FilteredRelation("subject__terms", condition=running_term),
        term_class=by_class({each.value: each.value for each in TermClass}, models.CharField()),
        term_id=F("running_term__id"),
        term_number=F("running_term__number"),
        term_starts_on=F("running_term__starts_on"),
        extended_until=Subquery(granted.values("until")[:1]),
        asked_on=Value(on, DateField()),
    ).annotate(
        term_years=by_class(rules.years, models.IntegerField()),
        term_state=_state(on, rules),
    )


def _state(on: date, rules: TermRules) -> Case:
    first, second, third = (rules.due_by(on + timedelta(days=days)) for days in rules.warnings)
    late = rules.due_by(on - timedelta(days=1))
    cases = (
        (Q(term_class__isnull=True), TermState.NOT_APPLICABLE),
        (Q(running_term__id__isnull=True), TermState.UNKNOWN),
        # A later rule may have lengthened a term beyond what was granted.
        (~first, TermState.NORMAL),
        (Q(extended_until__gte=on), TermState.EXTENDED),
        (late & Q(extended_until__isnull=False), TermState.OVERRUN),
        (late, TermState.OVERDUE),
        (rules.due_by(on), TermState.DUE),
        (third, TermState.URGENT),
        (second, TermState.SOON),
    )
    return Case(
        *(When(condition, then=Value(state)) for condition, state in cases),
        default=Value(TermState.APPROACHING),
        output_field=models.CharField(),
    )


def due_on(row) -> date | None:
    """届满日 of a row of `with_terms`: by the rule of the asked day; None without a running term."""
    return add_years(row.term_starts_on, row.term_years) if row.term_starts_on and row.term_years else None


def final_day(row) -> date | None:
    """The day until which the row's committee may stay: its due day, or that of a later extension."""
    due = due_on(row)
    return max(due, row.extended_until) if due and row.extended_until else due


def days_left(row) -> int | None:
    """Days until the due day of a row of `with_terms`, negative after it."""
    due = due_on(row)
    return (due - row.asked_on).days if due else None


def with_work(rows, *, rules: TermRules):
    """Annotate rows of `with_terms` with `in_work`, the state of the open dossier, and with `due_rank`, which puts
    them in the order of their due days (a year as 365.25 days: exact enough for an order)."""
    open_dossiers = Election.objects.under_way().filter(organization=OuterRef("subject")).order_by()
    spans = {term_class: timedelta(days=round(365.25 * years)) for term_class, years in rules.years.items()}
    return rows.annotate(
        in_work=Subquery(open_dossiers.values("state")[:1]),
        due_rank=ExpressionWrapper(
            F("running_term__starts_on") + by_class(spans, DurationField()), output_field=DateTimeField()
        ),
    )
