"""Queueing and running background work.

`enqueue` is the only way to queue. It writes a JobRun in the caller's transaction and sends its number to the broker
after the commit. The broker may lose the message or deliver it twice: a job is claimed by one conditional UPDATE, its
worker renews a lease, and `sweep` sends again what lies stranded.
"""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from celery import current_app, shared_task
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import (
    IntegrityError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)
from django.db.models import F
from django.utils import timezone

from league.core.models.job import JobRun, JobState

logger = logging.getLogger(__name__)
MAX_ATTEMPTS = 5
REGISTRY: dict[str, str] = {}


class JobError(Exception):
    """The job cannot be done and trying again will not help; the Chinese message is shown to the user."""


class LeaseLost(Exception):
    """Another worker has taken the job over: this run must leave without a trace."""


class Run:
    """What a running job may say: its progress, its result, and that it is finished."""

    def __init__(self, job: JobRun):
        self.job = job
        self.attempt = job.attempts
        self.actor = job.created_by

    def _mine(self):
        return JobRun.objects.filter(pk=self.job.pk, attempts=self.attempt, state=JobState.RUNNING)

    def progress(self, percent: int, message: str = "") -> None:
        """Show how far the job is and renew the lease; raise LeaseLost when the job is no longer ours."""
        if not self._mine().update(progress=min(percent, 99), message=message, lease_until=_lease()):
            raise LeaseLost(self.job.pk)

    def finish(self, message: str = "", *, result: Any = None) -> None:
        """Mark the job done. Call it as the last write of the transaction that holds the job's effect: then the
        effect and the mark are committed together, once."""
        updated = self._mine().update(
            state=JobState.DONE, progress=100, message=message, result=result, finished_at=timezone.now(),
            lease_until=None,
        )  # fmt: skip
        if not updated:
            raise LeaseLost(self.job.pk)

    def attach(self, name: str, content: bytes) -> None:
        """Keep a file for the one who asked for the job."""
        self.job.result_file.save(name, ContentFile(content), save=False)
        self._mine().update(result_file=self.job.result_file.name)


def job(name: str, *, label: str) -> Callable:
    """Declare a background job: ``@job("reports.fill", label="统计")`` over ``def fill_job(run, *, period)``.

    The function takes the Run and the parameters given to `enqueue`; it must be safe to run again from the start.
    """

    def declare(function):
        REGISTRY[name] = label

        @shared_task(name=name)
        @functools.wraps(function)
        def task(job_id: str) -> None:
            execute(job_id, function)

        return task

    return declare


def enqueue(
    task: str,
    *,
    actor=None,
    label: str = "",
    dedupe_key: str = "",
    delay: float = 0,
    **params,
) -> JobRun:
    """Queue a declared job inside the caller's transaction; while one of the same key still waits, return that one.

    A job that already runs may have missed the caller's change, so it does not count as waiting. `delay` in seconds lets a burst of changes fall into one job.
    """
    now = timezone.now()
    created = JobRun(
        task=task, label=label or REGISTRY[task], params=params, dedupe_key=dedupe_key, created_by=actor,
        created_at=now, run_after=now + timedelta(seconds=delay),
    )  # fmt: skip
    waiting = (
        JobRun.objects.filter(dedupe_key=dedupe_key, state=JobState.QUEUED) if dedupe_key else JobRun.objects.none()
    )
    if found := waiting.first():
        return found
    try:
        with transaction.atomic():
            created.save(force_insert=True)
    except IntegrityError:
        # Somebody queued the same in this very moment; only a claimed one could have left the queue since.
        return waiting.first() or JobRun.objects.filter(dedupe_key=dedupe_key).latest("created_at")
    transaction.on_commit(lambda: _send(created, countdown=delay))
    return created


def _send(job_run: JobRun, *, countdown: float = 0) -> None:
    """Hand the job's number to the broker. A broker that is away loses nothing: the sweep sends it again."""
    try:
        current_app.tasks[job_run.task].apply_async(args=[str(job_run.pk)], countdown=countdown or None)
    except Exception:
        if settings.CELERY_TASK_ALWAYS_EAGER:
            raise
        logger.warning("broker away, job %s stays in its table until the next sweep", job_run.pk)


def _lease():
    return timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def claim(job_id: str) -> JobRun | None:
    """Take the job for this worker, or None when it is done, not yet due, or in another worker's hands."""
    now = timezone.now()
    claimed = (
        JobRun.objects.stranded(at=now)
        .filter(pk=job_id)
        .update(
            state=JobState.RUNNING,
            attempts=F("attempts") + 1,
            lease_until=_lease(),
            message="",
        )
    )
    return JobRun.objects.select_related("created_by").get(pk=job_id) if claimed else None


def execute(job_id: str, function: Callable) -> None:
    """Run a job once, whatever the broker delivers."""
    job_run = claim(job_id)
    if job_run is None:
        return
    run = Run(job_run)
    if job_run.attempts > MAX_ATTEMPTS:
        _fail(run, "多次运行都中途停止，已放弃；请联系管理员查看日志。")
        return
    with _Heartbeat(run):
        try:
            function(run, **job_run.params)
            run.job.refresh_from_db(fields=["state"])
            if run.job.state == JobState.RUNNING:
                run.finish()
        except LeaseLost:
            logger.warning("job %s was taken over by another worker", job_id)
        except JobError as error:
            _fail(run, str(error))
        except OperationalError:
            logger.exception("database away, job %s waits for its lease to end", job_id)
        except Exception:
            logger.exception("job %s failed", job_id)
            _fail(run, "程序出错，未写入任何数据；请把任务编号告诉管理员。")


def _fail(run: Run, message: str) -> None:
    run._mine().update(
        state=JobState.FAILED,
        message=message[:500],
        finished_at=timezone.now(),
        lease_until=None,
    )


class _Heartbeat:
    """Renews the lease from a thread of its own, for one long statement renews nothing; a killed process stops."""

    def __init__(self, run: Run):
        self.run = run
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self):
        # Inside a caller's transaction (unit tests) the thread's own connection would wait for that transaction.
        if not connection.in_atomic_block:
            self.thread.start()

    def __exit__(self, *_):
        self.stop.set()
        if self.thread.is_alive():
            self.thread.join(timeout=5)

    def _beat(self):
        while not self.stop.wait(settings.JOB_LEASE_SECONDS / 3):
            try:
                self.run._mine().update(lease_until=_lease())
            except OperationalError:
                # SQLite's single writer is busy with this very job; the next beat tries again.
                logger.info("lease of job %s not renewed this time", self.run.job.pk)
            finally:
                close_old_connections()
        connection.close()


def sweep() -> int:
    """Send again every job that nobody works on; return how many."""
    stranded = list(JobRun.objects.stranded(at=timezone.now() - timedelta(seconds=2))[:200])
    for job_run in stranded:
        _send(job_run)
    return len(stranded)
