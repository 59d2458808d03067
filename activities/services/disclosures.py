"""Names and telephones that are kept sealed: shown in full with a reason, logged, once."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.models import FederationMember, Need
from cadres.services.disclosure import Shown
from league.core.audit import record

SEALED = {Need: ("raised_by", "raiser_phone"), FederationMember: ("member_name",)}
ACTIONS = {Need: "need.disclosed", FederationMember: "federation_member.disclosed"}


@transaction.atomic
def disclose(row: Need | FederationMember, *, reason: str, actor) -> list[Shown]:
    """The sealed values of the row in clear, after the event is written. They go to one page and nowhere else."""
    names = [name for name in SEALED[type(row)] if getattr(row, name)]
    if not names:
        raise ValidationError("没有登记需要遮盖的内容。")
    if not reason.strip():
        raise ValidationError({"reason": "请写明查看的事由。"})
    shown = [Shown(str(row._meta.get_field(name).verbose_name), getattr(row, name)) for name in names]
    labels = "、".join(one.label for one in shown)
    record(actor, ACTIONS[type(row)], row, reason=reason.strip(), fields=labels)
    return shown
