"""The one way an application changes its state. Which steps are allowed is ApplicationState.transitions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import ApplicationAction
from cadres.models import Application, Placement
from cadres.services.recruitment_drives import lock_drive
from league.core.audit import record
from organizations.services.records import describe, enqueue_refresh

Beside = Callable[[Application], Placement | None]


def lock_application(application: Application) -> Application:
    """The application fresh, its row locked after its drive's."""
    drive = lock_drive(application.drive)
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    application.drive = drive
    return application


@transaction.atomic
def move_application(
    application: Application,
    action: ApplicationAction,
    *,
    changes: dict[str, Any] | None = None,
    beside: Beside = lambda application: None,
    reason: str = "",
    actor,
    **words: Any,
) -> Application:
    """Take one step: lock, ask the state machine, write, audit. `beside` writes what goes with it and returns the
    placement to which the event belongs, if it is one of the host's."""
    application = lock_application(application)
    if refusal := application.stage.refusal_in(action, application.drive.state):
        raise ValidationError(refusal, code="state")
    changes = changes or {}
    before = describe(application, ["state", *changes])
    for name, value in changes.items():
        setattr(application, name, value)
    application.state = application.stage.after(action)
    application.revision += 1
    application.full_clean()
    application.save()
    placement = beside(application)
    after = describe(application, ["state", *changes])
    if action.is_of_placement and placement is not None:
        record(actor, f"placement.{action}", placement, before=before, after=after, reason=reason, **words)
    else:
        record(actor, f"application.{action}", application, before=before, after=after, reason=reason, **words)
    enqueue_refresh()
    return application
