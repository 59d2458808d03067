"""撤回: a change of posts is taken back while nothing it touched has changed since."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils.dateparse import parse_date

from cadres.models import Post, PostChange
from cadres.models.post_change import UNDO_WITHIN
from cadres.services.consultations import forget_post
from cadres.services.postings import FIELDS, check_post
from league.accounts.models import Grant
from league.core.audit import Entry, record, record_many
from organizations.models import HealthCase
from organizations.services.previews import Preview
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.tree import lock_nodes


def _opened(change: PostChange) -> dict[int, int]:
    return dict(change.effects.get("opened", ()))


def _ended(change: PostChange) -> dict[int, tuple[int, dict]]:
    return {pk: (revision, former) for pk, revision, former in change.effects.get("ended", ())}


def _posts(change: PostChange) -> list[Post]:
    rows = Post.objects.filter(pk__in=[*_opened(change), *_ended(change)]).order_by("pk")
    return list(rows.select_related("organization", "person"))


def preview_undo(change: PostChange, *, at: datetime) -> Preview:
    """What taking the change back would do at that moment, and what forbids it."""
    preview = Preview(
        effects=[f"撤回{chinese_date(change.effective_on)}起的{change.get_kind_display()}：{change.summary}。"]
    )
    if change.undone_at:
        preview.blockers.append("该项任免已经撤回。")
    elif not change.is_reversible:
        preview.blockers.append("换届产生的任职不能整批撤回，有误的请逐人更正。")
    elif at - change.made_at > UNDO_WITHIN:
        preview.blockers.append(f"办理已超过{UNDO_WITHIN.days}天，不能撤回，请更正或另行办理。")
    expected = _opened(change) | {pk: revision for pk, (revision, _) in _ended(change).items()}
    posts = _posts(change)
    if len(posts) != len(expected):
        preview.blockers.append("其中的任职已被删去，不能撤回。")
    preview.blockers += [f"{post}此后又有改动，不能撤回。" for post in posts if post.revision != expected[post.pk]]
    opened, ended = _opened(change), _ended(change)
    preview.effects += [f"删去{post}的任职。" for post in posts if post.pk in opened]
    preview.effects += [f"恢复{post}的任职。" for post in posts if post.pk in ended]
    if grants := change.effects.get("grants"):
        preview.effects.append(f"恢复账号授权{len(grants)}项。")
    if cases := change.effects.get("cases"):
        preview.effects.append(f"{len(cases)}项体检问题的责任人改回原任。")
    return preview


@transaction.atomic
def undo_change(change: PostChange, *, at: datetime, reason: str, actor) -> PostChange:
    """Put everything back as it was before; raise ValidationError with every refusal."""
    posts = _posts(change)
    places = {post.organization_id: post.organization for post in posts}
    lock_nodes(change.organization, *places.values())
    change = PostChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    list(Post.objects.select_for_update(of=("self",)).filter(pk__in=[post.pk for post in posts]).order_by("pk"))
    preview_undo(change, at=at).refuse()
    batch = uuid4()
    opened, ended = _opened(change), _ended(change)
    for post in _posts(change):
        if post.pk in opened:
            record(actor, "post.removed", post, before=describe(post, FIELDS), reason=reason, batch=batch)
            forget_post(post, actor=actor)
            post.delete()
    for post in _posts(change):
        if post.pk in ended:
            _reopen(post, ended[post.pk][1], reason=reason, batch=batch, actor=actor)
    _restore_grants(change, reason=reason, batch=batch, actor=actor)
    _restore_cases(change, reason=reason, batch=batch, actor=actor)
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    record(actor, "post_change.undone", change, reason=reason, document=change.document, batch=batch)
    enqueue_refresh()
    return change


def _reopen(post: Post, former: dict, *, reason: str, batch, actor) -> None:
    before = describe(post, former)
    for name, value in former.items():
        setattr(post, name, _day(value) if name == "ends_on" else value)
    check_post(post)
    post.revision += 1
    post.save()
    record(actor, "post.reopened", post, before=before, after=describe(post, former), reason=reason, batch=batch)


def _day(value) -> date | None:
    return parse_date(value) if isinstance(value, str) else value


def _restore_grants(change: PostChange, *, reason: str, batch, actor) -> None:
    """Grants that ended with the change run on as before; one that somebody touched since stays as it is."""
    kept = {pk: (_day(ended), _day(former)) for pk, ended, former in change.effects.get("grants", ())}
    entries = []
    for grant in Grant.objects.select_for_update(of=("self",)).filter(pk__in=kept).order_by("pk"):
        ended, former = kept[grant.pk]
        if grant.ends_on == ended:
            grant.ends_on = former
            grant.save(update_fields=["ends_on"])
            entries.append(Entry(grant, {"ends_on": ended}, {"ends_on": former}))
    if entries:
        record_many(actor, "post_change.grant_restored", entries, reason=reason, batch=batch, change=str(change))


def _restore_cases(change: PostChange, *, reason: str, batch, actor) -> None:
    kept = {pk: (owner, former) for pk, owner, former in change.effects.get("cases", ())}
    rows = HealthCase.objects.select_for_update(of=("self",)).filter(pk__in=kept, closed_on__isnull=True)
    entries = []
    for case in rows.select_related("organization").order_by("pk"):
        owner, former = kept[case.pk]
        if case.owner == owner:
            case.owner, case.revision = former, case.revision + 1
            case.save(update_fields=["owner", "revision", "updated_at"])
            entries.append(Entry(case, {"责任人": owner}, {"责任人": former}))
    if entries:
        record_many(actor, "health_case.changed", entries, reason=reason, batch=batch)
