"""Screening applications, and the result of the interview."""

from decimal import Decimal

from django.core.exceptions import ValidationError

from cadres.enums import ApplicationAction
from cadres.models import Application
from cadres.services.application_moves import move_application


def pass_application(application: Application, *, note: str = "", actor) -> Application:
    """审核通过."""
    return move_application(application, ApplicationAction.PASS, changes={"screening_note": note}, actor=actor)


def reject_application(application: Application, *, reason: str, actor) -> Application:
    """审核不通过; the applicant reads the reason on the own page."""
    if not reason.strip():
        raise ValidationError({"reason": "请写明不通过的原因，报名者会看到。"})
    return move_application(
        application, ApplicationAction.REJECT, changes={"screening_note": reason}, reason=reason, actor=actor
    )


def recheck_application(application: Application, *, reason: str = "", actor) -> Application:
    """重新审核: back to the beginning."""
    return move_application(
        application, ApplicationAction.RECHECK, changes={"screening_note": ""}, reason=reason, actor=actor
    )


def score_application(application: Application, *, score: Decimal, actor) -> Application:
    """登记面试成绩, 0 to 100; again to correct it."""
    return move_application(application, ApplicationAction.SCORE, changes={"score": score}, actor=actor)
