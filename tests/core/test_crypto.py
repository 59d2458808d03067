"""Personal values at rest: seals, keyed hashes, keys that change, and the demand for a key."""

import os
import subprocess
import sys
from datetime import date

import pytest
from django.conf import settings as configured
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from cadres.models import Person
from league.core.bulk import insert_rows, update_rows
from league.core.crypto import (
    Unreadable,
    keyed_hash,
    keyed_hashes,
    seal,
    seal_bytes,
    unseal,
    unseal_bytes,
)
from league.core.importing import keeping
from league.core.importing.batches import open_preview
from league.settings.local_keys import local_key
from tests.cadres.people import PHONE, ZENG
from tests.core.importing.workbook import send, table
from tests.factories.cadres import PersonFactory

NEW, OLD = "a new field key", "test-only-field-key"


@given(st.text(min_size=1), st.binary())
def test_what_is_sealed_is_opened_again(text, content):
    assert unseal(seal(text, "a"), "a") == text
    assert unseal_bytes(seal_bytes(content, "a"), "a") == content


def test_two_seals_of_a_value_differ_and_tell_nothing():
    first, second = seal(ZENG, "a"), seal(ZENG, "a")

    assert first != second
    assert ZENG not in first


@pytest.mark.parametrize("place", [0, 5, 20, -2])
def test_an_altered_seal_does_not_open(place):
    sealed = bytearray(seal_bytes(b"value", "a"))
    sealed[place] ^= 1

    with pytest.raises(Unreadable):
        unseal_bytes(bytes(sealed), "a")


def test_a_seal_opens_for_its_own_field_only():
    with pytest.raises(Unreadable, match=r"person\.phone"):
        unseal(seal(ZENG, "person.id_number"), "person.phone")


def test_a_seal_of_an_unknown_key_does_not_open(settings):
    sealed = seal(ZENG, "a")
    settings.FIELD_KEYS = [NEW]

    with pytest.raises(Unreadable) as refusal:
        unseal(sealed, "a")
    assert ZENG not in str(refusal.value)


def test_keyed_hashes_depend_on_key_field_and_value(settings):
    hashes = {keyed_hash(ZENG, "a"), keyed_hash(ZENG, "b"), keyed_hash(PHONE, "a")}
    settings.FIELD_KEYS = [NEW, OLD]

    assert len(hashes | {keyed_hash(ZENG, "a")}) == 4
    assert keyed_hashes(ZENG, "a")[1] in hashes
    assert keyed_hash("", "a") == ""


def test_nothing_is_stored_without_a_key(settings):
    settings.FIELD_KEYS = []

    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS"):
        seal(ZENG, "a")


@pytest.mark.parametrize(("key", "named"), [("", True), ("short", True), ("k" * 50, False)])
def test_a_deployment_does_not_start_without_a_key(key, named, tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "league.settings.prod", "SECRET_KEY": "s" * 50, "AUDIT_KEY": "a" * 50,
        "FIELD_KEYS": key, "VAR_DIR": str(tmp_path),
    }  # fmt: skip
    run = [sys.executable, "-c", "from django.conf import settings; settings.FIELD_KEYS"]

    done = subprocess.run(run, env=environment, cwd=configured.BASE_DIR, capture_output=True, text=True, check=False)

    assert ("Set FIELD_KEYS" in done.stderr, done.returncode) == (named, 1 if named else 0)


def test_a_laptop_makes_its_own_key_once(tmp_path):
    path = tmp_path / "field-key"

    keys = {local_key(path) for _ in range(2)}

    assert (len(keys), len(keys.pop()), path.stat().st_mode & 0o777) == (1, 64, 0o600)
    assert [entry.name for entry in tmp_path.iterdir()] == ["field-key"]


def raw():
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, phone FROM cadres_person ORDER BY id")
        return cursor.fetchall()


def test_bulk_writing_seals_as_well(cast):
    person = PersonFactory(organization=cast.branch)
    names = [field.name for field in Person._meta.concrete_fields]
    values = [getattr(person, field.attname) for field in Person._meta.concrete_fields]
    values[names.index("id")] += 1
    values[names.index("phone")] = PHONE

    insert_rows(Person, names, [values])
    update_rows(Person, ["id_number"], [(person.pk, ZENG)])

    assert [(number[:3], phone[:3]) for number, phone in raw()] == [("e1.", ""), ("", "e1.")]
    assert list(Person.objects.order_by("pk").values_list("id_number", "phone")) == [(ZENG, ""), ("", PHONE)]


def test_a_sealed_field_is_not_searched(cast):
    with pytest.raises(TypeError, match="compare its keyed hash"):
        Person.objects.filter(id_number=ZENG)


def test_keys_are_changed_while_people_are_found(cast, settings):
    person = PersonFactory(organization=cast.branch, id_number=ZENG, phone=PHONE)
    row = {"code": "S1", "name": "一中", "kind": "初级中学", "division": "430421100200", "responsible": "430421100"}
    batch = send("unit", table("unit", row), cast.staff, on=date(2024, 5, 4))
    settings.FIELD_KEYS = [NEW, OLD]

    assert list(Person.objects.with_id_number(ZENG)) == [person]
    call_command("rotate_field_keys")
    settings.FIELD_KEYS = [NEW]

    stored = Person.objects.get()
    assert (stored.id_number, stored.phone) == (ZENG, PHONE)
    assert list(Person.objects.with_id_number(ZENG)) == list(Person.objects.with_phone(PHONE)) == [person]
    batch.refresh_from_db()
    assert open_preview(batch).summary["counts"]["rows"] == 1
    assert keeping.kept(batch.file).startswith(b"PK")
