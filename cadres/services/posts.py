"""Appointing, transferring and relieving, correcting what was entered, and removing what was entered by mistake."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import PostChangeKind, PostEnding, PostTitle
from cadres.models import Person, Post
from cadres.services.consultations import forget_post, settle_post
from cadres.services.people import lock_person
from cadres.services.postings import (
    ENDING,
    FIELDS,
    Posting,
    check_post,
    lock_post,
    post_refusals,
    post_warnings,
)
from league.core.audit import record
from organizations.models import Organization
from organizations.services.previews import Preview
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.tree import lock_nodes

# What a correction may touch: the whole record but whose it is, where, and which election opened it.
CORRECTED = (*FIELDS, "ending", "ending_document")
# Kept from the former post by a transfer unless it says otherwise.
CARRIED = (
    "duty",
    "mode",
    "staffing",
    "workplace",
    "village_seat",
    "village_role",
    "is_student_deputy",
    "student_school",
)


def _preview(post: Post, *, effects: list[str], leaving: Post | None = None) -> Preview:
    refusals = [sentence for sentences in post_refusals(post, leaving=leaving).values() for sentence in sentences]
    return Preview(effects=effects, warnings=post_warnings(post, leaving=leaving), blockers=refusals)


def preview_appointment(person: Person, organization: Organization, *, fields: dict[str, Any]) -> Preview:
    """What an appointment would do, and what forbids it."""
    post = Post(person=person, organization=organization, **fields)
    until = f"至{chinese_date(post.ends_on)}" if post.ends_on else "起"
    mode = post.get_mode_display()
    return _preview(post, effects=[f"{person}自{chinese_date(post.starts_on)}{until}任“{post.place}”（{mode}）。"])


@transaction.atomic
def appoint(person: Person, organization: Organization, *, fields: dict[str, Any], reason: str = "", actor) -> Post:
    """任职: open a post. `fields` are those of `FIELDS`."""
    (organization,) = lock_nodes(organization)
    post = Post(person=lock_person(person), organization=organization, **fields)
    posting = Posting(PostChangeKind.APPOINT, organization, post.starts_on, reason, post.document, actor)
    posting.open(post)
    posting.keep(f"{post.person}任{post.place}")
    return post


def preview_transfer(post: Post, *, organization: Organization, title: str, on: date) -> Preview:
    """What a transfer would do, and what forbids it."""
    fresh = _following(post, organization, title, on, {})
    effects = [
        f"{post.person}自{chinese_date(on)}起不再担任“{post.place}”。",
        f"{post.person}自{chinese_date(on)}起任“{fresh.place}”（{fresh.get_mode_display()}）。",
    ]
    preview = _preview(fresh, effects=effects, leaving=post)
    if post.title == PostTitle.SECRETARY:
        preview.warnings.append(f"“{post.organization}”自该日起没有书记，请及时办理书记交接或任命。")
    return preview


def _following(post: Post, organization: Organization, title: str, on: date, fields: dict[str, Any]) -> Post:
    carried = {name: getattr(post, name) for name in CARRIED}
    if title != PostTitle.DEPUTY:
        carried |= {"is_student_deputy": False, "student_school": ""}
    if title not in (PostTitle.MEMBER, PostTitle.STANDING):
        carried["duty"] = ""
    values = carried | {"title": title, "starts_on": on} | fields
    return Post(person=post.person, organization=organization, **values)


@transaction.atomic
def transfer(
    post: Post, *, organization: Organization, title: str, on: date, fields: dict[str, Any] | None = None,
    reason: str, document: str, actor,
) -> Post:  # fmt: skip
    """调任: the post ends and another one of the same person begins, both on that day; return the new one."""
    lock_nodes(post.organization, organization)
    post, (organization,) = lock_post(post), lock_nodes(organization)
    _refuse_ended(post, on)
    posting = Posting(PostChangeKind.TRANSFER, organization, on, reason, document, actor)
    posting.end(post, ending=PostEnding.TRANSFER)
    fresh = _following(post, organization, title, on, {"document": document, **(fields or {})})
    posting.open(fresh)
    posting.keep(f"{post.person}由{post.place}调任{fresh.place}")
    return fresh


def _refuse_ended(post: Post, on: date) -> None:
    if post.ends_on is not None and post.ends_on <= on:
        raise ValidationError(f"{post}已于{chinese_date(post.ends_on)}离任。")


def preview_relief(post: Post, *, on: date) -> Preview:
    """What relieving would do, and what forbids it."""
    preview = Preview(effects=[f"{post.person}自{chinese_date(on)}起不再担任“{post.place}”。"])
    if post.ends_on is not None and post.ends_on <= on:
        preview.blockers.append(f"{post}已于{chinese_date(post.ends_on)}离任。")
    elif post.starts_on >= on:
        preview.blockers.append(f"{post}{chinese_date(post.starts_on)}才到任，离任日期必须晚于它。")
    if post.title == PostTitle.SECRETARY:
        preview.warnings.append(f"“{post.organization}”自该日起没有书记，将列入书记空缺；已有人选的请用“书记交接”。")
    return preview


@transaction.atomic
def relieve(post: Post, *, on: date, ending: str, reason: str, document: str, actor) -> Post:
    """离任: the post is held for the last time on the day before."""
    post = lock_post(post)
    _refuse_ended(post, on)
    posting = Posting(PostChangeKind.RELIEVE, post.organization, on, reason, document, actor)
    posting.end(post, ending=ending)
    posting.keep(f"{post.person}不再担任{post.place}（{post.get_ending_display()}）")
    return post


@transaction.atomic
def correct_post(post: Post, *, changes: dict[str, Any], reason: str, actor) -> Post:
    """更正: the post was entered wrongly."""
    post = lock_post(post)
    changes = {name: value for name, value in changes.items() if getattr(post, name) != value}
    if not changes:
        return post
    if unknown := changes.keys() - set(CORRECTED):
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    before = describe(post, changes)
    for name, value in changes.items():
        setattr(post, name, value)
    if post.ends_on is None:
        post.ending, post.ending_document = "", ""
    if post.term_id and {"title", "starts_on"} & changes.keys():
        raise ValidationError("该任职由换届产生，职务和任职起随换届卷宗；任期起有误的请在届次上更正，任职随之更正。")
    check_post(post)
    post.revision += 1
    post.save()
    record(actor, "post.corrected", post, before=before, after=describe(post, changes), reason=reason)
    settle_post(post, actor=actor)
    enqueue_refresh()
    return post


@transaction.atomic
def remove_post(post: Post, *, reason: str, actor) -> Person:
    """删去误登的任职; one that an election opened returns to the list of names to be matched. Return the person."""
    post = lock_post(post)
    record(actor, "post.removed", post, before=describe(post, (*FIELDS, *ENDING)), reason=reason)
    forget_post(post, actor=actor)
    post.delete()
    enqueue_refresh()
    return post.person
