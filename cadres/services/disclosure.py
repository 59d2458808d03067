"""Showing personal values in full: with a reason, logged, once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.models import Person
from league.core.audit import record

# What is masked everywhere else.
SENSITIVE = ("id_number", "phone", "email", "birth_on")


@dataclass(frozen=True)
class Shown:
    """A full value under its label. What is made of it for a log, e.g. by a template's complaint, lacks the value."""

    label: str
    value: str = field(repr=False)


def label_of(name: str) -> str:
    """The field's name in words."""
    return str(Person._meta.get_field(name).verbose_name)


@transaction.atomic
def reveal_person(person: Person, *, fields: Iterable[str], reason: str, actor) -> list[Shown]:
    """The full values of the fields asked for, each of SENSITIVE. The event says who saw what of whom, and why."""
    fields = [name for name in SENSITIVE if name in fields]
    shown = [Shown(label_of(name), str(value)) for name in fields if (value := getattr(person, name))]
    if not shown:
        raise ValidationError("所选的项目没有登记内容。")
    labels = "、".join(one.label for one in shown)
    record(actor, "person.revealed", person, fields=labels, reason=reason)
    return shown
