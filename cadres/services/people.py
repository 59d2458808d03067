"""Registering people, correcting what is known of them, and handing their records over."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import Sex
from cadres.models import Person
from cadres.models.person import ID_NUMBER, PHONE
from cadres.services.names import write_keys
from cadres.validators import check_agreement, check_life, read_id_number, read_phone
from league.core.audit import Entry, record, record_many
from league.core.crypto import keyed_hash
from league.core.masking import mask_id_number, mask_name, year_month
from league.core.pinyin import name_keys
from organizations.models import Organization
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.tree import lock_nodes

FIELDS = (
    "name", "id_number", "sex", "birth_on", "phone", "email", "nationality", "political_status", "joined_party_on",
    "joined_league_on", "education", "degree", "graduated_from", "major", "school", "home_division", "work_started_on",
    "guardian_consent_on", "source", "remark",
)  # fmt: skip
KNOWN_OF_PAST = ("name", "sex", "birth_on", "school", "graduated_from", "major", "source")
LIFE = ("joined_league_on", "joined_party_on", "work_started_on", "guardian_consent_on")


def lock_person(person: Person) -> Person:
    """The record fresh, its row locked; ValidationError when it was merged away."""
    rows = Person.objects.select_for_update(of=("self",)).select_related("organization", "home_division")
    fresh = rows.get(pk=person.pk)
    if fresh.merged_into_id:
        raise ValidationError(f"“{fresh}”已并入另一条人员记录，不能再修改。")
    return fresh


def settle(person: Person, *, on: date) -> None:
    """Normalise the numbers, fill what the ID number says, follow with hashes and keys, and check the whole."""
    person.name = "".join(person.name.split())
    if not person.name:
        raise ValidationError({"name": "请填写姓名。"})
    if person.id_number:
        try:
            facts = read_id_number(person.id_number, on=on)
        except ValidationError as error:
            raise ValidationError({"id_number": error.messages}) from None
        check_agreement(facts, sex=person.sex, birth_on=person.birth_on)
        person.id_number, person.birth_on = facts.number, facts.birth_on
        person.sex = facts.sex if person.sex not in Sex.known else person.sex
    if person.phone:
        try:
            person.phone = read_phone(person.phone)
        except ValidationError as error:
            raise ValidationError({"phone": error.messages}) from None
    check_life(on=on, birth_on=person.birth_on, days={name: getattr(person, name) for name in LIFE})
    follow(person)
    refuse_known_number(person)
    person.full_clean()


def follow(person: Person) -> None:
    """What follows from other fields."""
    person.id_number_hash = keyed_hash(person.id_number, ID_NUMBER)
    person.phone_hash = keyed_hash(person.phone, PHONE)
    person.search_key = name_keys(person.name)
    person.org_path = person.organization.path


def refuse_known_number(person: Person) -> None:
    """One human has one record: say where the number is kept already."""
    known = Person.objects.with_id_number(person.id_number).exclude(pk=person.pk).select_related("organization")
    if found := known.first():
        raise ValidationError(
            {"id_number": f"该身份证号已登记：{whereabouts(found)}。不要重复登记，可请该组织移交档案。"}
        )


def whereabouts(person: Person) -> str:
    """曾**（1995年5月生，4304**********0014），由“甲镇团委”建档: enough to ask there, for those who may not see more."""
    known = [f"{year_month(person.birth_on)}生" if person.birth_on else "", mask_id_number(person.id_number)]
    facts = "，".join(filter(None, known))
    return f"{mask_name(person.name)}{f'（{facts}）' if facts else ''}，由“{person.organization}”建档"


@transaction.atomic
def register_person(organization: Organization, *, fields: dict[str, Any], on: date, actor) -> Person:
    """登记 a person whose record the organisation keeps; `fields` are those of FIELDS."""
    (organization,) = lock_nodes(organization)
    if organization.dissolved_on:
        raise ValidationError(f"“{organization}”已于{chinese_date(organization.dissolved_on)}撤销，不能为其建档。")
    person = Person(organization=organization, **fields)
    settle(person, on=on)
    person.save(force_insert=True)
    write_keys([(person.pk, person.name)], fresh=True)
    record(actor, "person.registered", person, after=described(person, fields))
    enqueue_refresh()
    return person


@transaction.atomic
def register_people(people: list[Person], *, actor) -> None:
    """登记 many at once, of whom no number is known and whom the caller has found to be on no record. Under the lock of
    the tree."""
    for person in people:
        person.name = "".join(person.name.split())
        follow(person)
    Person.objects.bulk_create(people, batch_size=500)
    write_keys([(person.pk, person.name) for person in people], fresh=True)
    entries = [Entry(person, None, described(person, KNOWN_OF_PAST)) for person in people]
    record_many(actor, "person.registered", entries)


@transaction.atomic
def change_person(person: Person, *, changes: dict[str, Any], on: date, actor) -> Person:
    """更正 fields of FIELDS; nothing is written when nothing differs."""
    person = lock_person(person)
    if unknown := changes.keys() - set(FIELDS):
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    changes = {name: value for name, value in changes.items() if getattr(person, name) != value}
    if not changes:
        return person
    former = {name: getattr(person, name) for name in FIELDS}
    before = described(person, FIELDS)
    if changes.get("id_number"):
        # The birth date came from the former number; the new one tells it anew.
        changes = {"birth_on": None} | changes
    for name, value in changes.items():
        setattr(person, name, value)
    settle(person, on=on)
    changed = [name for name in FIELDS if getattr(person, name) != former[name]]
    person.revision += 1
    person.save()
    if "name" in changed:
        write_keys([(person.pk, person.name)])
    labels = [str(Person._meta.get_field(name).verbose_name) for name in changed]
    after = described(person, changed)
    record(actor, "person.changed", person, before={label: before[label] for label in labels}, after=after)
    enqueue_refresh()
    return person


@transaction.atomic
def hand_over_record(person: Person, *, organization: Organization, reason: str, actor) -> Person:
    """移交: another organisation keeps the record from now on; posts and the like stay as they are."""
    (organization,) = lock_nodes(organization)
    person = lock_person(person)
    if organization.pk == person.organization_id:
        raise ValidationError({"organization": f"“{person}”的档案已由“{organization}”管理。"})
    if organization.dissolved_on:
        raise ValidationError({"organization": f"“{organization}”已撤销，不能接收档案。"})
    before = described(person, ["organization"])
    person.organization, person.org_path = organization, organization.path
    person.revision += 1
    person.save()
    record(
        actor, "person.handed_over", person, before=before, after=described(person, ["organization"]), reason=reason,
        target=str(organization),
    )  # fmt: skip
    enqueue_refresh()
    return person


def described(person: Person, names: Iterable[str]) -> dict[str, Any]:
    """The named fields for the audit log: numbers masked, the birth date by its month."""
    facts = describe(person, [name for name in FIELDS if name in names] or list(names))
    if "出生日期" in facts:
        facts["出生日期"] = year_month(person.birth_on)
    return facts
