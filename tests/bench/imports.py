"""Preview + commit of units from xlsx, stored, audited and rolled up, against the peers on the same ten columns.

Method: ours runs in a fresh process, the services that the jobs call, from the uploaded file to the filled figures of
the open period (every declared indicator). The first peer is django-import-export in its tuned form (bulk, cached
loader and foreign keys, no diff), dry run and import, without audit or roll-up. The second is the bare pipeline: read
with calamine, check every cell, COPY or executemany, an audit row each, one roll-up, commit. All rows are new ones.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.peer_import import import_bare, import_with_peer
from tests.bench.report import Report, seconds
from tests.bench.workbooks import peer_bytes, write

SMALL, LARGE = 10_000, 100_000


def ours(path: Path) -> dict:
    """One import in a worker's process."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.bench.import_once", str(path)],
        env=os.environ, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def measure(report: Report, clerk) -> None:
    """Ten thousand rows against both peers, a hundred thousand against ten thousand, two hundred wrong rows."""
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder)
        runs = [ours(write(directory / f"{n}.xlsx", 1_000_000 + n * SMALL, SMALL)) for n in range(3)]
        small = sorted(runs, key=lambda run: run["total"])[1]
        if small["written"] != SMALL:
            raise SystemExit(f"our import wrote {small}")
        parts = " + ".join(f"{small[part]:.2f}" for part in ("preview", "commit", "roll_up"))
        content = peer_bytes(2_000_000, SMALL)
        peer = seconds(lambda: import_with_peer(content))
        report.add("import of 10 000 rows: times faster than django-import-export, tuned", peer / small["total"], 10,
                   at_least=True, detail=f"{small['total']:.2f} s ({parts}) : {peer:.1f} s")  # fmt: skip
        plain = directory / "peer.xlsx"
        plain.write_bytes(peer_bytes(3_000_000, SMALL))
        bare = seconds(lambda: import_bare(plain))
        report.add("the same against the bare pipeline", small["total"] / bare, 6, detail=f"{bare:.2f} s")
        wrong = ours(write(directory / "wrong.xlsx", 4_000_000, SMALL, wrong=True))
        if (wrong["written"], wrong["rejected"]) != (SMALL - 200, 200):
            raise SystemExit(f"of 200 wrong rows: {wrong}")
        report.add("200 wrong rows of 10 000, all named, against the clean run", wrong["total"] / small["total"], 1.2)
        large = ours(write(directory / "large.xlsx", 5_000_000, LARGE))
        report.add("import of 100 000 rows against 10 000", large["total"] / small["total"], 11,
                   detail=f"{large['total']:.1f} s")  # fmt: skip
        report.add("peak memory of it over the idle worker, MiB", large["grown"], 250,
                   detail=f"reading child {large['child']:.0f} MiB")  # fmt: skip
