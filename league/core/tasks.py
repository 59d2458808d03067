"""Periodic work of the ground itself."""

from celery import shared_task
from celery.signals import worker_ready

from league.core.anchors import write_anchor
from league.core.jobs import sweep


@shared_task(name="core.sweep_jobs", expires=4)
def sweep_jobs() -> None:
    """Every few seconds: hand stranded jobs to the workers again."""
    sweep()


@shared_task(name="core.anchor_audit")
def anchor_audit() -> None:
    """Daily: keep the audit chain's length and digest outside the database."""
    write_anchor()


@worker_ready.connect
def sweep_at_start(**_) -> None:
    """A worker that starts after a crash looks at once for what the crash left."""
    sweep()
