"""Personal fields of those who were not taken are kept for as long as the drive promised, and no longer."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from cadres.enums import ApplicationState, DriveState
from cadres.models import Application, RecruitmentDrive
from cadres.services.application_moves import lock_application
from cadres.services.applications import erase
from league.core.audit import record


def erase_due_applications(*, on: date) -> int:
    """Erase what is past its day in every finished drive; return how many. Done twice, it does nothing more."""
    drives = RecruitmentDrive.objects.filter(state=DriveState.FINISHED, finished_on__isnull=False).order_by("pk")
    due = [drive.pk for drive in drives if drive.finished_on + timedelta(days=drive.keep_days) <= on]
    rows = Application.objects.filter(
        drive__in=due, state__in=ApplicationState.unsuccessful, erased_on__isnull=True
    ).select_related("drive")
    return sum(erase_application(row, on=on) for row in rows.order_by("pk"))


@transaction.atomic
def erase_application(application: Application, *, on: date) -> bool:
    """Erase one, if it still stands as it did."""
    fresh = lock_application(application)
    if fresh.erased_on or fresh.drive.state != DriveState.FINISHED:
        return False
    fresh.revision += 1
    erase(fresh, on=on)
    record(None, "application.erased", fresh)
    return True
