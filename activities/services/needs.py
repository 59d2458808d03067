"""Needs: raised and corrected. Their way afterwards is in need_moves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.enums import NeedState, RaiserKind
from activities.models import Need
from activities.services.codes import next_code
from activities.services.places import check_place
from cadres.validators import read_phone
from league.core.audit import record
from league.core.pinyin import search_key
from league.core.scoping import is_within
from organizations.models import Organization, Rule
from organizations.services.entries import add_entry, change_entry
from organizations.services.records import enqueue_refresh
from organizations.services.tree import existence_refusal, lock_nodes

FIELDS = (
    "title", "detail", "category", "unit", "meeting", "raised_on", "raiser_kind", "raised_by", "raiser_phone",
)  # fmt: skip
# The day decides the due days of every step taken since: it is right from the start or the need is raised anew.
CHANGED = tuple(name for name in FIELDS if name != "raised_on")
SEALED = ("raised_by", "raiser_phone")
SOLVE_RULE, TELL_RULE = "need.solve_days", "need.tell_days"


def due_after(day: date, rule: str) -> date:
    """The last day for the next step, counted from that day by the county's rule."""
    return day + timedelta(days=Rule.objects.number(rule, on=day))


@transaction.atomic
def raise_need(organization: Organization, *, fields: dict[str, Any], on: date, actor, code: str = "") -> Need:
    """登记诉求 collected by the organisation; it waits to be assigned. `on` is today."""
    (organization,) = lock_nodes(organization)
    day = fields["raised_on"]
    if day > on:
        raise ValidationError({"raised_on": "反映日期不能晚于今天。"})
    if refusal := existence_refusal(organization, on=day):
        raise ValidationError({"raised_on": refusal})
    due = due_after(day, SOLVE_RULE)
    need = Need(
        organization=organization, org_path=organization.path, code=code or next_code(Need, "SQ", day.year),
        search_key=search_key(fields["title"]), changed_on=day, due_on=due, first_due_on=due, **fields,
    )  # fmt: skip
    shown = ("code", "organization", *FIELDS, "due_on")
    return add_entry(need, action="need.raised", fields=shown, check=check_need, actor=actor)


def check_need(need: Need) -> None:
    """Whom it is about, where it came up, and that no child is named."""
    if need.unit_id:
        check_place(need.unit, need.organization, field="unit")
    if need.meeting_id:
        if not is_within(need.org_path, need.meeting.org_path):
            raise ValidationError({"meeting": "该恳谈会的主办团组织不是收集团组织的本级或上级。"})
        if need.meeting.held_on != need.raised_on:
            raise ValidationError({"meeting": f"该恳谈会{need.meeting.held_on}召开，反映日期应是同一天。"})
    if need.raiser_kind == RaiserKind.MINOR and (need.raised_by or need.raiser_phone):
        raise ValidationError({"raised_by": "反映人是未成年人的，不登记姓名和电话；需要联系的，登记其家长。"})
    if need.raiser_phone:
        try:
            need.raiser_phone = read_phone(need.raiser_phone)
        except ValidationError as error:
            raise ValidationError({"raiser_phone": error.messages}) from error


def lock_need(need: Need) -> Need:
    """The need fresh, its row locked after the tree."""
    lock_nodes(need.organization)
    rows = Need.objects.select_for_update(of=("self",), no_key=True).select_related("organization")
    return rows.get(pk=need.pk)


@transaction.atomic
def change_need(need: Need, *, changes: dict[str, Any], actor) -> Need:
    """更正 what was written down; what was told back is closed."""
    lock_need(need)

    def check(row: Need) -> None:
        if row.state == NeedState.TOLD:
            raise ValidationError("该诉求已告知反映人，不能再修改；确需更正的，请先重新办理。")
        row.search_key = search_key(row.title)
        check_need(row)

    return change_entry(need, action="need.changed", changes=changes, allowed=CHANGED, check=check, actor=actor)


@transaction.atomic
def forget_raiser(need: Need, *, reason: str, actor) -> Need:
    """清除 name and telephone of who raised it, once nobody has to be told any more."""
    need = lock_need(need)
    if need.state != NeedState.TOLD:
        raise ValidationError("该诉求还没有告知反映人，姓名和电话还要用。")
    if not any(getattr(need, name) for name in SEALED):
        raise ValidationError("没有登记反映人的姓名和电话。")
    if not reason.strip():
        raise ValidationError({"reason": "请写明清除的理由。"})
    for name in SEALED:
        setattr(need, name, "")
    need.revision += 1
    need.save()
    record(actor, "need.raiser_forgotten", need, reason=reason.strip())
    enqueue_refresh()
    return need
