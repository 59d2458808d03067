"""The full personal values of an application: seen with a reason, and the log says who saw them when and why."""

from __future__ import annotations

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.models import Application
from league.core.audit import record


class Disclosed(NamedTuple):
    """What is kept sealed."""

    name: str
    phone: str
    id_number: str
    statement: str


@transaction.atomic
def disclose_application(application: Application, *, reason: str, actor) -> Disclosed:
    """The values in clear, after the event is written. They go to one page and nowhere else."""
    if application.erased_on:
        raise ValidationError("该报名的个人信息已清除。")
    if not reason.strip():
        raise ValidationError({"reason": "请写明查看的理由。"})
    record(actor, "application.disclosed", application, reason=reason)
    return Disclosed(application.name, application.phone, application.id_number, application.statement)
