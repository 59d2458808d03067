"""An import and a fill, their worker killed again and again while they run: each is there once, whole. Prints JSON."""

import json
import os
import random
import sys
import time
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.faults.settings"
django.setup()

from django.core.files import File  # noqa: E402
from django.core.management import call_command  # noqa: E402

from league.core.audit import verify_chain  # noqa: E402
from league.core.dates import Period, today  # noqa: E402
from league.core.importing.batches import receive  # noqa: E402
from league.core.jobs import enqueue  # noqa: E402
from league.core.models import AuditEvent, JobRun  # noqa: E402
from organizations.models import Organization, Unit, UnitVersion  # noqa: E402
from reports.models import Snapshot  # noqa: E402
from tests.bench.ground import COUNTY, make_county  # noqa: E402
from tests.bench.workbooks import write  # noqa: E402
from tests.faults.worker import wait_until, worker  # noqa: E402

ROWS, KILLS = 10_000, 4
chance = random.Random(430421)


def run_and_kill(one, task: str, **params) -> float:
    """Queue a job, kill its worker at chance moments, wait for the end; seconds from the last restart to it."""
    job = enqueue(task, **params)
    for _ in range(KILLS):
        wait_until(lambda: state(job) != "queued", seconds=60, what=f"{task} begun")
        time.sleep(chance.uniform(0.1, 1.5))
        if state(job) == "done":
            break
        one.restart()
    restarted = time.monotonic()
    wait_until(lambda: state(job) == "done", seconds=90, what=f"{task} done, it is {state(job)}")
    return time.monotonic() - restarted


def state(job) -> str:
    return JobRun.objects.values_list("state", flat=True).get(pk=job.pk)


def main(folder: Path) -> dict:
    """Upload, preview, commit, fill; return what the database holds."""
    call_command("migrate", verbosity=0)
    clerk = make_county()
    workbook = write(folder / "units.xlsx", 0, ROWS)
    with workbook.open("rb") as file:
        batch = receive("unit", File(file), name="units.xlsx", actor=clerk, path=clerk.scope.paths[0],
                        effective_on=today(), on=today())  # fmt: skip
    period = Period.year_of(today())
    with worker(folder) as one:
        slowest = max(
            run_and_kill(one, "core.preview_import", actor=clerk, batch=str(batch.pk)),
            run_and_kill(one, "core.commit_import", actor=clerk, batch=str(batch.pk)),
            run_and_kill(one, "reports.fill_period", actor=clerk, period=period.code),
        )
    batch.refresh_from_db()
    county = Organization.objects.get(code=COUNTY)
    shown = Snapshot.objects.current(period.code).get()
    return {
        "state": batch.state,
        "written": batch.counts["written"],
        "units": Unit.objects.count(),
        "versions": UnitVersion.objects.count(),
        "events": AuditEvent.objects.filter(batch=batch.pk).exclude(object_type="core.importbatch").count(),
        "figure": shown.values.get(organization=county, indicator__code="unit.total").value,
        "snapshots": Snapshot.objects.filter(period__code=period.code, state="ready").count(),
        "chain": verify_chain(),
        "attempts": max(JobRun.objects.values_list("attempts", flat=True)),
        "seconds_after_restart": slowest,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))) + "\n")
