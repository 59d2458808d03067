"""`kill -9` on the worker: the result is there once, whole, soon after the restart, on both brokers."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest

pytestmark = [pytest.mark.broker, pytest.mark.xdist_group("worker")]


@pytest.fixture
def own_database(tmp_path):
    """The environment of a scenario: a database of its own beside the tests', and its own broker."""
    environment = {**os.environ, "VAR_DIR": str(tmp_path / "var")}
    # Two scenarios may run side by side.
    process = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    name = f"league_faults_{process}"
    if environment.get("REDIS_URL"):
        number = 14 + int(process.removeprefix("gw")) % 2
        environment["REDIS_URL"] = urlunsplit(urlsplit(environment["REDIS_URL"])._replace(path=f"/{number}"))
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield environment | {"DATABASE_URL": f"sqlite:///{tmp_path / 'faults.sqlite3'}"}
        return
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield environment | {"DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    connection.close()


def run_scenario(name, environment, folder):
    done = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{name}", str(folder)],
        env=environment, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    log = folder / "worker.log"
    assert done.returncode == 0, done.stderr[-3000:] + (log.read_text()[-3000:] if log.exists() else "")
    return json.loads(done.stdout.splitlines()[-1])


def test_every_job_has_one_effect_though_its_worker_is_killed_three_times(own_database, tmp_path):
    result = run_scenario("scenario_jobs", own_database, tmp_path)

    assert result["effects"] == list(range(12))
    assert result["chain"] is None
    assert result["seconds_after_restart"] < 30
    assert result["attempts"] > 1


def test_an_import_and_a_fill_are_there_once_though_their_worker_is_killed(own_database, tmp_path):
    result = run_scenario("scenario_import", own_database, tmp_path)

    assert (result["state"], result["written"]) == ("committed", 10_000)
    assert (result["units"], result["versions"], result["events"]) == (10_000, 10_000, 10_000)
    assert (result["figure"], result["snapshots"]) == (10_000, 1)
    assert result["chain"] is None
    assert result["attempts"] > 1
    assert result["seconds_after_restart"] < 30
