"""No personal value in clear in the database file, a log, an error page, a job or a file of an import: searched for."""

import logging
from pathlib import Path

from django.conf import settings as configured
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from cadres.models import Person
from cadres.services import people
from league.core.importing.batches import commit
from league.core.models import AuditEvent, JobRun
from tests.cadres.people import PHONE, ZENG, id_number
from tests.core.importing.workbook import TODAY, send, table

OTHER = id_number("19960101")
EMAIL = "zenglihua@example.cn"
WRONG = ZENG[:-1] + "0"
CLEAR = (ZENG, OTHER, PHONE, EMAIL, WRONG)


def live(cast, client):
    """A person's way through form, refusal, page, correction, full view, import and export."""
    client.force_login(cast.secretary)
    typed = {
        "name": "曾丽华", "sex": "0", "new_id_number": WRONG, "new_phone": PHONE, "new_email": EMAIL,
        "organization": cast.branch.code, "submission": "6f1c2a34-0000-4000-8000-000000000002",
    }  # fmt: skip
    create = reverse("cadres:person-create")
    client.post(create, typed)
    client.post(create, typed | {"new_id_number": ZENG})
    person = Person.objects.get()
    for name in ("detail", "update", "reveal"):
        client.get(reverse(f"cadres:person-{name}", args=[person.pk]))
    reveal = {
        "fields_shown": ["id_number", "phone"],
        "reason": "核对任职批复",
        "submission": typed["submission"][:-1] + "3",
    }
    client.post(reverse("cadres:person-reveal", args=[person.pk]), reveal)
    client.post(reverse("cadres:person-check"), {"new_id_number": OTHER, "name": "单雄"})
    row = {"name": "单雄", "id_number": OTHER, "phone": PHONE, "organization": cast.branch.code}
    batch = send("person", table("person", row, row | {"name": "仇英", "id_number": WRONG}), cast.secretary)
    commit(batch, on=TODAY)
    client.get(reverse("cadres:person-list") + "?export=xlsx")
    return batch


def everything_stored() -> bytes:
    """All the database holds, as it lies on the disk of SQLite or as PostgreSQL sends its tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return bytes(cursor.connection.serialize())
        texts = []
        for table_name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table_name}" t')  # noqa: S608 - names of ours
            texts += [row[0] for row in cursor.fetchall()]
        return "\n".join(texts).encode()


def test_nothing_stored_or_logged_holds_a_personal_value(cast, client, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    batch = live(cast, client)

    stored = everything_stored()
    files = b"".join(path.read_bytes() for path in Path(configured.MEDIA_ROOT).rglob("*") if path.is_file())
    printed = "".join(capfd.readouterr())
    logged = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records)

    assert Person.objects.count() == 2
    # Names lie there in clear, so this is where the values would be.
    assert "曾丽华".encode() in stored
    assert batch.file.name in str(list(Path(configured.MEDIA_ROOT).rglob("*")))
    for text in CLEAR:
        assert text.encode() not in stored
        assert text.encode() not in files
        assert text not in printed + logged


def test_the_audit_log_and_the_jobs_hold_masked_values(cast, client):
    live(cast, client)

    told = "".join(f"{event.before}{event.after}{event.words}{event.reason}" for event in AuditEvent.objects.all())
    jobs = "".join(str(vars(job)) for job in JobRun.objects.all())

    assert [text for text in (*CLEAR, "1995-05-01", "1996-01-01") if text in told + jobs] == []
    assert "4304**********0015" in told


def test_an_error_page_and_its_log_show_nothing(cast, client, caplog, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("planted")

    monkeypatch.setattr(people, "settle", fail)
    client.force_login(cast.secretary)
    client.raise_request_exception = False
    typed = {"name": "曾丽华", "sex": "0", "new_id_number": ZENG, "new_phone": PHONE, "organization": cast.branch.code}

    answer = client.post(reverse("cadres:person-create"), typed)

    assert answer.status_code == 500
    assert ZENG not in answer.content.decode() + caplog.text
    assert PHONE not in answer.content.decode() + caplog.text


def test_an_import_by_hand_prints_no_value(cast, tmp_path, capsys):
    path = tmp_path / "people.xlsx"
    row = {"name": "曾丽华", "id_number": ZENG, "phone": PHONE, "organization": cast.branch.code}
    path.write_bytes(table("person", row, row | {"id_number": WRONG}))

    call_command("import_workbook", "person", str(path), username="secretary", commit=True)

    assert [text for text in CLEAR if text in capsys.readouterr().out] == []
    assert Person.objects.get().id_number == ZENG
