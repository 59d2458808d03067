"""Training courses and who attended them; the hours of a term of office against the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import PostTitle
from cadres.models import Person, Post, TrainingCourse, TrainingRecord
from organizations.models import Organization, Rule
from organizations.services.entries import add_entries, add_entry, change_entry, remove_entry
from organizations.services.tree import existence_refusal

COURSE = ("code", "title", "kind", "partners", "place", "starts_on", "ends_on", "hours", "remark")
RECORD = ("hours", "is_completed", "certificate", "remark")
HOURS_RULE = "training.hours_per_term"


def _check_course(course: TrainingCourse) -> None:
    if refusal := existence_refusal(course.organization, on=course.starts_on):
        raise ValidationError({"organization": refusal})
    if course.pk and course.records.filter(hours__gt=course.hours).exists():
        raise ValidationError({"hours": "名单中有人的实际学时超过它，请先更正参训记录。"})


def add_course(organization: Organization, *, fields: dict[str, Any], actor) -> TrainingCourse:
    """登记培训班; `fields` are those of `COURSE`."""
    course = TrainingCourse(organization=organization, **fields)
    return add_entry(
        course, action="training_course.added", fields=("organization", *COURSE), check=_check_course, actor=actor
    )


def change_course(course: TrainingCourse, *, changes: dict[str, Any], actor) -> TrainingCourse:
    """更正 what was entered."""
    return change_entry(
        course, action="training_course.changed", changes=changes, allowed=COURSE, check=_check_course, actor=actor
    )


@transaction.atomic
def remove_course(course: TrainingCourse, *, reason: str, actor) -> None:
    """删去误登 while nobody is on its list."""
    course = lock_course(course)
    if number := course.records.count():
        raise ValidationError(f"名单中还有{number}人，请先删去参训记录。")
    remove_entry(course, action="training_course.removed", fields=COURSE, reason=reason, actor=actor)


def lock_course(course: TrainingCourse) -> TrainingCourse:
    """The course fresh, its row locked: its hours limit those of the records."""
    return TrainingCourse.objects.select_for_update(of=("self",)).get(pk=course.pk)


def _check_record(record: TrainingRecord) -> None:
    if record.hours > record.course.hours:
        raise ValidationError({"hours": f"培训班共{record.course.hours}学时，实际学时不能超过它。"})
    if record.is_completed and not record.hours:
        raise ValidationError({"is_completed": "没有学时的不能登记为结业。"})
    if record.certificate and not record.is_completed:
        raise ValidationError({"certificate": "没有结业的不填证书编号。"})


@transaction.atomic
def add_records(
    course: TrainingCourse, *, people: Sequence[Person], fields: dict[str, Any], actor
) -> list[TrainingRecord]:
    """将人员列入名单, each with the same `fields` of `RECORD`; without hours with those of the course."""
    course = lock_course(course)
    fields = fields | {"hours": course.hours if fields.get("hours") is None else fields["hours"]}
    known = set(course.records.filter(person__in=people).values_list("person", flat=True))
    if double := [str(person) for person in people if person.pk in known]:
        raise ValidationError({"person": f"已在名单中：{'、'.join(double)}。"})
    records = [TrainingRecord(course=course, person=person, **fields) for person in people]
    for record in records:
        _check_record(record)
    return add_entries(
        TrainingRecord, records, action="training_record.added", fields=("course", "person", *RECORD), actor=actor
    )


@transaction.atomic
def change_record(record: TrainingRecord, *, changes: dict[str, Any], actor) -> TrainingRecord:
    """更正 what was entered."""
    lock_course(record.course)
    return change_entry(
        record, action="training_record.changed", changes=changes, allowed=RECORD, check=_check_record, actor=actor
    )


def remove_record(record: TrainingRecord, *, reason: str, actor) -> None:
    """删去误登."""
    remove_entry(record, action="training_record.removed", fields=("person", *RECORD), reason=reason, actor=actor)


@dataclass(frozen=True)
class Balance:
    """任期学时 of one post: the hours in [starts_on, on], and what the rule asks for in a whole term."""

    post: Post
    hours: int
    needed: int

    @property
    def is_enough(self) -> bool:
        """The rule is met already."""
        return self.hours >= self.needed


def hours_needed(*, on: date) -> int:
    """学时 that the rule of that day asks of a term of office; 0 where there is none."""
    rule = Rule.objects.in_force(HOURS_RULE, on=on).first()
    return int(rule.value) if rule else 0


def balances_of(person: Person, *, on: date) -> list[Balance]:
    """One line for each post of secretary or deputy that the person holds on the day."""
    needed = hours_needed(on=on)
    posts = Post.objects.held(on=on).filter(person=person, title__in=(PostTitle.SECRETARY, PostTitle.DEPUTY))
    return [
        Balance(post, _hours(person, post.starts_on, on), needed)
        for post in posts.select_related("organization", "person").order_by("starts_on", "pk")
    ]


def _hours(person: Person, first: date, last: date) -> int:
    records = TrainingRecord.objects.between(first, last).filter(person=person)
    return sum(records.order_by().values_list("hours", flat=True))
