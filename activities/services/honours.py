"""Honours: awarded, corrected, renewed, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.models import Honour, HonourTerm
from activities.services.codes import next_code
from league.core.audit import record
from league.core.pinyin import search_key
from league.core.scoping import is_within
from organizations.models import Organization, Rule
from organizations.services.entries import add_entry, change_entry
from organizations.services.records import describe, enqueue_refresh
from organizations.services.tree import lock_nodes

FIELDS = (
    "kind", "name", "level", "year", "person", "holder_organization", "holder_name", "awarded_on", "issuer", "document",
)  # fmt: skip
# The day of the award begins the first stretch of validity; a wrong one is withdrawn and entered anew.
CHANGED = tuple(name for name in FIELDS if name != "awarded_on")
TERM = ("starts_on", "ends_on", "document")
EXPIRING_RULE = "honour.expiring_days"


def expiring_days(on: date) -> int:
    """How many days before its end an honour is listed."""
    return Rule.objects.number(EXPIRING_RULE, on=on)


@transaction.atomic
def award_honour(
    organization: Organization, *, fields: dict[str, Any], ends_on: date | None, on: date, actor, code: str = ""
) -> Honour:
    """登记荣誉, valid from the day of the award until `ends_on` (None: without an end). `on` is today."""
    (organization,) = lock_nodes(organization)
    if fields["awarded_on"] > on:
        raise ValidationError({"awarded_on": "授予日期不能晚于今天。"})
    honour = Honour(
        organization=organization, org_path=organization.path,
        code=code or next_code(Honour, "RY", fields["awarded_on"].year), **fields,
    )  # fmt: skip
    honour.search_key = search_key(honour.name, honour.holder)
    shown = ("code", "organization", *FIELDS)
    honour = add_entry(honour, action="honour.awarded", fields=shown, check=check_honour, actor=actor)
    _add_term(honour, starts_on=honour.awarded_on, ends_on=ends_on, document=honour.document)
    return honour


def check_honour(honour: Honour) -> None:
    """The holder is one of the organisation's, and the year that of the award or one before."""
    if honour.holder_organization_id and not is_within(honour.holder_organization.path, honour.org_path):
        raise ValidationError(
            {"holder_organization": f"“{honour.holder_organization}”不在“{honour.organization}”范围内。"}
        )
    if not honour.awarded_on.year - 5 <= honour.year <= honour.awarded_on.year:
        raise ValidationError({"year": "表彰年度不应晚于授予日期，也不应早于它五年以上。"})


def _add_term(honour: Honour, *, starts_on: date, ends_on: date | None, document: str) -> HonourTerm:
    term = HonourTerm(honour=honour, starts_on=starts_on, ends_on=ends_on, document=document)
    term.full_clean()
    term.save(force_insert=True)
    return term


@transaction.atomic
def change_honour(honour: Honour, *, changes: dict[str, Any], actor) -> Honour:
    """更正 what was entered; a withdrawn honour stays as it is."""
    lock_nodes(honour.organization)

    def check(row: Honour) -> None:
        if row.withdrawn_on:
            raise ValidationError("该荣誉已撤销，不能再修改。")
        row.search_key = search_key(row.name, row.holder)
        check_honour(row)

    return change_entry(honour, action="honour.changed", changes=changes, allowed=CHANGED, check=check, actor=actor)


def _locked(honour: Honour) -> Honour:
    lock_nodes(honour.organization)
    honour = Honour.objects.select_for_update(of=("self",), no_key=True).get(pk=honour.pk)
    if honour.withdrawn_on:
        raise ValidationError(f"该荣誉已于{honour.withdrawn_on}撤销。")
    return honour


@transaction.atomic
def renew_honour(honour: Honour, *, starts_on: date, ends_on: date | None, document: str, actor) -> Honour:
    """复核续期: a further stretch of validity, not before the end of the last one."""
    honour = _locked(honour)
    last = honour.terms.order_by("-starts_on").first()
    if last.ends_on is None:
        raise ValidationError("该荣誉长期有效，不需要续期。")
    if starts_on < last.ends_on:
        raise ValidationError({"starts_on": f"现在的有效期到{last.ends_on}为止，续期不能早于它开始。"})
    if not document.strip():
        raise ValidationError({"document": "请填写复核文件的文号。"})
    term = _add_term(honour, starts_on=starts_on, ends_on=ends_on, document=document.strip())
    honour.revision += 1
    honour.save()
    record(actor, "honour.renewed", honour, after=describe(term, TERM), document=document.strip())
    enqueue_refresh()
    return honour


@transaction.atomic
def withdraw_honour(honour: Honour, *, on: date, reason: str, document: str, actor) -> Honour:
    """撤销 from that day, with the reason and the document."""
    honour = _locked(honour)
    if not reason.strip() or not document.strip():
        raise ValidationError("撤销荣誉须写明理由和文号。")
    honour.withdrawn_on, honour.withdrawal_reason, honour.withdrawal_document = on, reason.strip(), document.strip()
    honour.revision += 1
    honour.full_clean()
    honour.save()
    record(
        actor, "honour.withdrawn", honour, after=describe(honour, ["withdrawn_on"]), reason=reason.strip(),
        document=document.strip(),
    )  # fmt: skip
    enqueue_refresh()
    return honour
