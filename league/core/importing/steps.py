"""Asking for the next step of an import: a job each, the same one while it waits."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from league.core.importing.importer import REGISTRY
from league.core.jobs import enqueue
from league.core.models import ImportBatch
from league.core.models.import_batch import ImportState


class Step(NamedTuple):
    """What a step is called, its job, and the state it starts from."""

    label: str
    task: str
    starts_from: ImportState
    refusal: str


STEPS = {
    "check": Step("核对", "core.preview_import", ImportState.UPLOADED, "该文件已经核对过。"),
    "commit": Step("写入", "core.commit_import", ImportState.PREVIEWED, "该文件不在待确认状态。"),
    "undo": Step("撤回", "core.undo_import", ImportState.COMMITTED, "该导入不在可撤回状态。"),
}


@transaction.atomic
def request_step(batch: ImportBatch, name: str, *, actor) -> bool:
    """Queue the step's job; False when the batch is past it, or a job of it is under way already."""
    step = STEPS[name]
    batch = ImportBatch.objects.select_for_update(of=("self",), no_key=True).select_related(None).get(pk=batch.pk)
    if batch.state != step.starts_from or (batch.job_id and batch.job.is_open):
        return False
    batch.job = enqueue(
        step.task,
        actor=actor,
        label=f"{step.label}{REGISTRY[batch.noun].label}：{batch.file_name}"[:120],
        dedupe_key=f"{step.task}:{batch.pk}",
        batch=str(batch.pk),
    )
    batch.save(update_fields=["job"])
    return True
