"""Background work of the register: the nightly review of the branches' health."""

from celery import shared_task
from django.urls import reverse

from league.core.dates import today
from league.core.jobs import enqueue, job
from organizations.services.health_cases import review_health

REVIEW = "organizations.review_health"


@job(REVIEW, label="支部体检复查")
def review_health_job(run) -> None:
    """Open what is newly found, close what is gone."""
    review = review_health(on=today(), actor=run.actor)
    run.finish(
        f"新列入{review.opened}条，自动销号{review.closed}条。",
        result={"url": reverse("organizations:health-case-list"), "label": "查看台账"},
    )


@shared_task(name="organizations.review_health_nightly")
def review_health_nightly() -> None:
    """Every night."""
    enqueue(REVIEW, dedupe_key=REVIEW)
