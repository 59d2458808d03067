"""Whatever is done to the audit log behind the services' back is found."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from league.accounts.services.users import edit_user
from league.core.anchors import anchor_file, read_anchors, write_anchor
from league.core.audit import verify_chain
from league.core.models import AuditEvent, AuditHead

EVENTS = 20


@pytest.fixture
def chain(cast, settings, tmp_path):
    """Twenty events, anchored after the tenth and the last; their keys in order."""
    settings.VAR_DIR = tmp_path
    for number in range(EVENTS):
        edit_user(cast.staff, name=f"名{number}", email="", actor=cast.system_admin)
        if number + 1 in {10, EVENTS}:
            write_anchor()
    return list(AuditEvent.objects.order_by("id").values_list("pk", flat=True))


def rewrite(key, **values):
    AuditEvent.objects.filter(pk=key).update(**values)


def test_untouched_chain_is_whole(chain):
    assert verify_chain(read_anchors()) is None
    assert len(read_anchors()) == 2


@pytest.mark.parametrize("place", range(EVENTS))
def test_changed_event_is_found(chain, place):
    rewrite(chain[place], reason="补记")

    assert verify_chain(read_anchors()).event_id == chain[place]


@pytest.mark.parametrize(
    "change",
    [
        {"actor": None},
        {"actor_name": "别人"},
        {"address": "10.1.1.1"},
        {"action": "user.enabled"},
        {"object_id": 10**9},
        {"object_label": "别的"},
        {"org_path": "/9/"},
        {"words": {"x": 1}},
        {"before": {"name": "改"}},
        {"after": None},
        {"document": "文号"},
    ],
)
def test_change_of_any_column_is_found(chain, change):
    rewrite(chain[7], **change)

    assert verify_chain(read_anchors()).event_id == chain[7]


@pytest.mark.parametrize("place", range(EVENTS))
def test_deleted_event_is_found(chain, place):
    AuditEvent.objects.filter(pk=chain[place]).delete()

    fault = verify_chain(read_anchors())

    assert fault.event_id == (chain[place + 1] if place + 1 < EVENTS else None)


@pytest.mark.parametrize("place", range(EVENTS - 1))
def test_swapped_events_are_found(chain, place):
    first, second = chain[place], chain[place + 1]
    columns = [field.attname for field in AuditEvent._meta.concrete_fields if not field.primary_key]
    rows = {row.pk: {name: getattr(row, name) for name in columns} for row in AuditEvent.objects.filter(pk__in=chain)}
    rewrite(first, **rows[second])
    rewrite(second, **rows[first])

    assert verify_chain(read_anchors()).event_id == first


@pytest.mark.parametrize("left", range(EVENTS))
def test_cut_off_end_is_found_though_the_head_was_set_back(chain, left):
    AuditEvent.objects.filter(pk__in=chain[left:]).delete()
    last = AuditEvent.objects.order_by("-id").first()
    if last:
        AuditHead.objects.update(length=left, digest=last.digest)
    else:
        AuditHead.objects.all().delete()

    assert "末尾的记录被删除" in verify_chain(read_anchors()).message


def test_cut_off_end_is_found_by_the_head_alone(chain):
    AuditEvent.objects.filter(pk=chain[-1]).delete()

    assert f"至少应有 {EVENTS} 条，实有 {EVENTS - 1} 条" in verify_chain().message


def test_missing_head_is_found(chain):
    AuditHead.objects.all().delete()

    assert "末端记录不见了" in verify_chain().message


def test_chain_forged_with_another_key_is_found(chain, settings):
    settings.AUDIT_KEY = "stolen database, other key" * 3

    assert verify_chain(read_anchors()).event_id == chain[0]


def test_chain_rewritten_with_the_key_is_found_by_the_anchors(chain, cast):
    AuditEvent.objects.all().delete()
    AuditHead.objects.all().delete()
    for _ in range(EVENTS):
        edit_user(cast.staff, name="重写", email="", actor=cast.system_admin)

    assert verify_chain() is None
    assert "整体重写" in verify_chain(read_anchors()).message


def test_command_tells_the_fault_and_exits_with_one(chain):
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert out.getvalue() == f"审计链完好：共 20 条，与库外留存 2 处（{anchor_file()}）相符。\n"

    rewrite(chain[4], reason="补记")
    with pytest.raises(CommandError, match="第 5 条") as refusal:
        call_command("verify_audit", stdout=out)
    assert refusal.value.returncode == 1


def test_job_notes_its_result_in_the_chain(chain, cast, client, settings, django_capture_on_commit_callbacks):
    settings.DEMO = True
    client.force_login(cast.audit_admin)

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/audit/verify/")

    assert page.url.startswith("/jobs/")
    event = AuditEvent.objects.get(action="audit.verified")
    assert event.sentence == "校验审计链：完好，共 20 条"
    assert event.actor == cast.audit_admin


def test_digest_page_shows_the_end_and_keeps_an_anchor(chain, cast, client, settings):
    settings.DEMO = True
    client.force_login(cast.audit_admin)

    page = client.get("/audit/digest/").content.decode()
    assert AuditHead.objects.get().digest in page

    assert client.post("/audit/digest/").url == "/audit/digest/"
    assert read_anchors()[-1] == (EVENTS + 1, AuditHead.objects.get().digest)
    assert verify_chain(read_anchors()) is None
