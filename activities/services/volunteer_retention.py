"""Personal values of volunteers that nobody needs any longer."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from activities.models import SignUp, Volunteer
from league.core.audit import Entry, record_many
from organizations.models import Rule

KEEP_RULE = "volunteer.keep_days"
SEALED = ("phone", "phone_hash", "id_number", "id_number_hash", "guardian_name", "guardian_phone")


@transaction.atomic
def erase_due_volunteers(*, on: date) -> int:
    """清除 numbers and guardians of those whose last activity and registration lie further back than the rule says.

    Name, university and hours stay: certificates and figures of earlier years do not change. Return how many.
    """
    since = on - timedelta(days=Rule.objects.number(KEEP_RULE, on=on))
    later = SignUp.objects.filter(volunteer=OuterRef("pk"), activity__ends_at__date__gt=since).order_by()
    kept = ~Q(phone_hash="") | ~Q(id_number_hash="") | ~Q(guardian_name="")
    rows = list(
        Volunteer.objects.filter(kept, registered_on__lte=since)
        .exclude(Exists(later))
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    for row in rows:
        for name in SEALED:
            setattr(row, name, "")
        row.guardian_consent_on = None
        row.revision += 1
    Volunteer.objects.bulk_update(rows, [*SEALED, "guardian_consent_on", "revision"], batch_size=200)
    if rows:
        record_many(None, "volunteer.erased", [Entry(row) for row in rows])
    return len(rows)
