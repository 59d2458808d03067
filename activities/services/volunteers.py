"""Keeping volunteers: registered by an office, found again by name and telephone, the villages they served."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.models import VillageService, Volunteer
from activities.models.volunteer import ID_NUMBER, PHONE, may_be_minor
from league.core.audit import Entry, record, record_many
from league.core.crypto import keyed_hash
from league.core.pinyin import search_key
from organizations.models import Organization, Unit
from organizations.services.records import describe, enqueue_refresh
from organizations.services.tree import existence_refusal, lock_nodes

FIELDS = (
    "name", "sex", "birth_year", "phone", "id_number", "university", "home_division", "team", "guardian_name",
    "guardian_phone", "guardian_consent_on",
)  # fmt: skip
PREFIX = "ZYZ"
GUARDIAN = "未满（或可能未满）18周岁的志愿者，须填写监护人姓名、手机号，并经监护人同意；否则只登记人数。"


class Student(NamedTuple):
    """A returning student as the county's list has one: who, from which university, which village since when."""

    code: str
    name: str
    sex: str
    birth_year: int | None
    university: str
    home_division: object
    organization: Organization
    unit: Unit
    starts_on: date
    ends_on: date | None
    team: object = None


def next_numbers() -> Iterable[str]:
    """ZYZ000001 and so on; the caller holds the tree's lock."""
    last = Volunteer.objects.filter(code__startswith=PREFIX).order_by("-code").values_list("code", flat=True).first()
    tail = last.removeprefix(PREFIX) if last else "0"
    number = int(tail) if tail.isdigit() else 0
    while True:
        number += 1
        yield f"{PREFIX}{number:06d}"


def settle_hashes(volunteer: Volunteer) -> None:
    """The digests by which equal numbers are found."""
    volunteer.id_number = volunteer.id_number.upper()
    volunteer.phone_hash = keyed_hash(volunteer.phone, PHONE)
    volunteer.id_number_hash = keyed_hash(volunteer.id_number, ID_NUMBER)
    volunteer.search_key = search_key(volunteer.name)


def check_volunteer(volunteer: Volunteer, *, on: date) -> None:
    """Every rule over one row; ValidationError names the field."""
    if may_be_minor(volunteer.birth_year, on=on) and not volunteer.guardian_consent_on:
        raise ValidationError({"guardian_consent_on": GUARDIAN})
    if volunteer.guardian_consent_on and not (volunteer.guardian_name and volunteer.guardian_phone):
        raise ValidationError({"guardian_name": "填了监护人同意日期的，须填写监护人姓名和手机号。"})
    if volunteer.guardian_consent_on and volunteer.guardian_consent_on > on:
        raise ValidationError({"guardian_consent_on": "日期不能晚于今天。"})
    if volunteer.birth_year and volunteer.birth_year > on.year:
        raise ValidationError({"birth_year": "出生年份不能晚于今年。"})
    volunteer.full_clean()


@transaction.atomic
def register_volunteer(
    organization: Organization, *, fields: dict[str, Any], on: date, actor, source: str = ""
) -> Volunteer:
    """建档 by an office; `fields` are of FIELDS."""
    (organization,) = lock_nodes(organization)
    if refusal := existence_refusal(organization, on=on):
        raise ValidationError(refusal)
    volunteer = Volunteer(
        code=next(iter(next_numbers())), organization=organization, org_path=organization.path, registered_on=on,
        source=source, **fields,
    )  # fmt: skip
    settle_hashes(volunteer)
    check_volunteer(volunteer, on=on)
    volunteer.save(force_insert=True)
    record(actor, "volunteer.registered", volunteer, after=describe(volunteer, ("code", "organization", *FIELDS)))
    enqueue_refresh()
    return volunteer


@transaction.atomic
def change_volunteer(volunteer: Volunteer, *, changes: dict[str, Any], on: date, actor) -> Volunteer:
    """更正; nothing is written when nothing differs."""
    lock_nodes(volunteer.organization)
    volunteer = lock_volunteer(volunteer)
    changes = {name: value for name, value in changes.items() if getattr(volunteer, name) != value}
    if unknown := changes.keys() - set(FIELDS):
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    if not changes:
        return volunteer
    before = describe(volunteer, changes)
    for name, value in changes.items():
        setattr(volunteer, name, value)
    settle_hashes(volunteer)
    check_volunteer(volunteer, on=on)
    volunteer.revision += 1
    volunteer.save()
    record(actor, "volunteer.changed", volunteer, before=before, after=describe(volunteer, changes))
    enqueue_refresh()
    return volunteer


def lock_volunteer(volunteer: Volunteer) -> Volunteer:
    """Fresh, its row locked."""
    return Volunteer.objects.select_for_update(of=("self",), no_key=True).get(pk=volunteer.pk)


@transaction.atomic
def add_village_service(
    volunteer: Volunteer, *, unit: Unit, starts_on: date, ends_on: date | None, on: date, actor
) -> VillageService:
    """登记返乡服务 of a returning student."""
    lock_nodes(volunteer.organization)
    volunteer = lock_volunteer(volunteer)
    if not volunteer.university:
        raise ValidationError("返乡服务只登记大学生志愿者，请先填写就读院校。")
    if starts_on > on:
        raise ValidationError({"starts_on": "日期不能晚于今天。"})
    service = VillageService(volunteer=volunteer, unit=unit, starts_on=starts_on, ends_on=ends_on)
    service.full_clean()
    service.save(force_insert=True)
    volunteer.revision += 1
    volunteer.save(update_fields=["revision", "updated_at"])
    record(actor, "village_service.added", service, after=describe(service, ("unit", "starts_on", "ends_on")))
    enqueue_refresh()
    return service


@transaction.atomic
def register_students(students: list[Student], *, on: date, source: str, actor) -> int:
    """建档 a whole list of returning students with the village of each; neither telephones nor ID numbers come along."""
    owners = list({student.organization.pk: student.organization for student in students}.values())
    fresh = {node.pk: node for node in lock_nodes(*owners)} if owners else {}
    rows = []
    for student in students:
        owner = fresh[student.organization.pk]
        rows.append(
            Volunteer(
                code=student.code, name=student.name, sex=student.sex, birth_year=student.birth_year,
                university=student.university, home_division=student.home_division, organization=owner,
                org_path=owner.path, team=student.team, registered_on=on, source=source,
                search_key=search_key(student.name),
            )
        )  # fmt: skip
    Volunteer.objects.bulk_create(rows, batch_size=500)
    keys = dict(Volunteer.objects.filter(code__in=[row.code for row in rows]).values_list("code", "pk"))
    for row in rows:
        row.pk = keys[row.code]
    VillageService.objects.bulk_create(
        (
            VillageService(volunteer=row, unit=student.unit, starts_on=student.starts_on, ends_on=student.ends_on)
            for row, student in zip(rows, students, strict=True)
        ),
        batch_size=500,
    )
    shown = ("code", "university")
    record_many(actor, "volunteer.registered", [Entry(row, None, describe(row, shown)) for row in rows])
    enqueue_refresh()
    return len(rows)


def volunteer_for(
    organization: Organization, *, fields: dict[str, Any], consent_version: str, at: datetime, on: date
) -> Volunteer:
    """The record of whoever signs up: the one with that name and telephone, else a new one kept by the organiser.

    A record that exists is not changed: anybody can type somebody's name and number. What it does not know is filled in.
    The caller holds the tree's lock.
    """
    known = Volunteer.objects.same_person(name=fields["name"], phone=fields["phone"]).first()
    if known is None:
        known = Volunteer(
            code=next(iter(next_numbers())), organization=organization, org_path=organization.path, registered_on=on,
            source="公开报名", consent_version=consent_version, consented_at=at, **fields,
        )  # fmt: skip
        settle_hashes(known)
        check_volunteer(known, on=on)
        known.save(force_insert=True)
        return known
    missing = [name for name, value in fields.items() if value and not getattr(known, name)]
    if missing:
        for name in missing:
            setattr(known, name, fields[name])
        settle_hashes(known)
        known.full_clean()
        known.revision += 1
        known.save()
    return known
