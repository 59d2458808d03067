"""Which organisations have a sitting secretary on a day, and which have none since when."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, DateField, Exists, OuterRef, Q, Subquery, Value, When

from cadres.enums import Vacancy
from cadres.models.person import Person
from cadres.models.post import Post
from organizations.enums import OrganizationKind, SeatPosition, UnitKind
from organizations.models import ElectionSeat, OrganizationVersion

# Kinds that have a secretary; graduates', floating and temporary branches are kept by the organisation above.
LED = (
    OrganizationKind.LEADING_BODY, OrganizationKind.COMMITTEE, OrganizationKind.WORK_COMMITTEE,
    OrganizationKind.GENERAL_BRANCH, OrganizationKind.BRANCH,
)  # fmt: skip


def led_organizations(*, on: date):
    """Organisations whose secretary is kept on record, as they stood on that day. A branch of pupils is led by a minor,
    of whom the register keeps no record."""
    pupils = Q(kind=OrganizationKind.BRANCH, unit__kind__in=UnitKind.secondary_schools)
    return OrganizationVersion.objects.on(on).filter(kind__in=LED).exclude(pupils)


def with_secretary(versions, *, on: date):
    """Annotate rows of OrganizationVersion of that day with `secretary_post` and `secretary_name` of who sits,
    `vacant_since` (the last secretary's end; NULL where none was ever recorded), `elected_name` of an elected
    secretary who is not matched with a person yet, and `vacancy` (see Vacancy)."""
    posts = Post.objects.secretaries().filter(organization=OuterRef("subject")).order_by()
    sitting = posts.held(on=on)
    former = posts.filter(ends_on__lte=on).order_by("-ends_on")
    elected = ElectionSeat.objects.filter(
        election__organization=OuterRef("subject"), election__state="confirmed", position=SeatPosition.SECRETARY,
        elected=True, post__isnull=True, election__term__starts_on__lte=on,
    ).exclude(election__term__ends_on__lte=on)  # fmt: skip
    return versions.annotate(
        secretary_post=Subquery(sitting.values("pk")[:1]),
        secretary_name=Subquery(sitting.values("person__name")[:1]),
        vacant_since=Subquery(former.values("ends_on")[:1], output_field=DateField()),
        elected_name=Subquery(elected.order_by("-election__begins_on").values("name")[:1]),
    ).annotate(
        vacancy=Case(
            When(secretary_post__isnull=False, then=Value(Vacancy.FILLED.value)),
            When(elected_name__isnull=False, then=Value(Vacancy.ELECTED.value)),
            When(vacant_since__isnull=False, then=Value(Vacancy.VACANT.value)),
            default=Value(Vacancy.UNKNOWN.value),
            output_field=CharField(),
        )
    )


def led(versions, *, on: date):
    """Of rows of OrganizationVersion of that day, those with a sitting secretary."""
    return versions.filter(Exists(Post.objects.secretaries().held(on=on).filter(organization=OuterRef("subject"))))


def led_by_unreachable(versions, *, on: date):
    """Of rows of OrganizationVersion of that day, those whose sitting secretary left neither telephone nor e-mail."""
    nobody = Person.objects.unreachable().filter(pk=OuterRef("person"))
    posts = Post.objects.secretaries().held(on=on).filter(Exists(nobody), organization=OuterRef("subject"))
    return versions.filter(Exists(posts))


def vacant_longer(versions, *, since: date, on: date):
    """Without a secretary on that day, the last one having left on `since` or earlier."""
    rows = with_secretary(versions, on=on).filter(vacancy=Vacancy.VACANT)
    return rows.filter(vacant_since__lte=since)


def never_led(versions, *, on: date):
    """Without a secretary on that day, and without one on record before it."""
    return with_secretary(versions, on=on).filter(vacancy=Vacancy.UNKNOWN)


def days_vacant(row) -> int | None:
    """Days since the last secretary left, on the day asked; None while one sits or nobody knows."""
    if row.secretary_post or row.vacant_since is None:
        return None
    return (row.asked_on - row.vacant_since).days


def asked(versions, *, on: date):
    """Annotate `asked_on`: the day the list is of."""
    return versions.annotate(asked_on=Value(on, DateField()))
