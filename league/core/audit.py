"""Writing and checking the audit log.

A service calls `record` inside its own transaction, after its row locks: the chain's head is locked from then to
the commit, so that events stand in one order. The sentences of all apps are registered in their `sentences.py`.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from league.core.bulk import insert_rows, read_rows
from league.core.middleware import ADDRESS
from league.core.models import AuditEvent, AuditHead

GENESIS = "0" * 64
SENTENCES: dict[str, str] = {}
# What the digest covers, in this order.
CHAINED = (
    "at", "actor_id", "actor_name", "address", "action", "object_type", "object_id", "object_label", "org_path",
    "words", "before", "after", "reason", "document", "batch",
)  # fmt: skip
AT, WORDS, BATCH = (CHAINED.index(name) for name in ("at", "words", "batch"))
COLUMNS = (*("actor" if name == "actor_id" else name for name in CHAINED), "digest")


class Entry(NamedTuple):
    """One row's part in an action: what it is, where it stands, and its fields before and after."""

    obj: models.Model
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


def register(sentences: dict[str, str]) -> None:
    """Add an app's sentences, e.g. ``{"organization.moved": "将{object}划转到{target}"}``."""
    taken = SENTENCES.keys() & sentences.keys()
    if taken:
        raise ValueError(f"registered twice: {sorted(taken)}")
    SENTENCES.update(sentences)


def record(
    actor,
    action: str,
    obj: models.Model | None = None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    document: str = "",
    batch: UUID | None = None,
    org_path: str | None = None,
    **words: Any,
) -> None:
    """Append one event. `words` fill the sentence's gaps; `org_path` is the object's own unless given."""
    record_many(
        actor,
        action,
        [Entry(obj, before, after)] if obj is not None else [None],
        reason=reason,
        document=document,
        batch=batch,
        org_path=org_path,
        **words,
    )


def record_many(
    actor,
    action: str,
    entries: Iterable[Entry | None],
    *,
    reason: str = "",
    document: str = "",
    batch: UUID | None = None,
    org_path: str | None = None,
    **words: Any,
) -> None:
    """Append one event for each entry, all of the same action, in one statement."""
    if action not in SENTENCES:
        raise KeyError(f"no sentence is registered for {action}")
    now = timezone.now()
    common = {
        "at": now.isoformat(),
        "actor_id": actor.pk if actor is not None else None,
        "actor_name": str(actor) if actor is not None else "系统",
        "address": ADDRESS.get(),
        "action": action,
        "words": plain(words),
        "reason": reason,
        "document": document,
        "batch": str(batch) if batch else None,
    }
    with transaction.atomic():
        head = AuditHead.objects.select_for_update(of=("self",)).get_or_create(pk=1, defaults={"digest": GENESIS})[0]
        events = (common | _about(entry, org_path) for entry in entries)
        insert_rows(AuditEvent, COLUMNS, _linked(head, events, now, common["words"], batch))
        head.save(update_fields=["length", "digest"])


def _linked(head: AuditHead, events: Iterable[dict], at: datetime, words: Any, batch: UUID | None) -> Iterator[list]:
    """The events as rows of the table, each with its digest; `head` moves along to the last one."""
    # The same for all, so written as JSON once.
    spoken = json.dumps(words, ensure_ascii=False)
    for event in events:
        values = [event[name] for name in CHAINED]
        head.digest = _digest(head.digest, values)
        head.length += 1
        # The row's columns have their own way of writing these.
        values[AT], values[WORDS], values[BATCH] = at, spoken, batch
        values.append(head.digest)
        yield values


def _about(entry: Entry | None, org_path: str | None) -> dict[str, Any]:
    if entry is None:
        return dict.fromkeys(("object_id", "before", "after")) | {
            "object_type": "", "object_label": "", "org_path": org_path or "",
        }  # fmt: skip
    obj = entry.obj
    return {
        "object_type": obj._meta.label_lower,
        "object_id": obj.pk if isinstance(obj.pk, int) else None,
        "object_label": str(obj)[:200],
        "org_path": org_path if org_path is not None else path_of(obj),
        "before": plain(entry.before),
        "after": plain(entry.after),
    }


def path_of(obj: models.Model) -> str:
    """The tree path a row stands at, by its model's ``scope_path``; empty for what stands nowhere."""
    lookup = getattr(obj, "scope_path", None)
    for name in (lookup or "").split("__"):
        obj = getattr(obj, name, "") if name else ""
    return obj or ""


_PLAIN = frozenset((str, int, bool, type(None)))


def plain(value: Any) -> Any:
    """The value as JSON gives it back, so that the digest can be computed again from the stored row."""
    if value is None or (type(value) is dict and all(item.__class__ in _PLAIN for item in value.values())):
        return value
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False))


_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def _digest(previous: str, values: list) -> str:
    """The next link: `values` are those of CHAINED, in that order."""
    text = _ENCODE([previous, values])
    return hmac.digest(settings.AUDIT_KEY.encode(), text.encode(), "sha256").hex()


class ChainFault(NamedTuple):
    """Where the chain breaks; `event_id` is None when its end is missing."""

    event_id: int | None
    message: str


def verify_chain(anchors: Iterable[tuple[int, str]] = ()) -> ChainFault | None:
    """Recompute the whole chain; None when nothing was changed, removed, swapped or cut off.

    `anchors` are (length, digest) pairs written outside the database on earlier days: whoever cuts the chain's end
    and its head together is found by them. Events appended meanwhile are checked as links of the chain only.
    """
    # Read before the events: those of a later commit lie behind this end.
    head = AuditHead.objects.filter(pk=1).values_list("length", "digest").first()
    kept = sorted({*anchors, *([head] if head else [])})
    digest, length, following = GENESIS, 0, 0
    for key, stored, values in _links():
        digest, length = _digest(digest, values), length + 1
        if digest != stored:
            return ChainFault(key, f"第 {length} 条（编号 {key}）与摘要不符：该条被改动，或它之前的记录被删除。")
        while following < len(kept) and kept[following][0] == length:
            if kept[following][1] != digest:
                return ChainFault(key, f"第 {length} 条与库外留存的摘要不符：审计链曾被整体重写。")
            following += 1
    if following < len(kept):
        most = kept[-1][0]
        return ChainFault(None, f"审计链至少应有 {most} 条，实有 {length} 条：末尾的记录被删除。")
    if head is None and length:
        return ChainFault(None, f"审计链的末端记录不见了，实有 {length} 条：末尾的记录可能被删除。")
    return None


def _links() -> Iterator[tuple[int, str, list]]:
    """(primary key, stored digest, values of CHAINED as they were digested) of every event, in order."""
    at, batch = CHAINED.index("at"), CHAINED.index("batch")
    documents = [CHAINED.index(name) for name in ("words", "before", "after")]
    for key, stored, *values in read_rows(AuditEvent, ["id", "digest", *CHAINED]):
        values[at] = _moment(values[at])
        values[batch] = str(UUID(str(values[batch]))) if values[batch] else None
        for index in documents:
            if values[index] is not None:
                values[index] = json.loads(values[index])
        yield key, stored, values


def _moment(value: datetime) -> str:
    """A stored moment as it was digested; SQLite keeps UTC without saying so."""
    return f"{value.isoformat()}+00:00" if value.tzinfo is None else value.astimezone(UTC).isoformat()


def sentence_of(event: AuditEvent) -> str:
    """The event as a Chinese sentence."""
    words = {"object": event.object_label or "", **event.words}
    return SENTENCES.get(event.action, event.action).format_map(_Gaps(words))


class _Gaps(dict):
    def __missing__(self, key):
        return "—"


def changes_of(event: AuditEvent) -> list[tuple[str, Any, Any]]:
    """(field label, old, new) of every field whose value differs."""
    before, after = event.before or {}, event.after or {}
    return [
        (name, before.get(name), after.get(name))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    ]
