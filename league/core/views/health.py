"""What a load balancer and an operator ask without logging in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from league.core.models import JobRun
from league.core.models.job import JobState

# Waiting longer than this means that no worker is at work.
QUEUE_SECONDS = 600


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, its tables are up to date and the queue moves; 503 otherwise.

    `oldest_job_seconds` is the age of the oldest job that is due and not begun, 0 without one.
    """
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        age = 0 if missing else oldest_job_seconds()
    except DatabaseError:
        return JsonResponse({"database": False}, status=503)
    ready = not missing and age <= QUEUE_SECONDS
    return JsonResponse(
        {"database": True, "missing_migrations": missing, "oldest_job_seconds": age}, status=200 if ready else 503
    )


def oldest_job_seconds() -> int:
    """How long the oldest due job has waited."""
    now = timezone.now()
    due = JobRun.objects.filter(state=JobState.QUEUED, run_after__lte=now)
    first = due.order_by("run_after").values_list("run_after", flat=True).first()
    return int((now - first).total_seconds()) if first else 0
