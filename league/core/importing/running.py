"""The steps of an import as background jobs: ids in, one service, the result on the job's page."""

from __future__ import annotations

from league.core.dates import today
from league.core.importing.batches import ImportRefused, commit, preview, undo
from league.core.importing.importer import UndoRefused
from league.core.jobs import JobError, Run
from league.core.models import ImportBatch
from league.core.models.import_batch import ImportState


def finisher(run: Run):
    """Mark the job done inside the transaction that holds its effect."""

    def finish(batch: ImportBatch) -> None:
        run.finish(message_of(batch), result={"url": batch.get_absolute_url(), "label": "查看导入结果"})

    return finish


def message_of(batch: ImportBatch) -> str:
    """How the batch stands, in a sentence."""
    counts = batch.counts
    if batch.state == ImportState.PREVIEWED:
        return "核对完毕：新增{new}行，变更{changed}行，无变化{unchanged}行，未通过{rejected}行。".format(**counts)
    if batch.state == ImportState.COMMITTED:
        return f"已写入{counts['written']}行。"
    return "已撤回。" if batch.state == ImportState.UNDONE else batch.message


def preview_import(run: Run, *, batch: str) -> None:
    """Read and check an uploaded workbook."""
    found = preview(ImportBatch.objects.get(pk=batch), on=today(), tick=run.progress)
    finisher(run)(found)


def commit_import(run: Run, *, batch: str) -> None:
    """Write the good rows of a preview; with the job's end in the same transaction it is done once."""
    run.progress(10, "正在写入")
    try:
        commit(ImportBatch.objects.get(pk=batch), on=today(), finish=finisher(run))
    except ImportRefused as refusal:
        raise JobError(str(refusal)) from refusal


def undo_import(run: Run, *, batch: str) -> None:
    """Take a committed import back, or say what stands on it."""
    run.progress(10, "正在撤回")
    try:
        undo(ImportBatch.objects.get(pk=batch), actor=run.actor, finish=finisher(run))
    except UndoRefused as refusal:
        raise JobError(f"不能撤回：{refusal}") from refusal
