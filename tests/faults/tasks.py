"""A job that takes its time and then has one effect, in the transaction that finishes it."""

import time

from django.db import transaction

from league.core.audit import record
from league.core.jobs import job


@job("faults.effect", label="一件事")
def effect(run, *, number, seconds):
    """Wait, then leave one audit event."""
    for step in range(10):
        time.sleep(seconds / 10)
        run.progress(step * 10)
    with transaction.atomic():
        record(None, "faults.done", number=number)
        run.finish()
