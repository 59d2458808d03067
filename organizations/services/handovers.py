"""What ends with an organisation by rules of its own: joint coverage, head-counts, grants.

Each function works on all rows at once and returns what an undo needs to put them back.
"""

from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from league.core.audit import Entry, record_many
from organizations.models import Coverage, HeadCount, Organization
from organizations.services.records import chinese_date


def living_children(organization: Organization) -> QuerySet:
    """Organisations directly below that are not dissolved."""
    return Organization.objects.filter(parent=organization, dissolved_on__isnull=True)


def open_coverages(organization: Organization, *, on: date) -> QuerySet:
    """Joint coverage that runs on that day or begins later."""
    return Coverage.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), organization=organization)


def grant_model():
    """The grants' model, told by the user model: accounts stand beside this app, not below it."""
    return get_user_model()._meta.get_field("grants").related_model


def running_grants(organization: Organization, *, on: date) -> QuerySet:
    """Grants at this very node that have not ended on that day."""
    return grant_model().objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), organization=organization)


def end_coverages(organization: Organization, *, on: date) -> dict:
    """End the joint coverage; what would only have begun later is removed. Return what was there."""
    coverages = open_coverages(organization, on=on)
    ended = list(coverages.filter(starts_on__lt=on).values_list("pk", "ends_on"))
    removed = list(coverages.filter(starts_on__gte=on).values_list("unit_id", "starts_on", "ends_on"))
    coverages.filter(starts_on__gte=on).delete()
    coverages.update(ends_on=on)
    return {"ended": ended, "removed": removed}


def begin_coverages(organization: Organization, unit_ids: list[int], *, on: date) -> list[int]:
    """Cover the units from that day where the organisation neither hosts nor covers them; return the new rows."""
    covered = set(
        Coverage.objects.filter(organization=organization, ends_on__isnull=True).values_list("unit_id", flat=True)
    )
    wanted = [pk for pk in dict.fromkeys(unit_ids) if pk not in covered and pk != organization.unit_id]
    made = Coverage.objects.bulk_create(
        [Coverage(organization=organization, unit_id=pk, starts_on=on) for pk in wanted]
    )
    return [coverage.pk for coverage in made]


def restore_coverages(organization: Organization, kept: dict) -> None:
    """Undo `end_coverages`."""
    for pk, ends_on in kept["ended"]:
        Coverage.objects.filter(pk=pk).update(ends_on=ends_on)
    for unit_id, starts_on, ends_on in kept["removed"]:
        Coverage.objects.create(organization=organization, unit_id=unit_id, starts_on=starts_on, ends_on=ends_on)


def end_head_counts(organization: Organization, *, on: date) -> dict:
    """An organisation that ended counts nobody: its counts end on that day. Return what was there."""
    counts = HeadCount.objects.filter(organization=organization, superseded_at__isnull=True)
    later = counts.filter(counted_on__gte=on)
    superseded = list(later.values_list("pk", flat=True))
    later.update(superseded_at=Now())
    open_counts = counts.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), counted_on__lt=on)
    ended = list(open_counts.values_list("pk", "ends_on"))
    open_counts.update(ends_on=on)
    return {"superseded": superseded, "ended": ended}


def restore_head_counts(effects: dict) -> None:
    """Undo `end_head_counts`."""
    HeadCount.objects.filter(pk__in=effects["superseded"]).update(superseded_at=None)
    for pk, ends_on in effects["ended"]:
        HeadCount.objects.filter(pk=pk).update(ends_on=ends_on)


def end_grants(organization: Organization, *, on: date, reason: str, document: str, batch, actor) -> list:
    """End the grants at the node, never before the day after they began; return (primary key, former end)."""
    ended, entries = [], []
    for grant in running_grants(organization, on=on).select_related("organization", "user").order_by("pk"):
        former = grant.ends_on
        grant.ends_on = max(on, grant.starts_on + timedelta(days=1))
        grant.save(update_fields=["ends_on"])
        ended.append((grant.pk, former))
        entries.append(
            Entry(
                grant,
                {"授权": f"{grant.user} {grant}", "至": former},
                {"授权": f"{grant.user} {grant}", "至": grant.ends_on},
            )
        )
    if entries:
        record_many(
            actor,
            "organization.grant_ended",
            entries,
            reason=reason,
            document=document,
            batch=batch,
            on=chinese_date(on),
            organization=str(organization),
        )
    return ended


def restore_grants(ended: list) -> None:
    """Undo `end_grants`."""
    for pk, former in ended:
        grant_model().objects.filter(pk=pk).update(ends_on=former)
