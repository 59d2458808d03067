"""The Excel loop in the browser's eyes: upload, look, confirm, fetch the failed rows, take back; and who may not."""

import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from league.accounts.models import Grant
from league.core.models import AuditEvent, ImportBatch, JobRun
from organizations.models import Unit
from tests.core.importing.workbook import opened, table

pytestmark = pytest.mark.django_db(transaction=True)


def row(**values):
    return {
        "code": "S001",
        "name": "甲镇中学",
        "kind": "初级中学",
        "division": "430421100000",
        "responsible": "430421100",
    } | values


def upload(client, noun, content, **data):
    file = SimpleUploadedFile("名单.xlsx", content)
    return client.post(
        reverse("core:import-create", args=[noun]),
        {"file": file, "submission": uuid4(), "effective_on": "2024-01-01"} | data,
    )


@pytest.fixture
def sent(cast, client):
    client.force_login(cast.secretary)
    upload(client, "unit", table("unit", row(), row(code="S002", name="二中", kind="学堂")))
    return ImportBatch.objects.get()


def test_upload_is_previewed_and_writes_nothing(cast, client, sent):
    page = client.get(sent.get_absolute_url()).content.decode()

    assert sent.state == "previewed"
    assert not Unit.objects.filter(code="S001").exists()
    for text in ("确认写入1行", "下载未通过的1行", "甲镇团委", "第3行", "C列 单位类型："):
        assert text in page


def test_confirm_writes_once_and_undo_takes_back(cast, client, sent):
    for _ in range(3):
        answer = client.post(reverse("core:import-commit", args=[sent.pk]))
    assert answer.url == sent.get_absolute_url()
    sent.refresh_from_db()
    assert (sent.state, sent.counts["written"]) == ("committed", 1)
    assert AuditEvent.objects.filter(batch=sent.pk).count() == 1
    assert JobRun.objects.filter(task="core.commit_import").count() == 1
    assert "撤回这次导入" in client.get(sent.get_absolute_url()).content.decode()

    client.post(reverse("core:import-undo", args=[sent.pk]))

    sent.refresh_from_db()
    assert sent.state == "undone"
    assert not Unit.objects.filter(code="S001").exists()


def test_blockers_of_an_undo_are_listed_on_the_page(cast, client, sent):
    client.post(reverse("core:import-commit", args=[sent.pk]))
    Unit.objects.filter(code="S001").update(revision=2)

    client.post(reverse("core:import-undo", args=[sent.pk]))

    page = client.get(sent.get_absolute_url()).content.decode()
    assert "不能撤回：“甲镇中学”（S001）导入之后又有改动" in page


def test_refused_file_says_why(cast, client):
    client.force_login(cast.secretary)
    upload(client, "unit", b"<html></html>")

    page = client.get(ImportBatch.objects.get().get_absolute_url()).content.decode()
    assert "文件被拒绝：这不是工作簿，而是改了扩展名的网页文件。" in page


def test_same_post_twice_is_one_upload(cast, client):
    client.force_login(cast.secretary)
    key = uuid4()
    for _ in range(2):
        upload(client, "unit", table("unit", row()), submission=key)

    assert ImportBatch.objects.count() == 1


def test_effective_date_is_not_in_the_future(cast, client):
    client.force_login(cast.secretary)
    page = upload(client, "unit", table("unit", row()), effective_on="2999-01-01").content.decode()

    assert "生效日期2999-01-01晚于今天，请改为今天或以前的日期。" in page
    assert ImportBatch.objects.count() == 0


def test_files_can_be_fetched(cast, client, sent):
    failed = client.get(reverse("core:import-failed", args=[sent.pk]))
    assert opened(failed.content)["单位"].max_row == 2

    empty = client.get(reverse("core:import-template", args=["unit"]))
    filled = client.get(reverse("core:import-template", args=["unit"]), {"full": "1"})
    assert [opened(answer.content)["单位"].max_row for answer in (empty, filled)] == [1, 2]
    assert AuditEvent.objects.filter(action="import.template_filled").count() == 1


def test_neighbour_finds_nothing(cast, client, sent):
    client.force_login(cast.neighbour_secretary)

    answers = [client.get(sent.get_absolute_url()), client.get(reverse("core:import-failed", args=[sent.pk]))]
    answers += [client.post(reverse(f"core:import-{step}", args=[sent.pk])) for step in ("check", "commit", "undo")]
    assert {answer.status_code for answer in answers} == {404}
    assert "名单.xlsx" not in client.get(reverse("core:import-list")).content.decode()


@pytest.mark.parametrize(("who", "see", "commit", "create"), [
    ("staff", 200, 403, 200), ("reviewer", 200, 403, 403), ("branch_secretary", 404, 404, 403),
])  # fmt: skip
def test_what_others_may(cast, client, sent, who, see, commit, create):
    client.force_login(getattr(cast, who))

    assert client.get(sent.get_absolute_url()).status_code == see
    assert client.post(reverse("core:import-commit", args=[sent.pk])).status_code == commit
    assert client.get(reverse("core:import-create", args=["unit"])).status_code == create
    sent.refresh_from_db()
    assert sent.state == "previewed"


def test_revoked_right_stops_the_commit(cast, client, sent):
    Grant.objects.filter(user=cast.secretary).update(ends_on="2020-02-01")

    assert client.post(reverse("core:import-commit", args=[sent.pk])).status_code == 404
    assert not Unit.objects.filter(code="S001").exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_database_a_fixed_number_of_times(cast, client, rows, django_assert_max_num_queries):
    client.force_login(cast.secretary)
    for number in range(rows):
        upload(client, "unit", table("unit", *(row(code=f"S{number}{n}", name=f"{number}{n}") for n in range(rows))))

    with django_assert_max_num_queries(12):
        client.get(reverse("core:import-list"))
    with django_assert_max_num_queries(12):
        client.get(ImportBatch.objects.first().get_absolute_url())


def test_command_prints_the_preview_and_commits(cast, tmp_path):
    file = tmp_path / "名单.xlsx"
    file.write_bytes(table("unit", row(), row(code="S002", name="二中", kind="学堂")))

    def run(*options):
        output = StringIO()
        call_command("import_workbook", "unit", str(file), "--as", "secretary", *options, stdout=output)
        return json.loads(output.getvalue())

    assert run()["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 1, "rows": 2}
    assert not Unit.objects.filter(code="S001").exists()
    done = run("--commit", "--effective", "2024-01-01")
    assert (done["state"], done["counts"]["written"], done["effective_on"]) == ("committed", 1, "2024-01-01")
    assert [(fault["row"], fault["column"], fault["label"]) for fault in done["rejected"]] == [(3, "C", "单位类型")]
    assert run()["counts"]["unchanged"] == 1


def test_command_refuses_in_words(cast, tmp_path):
    file = tmp_path / "空.xlsx"
    file.write_bytes(b"")

    with pytest.raises(CommandError, match="文件被拒绝：这是一个空文件"):
        call_command("import_workbook", "unit", str(file), "--as", "secretary")
    with pytest.raises(CommandError, match="您没有导入区划的权限"):
        call_command("import_workbook", "division", str(file), "--as", "secretary")
    with pytest.raises(CommandError, match="没有启用的账号“nobody”"):
        call_command("import_workbook", "unit", str(file), "--as", "nobody")
