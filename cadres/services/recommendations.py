"""The way of a recommendation's dossier. Each step is one row of FIELDS; which steps are allowed when is
RecommendationState.transitions; which rules refuse a step is services.recommendation_findings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import PoliticalStatus, RecommendationAction, RecommendationKind, RecommendationState
from cadres.models import CalendarDay, Person, Recommendation
from cadres.services.findings import Rulebook, since
from cadres.services.people import change_person
from cadres.services.recommendation_findings import PREFIX, recommendation_findings
from league.core.audit import record
from league.core.dates import add_years
from league.core.working_days import WorkingCalendar
from organizations.enums import OrganizationKind
from organizations.models import Organization
from organizations.services.entries import add_entry
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.tree import existence_refusal

Action = RecommendationAction
PLAN = ("kind", "proposed_on", "applied_on", "activist_on", "remark")
ENDING = ("ended_on", "end_reason")
PROGRESS = ("activist_on", "candidate_on", "probationary_on", "full_on")
# What each action writes.
FIELDS = {
    Action.REVISE: PLAN,
    Action.AGREE: ("agreed_on", "agreed_by"),
    Action.HOLD: ("meeting_on", "eligible", "present", "in_favour", "against", "abstained"),
    Action.DECIDE: ("decided_on", "decision"),
    Action.CHECK: ("checked_on", "checked_by", "check_opinion"),
    Action.PUBLICIZE: ("publicity_from", "publicity_to", "publicity_place"),
    Action.CONCLUDE: ("concluded_on", "objections", "objection_result"),
    Action.HAND_OVER: ("handed_on", "party_branch", "registration_forms"),
    Action.ACCEPT: ("feedback_on", "feedback", *PROGRESS[:2]),
    Action.DECLINE: ("feedback_on", "feedback"),
    Action.FOLLOW: PROGRESS,
    Action.REJECT: ENDING,
    Action.WITHDRAW: ENDING,
    Action.STEP_BACK: (),
}
OPTIONAL = {"remark", "decision", "check_opinion", "publicity_place", "objection_result", "feedback", *PROGRESS}
# The days of a dossier in the order in which they must follow each other; the same day may hold several steps.
DAYS = (
    "applied_on", "proposed_on", "agreed_on", "meeting_on", "decided_on", "checked_on", "publicity_from",
    "publicity_to", "concluded_on", "handed_on", "feedback_on",
)  # fmt: skip
DEVELOPMENT = ("applied_on", *PROGRESS)


@transaction.atomic
def propose_recommendation(
    organization: Organization, *, person: Person, fields: dict[str, Any], renews: Recommendation | None = None, actor
) -> Recommendation:
    """提出人选: open a dossier of the branch. `fields` are those of `PLAN`."""
    # Two clicks at once wait for each other at the person.
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    recommendation = Recommendation(organization=organization, person=person, renews=renews, **fields)
    return add_entry(
        recommendation, action="recommendation.proposed", fields=("person", "organization", *PLAN, "renews"),
        check=_check_proposal, actor=actor,
    )  # fmt: skip


def _check_proposal(recommendation: Recommendation) -> None:
    organization, person, day = recommendation.organization, recommendation.person, recommendation.proposed_on
    if organization.kind not in OrganizationKind.cells:
        raise ValidationError({"organization": f"“{organization}”不是团支部；推优由人选所在的团支部提出。"})
    if refusal := existence_refusal(organization, on=day):
        raise ValidationError({"organization": refusal})
    if person.merged_into_id:
        raise ValidationError({"person": "该人员记录已并入其他记录，请选择保留的那一条。"})
    _check_plan(recommendation)
    others = Recommendation.objects.filter(person=person, kind=recommendation.kind).exclude(pk=recommendation.pk)
    if standing := others.valid(on=day).first():
        rule = Rulebook(PREFIX, day).get("valid_years")
        basis = f"（{rule.text}，{since(rule)}，依据：{rule.source}）" if rule else ""
        end = chinese_date(standing.expires_on)
        raise ValidationError({"person": f"该人选的同类推优到{end}前有效，有效期内不再重复推荐{basis}。"})
    if recommendation.renews_id and recommendation.renews.person_id != person.pk:
        raise ValidationError({"person": "续推的人选应与原推优相同。"})


def _check_plan(recommendation: Recommendation) -> None:
    if recommendation.kind == RecommendationKind.CANDIDATE and recommendation.activist_on is None:
        raise ValidationError({"activist_on": "推荐作发展对象的，请填写确定为入党积极分子的日期。"})
    _check_days(recommendation, PLAN)


def _check_days(recommendation: Recommendation, written: tuple[str, ...]) -> None:
    """No day that is written may lie before the day of an earlier step, nor the stages of development out of turn."""
    for course in (DAYS, DEVELOPMENT):
        latest = None
        for name in course:
            day: date | None = getattr(recommendation, name)
            if day and latest and day < getattr(recommendation, latest) and (name in written or latest in written):
                label, former = (recommendation._meta.get_field(field).verbose_name for field in (name, latest))
                earlier = chinese_date(getattr(recommendation, latest))
                place = name if name in written else latest
                raise ValidationError({place: f"{label}不能早于{former}（{earlier}）。"})
            latest = name if day else latest


def _check_meeting(recommendation: Recommendation) -> None:
    if not recommendation.eligible:
        raise ValidationError({"eligible": "应到会人数至少为1。"})
    votes = recommendation.in_favour + recommendation.against + recommendation.abstained
    if votes != recommendation.present:
        raise ValidationError(
            {"in_favour": f"赞成、反对、弃权共{votes}票，与实到会{recommendation.present}人不符；未投的请计入弃权。"}
        )


def _check_conclusion(recommendation: Recommendation) -> None:
    if recommendation.concluded_on <= recommendation.publicity_to:
        end = chinese_date(recommendation.publicity_to)
        raise ValidationError({"concluded_on": f"公示到{end}才结束，结论日期应在其后。"})
    if recommendation.objections and not recommendation.objection_result:
        raise ValidationError({"objection_result": "收到异议的，请写明核实情况；异议属实的，请登记为未通过。"})
    rule = Rulebook(PREFIX, recommendation.concluded_on).get("valid_years")
    if rule is None:
        raise ValidationError({"concluded_on": "当日没有关于推优有效期的规则，请先在“规则”中设定。"})
    recommendation.expires_on = add_years(recommendation.concluded_on, int(rule.value))


def _tell_person(recommendation: Recommendation, actor) -> None:
    """Who was received into the Party is entered once: the person's record learns of it from the dossier."""
    received, full = recommendation.probationary_on, recommendation.full_on
    if received is None:
        return
    person = recommendation.person
    if person.joined_party_on and person.joined_party_on != received:
        known = chinese_date(person.joined_party_on)
        raise ValidationError(
            {"probationary_on": f"人员资料中的入党日期是{known}，与此不一致，请核对后先更正其中一处。"}
        )
    status = PoliticalStatus.PARTY_MEMBER if full else PoliticalStatus.PROBATIONARY
    changes = {"joined_party_on": received, "political_status": status}
    change_person(person, changes=changes, on=full or received, actor=actor)


CHECKS: dict[Action, Callable[[Recommendation], None]] = {
    Action.REVISE: _check_plan,
    Action.HOLD: _check_meeting,
    Action.CONCLUDE: _check_conclusion,
}


@transaction.atomic
def take_step(
    recommendation: Recommendation, action: Action, *, fields: dict[str, Any] | None = None, reason: str = "", actor
) -> Recommendation:
    """Take one step: lock, ask the state machine and the rules, write, audit. `fields` are those of FIELDS[action]."""
    fields = fields or {}
    recommendation = _locked(recommendation)
    if refusal := recommendation.stage.refusal(action):
        raise ValidationError(refusal, code="state")
    if unknown := fields.keys() - set(FIELDS[action]):
        raise ValueError(f"not written by {action}: {sorted(unknown)}")
    before = describe(recommendation, ["state", *fields])
    for name, value in fields.items():
        setattr(recommendation, name, value)
    _require(recommendation, action)
    recommendation.clean_fields(exclude=["person", "organization", "renews"])
    CHECKS.get(action, lambda row: None)(recommendation)
    _check_days(recommendation, FIELDS[action])
    _refuse_by_rules(recommendation, action)
    recommendation.state = recommendation.stage.after(action)
    recommendation.revision += 1
    recommendation.full_clean()
    recommendation.save()
    if action == Action.FOLLOW:
        _tell_person(recommendation, actor)
    after = describe(recommendation, ["state", *fields])
    record(actor, f"recommendation.{action}", recommendation, before=before, after=after, reason=reason)
    enqueue_refresh()
    return recommendation


def _locked(recommendation: Recommendation) -> Recommendation:
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related("organization", "person")
    return rows.get(pk=recommendation.pk)


def _require(recommendation: Recommendation, action: Action) -> None:
    missing = {
        name: f"请填写{recommendation._meta.get_field(name).verbose_name}。"
        for name in FIELDS[action]
        if name not in OPTIONAL and getattr(recommendation, name) in (None, "")
    }
    if missing:
        raise ValidationError(missing)


def _refuse_by_rules(recommendation: Recommendation, action: Action) -> None:
    calendar = CalendarDay.objects.as_calendar()
    found = recommendation_findings(recommendation, calendar=calendar)
    blocking = [str(finding) for finding in found if finding.blocks and finding.gate == action]
    if blocking:
        raise ValidationError(blocking, code="rule")


# Where a rule that refuses a step is said of a dossier that is entered as a whole.
GATES = {Action.HOLD: "meeting_on", Action.DECIDE: "in_favour", Action.PUBLICIZE: "publicity_to"}


def check_result(recommendation: Recommendation, *, calendar: WorkingCalendar) -> None:
    """Judge a dossier of the past that is entered as a whole, not yet written; fill in `expires_on`.

    Raise ValidationError by fields: what does not add up, or what a rule of severity 拒绝保存 says.
    """
    organization = recommendation.organization
    if organization.kind not in OrganizationKind.cells:
        raise ValidationError({"organization": f"“{organization}”不是团支部；推优由人选所在的团支部提出。"})
    if refusal := existence_refusal(organization, on=recommendation.proposed_on):
        raise ValidationError({"organization": refusal})
    for check in (_check_plan, _check_meeting, _check_conclusion):
        check(recommendation)
    if recommendation.present > recommendation.eligible:
        raise ValidationError({"present": "实到会人数不能多于应到会人数。"})
    _check_days(recommendation, (*DAYS, *DEVELOPMENT))
    found: dict[str, list[str]] = {}
    for finding in recommendation_findings(recommendation, calendar=calendar):
        if finding.blocks:
            found.setdefault(GATES[finding.gate], []).append(str(finding))
    if found:
        raise ValidationError(found)


def renewal_refusal(recommendation: Recommendation, *, on: date) -> str:
    """Why it need not be repeated; empty for one that has expired or was declined."""
    if recommendation.renewals.exclude(state=RecommendationState.WITHDRAWN).exists():
        return "这份推优已经续推，请在新的一份上办理。"
    if recommendation.state == RecommendationState.DECLINED or recommendation.has_expired(on):
        return ""
    if recommendation.state in RecommendationState.standing:
        return f"推优结果到{chinese_date(recommendation.expires_on)}前有效，不需要续推。"
    return f"这份推优目前是“{recommendation.stage.label}”，只有通过后失效或未被采纳的才需要续推。"


@transaction.atomic
def renew_recommendation(recommendation: Recommendation, *, fields: dict[str, Any], actor) -> Recommendation:
    """续推: a new dossier of the same person and branch after the old one's time is over."""
    recommendation = _locked(recommendation)
    if refusal := renewal_refusal(recommendation, on=fields["proposed_on"]):
        raise ValidationError(refusal)
    return propose_recommendation(
        recommendation.organization, person=recommendation.person, fields=fields, renews=recommendation, actor=actor
    )
