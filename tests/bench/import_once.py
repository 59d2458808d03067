"""One import in a process of its own, as a worker would do it: `python -m tests.bench.import_once FILE`.

Prints JSON: seconds of preview, commit and roll-up, the rows written and refused, and by how many MiB the process grew
over its idle state (the reading child is a process of its own and is counted beside it).
"""

import itertools
import json
import os
import resource
import sys
import time
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()


from django.core.files import File  # noqa: E402
from django.utils import timezone  # noqa: E402

from league.accounts.models import User  # noqa: E402
from league.core.dates import Period  # noqa: E402
from league.core.importing.batches import commit, preview, receive  # noqa: E402
from reports.services.fill import Fill, fill_period  # noqa: E402
from tests.bench.peer_import import NAMES  # noqa: E402, F401 - the peers' modules weigh the same in both processes

TODAY = date(2026, 6, 30)


def resident() -> float:
    """MiB this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def main(path: Path) -> dict:
    """Preview, commit, roll up."""
    clerk = User.objects.get(username="clerk")
    with path.open("rb") as file:
        batch = receive("unit", File(file), name=path.name, actor=clerk, path=clerk.scope.paths[0],
                        effective_on=TODAY, on=TODAY)  # fmt: skip
    idle = resident()
    marks = [time.perf_counter()]
    batch = preview(batch, on=TODAY)
    marks.append(time.perf_counter())
    batch = commit(batch, on=TODAY)
    marks.append(time.perf_counter())
    fill_period(Fill(Period.parse("2026"), TODAY, timezone.now()))
    marks.append(time.perf_counter())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = [later - earlier for earlier, later in itertools.pairwise(marks)]
    return {
        "preview": seconds[0], "commit": seconds[1], "roll_up": seconds[2], "total": sum(seconds),
        "written": batch.counts["written"], "rejected": batch.counts["rejected"], "grown": peak - idle,
        "child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
