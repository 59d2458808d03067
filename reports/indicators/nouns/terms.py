"""Nouns of terms and elections."""

from __future__ import annotations

from django.db.models import Exists, ExpressionWrapper, F, IntegerField, OuterRef, Q

from organizations.enums import ElectionState, MeetingForm, OrganizationKind, StatField
from organizations.models import Election, OrganizationVersion, Term
from reports.indicators.base import Context, Measure
from reports.indicators.nouns.base import Key, Noun, choice, day, flag, number
from reports.indicators.nouns.derived import holds, organization_then, years_since

ORGANIZATION = Key("organization", "团组织", "organization_id", "个", Measure.ORGANIZATIONS)
# Of the organisation as it stood on the day; rows are only those whose organisation did.
OF_ORGANIZATION = (
    choice("organization_kind", "组织类别", OrganizationKind.choices, derive=organization_then("organization", "kind")),
    choice("organization_field", "统计领域", StatField.choices, derive=organization_then("organization", "stat_field")),
)


def standing(context: Context):
    """Condition on rows that name an `organization`: it existed on the day."""
    return Exists(OrganizationVersion.objects.on(context.on).filter(subject=OuterRef("organization")))


def terms(context: Context):
    """Terms that run on the day, of organisations that exist on it."""
    return Term.objects.running(on=context.on).filter(standing(context))


def elections(context: Context):
    """Elections held or planned in the period by its day; cancelled ones are not among them."""
    return Election.objects.meeting_between(context.period.first, context.on).filter(standing(context))


def _spare(context: Context):
    return ExpressionWrapper(F("candidates") - F("seats"), output_field=IntegerField())


TERM = Noun(
    code="term", label="在任届次", unit="届", measure=Measure.TERMS, opening="截至日现存团组织正在任期内的届次", rows=terms,
    node="organization_id",
    fields=(
        *OF_ORGANIZATION,
        number("number", "届次", "届"),
        day("starts_on", "任期起"),
        number("years", "已任职年数", "年", derive=years_since("starts_on")),
        day("meeting_on", "选举大会日期", unknown=None),
        flag("documented", "有批复文号", derive=holds(~Q(document=""))),
        flag("filed", "有换届卷宗", derive=holds(Q(election__isnull=False))),
    ),
    keys=(ORGANIZATION,),
)  # fmt: skip

ELECTION = Noun(
    code="election", label="换届", unit="次", measure=Measure.ELECTIONS, within_period=True,
    opening="统计期内截至日召开大会或计划召开大会、没有取消的换届（办理状态以登记的现状为准）", rows=elections,
    node="organization_id",
    fields=(
        *OF_ORGANIZATION,
        choice("state", "办理状态", ElectionState.choices),
        choice("form", "会议形式", MeetingForm.choices),
        number("seats", "应选人数", "人", measure=Measure.SEATS),
        number("candidates", "候选人数", "人次", measure=Measure.PERSON_TIMES),
        number("spare", "差额人数", "人", derive=_spare),
        number("eligible", "应到会人数", "人次", unknown=None, measure=Measure.PERSON_TIMES),
        number("present", "实到会人数", "人次", unknown=None, measure=Measure.PERSON_TIMES),
        number("ballots_valid", "有效选票", "张", unknown=None),
        flag("moved", "提前或推迟", derive=holds(~Q(timing_reason=""))),
        day("meeting_on", "大会日期", unknown=None),
    ),
    keys=(ORGANIZATION,),
    hidden=("remark",),
)  # fmt: skip

NOUNS = (TERM, ELECTION)
