"""How many league members an organisation has on a day, from the counts of its own and of the units it stands in."""

from __future__ import annotations

from datetime import date

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from league.core.dates import running
from organizations.enums import HeadCountKind, OrganizationKind
from organizations.models.head_count import HeadCount
from organizations.models.organization import Coverage, OrganizationVersion


def _counts(on: date):
    return HeadCount.objects.in_force(on=on).filter(kind=HeadCountKind.MEMBERS).order_by()


def with_members(versions, *, on: date):
    """Annotate rows of OrganizationVersion of that day with `members`; None where nobody counted.

    The organisation's own count comes first. Else it is that of its host unit, if no other living cell stands there
    (a school's count belongs to none of its branches alone), and those of the units it covers jointly.
    """
    own = _counts(on).filter(organization=OuterRef("subject"))
    host = _counts(on).filter(unit=OuterRef("unit"))
    others = (
        OrganizationVersion.objects.on(on)
        .filter(unit=OuterRef("unit"), kind__in=(*OrganizationKind.cells, *OrganizationKind.covering))
        .exclude(subject=OuterRef("subject"))
    )
    covering = running(on, starts="unit__coverages__starts_on", ends="unit__coverages__ends_on")
    joint = _counts(on).filter(covering, unit__coverages__organization=OuterRef("subject"))
    joint = joint.values("unit__coverages__organization").annotate(total=Sum("value")).values("total")
    return (
        versions.alias(
            own_count=Subquery(own.values("value")[:1]),
            host_count=Case(
                When(~Exists(others), then=Subquery(host.values("value")[:1])),
                default=None,
                output_field=BigIntegerField(),
            ),
            joint_count=Subquery(joint, output_field=BigIntegerField()),
        )
    ).annotate(
        members=Case(
            When(own_count__isnull=False, then=F("own_count")),
            When(
                Q(host_count__isnull=False) | Q(joint_count__isnull=False),
                then=Coalesce(F("host_count"), Value(0)) + Coalesce(F("joint_count"), Value(0)),
            ),
            default=None,
            output_field=BigIntegerField(),
        )
    )


def uncounted_since(versions, *, since: date, on: date):
    """Of rows of OrganizationVersion of that day, those of which nobody counted the members after `since`: neither
    the organisation itself, nor its host unit, nor a unit it covers jointly."""
    fresh = HeadCount.objects.filter(
        kind=HeadCountKind.MEMBERS, counted_on__gt=since, counted_on__lte=on, superseded_at__isnull=True
    ).order_by()
    joint = Coverage.objects.on(on).filter(organization=OuterRef("subject"), unit__in=fresh.values("unit"))
    return versions.exclude(
        Exists(fresh.filter(organization=OuterRef("subject")))
        | Exists(fresh.filter(unit=OuterRef("unit")))
        | Exists(joint)
    )
