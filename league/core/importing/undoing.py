"""Taking an import back: what it added goes, what it changed is as it was, if nobody has worked on it since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import ProtectedError
from django.utils import timezone

from league.core.audit import Entry, record_many
from league.core.bulk import update_rows
from league.core.importing import stretches
from league.core.importing.importer import Journal, UndoRefused
from league.core.importing.lookups import chunked
from league.core.models import Version

if TYPE_CHECKING:
    from league.core.importing.model_rows import ModelImporter

NAMED = 50


def take_back(importer: ModelImporter, journal: Journal, *, batch, actor) -> None:
    """Undo the writes of `ModelImporter.write` in the caller's transaction."""
    expected = dict.fromkeys(journal["added"], 1) | {pk: revision for pk, revision, _ in journal["changed"]}
    objects = _locked(importer, expected)
    _refuse_edited(objects, expected)
    importer.before_undo(journal)
    _restore(importer, journal)
    added = [objects[pk] for pk in journal["added"]]
    words = {"noun": importer.label, "file": batch.file_name, "batch": batch.pk}
    # The log is written first: afterwards the objects have no number any more.
    record_many(actor, "import.addition_undone", [Entry(obj) for obj in added], **words)
    changed = [Entry(objects[pk]) for pk, _, _ in journal["changed"]]
    record_many(actor, "import.change_undone", changed, **words)
    _delete(importer, added)


def _locked(importer: ModelImporter, expected: dict[int, int]) -> dict[int, Any]:
    objects = {}
    for chunk in chunked(expected):
        rows = importer.model.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=chunk).order_by("pk")
        objects |= {obj.pk: obj for obj in rows}
    return objects


def _refuse_edited(objects: dict[int, Any], expected: dict[int, int]) -> None:
    edited = [objects[pk] for pk, revision in expected.items() if pk in objects and objects[pk].revision != revision]
    named = [f"“{obj}”（{obj.code}）" if hasattr(obj, "code") else f"“{obj}”" for obj in edited]
    blockers = [f"{name}导入之后又有改动" for name in named]
    gone = len(expected.keys() - objects.keys())
    blockers += [f"有{gone}条记录已不存在"] if gone else []
    _refuse(blockers)


def _refuse(blockers: list[str]) -> None:
    if blockers:
        more = len(blockers) - NAMED
        raise UndoRefused(blockers[:NAMED] + ([f"另有{more}条"] if more > 0 else []))


def _restore(importer: ModelImporter, journal: Journal) -> None:
    if not journal["changed"]:
        return
    now = timezone.now()
    rows = [(pk, *values, revision + 1, now) for pk, revision, values in journal["changed"]]
    update_rows(importer.model, [*journal["names"], "revision", "updated_at"], rows)
    if importer.versioned:
        before = {pk: stretches.from_json(entries) for pk, entries in journal["stretches"]}
        stretches.write(importer.model, stretches.read(importer.model, before), before)
    importer.after_restore(journal)


def _delete(importer: ModelImporter, added: list[Any]) -> None:
    """Delete in an order in which nothing is deleted before what refers to it; raise UndoRefused for what is in use."""
    blockers: list[str] = []
    for generation in importer.generations(added):
        for chunk in chunked(obj.pk for obj in generation):
            if importer.versioned:
                stretches.version_model(importer.model).objects.filter(subject__in=chunk).delete()
            try:
                importer.model.objects.filter(pk__in=chunk).delete()
            except ProtectedError as error:
                # The past of a thing that refers to it says nothing beside the thing.
                users = [obj for obj in error.protected_objects if not isinstance(obj, Version)]
                blockers += [_use(obj) for obj in sorted(users or error.protected_objects, key=str)]
    _refuse(blockers)


def _use(obj) -> str:
    return f"导入的记录已被{obj._meta.verbose_name}“{obj}”引用"
