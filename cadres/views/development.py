"""What stands on the pages of people and organisations about consultation, recommendation and training."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cadres.enums import AppointmentFinding
from cadres.models import Consultation, Recommendation, TrainingRecord
from cadres.services.consultations import unasked
from cadres.services.trainings import balances_of
from league.core.dates import today
from league.core.notices import Notice
from organizations.enums import OrganizationKind
from organizations.services.records import chinese_date

SHOWN = 50
READ = "cadres.view_consultation"


def _warning(consultation: Consultation) -> Notice:
    day = chinese_date(consultation.appointed_on)
    title = consultation.get_title_display()
    told = {
        AppointmentFinding.PREMATURE: "县级团委答复前就已任职",
        AppointmentFinding.AGAINST: "县级团委不同意仍然任职",
    }[consultation.appointment]
    sentence = f"协管提醒：{consultation.person}{day}任“{consultation.organization}”{title}，{told}。"
    return Notice(sentence, "warning", consultation.get_absolute_url())


def _warnings(user, **conditions) -> list[Notice]:
    """Appointments before the answer or against it, for those who read the correspondence."""
    if not user.has_perm(READ):
        return []
    rows = Consultation.objects.visible_to(user).to_warn().filter(**conditions)
    return [_warning(row) for row in rows.select_related("person", "organization").order_by("-appointed_on")[:5]]


def person_notices(page) -> list[Notice]:
    """Above a person's page."""
    return _warnings(page.request.user, person=page.object)


def organization_notices(page) -> list[Notice]:
    """Above an organisation's page: such appointments, and sitting leaders about whom nobody asked."""
    user, organization = page.request.user, page.object
    if organization.kind not in (OrganizationKind.COMMITTEE, OrganizationKind.WORK_COMMITTEE):
        return []
    found = _warnings(user, organization=organization)
    if user.has_perm(READ, organization):
        address = f"{reverse('cadres:consultation-create')}?{urlencode({'organization': organization.code})}"
        found += [
            Notice(
                f"协管提醒：{post.person}任{post.get_title_display()}，没有征求县级团委意见的记录。",
                "info",
                address,
                "补录",
            )
            for post in unasked(organization, on=today())
        ]
    return found


def development_of(page) -> dict[str, Any]:
    """A person's tab 推优与培训."""
    user, person, on = page.request.user, page.object, today()
    records = TrainingRecord.objects.filter(person=person).select_related("course").order_by("-course__starts_on")
    dossiers = Recommendation.objects.visible_to(user).filter(person=person).select_related("organization")
    return {
        "recommendations": [(row, row.stage.tone, row.has_expired(on)) for row in dossiers[:SHOWN]],
        "records": list(records[:SHOWN]),
        "balances": balances_of(person, on=on),
        "consultations": consultations_of(user, person, on) if user.has_perm(READ) else None,
    }


def consultations_of(user, person, on: date) -> list[tuple]:
    """(consultation, state, finding) for those who read the correspondence."""
    rows = Consultation.objects.visible_to(user).filter(person=person).select_related("organization")
    return [(row, row.state_on(on), row.appointment) for row in rows[:SHOWN]]
