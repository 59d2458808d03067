"""The life of an import: uploaded, previewed, committed, undone. Each step locks the batch and is taken once."""

from __future__ import annotations

import gc
import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from league.core.importing import keeping, previews
from league.core.importing.importer import REGISTRY, Context, Current, Importer
from league.core.importing.loading import load
from league.core.importing.planning import Plan
from league.core.importing.reading import WorkbookRefused
from league.core.importing.rows import WHOLE_ROW, Row, Status
from league.core.models import ImportBatch
from league.core.models.import_batch import ImportState
from league.core.scoping import Scope

Tick = Callable[[int, str], None]


class ImportRefused(Exception):
    """The step cannot be taken; the Chinese message says why."""


@contextmanager
def without_collecting() -> Iterator[None]:
    """A hundred thousand rows that all stay are no garbage; looking for it among them takes a fifth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def silent(percent: int, message: str) -> None:
    """Progress nobody watches."""


def receive(noun: str, file, *, name: str, actor, path: str, effective_on: date, on: date) -> ImportBatch:
    """Keep an uploaded workbook; `path` is the subtree its rows may lie in, `file` has ``chunks()``."""
    importer = REGISTRY[noun]()
    batch = ImportBatch(noun=noun, file_name=name[-200:], org_path=path, created_by=actor, effective_on=effective_on)
    demand(importer, batch, actor)
    if effective_on > on:
        raise ImportRefused(f"生效日期{effective_on}晚于今天，请改为今天或以前的日期。")
    content = b"".join(file.chunks())
    batch.digest = hashlib.sha256(content).hexdigest()
    # The stranger's name stays in the row: the file's own name is ours.
    keeping.keep(batch.file, f"{batch.pk}{safe_suffix(name)}", content)
    batch.save(force_insert=True)
    return batch


def safe_suffix(name: str) -> str:
    """The ending of a workbook's name; .bin for any other."""
    suffix = Path(name).suffix.lower()
    return suffix if suffix in (".xlsx", ".xls", ".ods") else ".bin"


def demand(importer: Importer, batch: ImportBatch, actor) -> None:
    """PermissionDenied unless the actor may import this noun into the batch's subtree today."""
    if not (actor.scope.covers(batch.org_path) and actor.has_perm(importer.permission, batch)):
        raise PermissionDenied(f"您没有导入{importer.label}的权限，或导入范围已不归您管理。")


def importer_of(batch: ImportBatch) -> Importer:
    """The declaration of the batch's noun."""
    return REGISTRY[batch.noun]()


def context_of(batch: ImportBatch, *, on: date, lock: bool = False) -> Context:
    """For whom and when the batch is planned."""
    return Context(Scope((batch.org_path,)), on, batch.effective_on, batch.created_by, lock)


@without_collecting()
def preview(batch: ImportBatch, *, on: date, tick: Tick = silent) -> ImportBatch:
    """Read and check the workbook; the batch becomes previewed or refused. Nothing is written to the register."""
    if batch.state != ImportState.UPLOADED:
        return batch
    importer = importer_of(batch)
    demand(importer, batch, batch.created_by)
    try:
        tick(5, "正在读取文件")
        with keeping.opened(batch.file) as path:
            loaded = load(importer, path, on=on, tick=lambda rows: tick(30, f"已读取{rows}行"))
    except WorkbookRefused as refusal:
        batch.state, batch.message = ImportState.REFUSED, str(refusal)[:1000]
        batch.save(update_fields=["state", "message"])
        return batch
    tick(50, f"正在核对{len(loaded.rows)}行")
    plan = Plan(importer, context_of(batch, on=on), loaded.rows, loaded.sheets).make()
    tick(90, "正在保存预览")
    content, summary = previews.save(plan, loaded)
    keeping.keep(batch.preview, f"{batch.pk}-preview.zip", content)
    batch.state, batch.counts = ImportState.PREVIEWED, summary["counts"]
    batch.save(update_fields=["state", "counts", "preview"])
    return batch


def open_preview(batch: ImportBatch) -> previews.Preview:
    """The batch's preview."""
    return _open(batch.preview)


def _open(stored) -> previews.Preview:
    return previews.Preview(io.BytesIO(keeping.kept(stored)))


@without_collecting()
def commit(batch: ImportBatch, *, on: date, finish: Callable[[ImportBatch], None] = lambda batch: None) -> ImportBatch:
    """Write the good rows of the preview in one transaction; a second call changes nothing.

    Every row is decided again under the locks: one that meanwhile stands differently is not written but listed.
    `finish` is called as the last write of the transaction. Raise ImportRefused.
    """
    importer = importer_of(batch)
    preview = open_preview(batch)
    rows = [*preview.rows(Status.NEW), *preview.rows(Status.CHANGED)]
    seen = {id(row): row.current for row in rows if row.current is not None}
    for row in rows:
        row.current = None
    try:
        with transaction.atomic():
            batch = ImportBatch.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.pk)
            if batch.state != ImportState.PREVIEWED:
                finish(batch)
                return batch
            demand(importer, batch, batch.created_by)
            context = context_of(batch, on=on, lock=True)
            importer.lock(context)
            plan = Plan(importer, context, rows, preview.summary["sheets"]).make()
            stale = [row for row in rows if _is_stale(row, seen.get(id(row)))]
            unwritten = set(map(id, stale))
            new, changed = (
                [row for row in plan.of(status) if id(row) not in unwritten] for status in (Status.NEW, Status.CHANGED)
            )
            journal = importer.write(plan, new, changed, batch=batch, actor=batch.created_by)
            _keep(batch, journal, stale)
            batch.counts |= {"written": len(new) + len(changed), "stale": len(stale)}
            batch.state, batch.committed_at = ImportState.COMMITTED, timezone.now()
            batch.save(update_fields=["counts", "state", "committed_at", "journal"])
            importer.written()
            finish(batch)
    except IntegrityError as error:
        raise ImportRefused("与同时进行的另一项操作冲突，没有写入任何数据。请稍后再次确认导入。") from error
    return batch


def _is_stale(row: Row, seen: Current | None) -> bool:
    """Whether the register says something else of the row than at the preview; leaves the reason on the row.

    `seen`: the row as it stood then, None for one that did not exist.
    """
    if row.status is Status.REJECTED:
        return True
    status = Status.NEW if seen is None else Status.CHANGED
    differs = (
        seen is not None
        and row.current is not None
        and any(
            old != now
            for value, old, now in zip(row.values, seen.values, row.current.values, strict=True)
            if value is not None
        )
    )
    if row.status is not status or differs:
        row.refuse(WHOLE_ROW, "预览之后，该行的数据已被他人改动，本次没有写入；请重新上传核对")
        return True
    return False


def _keep(batch: ImportBatch, journal: dict[str, Any], stale: list[Row]) -> None:
    """Keep what an undo needs, and the rows that were not written."""
    for row in stale:
        row.status = Status.REJECTED
    parts = chain([("journal", journal)], previews.cut(Status.REJECTED.value, stale))
    keeping.keep(batch.journal, f"{batch.pk}-journal.zip", previews.pack(parts))


def undo(batch: ImportBatch, *, actor, finish: Callable[[ImportBatch], None] = lambda batch: None) -> ImportBatch:
    """Take a committed import back; raise UndoRefused with the blockers when something was done since."""
    importer = importer_of(batch)
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.pk)
        if batch.state != ImportState.COMMITTED:
            finish(batch)
            return batch
        demand(importer, batch, actor)
        journal = _open(batch.journal).part("journal")
        importer.lock(context_of(batch, on=batch.effective_on, lock=True))
        importer.undo(journal, batch=batch, actor=actor)
        batch.state, batch.undone_at = ImportState.UNDONE, timezone.now()
        batch.save(update_fields=["state", "undone_at"])
        importer.written()
        finish(batch)
    return batch


def rejected_since(batch: ImportBatch) -> list[Row]:
    """Rows that passed the preview and were not written, because the register had changed meanwhile."""
    return list(_open(batch.journal).rows(Status.REJECTED)) if batch.journal else []


def failed_count(batch: ImportBatch) -> int:
    """How many rows the workbook of failed rows has."""
    return batch.counts.get("rejected", 0) + batch.counts.get("stale", 0)


def failed_rows(batch: ImportBatch) -> list[Row]:
    """Rejected rows of the preview, and after the commit those that were not written."""
    rows = [*open_preview(batch).rows(Status.REJECTED), *rejected_since(batch)]
    return sorted(rows, key=lambda row: (row.sheet, row.number))
