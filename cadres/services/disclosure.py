"""Showing personal values in full: with a reason, logged, once."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.models import Person
from league.core.audit import record

# What is masked everywhere else.
SENSITIVE = ("id_number", "phone", "email", "birth_on")


def label_of(name: str) -> str:
    """The field's name in words."""
    return str(Person._meta.get_field(name).verbose_name)


@transaction.atomic
def reveal_person(person: Person, *, fields: Iterable[str], reason: str, actor) -> list[tuple[str, str]]:
    """(label, full value) of the fields asked for, each of SENSITIVE. The event says who saw what of whom, and why."""
    fields = [name for name in SENSITIVE if name in fields]
    shown = [(label_of(name), str(value)) for name in fields if (value := getattr(person, name))]
    if not shown:
        raise ValidationError("所选的项目没有登记内容。")
    labels = "、".join(label for label, _ in shown)
    record(actor, "person.revealed", person, fields=labels, reason=reason)
    return shown
