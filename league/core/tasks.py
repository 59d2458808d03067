"""Periodic work of the ground itself."""

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from league.core.anchors import write_anchor
from league.core.importing.running import commit_import, preview_import, undo_import
from league.core.jobs import job, sweep
from league.core.photo_files import sweep_photos
from league.core.submissions import forget_submissions
from league.core.views.export_job import export_list
from league.core.views.import_files import fill_template, write_failed_rows


@shared_task(name="core.sweep_jobs", expires=4)
def sweep_jobs() -> None:
    """Every few seconds: hand stranded jobs to the workers again."""
    sweep()


@shared_task(name="core.anchor_audit")
def anchor_audit() -> None:
    """Daily: keep the audit chain's length and digest outside the database."""
    write_anchor()


@shared_task(name="core.forget_submissions")
def forget_old_submissions() -> None:
    """Daily: drop the keys of posts that nobody can send again."""
    forget_submissions(before=timezone.now())


@shared_task(name="core.sweep_photos")
def sweep_unused_photos() -> None:
    """Daily: delete the files of photos that no row names."""
    sweep_photos(at=timezone.now())


export_list_job = job("core.export_list", label="导出")(export_list)
preview_import_job = job("core.preview_import", label="核对导入文件")(preview_import)
commit_import_job = job("core.commit_import", label="写入导入数据")(commit_import)
fill_template_job = job("core.fill_template", label="生成导入模板")(fill_template)
write_failed_rows_job = job("core.write_failed_rows", label="生成未通过的行")(write_failed_rows)
undo_import_job = job("core.undo_import", label="撤回导入")(undo_import)


@worker_ready.connect
def sweep_at_start(**_) -> None:
    """A worker that starts after a crash looks at once for what the crash left."""
    sweep()
