"""A real Celery worker with its clock, started and killed by a test."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

COMMAND = [sys.executable, "-m", "celery", "-A", "league", "worker", "-B", "-c", "2", "--prefetch-multiplier=1",
           "--loglevel=WARNING"]  # fmt: skip


class Worker:
    """One worker process and its children, in a process group of their own."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.log = (folder / "worker.log").open("ab")
        self.process = None

    def start(self):
        schedule = self.folder / f"schedule-{time.time_ns()}"
        self.process = subprocess.Popen(
            [*COMMAND, f"--schedule={schedule}"], stdout=self.log, stderr=self.log, start_new_session=True,
            env=os.environ,
        )  # fmt: skip

    def kill(self):
        """SIGKILL to all of it, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def restart(self):
        self.kill()
        self.start()


@contextmanager
def worker(folder: Path):
    """A running worker; killed at the end."""
    one = Worker(folder)
    one.start()
    try:
        yield one
    finally:
        one.kill()
        one.log.close()


def wait_until(condition, *, seconds: float, what: str):
    """Return what `condition` gives once it is true; fail after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what}")
