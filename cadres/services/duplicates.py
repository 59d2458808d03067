"""Records that may be of one human: found by the keyed hash of the number, else by name, birth date and organisation."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, Q

from cadres.models import Person, PersonDistinction
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
    organisation. Records whose numbers are both known and differ are of different people, and so are those that were
    marked as such against the record `besides`, which is itself not looked at.
    """
    namesakes = Person.objects.current().filter(name="".join(name.split()))
    dated = Q(birth_on=birth_on) if birth_on else Q(pk__in=[])
    near = Q(organization=organization) if organization else Q(pk__in=[])
    near &= Q() if birth_on is None else Q(birth_on__isnull=True)
    found = namesakes.filter(dated | near)
    if id_number:
        found = found.filter(id_number_hash="") | Person.objects.with_id_number(id_number)
    found = found.exclude(pk__in=told_apart_from(besides)) if besides else found
    return list(found.exclude(pk=besides).select_related("organization").order_by("org_path", "pk")[:10])


def told_apart_from(person_id: int) -> list[int]:
    """Keys of the records marked as of another human than that one."""
    marks = PersonDistinction.objects.of(person_id).values_list("first", "second")
    return [second if first == person_id else first for first, second in marks]


def doubtful_names(people):
    """(name, birth date) of the queryset's standing records that share both, in the order of names, as long as a pair
    among them is doubtful: neither both numbers known, which then differ, nor the pair marked as of two people."""
    groups = people.current().filter(birth_on__isnull=False).order_by().values("name", "birth_on")
    later = "distinctions__second"
    settled = Q(**{f"{later}__name": F("name"), f"{later}__birth_on": F("birth_on")})
    settled &= Q(**{f"{later}__in": people.current().order_by().values("pk")})
    settled &= Q(id_number_hash="") | Q(**{f"{later}__id_number_hash": ""})
    records, numbered = F("records") * (F("records") - 1), F("numbered") * (F("numbered") - 1)
    counted = groups.annotate(
        records=Count("pk", distinct=True),
        numbered=Count("pk", distinct=True, filter=~Q(id_number_hash="")),
        settled=Count("distinctions", distinct=True, filter=settled),
    ).filter(records__gt=1)
    # Of n records there are n(n-1)/2 pairs.
    return counted.filter(settled__lt=(records - numbered) / 2).order_by("name", "birth_on")


def with_doubles(groups: list[list[Person]]) -> list[list[tuple[Person, Person | None]]]:
    """Each record of each group with the first other one that may be its double; None when it is told from all."""
    keys = [person.pk for group in groups for person in group]
    marks = PersonDistinction.objects.filter(first__in=keys, second__in=keys).values_list("first", "second")
    apart = {frozenset(pair) for pair in marks}

    def doubtful(person: Person, other: Person) -> bool:
        both_numbered = person.id_number_hash and other.id_number_hash
        return person is not other and not both_numbered and frozenset((person.pk, other.pk)) not in apart

    return [
        [(person, next((other for other in group if doubtful(person, other)), None)) for person in group]
        for group in groups
    ]


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
