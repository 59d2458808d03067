"""Background work of people's nouns: personal fields that are kept no longer than was promised."""

from celery import shared_task

from cadres.services.application_retention import erase_due_applications
from league.core.dates import today


@shared_task(name="cadres.erase_applications")
def erase_applications() -> None:
    """Every night."""
    erase_due_applications(on=today())
