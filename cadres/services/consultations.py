"""Consultation (协管): the Party asks, the county league answers, the post is filled."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import AppointmentFinding, OpinionSide, Verdict
from cadres.models import CalendarDay, Consultation, ConsultationOpinion, Post
from cadres.models.consultation import CONSULTED, unconsulted
from cadres.models.post import TOWNSHIP_KINDS
from cadres.services.findings import Finding, Rulebook
from league.core.dates import add_months
from league.core.working_days import WorkingCalendar, WorkingDay
from organizations.enums import UnitKind
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry
from organizations.services.records import chinese_date
from organizations.services.tree import existence_refusal

FIELDS = ("person", "organization", "title", "asked_by", "asked_on", "document", "remark")
DUE = ("due_on", "is_due_estimated")
ANSWER = ("answer", "answered_on", "answered_by")
OPINION = ("verdict", "text", "document", "given_on", "given_by")
PREFIX = "consultation."


def limit_starts_on(consultation: Consultation) -> date:
    """The day from which the limit runs: that of the request, or of the newest supplement asked for."""
    if consultation.pk is None:
        return consultation.asked_on
    letters = list(consultation.opinions.order_by("given_on", "pk"))
    start, asked_for_more = consultation.asked_on, False
    for letter in letters:
        if letter.side == OpinionSide.LEAGUE:
            asked_for_more = letter.verdict == Verdict.MORE
        elif asked_for_more:
            start, asked_for_more = max(start, letter.given_on), False
    return start


def limit_of(consultation: Consultation, calendar: WorkingCalendar) -> WorkingDay:
    """应答复日期 by the rule of the day on which the limit begins."""
    start = limit_starts_on(consultation)
    return calendar.after(start, Rulebook(PREFIX, start).number("answer_days"))


def _due(consultation: Consultation) -> dict[str, Any]:
    due = limit_of(consultation, CalendarDay.objects.as_calendar())
    return {"due_on": due.day, "is_due_estimated": due.is_estimated}


def _check_request(consultation: Consultation) -> None:
    if refusal := existence_refusal(consultation.organization, on=consultation.asked_on):
        raise ValidationError({"organization": refusal})
    if consultation.person.merged_into_id:
        raise ValidationError({"person": "该人员记录已并入其他记录，请选择保留的那一条。"})


@transaction.atomic
def ask_consultation(*, fields: dict[str, Any], actor) -> Consultation:
    """登记征求意见; `fields` are those of `FIELDS`."""
    consultation = Consultation(**fields)
    for name, value in _due(consultation).items():
        setattr(consultation, name, value)
    return add_entry(
        consultation, action="consultation.asked", fields=(*FIELDS, "due_on"), check=_check_request,
        document=consultation.document, actor=actor,
    )  # fmt: skip


@transaction.atomic
def change_consultation(consultation: Consultation, *, changes: dict[str, Any], actor) -> Consultation:
    """更正 the request; the limit follows its day."""
    consultation = _locked(consultation)
    if "asked_on" in changes:
        moved = Consultation(pk=consultation.pk, asked_on=changes["asked_on"])
        changes = changes | _due(moved)
    return change_entry(
        consultation, action="consultation.changed", changes=changes, allowed=(*FIELDS, *DUE), check=_check_request,
        actor=actor,
    )  # fmt: skip


def _locked(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)


def _demand_standing(consultation: Consultation) -> None:
    if consultation.withdrawn_on:
        raise ValidationError(f"征求意见已于{chinese_date(consultation.withdrawn_on)}撤回，不再办理。")


@transaction.atomic
def answer_consultation(consultation: Consultation, *, fields: dict[str, Any], actor) -> Consultation:
    """登记答复 of the county league; `fields` are those of `OPINION`."""
    consultation = _locked(consultation)
    _demand_standing(consultation)
    if consultation.is_answered:
        raise ValidationError(
            f"已于{chinese_date(consultation.answered_on)}答复“{consultation.get_answer_display()}”；登记有误的请更正该意见。"
        )
    if consultation.answer == Verdict.MORE:
        raise ValidationError("已请对方补充情况，请先登记党组织的补充意见，再行答复。")
    if fields["given_on"] < limit_starts_on(consultation):
        raise ValidationError({"given_on": "答复日期不能早于征求意见（补充情况）的日期。"})
    opinion = ConsultationOpinion(consultation=consultation, side=OpinionSide.LEAGUE, author=actor, **fields)
    _check_opinion(opinion)
    add_entry(opinion, action="consultation_opinion.added", fields=OPINION, document=opinion.document, actor=actor)
    return _repeat_answer(consultation, opinion, actor)


def _check_opinion(opinion: ConsultationOpinion) -> None:
    if not opinion.text and opinion.verdict != Verdict.AGREE:
        raise ValidationError({"text": "请写明意见内容。"})


def _repeat_answer(consultation: Consultation, opinion: ConsultationOpinion | None, actor, **also) -> Consultation:
    """The row's answer is that of the league's letter; none without one."""
    answer = (opinion.verdict, opinion.given_on, opinion.given_by) if opinion else ("", None, "")
    return change_entry(
        consultation, action="consultation.answered" if opinion else "consultation.resumed",
        changes=dict(zip(ANSWER, answer, strict=True)) | also, allowed=(*ANSWER, *DUE), actor=actor,
    )  # fmt: skip


@transaction.atomic
def add_party_opinion(consultation: Consultation, *, fields: dict[str, Any], actor) -> ConsultationOpinion:
    """登记党组织意见; where the league had asked for more, the limit begins anew. `fields`: those of `OPINION` but
    the verdict."""
    consultation = _locked(consultation)
    _demand_standing(consultation)
    earliest = consultation.answered_on if consultation.answer == Verdict.MORE else consultation.asked_on
    if fields["given_on"] < earliest:
        raise ValidationError({"given_on": f"日期不能早于{chinese_date(earliest)}。"})
    opinion = ConsultationOpinion(consultation=consultation, side=OpinionSide.PARTY, author=actor, **fields)
    if not opinion.text:
        raise ValidationError({"text": "请写明意见内容。"})
    add_entry(opinion, action="consultation_opinion.added", fields=OPINION, document=opinion.document, actor=actor)
    if consultation.answer == Verdict.MORE:
        _repeat_answer(consultation, None, actor, **_due(consultation))
    return opinion


@transaction.atomic
def change_opinion(opinion: ConsultationOpinion, *, changes: dict[str, Any], actor) -> ConsultationOpinion:
    """更正 a letter by the one who entered it; the answer on the request follows the league's newest letter."""
    consultation = _locked(opinion.consultation)
    opinion = change_entry(
        opinion, action="consultation_opinion.changed", changes=changes, allowed=OPINION, check=_check_opinion,
        actor=actor,
    )  # fmt: skip
    letters = consultation.opinions.order_by("given_on", "pk")
    newest = letters.filter(side=OpinionSide.LEAGUE).last()
    if newest is not None and newest.pk == opinion.pk:
        supplemented = newest.verdict == Verdict.MORE and letters.last().side == OpinionSide.PARTY
        _repeat_answer(consultation, None if supplemented else newest, actor, **_due(consultation))
    return opinion


@transaction.atomic
def withdraw_consultation(consultation: Consultation, *, on: date, reason: str, actor) -> Consultation:
    """撤回: the Party no longer proposes the person."""
    consultation = _locked(consultation)
    _demand_standing(consultation)
    if consultation.appointed_on:
        raise ValidationError(f"已登记{chinese_date(consultation.appointed_on)}任职，不能撤回。")
    if on < consultation.asked_on:
        raise ValidationError({"on": "撤回日期不能早于征求意见日期。"})
    changes = {"withdrawn_on": on, "withdraw_reason": reason}
    return change_entry(
        consultation, action="consultation.withdrawn", changes=changes, allowed=changes, reason=reason, actor=actor
    )


@transaction.atomic
def record_appointment(
    consultation: Consultation, *, on: date | None, document: str = "", post: Post | None = None, actor
) -> Consultation:
    """登记任职 after the letter; without a day what was entered by mistake is taken back. Before the answer it is
    written all the same, for it has happened, and warned of everywhere."""
    consultation = _locked(consultation)
    _demand_standing(consultation)
    changes = {"appointed_on": on, "appointment_document": document, "post": post if on else None}
    return change_entry(
        consultation, action="consultation.appointed" if on else "consultation.appointment_taken_back",
        changes=changes, allowed=changes, document=document, actor=actor,
    )  # fmt: skip


def is_consulted(title: str, organization: Organization) -> bool:
    """Whether the county league is asked about that post: secretary or deputy of a township's committee."""
    unit = organization.unit
    in_township = unit is not None and unit.kind == UnitKind.TOWNSHIP
    return title in CONSULTED and organization.kind in TOWNSHIP_KINDS and in_township


def _requests_about(post: Post):
    rows = Consultation.objects.standing().filter(person=post.person_id, title=post.title)
    return rows.filter(organization=post.organization_id).order_by("-asked_on", "-pk")


def follow_post(post: Post, *, actor) -> Consultation | None:
    """A post was opened: the consultation about it learns of the appointment. Called by whatever opens posts."""
    if post.title not in CONSULTED:
        return None
    consultation = _requests_about(post).filter(appointed_on__isnull=True).first()
    if consultation is None:
        return None
    return record_appointment(consultation, on=post.starts_on, document=post.document, post=post, actor=actor)


def settle_post(post: Post, *, actor) -> None:
    """A post's first day was corrected: so is the day of the appointment that followed the consultation."""
    for consultation in Consultation.objects.filter(post=post.pk).exclude(appointed_on=post.starts_on):
        document = consultation.appointment_document
        record_appointment(consultation, on=post.starts_on, document=document, post=post, actor=actor)


def forget_post(post: Post, *, actor) -> None:
    """A post is about to be removed: no appointment followed the consultation after all."""
    for consultation in Consultation.objects.filter(post=post.pk):
        record_appointment(consultation, on=None, actor=actor)


def post_warning(post: Post) -> str:
    """What to consider before the post is opened; empty when the answer is there, or nobody need be asked."""
    if post.is_student_deputy or not is_consulted(post.title, post.organization):
        return ""
    request = _requests_about(post).first()
    if request is not None and request.is_answered and request.answered_on <= post.starts_on:
        return ""
    place = f"{post.organization}{post.get_title_display()}"
    return f"任命“{place}”前应先征求县级团委意见，目前没有登记此前的答复；任职后将列入协管提醒。"


def appointment_findings(consultation: Consultation) -> list[Finding]:
    """What is wrong with the appointment, and by which rule."""
    rules = Rulebook(PREFIX, consultation.asked_on)
    found, rule = consultation.appointment, rules.get("answer_days")
    if found not in AppointmentFinding.warnings or rule is None:
        return []
    day = chinese_date(consultation.appointed_on)
    if found == AppointmentFinding.AGAINST:
        return [Finding(f"县级团委不同意，{day}仍然任职。", rule)]
    known = f"{chinese_date(consultation.answered_on)}才答复" if consultation.is_answered else "尚未答复"
    findings = [Finding(f"{day}任职，县级团委{known}：应当先征求意见、后任职。", rule)]
    silence = rules.get("silence_months")
    if silence and int(silence.value) and not consultation.answer:
        until = add_months(limit_starts_on(consultation), int(silence.value))
        if consultation.appointed_on >= until:
            findings.append(Finding(f"到{chinese_date(until)}仍未答复，按规定视为同意。", silence))
    return findings


def overdue_finding(consultation: Consultation, *, on: date) -> Finding | None:
    """The county league is late."""
    rule = Rulebook(PREFIX, consultation.asked_on).get("answer_days")
    late = not consultation.answer and not consultation.withdrawn_on and consultation.due_on < on
    if not late or rule is None:
        return None
    return Finding(f"应于{chinese_date(consultation.due_on)}前答复，已经逾期。", rule)


def unasked(organization: Organization, *, on: date) -> list[Post]:
    """Those of `unconsulted` who sit in the organisation on that day."""
    held = Post.objects.held(on=on).filter(organization=organization)
    return list(unconsulted(held).select_related("person").order_by("pk"))


def is_unconsulted(post: Post) -> bool:
    """Whether the post should have been asked about and was not."""
    return unconsulted(Post.objects.filter(pk=post.pk)).exists()
