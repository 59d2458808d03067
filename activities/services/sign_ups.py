"""Signing up for an activity: a place while there is one, else the waiting list, which moves up when a place is free.

Whoever signs up or cancels takes a turn at the tree and then at the call's row, so that two at once never share a place.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from activities.enums import SignUpAction, SignUpState
from activities.models import Activity, SignUp, Volunteer, VolunteerCall
from activities.models.volunteer import may_be_minor
from activities.services.volunteers import GUARDIAN, lock_volunteer, volunteer_for
from league.core.audit import record
from league.core.tokens import token_digest
from organizations.services.records import describe, enqueue_refresh
from organizations.services.tree import lock_nodes

AGAIN = (
    "所填姓名和手机号已报名本次活动，每人只能报名一次。如是您本人报的，请用报名成功时给出的专用链接查看或取消；"
    "链接遗失、或您没有报过名，请按页面上的联系方式联系主办单位。"
)
FULL = "名额和候补都已满，暂时不能报名。"
SHOWN = ("volunteer", "state", "signed_at")


def lock_call(activity: Activity) -> VolunteerCall:
    """The call fresh with its activity, its row locked after the tree."""
    lock_nodes(activity.organization)
    rows = VolunteerCall.objects.select_for_update(of=("self",), no_key=True)
    call = rows.select_related("activity__organization").filter(activity=activity).first()
    if call is None:
        raise ValidationError("该活动没有在招募志愿者。")
    return call


@transaction.atomic
def sign_up(activity: Activity, *, fields: dict[str, Any], token: str, at: datetime) -> SignUp:
    """报名 without an account; nobody is logged in: the log says 系统. `fields` are those of the public form."""
    call, on = lock_call(activity), localdate(at)
    _check_window(call, at)
    if refusal := call.age_refusal(fields["birth_year"], on=on):
        raise ValidationError({"birth_year": refusal})
    if may_be_minor(fields["birth_year"], on=on) and not fields.get("guardian_consent_on"):
        raise ValidationError({"guardian_consent_on": GUARDIAN})
    if call.asks_id_number and not fields.get("id_number"):
        raise ValidationError({"id_number": "本次活动为志愿者办理保险，请填写身份证号。"})
    volunteer = volunteer_for(
        call.activity.organization, fields=fields, consent_version=call.consent_version, at=at, on=on
    )
    return _take_place(
        call, volunteer, token=token, at=at, actor=None, agreed=bool(fields.get("guardian_consent_on"))
    )  # fmt: skip


@transaction.atomic
def sign_up_again(activity: Activity, *, token: str, at: datetime) -> SignUp:
    """报名 for another activity from the own page: the secret link says who it is."""
    earlier = SignUp.objects.filter(token_hash=token_digest(token)).select_related("volunteer").first()
    if not token or earlier is None:
        raise ValidationError("链接不对，请核对是否复制完整。")
    call, on = lock_call(activity), localdate(at)
    _check_window(call, at)
    volunteer = lock_volunteer(earlier.volunteer)
    if volunteer.birth_year and (refusal := call.age_refusal(volunteer.birth_year, on=on)):
        raise ValidationError(refusal)
    if call.asks_id_number and not volunteer.id_number:
        raise ValidationError("本次活动为志愿者办理保险，须填写身份证号，请从活动页面填表报名。")
    return _take_place(
        call, volunteer, token=token, at=at, actor=None, agreed=volunteer.guardian_consent_on is not None
    )  # fmt: skip


@transaction.atomic
def enter_sign_up(activity: Activity, volunteer: Volunteer, *, at: datetime, actor) -> SignUp:
    """代报名 by the organiser, e.g. of somebody without a smartphone; the window does not bind the office."""
    call = lock_call(activity)
    return _take_place(
        call, volunteer, token="", at=at, actor=actor, agreed=volunteer.guardian_consent_on is not None
    )  # fmt: skip


def _check_window(call: VolunteerCall, at: datetime) -> None:
    if refusal := call.window_refusal(at=at):
        raise ValidationError(refusal, code="window")


def _take_place(call: VolunteerCall, volunteer: Volunteer, *, token, at, actor, agreed: bool) -> SignUp:
    rows = SignUp.objects.filter(activity=call.activity)
    if rows.filter(volunteer=volunteer).exclude(state=SignUpState.CANCELLED).exists():
        raise ValidationError(AGAIN, code="again")
    state = SignUpState.SIGNED_UP
    if rows.seated().count() >= call.capacity:
        state, waiting = SignUpState.WAITING, rows.waiting().count()
        if call.waiting_limit is not None and waiting >= call.waiting_limit:
            raise ValidationError(FULL, code="full")
    row = SignUp(
        activity=call.activity, volunteer=volunteer, state=state, signed_at=at,
        token_hash=token_digest(token) if token else "", consent_version=call.consent_version if token else "",
        guardian_agreed=agreed,
    )  # fmt: skip
    row.full_clean()
    row.save(force_insert=True)
    record(actor, "sign_up.made", row, after=describe(row, ("state", "signed_at")))
    return row


@transaction.atomic
def cancel_sign_up(row: SignUp, *, at: datetime, actor=None, reason: str = "本人取消") -> SignUp:
    """取消报名, by the volunteer's own link or by the organiser with a reason; the first of the waiting moves up."""
    call = lock_call(row.activity)
    row = SignUp.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    if refusal := row.stage.refusal(SignUpAction.CANCEL):
        raise ValidationError(refusal, code="state")
    if actor is None and at >= call.activity.starts_at:
        raise ValidationError("活动已经开始，不能再取消；不能参加的，请联系主办单位。")
    if not reason.strip():
        raise ValidationError({"reason": "请写明事由。"})
    before = describe(row, ["state"])
    row.state, row.cancelled_at = row.stage.after(SignUpAction.CANCEL), at
    row.revision += 1
    row.save()
    record(actor, "sign_up.cancelled", row, before=before, after=describe(row, ["state"]), reason=reason.strip())
    fill_places(call)
    enqueue_refresh()
    return row


def fill_places(call: VolunteerCall) -> list[SignUp]:
    """Let the waiting move up in their order while there are places; the caller holds the call's lock."""
    rows = SignUp.objects.filter(activity=call.activity)
    free = max(call.capacity - rows.seated().count(), 0)
    moved = list(rows.waiting().select_for_update(of=("self",), no_key=True)[:free])
    for row in moved:
        row.state = row.stage.after(SignUpAction.PROMOTE)
        row.revision += 1
        row.save()
        record(None, "sign_up.promoted", row)
    return moved
