"""Who is active and who is silent: branches without an activity, units whose covering organisation held one."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from activities.models import Activity
from organizations.models import Coverage, OrganizationVersion

ACTIVE_RULE = "activity.active_days"
SILENT_RULE = "health.silent_days"


def holding(on: date, *, days: int, outer: str) -> Exists:
    """Condition: the organisation `outer` held an activity in the last `days` days up to and including `on`."""
    return Exists(Activity.objects.held_lately(on, days=days).order_by().filter(organization=OuterRef(outer)))


def active_organizations(versions, *, on: date, days: int):
    """Of rows of OrganizationVersion of that day, those that held an activity."""
    return versions.filter(holding(on, days=days, outer="subject"))


def silent_organizations(versions, *, on: date, days: int):
    """Of rows of OrganizationVersion of that day, those that held none though they have existed for as long.

    Unknown is not zero: nobody is called silent before activities have been recorded here for so many days.
    """
    since = _since(on, days)
    if not is_recorded(on, days=days):
        return versions.none()
    return versions.exclude(subject__founded_on__gt=since).exclude(holding(on, days=days, outer="subject"))


def is_recorded(on: date, *, days: int) -> bool:
    """Whether activities had been recorded here for so many days by then."""
    return Activity.objects.counted().filter(held_on__lte=_since(on, days)).exists()


def _since(on: date, days: int) -> date:
    return date.fromordinal(on.toordinal() - days)


def unit_is_active(on: date, *, days: int) -> Q:
    """Condition on rows of UnitVersion of that day: its own or a joint organisation held an activity."""
    living = active_organizations(OrganizationVersion.objects.on(on).covering(), on=on, days=days)
    joint = Coverage.objects.on(on).filter(unit=OuterRef("subject"), organization__in=living.values("subject"))
    return Q(Exists(living.filter(unit=OuterRef("subject")))) | Q(Exists(joint))


def active_units(versions, *, on: date, days: int):
    """活跃: of rows of UnitVersion of that day, those whose own or joint organisation held an activity."""
    return versions.filter(unit_is_active(on, days=days))
