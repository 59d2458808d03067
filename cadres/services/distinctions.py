"""Saying of two records that they are of different people, and taking it back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.models import Person, PersonDistinction
from cadres.services.merges import known_as, lock_both
from league.core.audit import record


def check_pair(person: Person, other: Person) -> None:
    """ValidationError when there is nothing to tell apart."""
    if person.pk == other.pk:
        raise ValidationError({"other": "请选择另一条人员记录。"})
    if PersonDistinction.objects.of(person.pk).of(other.pk).exists():
        raise ValidationError({"other": "这两条记录已标记为不是同一人。"})


@transaction.atomic
def tell_apart(person: Person, *, other: Person, reason: str, on: date, actor) -> PersonDistinction:
    """标记: the pair is no longer listed as doubles and cannot be merged."""
    person, other = lock_both(person, other)
    if person.merged_into_id or other.merged_into_id:
        raise ValidationError("其中一条记录已并入别的记录，请刷新页面后重试。")
    check_pair(person, other)
    first, second = sorted((person, other), key=lambda one: one.pk)
    mark = PersonDistinction.objects.create(first=first, second=second, reason=reason, marked_on=on, marked_by=actor)
    record(actor, "person_distinction.made", mark, reason=reason, first=known_as(first), second=known_as(second))
    return mark


@transaction.atomic
def remove_distinction(mark: PersonDistinction, *, actor) -> None:
    """取消标记: the pair is asked about again."""
    mark = PersonDistinction.objects.select_for_update(of=("self",)).get(pk=mark.pk)
    names = {"first": known_as(mark.first), "second": known_as(mark.second)}
    record(actor, "person_distinction.removed", mark, before={"核对情况": mark.reason}, **names)
    mark.delete()
