"""Two records of one human become one, and can be told apart again for some days.

What refers to a person is found by the foreign keys themselves: a noun that comes later has nothing to declare. A
model whose rows stay with the record they were made for says ``stays_with_record = True``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F

from cadres.models import Person, PersonDistinction, PersonKey, PersonMerge
from cadres.services.people import FIELDS, described, follow
from league.core.audit import record
from organizations.services.records import chinese_date, enqueue_refresh

OWN = (Person, PersonKey, PersonMerge)
# What the two records may say differently without being told: where it came from.
IGNORED = ("source", "remark")


def relations() -> Iterator[models.ForeignKey]:
    """Every foreign key by which a row belongs to a person."""
    for relation in Person._meta.related_objects:
        model = relation.related_model
        if model not in OWN and not getattr(model, "stays_with_record", False):
            yield relation.field


def name_of(key: models.ForeignKey) -> str:
    """``cadres.Post.person``: how a merger remembers the relation."""
    return f"{key.model._meta.label}.{key.name}"


@dataclass
class MergePlan:
    """What a merger would do. `moves` has (relation, primary keys), `filled` names of fields taken over, `differing`
    names of fields in which the kept record's value stands against another."""

    moves: list[tuple[models.ForeignKey, list[int]]] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


def plan_merge(kept: Person, dropped: Person) -> MergePlan:
    """Look at both records; ValidationError when they cannot be of one human."""
    if kept.pk == dropped.pk:
        raise ValidationError({"other": "请选择另一条人员记录。"})
    if kept.id_number and dropped.id_number and kept.id_number != dropped.id_number:
        raise ValidationError({"other": "两条记录的身份证号不同，不是同一个人，不能合并。"})
    if mark := PersonDistinction.objects.of(kept.pk).of(dropped.pk).first():
        day = chinese_date(mark.marked_on)
        raise ValidationError({"other": f"两条记录已于{day}标记为不是同一人，如标记有误，请先取消标记再合并。"})
    plan = MergePlan()
    for key in relations():
        rows = key.model._base_manager.filter(**{key.name: dropped.pk}).order_by("pk")
        if pks := list(rows.values_list("pk", flat=True)):
            plan.moves.append((key, pks))
    for name in FIELDS:
        ours, theirs = getattr(kept, name), getattr(dropped, name)
        if is_blank(name, theirs) or ours == theirs:
            continue
        if is_blank(name, ours):
            plan.filled.append(name)
        elif name not in IGNORED:
            plan.differing.append(name)
    return plan


def is_blank(name: str, value: Any) -> bool:
    """Nothing is known; the unknown sex has codes of its own."""
    return value in ("", None) or (name == "sex" and value not in ("1", "2"))


def lock_both(first: Person, second: Person) -> tuple[Person, Person]:
    """Both rows fresh and locked, in one order whoever asks."""
    rows = Person.objects.select_for_update(of=("self",)).select_related("organization").order_by("pk")
    fresh = {row.pk: row for row in rows.filter(pk__in=[first.pk, second.pk])}
    return fresh[first.pk], fresh[second.pk]


@transaction.atomic
def merge_people(kept: Person, *, dropped: Person, reason: str, on: date, actor) -> PersonMerge:
    """合并: everything of `dropped` goes over to `kept`, which takes over what it did not know."""
    kept, dropped = lock_both(kept, dropped)
    if kept.merged_into_id or dropped.merged_into_id:
        raise ValidationError("其中一条记录已并入别的记录，请刷新页面后重试。")
    plan = plan_merge(kept, dropped)
    before = described(kept, plan.filled)
    move(plan.moves, kept)
    # The dropped one leaves the unique numbers before the kept one takes its number over.
    Person.objects.filter(pk=dropped.pk).update(merged_into=kept, revision=F("revision") + 1)
    for name in plan.filled:
        setattr(kept, name, getattr(dropped, name))
    follow(kept)
    kept.full_clean()
    kept.revision += 1
    kept.save()
    merger = PersonMerge.objects.create(
        kept=kept, dropped=dropped, reason=reason, merged_on=on, merged_by=actor, filled=plan.filled,
        moved={name_of(key): pks for key, pks in plan.moves},
    )  # fmt: skip
    after = described(kept, plan.filled) | {str(key.model._meta.verbose_name): len(pks) for key, pks in plan.moves}
    record(actor, "person.merged", kept, before=before, after=after, reason=reason, dropped=known_as(dropped))
    enqueue_refresh()
    return merger


def move(moves: list[tuple[models.ForeignKey, list[int]]], target: Person) -> None:
    """Let the rows belong to the target; an open edit of one of them is overtaken."""
    for key, pks in moves:
        names = {one.name for one in key.model._meta.concrete_fields}
        counted = {"revision": F("revision") + 1} if "revision" in names else {}
        try:
            with transaction.atomic():
                key.model._base_manager.filter(pk__in=pks).update(**{key.name: target}, **counted)
        except IntegrityError as error:
            word = key.model._meta.verbose_name
            raise ValidationError(f"两条记录的{word}相互冲突，请先更正其中重复的{word}，再合并。") from error


def known_as(person: Person) -> str:
    """The record in words, with the number by which the log finds it."""
    return f"{person}（编号{person.pk}，由“{person.organization}”建档）"


@transaction.atomic
def undo_merge(merger: PersonMerge, *, on: date, actor) -> PersonMerge:
    """撤回 within 30 days: the record stands again with what it brought, as far as nobody has changed it since.

    What was entered after the merger stays with the kept record.
    """
    merger = PersonMerge.objects.select_for_update(of=("self",)).get(pk=merger.pk)
    kept, dropped = lock_both(merger.kept, merger.dropped)
    if merger.undone_on:
        raise ValidationError("这次合并已经撤回。")
    if on > merger.undoable_until:
        raise ValidationError(f"合并只能在30日内撤回，已于{chinese_date(merger.undoable_until)}过期。")
    if kept.merged_into_id:
        raise ValidationError(f"“{kept}”又并入了另一条记录，请先撤回那一次合并。")
    give_back(merger, kept, dropped)
    before = described(kept, merger.filled)
    for name in merger.filled:
        # A value that was corrected meanwhile is the kept record's own.
        if getattr(kept, name) == getattr(dropped, name):
            setattr(kept, name, Person._meta.get_field(name).get_default())
    follow(kept)
    kept.revision += 1
    kept.save()
    Person.objects.filter(pk=dropped.pk).update(merged_into=None, revision=F("revision") + 1)
    merger.undone_on = on
    merger.revision += 1
    merger.save(update_fields=["undone_on", "revision"])
    after = described(kept, merger.filled)
    record(actor, "person.merge_undone", kept, before=before, after=after, dropped=known_as(dropped))
    enqueue_refresh()
    return merger


def give_back(merger: PersonMerge, kept: Person, dropped: Person) -> None:
    """Rows that still belong to the kept record go back; those deleted or given away since do not."""
    for key in relations():
        rows = key.model._base_manager.filter(pk__in=merger.moved.get(name_of(key), []), **{key.name: kept})
        move([(key, list(rows.order_by("pk").values_list("pk", flat=True)))], dropped)
