"""Records that may be of one human: found by the keyed hash of the number, else by name, birth date and organisation."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q

from cadres.models import Person
from organizations.models import Organization


def alike(
    name: str,
    *,
    birth_on: date | None,
    organization: Organization | None,
    id_number: str = "",
    besides: int | None = None,
) -> list[Person]:
    """Standing records of the whole county that may be of the same human, each with its organisation.

    The same number; or the same name and birth date; or, where a birth date is missing, the same name at the same
    organisation. Records whose numbers are both known and differ are of different people.
    """
    namesakes = Person.objects.current().filter(name="".join(name.split()))
    dated = Q(birth_on=birth_on) if birth_on else Q(pk__in=[])
    near = Q(organization=organization) if organization else Q(pk__in=[])
    near &= Q() if birth_on is None else Q(birth_on__isnull=True)
    found = namesakes.filter(dated | near)
    if id_number:
        found = found.filter(id_number_hash="") | Person.objects.with_id_number(id_number)
    return list(found.exclude(pk=besides).select_related("organization").order_by("org_path", "pk")[:10])


def doubtful_names(people):
    """(name, birth date) of the queryset's standing records that share both, in the order of names: candidates for a
    merger. Where all numbers are known they differ, so such groups are left out."""
    groups = people.current().filter(birth_on__isnull=False).order_by().values("name", "birth_on")
    counted = groups.annotate(records=Count("pk"), unnumbered=Count("pk", filter=Q(id_number_hash="")))
    return counted.filter(records__gt=1, unnumbered__gt=0).order_by("name", "birth_on")


def members(people, groups: Iterable[dict]) -> list[list[Person]]:
    """The records of each group of `doubtful_names`, oldest first."""
    groups, wanted = list(groups), Q(pk__in=[])
    for group in groups:
        wanted |= Q(name=group["name"], birth_on=group["birth_on"])
    records: dict[tuple, list[Person]] = {(group["name"], group["birth_on"]): [] for group in groups}
    for person in people.current().filter(wanted).select_related("organization").order_by("pk"):
        records[person.name, person.birth_on].append(person)
    # Between the two questions a record may have been merged away.
    return [found for found in records.values() if len(found) > 1]
