"""What happens at the host: took up, did not come, left; and the certificate.

Whoever takes up an opening gets a record as a person, student deputies and interns of the county committee a post.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import ApplicationAction, ApplicationState
from cadres.models import Application, Placement
from cadres.services.application_moves import lock_application, move_application
from cadres.services.recruits import forget_recruit, register_recruit, release_recruit, restore_recruit
from league.core.audit import record
from league.core.tokens import random_code
from organizations.services.records import chinese_date, describe
from organizations.services.tree import lock_nodes

CHECK_LENGTH = 8


def _move(placement: Placement, action: ApplicationAction, *, reason: str = "", actor, change) -> Placement:
    """Take a step of the application and change its placement with it."""

    def write(application: Application) -> Placement:
        fresh = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
        fresh.application = application
        change(fresh)
        fresh.revision += 1
        fresh.full_clean()
        fresh.save()
        return fresh

    with transaction.atomic():
        lock_nodes(placement.opening.organization)
        application = move_application(placement.application, action, beside=write, reason=reason, actor=actor)
        return Placement.objects.select_related("opening__drive").get(application=application)


def take_up(placement: Placement, *, on: date, document: str = "", actor) -> Placement:
    """登记上岗 from that day."""

    def begin(fresh: Placement) -> None:
        if on < fresh.selected_on:
            raise ValidationError({"on": f"上岗日期不能早于录用日期{chinese_date(fresh.selected_on)}。"})
        fresh.took_up_on = on
        register_recruit(fresh, on=on, document=document, actor=actor)

    return _move(placement, ApplicationAction.TAKE_UP, change=begin, actor=actor)


def miss_placement(placement: Placement, *, reason: str, actor) -> Placement:
    """登记未上岗: the seat is free again."""
    return _move(placement, ApplicationAction.MISS, reason=reason, change=lambda fresh: None, actor=actor)


def leave_placement(placement: Placement, *, on: date, reason: str, actor) -> Placement:
    """登记离岗: `on` is the first day no longer at work."""

    def end(fresh: Placement) -> None:
        if on <= fresh.took_up_on:
            raise ValidationError({"on": f"离岗日期必须晚于上岗日期{chinese_date(fresh.took_up_on)}。"})
        fresh.left_on, fresh.leave_reason = on, reason
        release_recruit(fresh, on=on, reason=reason, actor=actor)

    return _move(placement, ApplicationAction.LEAVE, reason=reason, change=end, actor=actor)


def revoke_placement(placement: Placement, *, reason: str, actor) -> Placement:
    """退回上一步 what was recorded by mistake; a certificate given meanwhile is void."""
    state = ApplicationState(placement.application.state)

    def undo(fresh: Placement) -> None:
        if fresh.application.state != state.after(ApplicationAction.REVOKE):
            raise ValidationError("刚才有人办理了下一步，请刷新页面。")
        if state == ApplicationState.LEFT:
            fresh.left_on, fresh.leave_reason = None, ""
            restore_recruit(fresh, reason=reason, actor=actor)
        elif state == ApplicationState.TOOK_UP:
            forget_recruit(fresh, reason=reason, actor=actor)
            fresh.took_up_on, fresh.person, fresh.post = None, None, None
        fresh.certificate_number = fresh.certificate_check = ""
        fresh.certified_on = None

    return _move(placement, ApplicationAction.REVOKE, reason=reason, change=undo, actor=actor)


def certificate_refusal(placement: Placement) -> str:
    """Why no certificate can be given; empty when one can."""
    if placement.certificate_number:
        return f"已出具证明，编号{placement.certificate_number}。"
    if placement.stage not in (ApplicationState.TOOK_UP, ApplicationState.LEFT):
        return "上岗以后才能出具证明。"
    if placement.application.erased_on:
        return "该报名的个人信息已清除，不能再出具证明。"
    return ""


@transaction.atomic
def certify_placement(placement: Placement, *, on: date, actor) -> Placement:
    """出具证明: the drive's next number, and a check code without which nobody can look it up."""
    application = lock_application(placement.application)
    drive = application.drive
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    placement.application = application
    if refusal := certificate_refusal(placement):
        raise ValidationError(refusal)
    start = f"{drive.code}-Z"
    given = Placement.objects.filter(opening__drive=drive, certificate_number__startswith=start)
    numbers = [int(number.removeprefix(start)) for number in given.values_list("certificate_number", flat=True)]
    placement.certificate_number = f"{start}{max(numbers, default=0) + 1:04d}"
    placement.certificate_check = random_code(CHECK_LENGTH)
    placement.certified_on = on
    placement.revision += 1
    placement.full_clean()
    placement.save()
    record(
        actor, "placement.certified", placement, after=describe(placement, ["certificate_number", "certified_on"])
    )  # fmt: skip
    return placement
