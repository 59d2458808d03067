"""延期换届: granting a postponement within its limit, and withdrawing one that was recorded wrongly."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import record
from league.core.dates import add_months
from organizations.enums import RuleSeverity, TermClass
from organizations.models import Extension, Organization, Rule, Term
from organizations.models.term import due_on
from organizations.services.previews import Preview
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.terms import term_status
from organizations.services.tree import lock_nodes

FIELDS = (
    "until", "reason", "party_document", "party_approved_on", "league_document", "league_approved_on",
)  # fmt: skip


def extendable(organization: Organization, *, on: date) -> Term | None:
    """The term that runs on that day and is the organisation's last; None without one."""
    return Term.objects.running(on=on).filter(organization=organization, ends_on__isnull=True).first()


def preview_extension(organization: Organization, *, fields: dict[str, Any]) -> Preview:
    """What an extension would do, and what forbids it."""
    granted_on = max(fields["party_approved_on"], fields["league_approved_on"])
    term = extendable(organization, on=granted_on)
    if term is None:
        return Preview(blockers=[f"“{organization}”在{chinese_date(granted_on)}没有正在任期内的一届，请先补录届次。"])
    row = term_status(organization, on=granted_on)
    if row is None or row.term_class is None:
        return Preview(blockers=[f"“{organization}”不设届期，不办理延期。"])
    preview = Preview()
    due, until = due_on(row), fields["until"]
    if until <= due:
        preview.blockers.append(f"该届{chinese_date(due)}届满，延期必须晚于这一天。")
    if row.extended_until and until <= row.extended_until:
        preview.blockers.append(f"该届已批准延期至{chinese_date(row.extended_until)}，再次延期必须晚于它。")
    _check_limit(preview, TermClass(row.term_class), due, until, granted_on)
    preview.effects.append(
        f"“{organization}”第{term.number}届{chinese_date(due)}届满，自{chinese_date(granted_on)}批准之日起延期至"
        f"{chinese_date(until)}。"
    )
    return preview


def _check_limit(preview: Preview, term_class: TermClass, due: date, until: date, granted_on: date) -> None:
    rule = Rule.objects.in_force(term_class.extension_code, on=granted_on).get()
    limit = add_months(due, int(rule.value))
    if until > limit:
        sentence = (
            f"最多可延期至{chinese_date(limit)}：{rule.text}（规则值{rule.value}{rule.unit}，依据：{rule.source}）。"
        )
        target = preview.blockers if rule.severity == RuleSeverity.BLOCK else preview.warnings
        target.append(sentence)


@transaction.atomic
def grant_extension(organization: Organization, *, fields: dict[str, Any], actor) -> Extension:
    """登记延期 of the running term; `fields` are those of `FIELDS`, both approvals among them."""
    (organization,) = lock_nodes(organization)
    preview_extension(organization, fields=fields).refuse()
    granted_on = max(fields["party_approved_on"], fields["league_approved_on"])
    term = extendable(organization, on=granted_on)
    term.organization = organization
    extension = Extension(term=term, granted_on=granted_on, **fields)
    extension.full_clean()
    extension.save(force_insert=True)
    record(
        actor, "extension.granted", extension, after=describe(extension, FIELDS), reason=extension.reason,
        document=extension.league_document, organization=str(organization), until=chinese_date(extension.until),
    )  # fmt: skip
    enqueue_refresh()
    return extension


@transaction.atomic
def withdraw_extension(extension: Extension, *, reason: str, at: datetime, actor) -> Extension:
    """撤销: the extension never held; states of the past are answered without it from now on."""
    lock_nodes(extension.term.organization)
    extension = (
        Extension.objects.select_for_update(of=("self",)).select_related("term__organization").get(pk=extension.pk)
    )
    if not extension.is_standing:
        raise ValidationError("该延期已经撤销。")
    extension.withdrawn_at, extension.withdraw_reason = at, reason
    extension.save(update_fields=["withdrawn_at", "withdraw_reason"])
    record(
        actor, "extension.withdrawn", extension, before=describe(extension, FIELDS), reason=reason,
        organization=str(extension.term.organization), until=chinese_date(extension.until),
    )  # fmt: skip
    enqueue_refresh()
    return extension
