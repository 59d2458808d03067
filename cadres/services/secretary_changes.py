"""书记交接: the post passes on one day; the leaving secretary's rights end and the open work goes to the successor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from cadres.enums import PostChangeKind, PostTitle
from cadres.models import Person, Post, PostChange
from cadres.services.people import lock_person
from cadres.services.postings import Posting, post_refusals, post_warnings
from league.accounts.models import Grant
from league.accounts.services.grants import end_grant
from league.core.audit import Entry, record_many
from league.core.roles import Role
from organizations.models import Election, HealthCase, Organization
from organizations.services.previews import Preview, listed
from organizations.services.records import chinese_date
from organizations.services.tree import lock_nodes


@dataclass(frozen=True)
class Handover:
    """What a handover is about. `fields` are those of the successor's post; without a successor the post falls vacant.

    `today`: rights are never ended for days that have passed. `grants`: those at the node that end.
    """

    organization: Organization
    successor: Person | None
    on: date
    ending: str
    today: date
    reason: str = ""
    document: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    grants: Sequence[Grant] = ()


def sitting_secretary(organization: Organization, *, on: date) -> Post | None:
    """Who is secretary on that day."""
    rows = Post.objects.secretaries().held(on=on).filter(organization=organization)
    return rows.select_related("person", "organization").first()


def leaving_secretary(organization: Organization, *, on: date) -> Post | None:
    """Who is secretary on the day before a handover."""
    rows = Post.objects.secretaries().filter(organization=organization, starts_on__lt=on)
    return rows.overlapping(on, None).select_related("person", "organization").first()


def secretary_grants(organization: Organization, *, on: date) -> QuerySet:
    """Rights of editing at the very node that have not ended on that day."""
    rows = Grant.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), organization=organization)
    return rows.filter(role__in=Role.editing).select_related("user", "organization").order_by("pk")


def owned_cases(organization: Organization, leaving: Post | None) -> QuerySet:
    """Open cases of the organisation, or those it answers for, that are in the leaving secretary's hands."""
    if leaving is None:
        return HealthCase.objects.none()
    where = Q(organization=organization) | Q(responsible=organization)
    rows = HealthCase.objects.open().filter(where, owner=leaving.person.name)
    return rows.select_related("organization").order_by("pk")


def _successors_post(handover: Handover) -> Post:
    return Post(
        person=handover.successor, organization=handover.organization, title=PostTitle.SECRETARY,
        starts_on=handover.on, document=handover.document, **handover.fields,
    )  # fmt: skip


def preview_handover(handover: Handover) -> Preview:
    """What a handover would do, and what forbids it."""
    organization, on = handover.organization, handover.on
    leaving = leaving_secretary(organization, on=on)
    preview = Preview()
    if leaving is None and handover.successor is None:
        preview.blockers.append(f"“{organization}”在{chinese_date(on)}之前没有书记在任，请选择接任人员。")
    if leaving is not None:
        preview.effects.append(f"{leaving.person}自{chinese_date(on)}起不再担任“{leaving.place}”。")
    if handover.successor is not None:
        _preview_successor(preview, handover, leaving)
    else:
        preview.warnings.append(f"没有选择接任人员，“{organization}”自{chinese_date(on)}起书记空缺。")
    _preview_rights(preview, handover)
    if leaving is not None:
        _preview_work(preview, handover, leaving)
    return preview


def _preview_successor(preview: Preview, handover: Handover, leaving: Post | None) -> None:
    post = _successors_post(handover)
    if leaving is not None and leaving.person_id == handover.successor.pk:
        preview.blockers.append(f"{leaving.person}就是现任书记，不需要交接。")
        return
    preview.effects.append(
        f"{post.person}自{chinese_date(handover.on)}起任“{post.place}”（{post.get_mode_display()}）。"
    )
    refusals = post_refusals(post, leaving=leaving)
    preview.blockers += [sentence for sentences in refusals.values() for sentence in sentences]
    preview.warnings += post_warnings(post, leaving=leaving)


def _preview_rights(preview: Preview, handover: Handover) -> None:
    day = max(handover.on, handover.today)
    ended = [f"{grant.user}{grant.get_role_display()}" for grant in handover.grants]
    if ended:
        preview.effects.append(f"自{chinese_date(day)}起终止账号授权{len(ended)}项：{listed(ended)}。")
    kept = secretary_grants(handover.organization, on=day).exclude(pk__in=[grant.pk for grant in handover.grants])
    left = [f"{grant.user}{grant.get_role_display()}" for grant in kept]
    if left:
        preview.warnings.append(f"以下账号仍可修改本组织的数据：{listed(left)}。")
    if handover.successor is not None:
        preview.warnings.append(f"请系统管理员为{handover.successor}开通账号并授权，本操作不新建账号。")


def _preview_work(preview: Preview, handover: Handover, leaving: Post) -> None:
    cases = owned_cases(handover.organization, leaving).count()
    if cases:
        heir = f"{handover.successor}" if handover.successor else "空（待定）"
        preview.effects.append(f"{cases}项未销号体检问题的责任人由{leaving.person}改为{heir}。")
    dossiers = Election.objects.under_way().filter(organization=handover.organization)
    for election in dossiers.select_related("organization"):
        preview.effects.append(f"办理中的“{election}”（{election.get_state_display()}）由接任书记继续办理。")


@transaction.atomic
def change_secretary(handover: Handover, *, actor) -> PostChange:
    """交接: everything of `preview_handover` in one transaction; return what the guide is printed from."""
    (organization,) = lock_nodes(handover.organization)
    successor = lock_person(handover.successor) if handover.successor else None
    handover = Handover(**(vars(handover) | {"organization": organization, "successor": successor}))
    preview_handover(handover).refuse()
    posting = Posting(PostChangeKind.HAND_OVER, organization, handover.on, handover.reason, handover.document, actor)
    leaving = leaving_secretary(organization, on=handover.on)
    if leaving is not None:
        posting.end(_locked(leaving), ending=handover.ending)
    if successor is not None:
        posting.open(_successors_post(handover))
    _end_rights(handover, posting)
    if leaving is not None:
        _hand_on_cases(owned_cases(organization, leaving), successor, posting)
    return posting.keep(_summary(organization, leaving, successor))


def _locked(post: Post) -> Post:
    return Post.objects.select_for_update(of=("self",)).select_related("person", "organization").get(pk=post.pk)


def _summary(organization: Organization, leaving: Post | None, successor: Person | None) -> str:
    left = f"{leaving.person}离任" if leaving else "原无书记在任"
    came = f"{successor}接任" if successor else "暂无人接任"
    return f"{organization}书记交接：{left}，{came}"


def _end_rights(handover: Handover, posting: Posting) -> None:
    day = max(handover.on, handover.today)
    standing = secretary_grants(handover.organization, on=day).filter(pk__in=[grant.pk for grant in handover.grants])
    found = list(standing)
    if len(found) != len(handover.grants):
        raise ValidationError("所选的账号授权刚才已有变动，请返回重新核对。")
    for grant in found:
        former = grant.ends_on
        grant = end_grant(
            grant, on=day, reason=f"{handover.organization}书记交接", document=handover.document, actor=posting.actor
        )
        posting.effects["grants"].append([grant.pk, grant.ends_on, former])


def _hand_on_cases(cases: Iterable[HealthCase], successor: Person | None, posting: Posting) -> None:
    owner, entries = successor.name if successor else "", []
    for case in cases:
        former = case.owner
        case.owner, case.revision = owner, case.revision + 1
        case.save(update_fields=["owner", "revision", "updated_at"])
        posting.effects["cases"].append([case.pk, owner, former])
        entries.append(Entry(case, {"责任人": former}, {"责任人": owner}))
    if entries:
        record_many(posting.actor, "health_case.changed", entries, reason="书记交接", batch=posting.batch)
