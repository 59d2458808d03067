"""Applications for money or goods of a fund, and the adults named in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.enums import GrantState, RecipientKind
from activities.models import Fund, Grant, GrantRecipient
from activities.models.grant import ID_NUMBER, NAME
from activities.services.fund_balances import lock_fund
from activities.services.funds import next_code
from cadres.validators import is_minor, read_id_number
from league.core.audit import record
from league.core.crypto import keyed_hash
from league.core.money import yuan
from league.core.pinyin import search_key
from league.core.scoping import is_within
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry
from organizations.services.records import chinese_date, enqueue_refresh
from organizations.services.tree import existence_refusal, lock_nodes

FIELDS = (
    "title", "use", "recipient", "asset", "amount", "goods_name", "goods_count", "person_times", "persons", "activity",
    "remark",
)  # fmt: skip
MOST_RECIPIENTS = 500


@dataclass(frozen=True)
class Named:
    """An adult to be named in a grant; `amount` in fen, None where it is the same for all."""

    name: str
    id_number: str = ""
    amount: int | None = None


def lock_grant(grant: Grant) -> Grant:
    """The grant fresh, locked after the tree and its fund: every change of it takes its turn here."""
    fund = lock_fund(grant.fund)
    grant = Grant.objects.select_for_update(of=("self",)).select_related("organization").get(pk=grant.pk)
    grant.fund = fund
    return grant


@transaction.atomic
def apply_for_grant(
    fund: Fund, *, organization: Organization, fields: dict[str, Any], on: date, actor, code: str = ""
) -> Grant:
    """申请 out of a fund of the own office or of one above; `fields` are of FIELDS, a missing code is the year's next."""
    fund = lock_fund(fund)
    (organization,) = lock_nodes(organization)
    grant = Grant(
        fund=fund, organization=organization, org_path=organization.path, applied_on=on, applied_by=actor,
        code=code or next_code(Grant, "FF", on.year), search_key=search_key(fields["title"]), **fields,
    )  # fmt: skip
    return add_entry(
        grant, action="grant.applied", fields=("code", "fund", "organization", *FIELDS), check=check_application,
        actor=actor,
    )  # fmt: skip


def check_application(grant: Grant) -> None:
    """What no constraint can say; ValidationError names the field."""
    fund = grant.fund
    if fund.closed_on:
        raise ValidationError({"fund": f"“{fund}”已结清，不再受理申请。"})
    if not is_within(grant.org_path, fund.org_path):
        raise ValidationError({"organization": f"申请团组织应是“{fund.organization}”或其下级。"})
    if grant.applied_on < fund.opened_on:
        raise ValidationError({"fund": f"“{fund}”{chinese_date(fund.opened_on)}才设立。"})
    if grant.pk is None and (refusal := existence_refusal(grant.organization, on=grant.applied_on)):
        raise ValidationError({"organization": refusal})
    if grant.activity and not is_within(grant.activity.org_path, fund.org_path):
        raise ValidationError({"activity": "相关活动应由该专项的管理团组织或其下级主办。"})
    named = grant.recipients.count() if grant.pk else 0
    if named and grant.recipient in RecipientKind.by_number:
        raise ValidationError({"recipient": "这类对象多为未成年人，只计数不记名；请先删去已登记的受助人。"})
    if named > (grant.persons or grant.person_times):
        raise ValidationError({"persons": f"已登记{named}名受助人，受助人数不能少于它。"})


@transaction.atomic
def change_grant(grant: Grant, *, changes: dict[str, Any], actor) -> Grant:
    """更正 while nobody has reviewed it; who changed it last answers for it as the applicant."""
    grant = lock_grant(grant)
    if refusal := change_refusal(grant):
        raise ValidationError(refusal, code="state")

    def check(row: Grant) -> None:
        check_application(row)
        row.applied_by = actor
        row.search_key = search_key(row.title)

    return change_entry(grant, action="grant.changed", changes=changes, allowed=FIELDS, check=check, actor=actor)


def change_refusal(grant: Grant) -> str:
    """Why the application stands as it is; empty while it may be changed."""
    if grant.state in GrantState.editable:
        return ""
    return f"这笔发放目前是“{grant.stage.label}”，不能再修改；确有错误的，请退回补正。"


@transaction.atomic
def name_recipients(grant: Grant, *, people: Iterable[Named], actor) -> Grant:
    """登记受助人: adults, added to those named already. The log says how many, never who."""
    grant = lock_grant(grant)
    people = list(people)
    if refusal := naming_refusal(grant, len(people)):
        raise ValidationError(refusal)
    rows = [_recipient(grant, person) for person in people]
    _check_twins(grant, rows)
    GrantRecipient.objects.bulk_create(rows)
    _answer_for(grant, actor)
    record(actor, "grant.recipients_named", grant, number=len(rows))
    return grant


def naming_refusal(grant: Grant, number: int) -> str:
    """Why so many more cannot be named; empty when they can."""
    if refusal := change_refusal(grant):
        return refusal
    if grant.recipient in RecipientKind.by_number:
        return f"“{grant.get_recipient_display()}”多为未成年人，只计数不记名。"
    if not number:
        return "请至少填写一名受助人。"
    known, most = grant.recipients.count(), min(grant.persons or grant.person_times, MOST_RECIPIENTS)
    if known + number > most:
        return f"受助人数为{most}，已登记{known}名，不能再登记{number}名。"
    return ""


def _recipient(grant: Grant, person: Named) -> GrantRecipient:
    number = ""
    if person.id_number:
        facts = read_id_number(person.id_number, on=grant.applied_on)
        if is_minor(facts.birth_on, on=grant.applied_on):
            raise ValidationError("受助人中有未成年人：未成年人只计数，不登记姓名和身份证号。")
        number = facts.number
    return GrantRecipient(
        grant=grant, name=person.name, name_hash=keyed_hash(person.name, NAME), id_number=number,
        id_number_hash=keyed_hash(number, ID_NUMBER), amount=person.amount,
    )  # fmt: skip


def _check_twins(grant: Grant, rows: list[GrantRecipient]) -> None:
    """One ID number once; the shares stay within the grant."""
    numbers = [row.id_number_hash for row in rows if row.id_number_hash]
    taken = set(grant.recipients.exclude(id_number_hash="").values_list("id_number_hash", flat=True))
    if len(set(numbers)) < len(numbers) or taken & set(numbers):
        raise ValidationError("同一笔发放中，一个身份证号只登记一次，请核对。")
    known = grant.recipients.exclude(amount=None).values_list("amount", flat=True)
    shares = sum(row.amount or 0 for row in rows) + sum(known)
    if shares > grant.amount:
        raise ValidationError(f"受助人的金额合计{yuan(shares)}元，超过了发放金额{yuan(grant.amount)}元。")


def _answer_for(grant: Grant, actor) -> None:
    grant.applied_by = actor
    grant.revision += 1
    grant.save(update_fields=["applied_by", "revision", "updated_at"])


@transaction.atomic
def unname_recipient(recipient: GrantRecipient, *, actor) -> Grant:
    """删去 one who was named by mistake."""
    grant = lock_grant(recipient.grant)
    if refusal := change_refusal(grant):
        raise ValidationError(refusal, code="state")
    grant.recipients.filter(pk=recipient.pk).delete()
    _answer_for(grant, actor)
    record(actor, "grant.recipient_removed", grant)
    enqueue_refresh()
    return grant


def named_elsewhere(grant: Grant) -> dict[int, int]:
    """By recipient, in how many other grants of the fund and calendar year somebody alike is named."""
    others = GrantRecipient.objects.filter(
        grant__fund=grant.fund_id, grant__applied_on__year=grant.applied_on.year
    ).exclude(grant=grant.pk)
    others = others.exclude(grant__state__in=(GrantState.REJECTED, GrantState.WITHDRAWN))
    found = {
        row.pk: others.of_same_person(name=row.name, id_number=row.id_number).values("grant").distinct().count()
        for row in grant.recipients.order_by("pk")
    }
    return {pk: number for pk, number in found.items() if number}
