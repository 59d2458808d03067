"""`make bench`: every measured promise on SQLite and on PostgreSQL, each as a ratio of two things of the same run.

    python -m tests.bench [--only imports,lists,people,posts,appraisal,fills] [--database sqlite|postgresql]

Each database is measured in a process of its own on an empty database; PostgreSQL is a real server (DATABASE_URL, or
one that is started for the run). The exit code is 0 whatever the ratios are: a benchmark tells, it does not judge.
"""

import argparse
import os
import subprocess
import sys
import tempfile

RUN = [sys.executable, "-W", "ignore", "-m", "tests.bench.run"]


def main() -> None:
    """Run the measurements of the databases asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="imports,lists,people,posts,appraisal,fills")
    parser.add_argument("--database", choices=["sqlite", "postgresql"])
    options = parser.parse_args()
    for database in [options.database] if options.database else ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory(prefix="league-bench-") as folder:
            environment = {**os.environ, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
            if database == "sqlite":
                environment["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
                environment.pop("REDIS_URL", None)
                command = RUN
            else:
                command = [sys.executable, "-m", "tests.servers", "--", *RUN]
            subprocess.run([*command, database, options.only], env=environment, check=True)


if __name__ == "__main__":
    main()
