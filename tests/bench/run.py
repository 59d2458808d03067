"""Measures one database: `python -m tests.bench.run sqlite imports,lists,fills`."""

import importlib
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from tests.bench.ground import make_county  # noqa: E402
from tests.bench.report import Report  # noqa: E402


def main(database: str, chapters: str) -> None:
    """Lay the ground once, then measure chapter by chapter; a later chapter finds the rows of an earlier one."""
    call_command("migrate", verbosity=0)
    # The peers' tables refer to the product's, so they come second.
    call_command("migrate", run_syncdb=True, verbosity=0)
    clerk = make_county()
    report = Report(database)
    for chapter in chapters.split(","):
        importlib.import_module(f"tests.bench.{chapter}").measure(report, clerk)
    kept = sum(line.kept for line in report.lines)
    print(f"{database}: {kept} of {len(report.lines)} promises kept in this run")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
