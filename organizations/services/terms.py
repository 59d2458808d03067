"""Terms of elected committees: recording them, mending them, and letting each end where the next begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import record
from organizations.models import Organization, OrganizationVersion, Term, with_terms
from organizations.services.hooks import follow_correction
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.tree import lock_nodes

FIELDS = ("number", "starts_on", "meeting_on", "document", "source")
NO_TERM = "{kind}不经选举产生或不设届期，不登记届次。"


def term_status(organization: Organization, *, on: date) -> OrganizationVersion | None:
    """The organisation as it stood on that day, annotated by `with_terms`; None when it did not exist then."""
    return with_terms(OrganizationVersion.objects.on(on).filter(subject=organization), on=on).first()


def term_class_refusal(organization: Organization, *, on: date) -> str | None:
    """Why an organisation has no term at all; None when its committee is elected."""
    row = term_status(organization, on=on)
    if row is None:
        return f"“{organization}”在{chinese_date(on)}不存在（尚未成立或已撤销）。"
    if row.term_class is None:
        return NO_TERM.format(kind=row.get_kind_display())
    return None


def order_refusals(terms: Sequence[Term]) -> list[str]:
    """Why terms of one organisation, in the order of their first days, cannot follow one another."""
    return [
        f"第{later.number}届自{chinese_date(later.starts_on)}起，第{earlier.number}届自{chinese_date(earlier.starts_on)}起："
        "届次的先后与任期的先后不一致。"
        for earlier, later in pairwise(terms)
        if later.number <= earlier.number or later.starts_on <= earlier.starts_on
    ]


def settle_terms(organizations: Iterable[int], new: Sequence[Term] = ()) -> None:
    """Write the new terms and let all terms of these organisations (primary keys) follow one another.

    Each ends where the next begins; the last runs on, or ends with the organisation. Raise ValidationError when the
    numbers do not grow with the days. The caller holds the organisations' locks.
    """
    ids = list(organizations)
    stored = list(Term.objects.filter(organization__in=ids))
    lives = dict(Organization.objects.filter(pk__in=ids).values_list("pk", "dissolved_on"))
    everything = sorted([*stored, *new], key=lambda term: (term.organization_id, term.starts_on))
    former = {term.pk: term.ends_on for term in stored}
    for organization, group in groupby(everything, key=lambda term: term.organization_id):
        terms = list(group)
        if refusals := order_refusals(terms):
            raise ValidationError(refusals)
        for earlier, later in pairwise(terms):
            earlier.ends_on = later.starts_on
        dissolved_on = lives[organization]
        terms[-1].ends_on = dissolved_on if dissolved_on and dissolved_on > terms[-1].starts_on else None
    changed = [term for term in stored if term.ends_on != former[term.pk]]
    # One term runs at a time: the old ones end before the new one is written.
    Term.objects.bulk_update([term for term in changed if term.ends_on], ["ends_on"], batch_size=200)
    Term.objects.bulk_create(new, batch_size=500)
    Term.objects.bulk_update([term for term in changed if not term.ends_on], ["ends_on"], batch_size=200)


@transaction.atomic
def add_term(organization: Organization, *, fields: dict[str, Any], actor) -> Term:
    """补录: a term whose election was not kept here. `fields` are those of `FIELDS`."""
    (organization,) = lock_nodes(organization)
    term = Term(organization=organization, **fields)
    if refusal := term_class_refusal(organization, on=term.starts_on):
        raise ValidationError({"starts_on": refusal})
    term.full_clean(validate_constraints=False)
    _refuse_namesake(term)
    settle_terms([organization.pk], [term])
    record(actor, "term.added", term, after=describe(term, FIELDS), document=term.document)
    enqueue_refresh()
    return term


def _refuse_namesake(term: Term) -> None:
    others = Term.objects.filter(organization=term.organization_id).exclude(pk=term.pk)
    if others.filter(number=term.number).exists():
        raise ValidationError({"number": f"已登记过第{term.number}届，请核对届次，或在那一届上更正。"})
    if others.filter(starts_on=term.starts_on).exists():
        raise ValidationError({"starts_on": f"已有另一届自{chinese_date(term.starts_on)}起，请核对。"})


@transaction.atomic
def correct_term(term: Term, *, changes: dict[str, Any], reason: str, actor) -> Term:
    """更正: the term was recorded wrongly; its neighbours follow."""
    (organization,) = lock_nodes(term.organization)
    term = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    term.organization = organization
    changes = {name: value for name, value in changes.items() if getattr(term, name) != value}
    if not changes:
        return term
    if unknown := changes.keys() - set(FIELDS):
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    before, former = describe(term, changes), term.starts_on
    for name, value in changes.items():
        setattr(term, name, value)
    term.revision += 1
    _refuse_namesake(term)
    # Its own end follows from its neighbours; an old one must not stand in the way of the new beginning.
    term.ends_on = None
    term.full_clean(validate_constraints=False)
    others = Term.objects.filter(organization=organization).exclude(pk=term.pk)
    if refusals := order_refusals(sorted([*others, term], key=lambda each: each.starts_on)):
        raise ValidationError(refusals)
    last = not others.filter(starts_on__gt=term.starts_on).exists()
    if not last:
        term.ends_on = others.filter(starts_on__gt=term.starts_on).order_by("starts_on").first().starts_on
    term.save()
    settle_terms([organization.pk])
    term.refresh_from_db()
    if "starts_on" in changes and term.election_id:
        follow_correction(term, former, actor)
    record(actor, "term.corrected", term, before=before, after=describe(term, changes), reason=reason)
    enqueue_refresh()
    return term


@transaction.atomic
def remove_term(term: Term, *, reason: str, actor) -> Organization:
    """删去误登的一届: only one without a dossier and without extensions; the term before it goes on."""
    (organization,) = lock_nodes(term.organization)
    term = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if term.election_id:
        raise ValidationError("这一届由换届卷宗产生，不能删去；日期、届次有误的请更正。")
    if term.extensions.exists():
        raise ValidationError("这一届有延期记录，不能删去；日期、届次有误的请更正。")
    record(actor, "term.removed", term, before=describe(term, FIELDS), reason=reason)
    term.delete()
    settle_terms([organization.pk])
    enqueue_refresh()
    return organization
