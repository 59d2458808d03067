"""League schools: founding, changing and closing them, and the roster of their teachers."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from organizations.models import LeagueSchool, LeagueTeacher, Unit
from organizations.services.entries import add_entry, change_entry
from organizations.services.records import chinese_date
from organizations.services.relation_surveys import school_refusal

PLAIN = ("name", "founded_on", "head_name", "head_role", "founding_document", "classroom", "has_rules")
ROSTER = ("name", "role", "starts_on", "ends_on")


def lock_league_school(league_school: LeagueSchool) -> LeagueSchool:
    """The league school fresh, its row locked."""
    rows = LeagueSchool.objects.select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=league_school.pk)


def _check(league_school: LeagueSchool) -> None:
    founded_on, unit = league_school.founded_on, league_school.unit
    if refusal := school_refusal(unit, on=founded_on):
        raise ValidationError({"founded_on": refusal})
    overlapping = unit.league_schools.exclude(pk=league_school.pk).filter(closed_on__gt=founded_on)
    if league_school.closed_on:
        overlapping = overlapping.filter(founded_on__lt=league_school.closed_on)
    if former := overlapping.first():
        raise ValidationError(
            {"founded_on": f"“{former}”到{chinese_date(former.closed_on)}才撤销，成立日期不能早于它。"}
        )
    if league_school.pk and (first := league_school.classes.filter(held_on__lt=founded_on).first()):
        raise ValidationError({"founded_on": f"{chinese_date(first.held_on)}已有团课，成立日期不能晚于它。"})
    if league_school.pk and league_school.teachers.filter(starts_on__lt=founded_on).exists():
        raise ValidationError({"founded_on": "教师名册中有人更早到任，成立日期不能晚于到任日期。"})


@transaction.atomic
def found_league_school(unit: Unit, *, fields: dict[str, Any], actor) -> LeagueSchool:
    """成立 the league school of a school; `fields` are those of `PLAIN`."""
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    league_school = LeagueSchool(unit=unit, **fields)
    return add_entry(
        league_school, action="league_school.founded", fields=fields, check=_check,
        document=league_school.founding_document, actor=actor,
    )  # fmt: skip


def change_league_school(league_school: LeagueSchool, *, changes: dict[str, Any], actor) -> LeagueSchool:
    """Correct its record."""
    return change_entry(
        league_school, action="league_school.changed", changes=changes, allowed=PLAIN, check=_check, actor=actor
    )


@transaction.atomic
def close_league_school(league_school: LeagueSchool, *, on: date, reason: str, document: str, actor) -> LeagueSchool:
    """撤销 from that day; its teachers leave the roster with it."""
    league_school = lock_league_school(league_school)
    if league_school.closed_on:
        raise ValidationError(f"“{league_school}”已于{chinese_date(league_school.closed_on)}撤销。")
    if later := league_school.classes.filter(held_on__gte=on).first():
        raise ValidationError({"on": f"{chinese_date(later.held_on)}还有团课，撤销日期必须晚于它。"})
    if league_school.teachers.filter(starts_on__gte=on).exists():
        raise ValidationError({"on": "教师名册中有人在该日或之后到任，请先更正名册。"})
    league_school.teachers.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).update(ends_on=on)
    return change_entry(
        league_school, action="league_school.closed", changes={"closed_on": on}, allowed=("closed_on",), reason=reason,
        document=document, actor=actor,
    )  # fmt: skip


def _check_teacher(teacher: LeagueTeacher) -> None:
    league_school = teacher.league_school
    if teacher.starts_on < league_school.founded_on:
        raise ValidationError({"starts_on": f"团校{chinese_date(league_school.founded_on)}才成立，到任不能早于它。"})
    if league_school.closed_on:
        raise ValidationError(f"“{league_school}”已于{chinese_date(league_school.closed_on)}撤销，名册不再变更。")


@transaction.atomic
def add_teacher(league_school: LeagueSchool, *, name: str, role: str, on: date, actor) -> LeagueTeacher:
    """列入名册 from that day."""
    teacher = LeagueTeacher(league_school=lock_league_school(league_school), name=name, role=role, starts_on=on)
    return add_entry(teacher, action="league_teacher.added", fields=ROSTER[:3], check=_check_teacher, actor=actor)


def end_teacher(teacher: LeagueTeacher, *, on: date, actor) -> LeagueTeacher:
    """离任 from that day."""
    if teacher.ends_on:
        raise ValidationError(f"已于{chinese_date(teacher.ends_on)}登记离任。")
    return change_entry(
        teacher, action="league_teacher.ended", changes={"ends_on": on}, allowed=("ends_on",), check=_check_teacher,
        actor=actor,
    )  # fmt: skip
