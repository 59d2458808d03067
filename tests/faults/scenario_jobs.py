"""Twenty jobs, a worker killed three times: every job has its one effect. Prints what happened as JSON."""

import json
import os
import sys
import time
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.faults.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from league.core.audit import verify_chain  # noqa: E402
from league.core.jobs import enqueue  # noqa: E402
from league.core.models import AuditEvent, JobRun  # noqa: E402
from tests.faults.worker import wait_until, worker  # noqa: E402

JOBS, KILLS = 12, 3


def main(folder: Path) -> dict:
    """Queue, kill, restart, wait; return what the database holds."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        for number in range(JOBS):
            enqueue("faults.effect", number=number, seconds=1.0)
    with worker(folder) as one:
        for _ in range(KILLS):
            wait_until(lambda: JobRun.objects.filter(state="running").exists(), seconds=40, what="a running job")
            time.sleep(0.6)
            one.restart()
        restarted = time.monotonic()
        wait_until(lambda: JobRun.objects.filter(state="done").count() == JOBS, seconds=60, what="all jobs done")
        after = time.monotonic() - restarted
    return {
        "effects": sorted(event.words["number"] for event in AuditEvent.objects.filter(action="faults.done")),
        "seconds_after_restart": after,
        "chain": verify_chain(),
        "attempts": max(JobRun.objects.values_list("attempts", flat=True)),
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
