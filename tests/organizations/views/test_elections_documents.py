"""The Word files of a dossier: every field filled, opened by LibreOffice, noted in the log."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from docxtpl import DocxTemplate

from league.core.models import AuditEvent
from league.core.word import LINE, WORD
from organizations.exports.election_documents import DOCUMENTS, fields_of, write_document
from organizations.models import Organization
from tests.factories.elections import ElectionFactory, ElectionSeatFactory, TermFactory

LIST = [("secretary", "王测", 16, True), ("member", "赵测", 14, True), ("member", "钱测", 12, True),
        ("member", "孙测", 5, False)]  # fmt: skip


@pytest.fixture
def dossier(cast):
    Organization.objects.filter(pk=cast.branch.pk).update(party_organization="中共甲镇东村支部委员会")
    TermFactory(organization=cast.branch, starts_on=date(2022, 3, 15))
    election = ElectionFactory(
        organization=Organization.objects.get(pk=cast.branch.pk), state="held", papers=True, meeting_place="村部会议室",
        chair="李测", timing_reason="与村两委换届<同步>&其他",
    )  # fmt: skip
    for number, (position, name, votes, elected) in enumerate(LIST, start=1):
        ElectionSeatFactory(election=election, order=number, position=position, name=name, votes=votes, elected=elected)
    return election


def url(code, election):
    return reverse(f"organizations:election-document-{code}", args=[election.pk])


def words_of(content):
    """The text of a Word file's body."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = archive.read("word/document.xml").decode()
    text = re.sub(r"<[^>]+>", "", body)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@pytest.mark.parametrize("code", DOCUMENTS)
def test_template_asks_for_nothing_unknown(dossier, code):
    wanted = DocxTemplate(DOCUMENTS[code].template).get_undeclared_template_variables()

    assert wanted - fields_of(dossier, []).keys() == set()


@pytest.mark.parametrize("code", DOCUMENTS)
def test_every_field_is_filled(dossier, code):
    text = words_of(write_document(DOCUMENTS[code], dossier))

    assert "{{" not in text
    assert "{%" not in text
    # Only those who keep the record sign by hand.
    assert text.replace(f"记录人：{LINE}", "").replace(f"监票人：{LINE}", "").count(LINE) == 0


def test_words_are_taken_as_they_are(dossier):
    assert "提前或推迟的理由：与村两委换届<同步>&其他。" in words_of(write_document(DOCUMENTS["request"], dossier))


def test_what_is_unknown_is_a_line_to_fill_in(cast):
    election = ElectionFactory(organization=cast.branch)

    text = words_of(write_document(DOCUMENTS["request"], election))

    assert text.strip().startswith(LINE)
    assert "五、提前或推迟的理由" not in text


def test_document_is_a_download_and_is_noted(dossier, cast, client):
    client.force_login(cast.branch_secretary)

    answer = client.get(url("minutes", dossier))

    assert answer["Content-Type"] == WORD
    assert "filename" in answer["Content-Disposition"]
    assert AuditEvent.objects.get(action="election_document.written").sentence == (
        "生成了甲镇东村团支部第2届换届的选举大会会议记录"
    )


def test_document_before_its_time_leads_back_with_the_reason(cast, client):
    election = ElectionFactory(organization=cast.branch)
    client.force_login(cast.staff)

    answer = client.get(url("result", election), follow=True)

    assert "选举结果报告单在“已召开大会”后生成，目前是“已计划”。" in answer.content.decode()
    assert AuditEvent.objects.count() == 0


def test_document_of_the_neighbour_does_not_exist(dossier, cast, client):
    client.force_login(cast.neighbour_secretary)

    assert client.get(url("minutes", dossier)).status_code == 404


@pytest.mark.office
@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("request", ["关于召开团员大会选举共青团甲镇东村支部第2届委员会的请示", "测团请〔2025〕1号",
                     "第1届委员会自2022年3月15日任职，任期3年，2025年3月15日届满。",
                     "应选委员3名，候选人4名，差额1名，差额比例33%", "2025年2月1日"]),
        ("approval", ["关于同意共青团甲镇东村支部委员会召开团员大会的批复", "测团复〔2025〕1号", "测试县团委", "2025年2月10日"]),
        ("minutes", ["村部会议室", "李测", "到会率90.0%", "发出选票18张，收回选票18张，其中有效选票17张", "孙测", "未当选",
                     "王测、赵测、钱测当选为第2届委员会委员，共3名。"]),
        ("result", ["测团报〔2025〕1号", "王测", "书记", "16", "当选：王测、赵测、钱测，共3名。", "2025年3月3日"]),
    ],
)  # fmt: skip
def test_document_opens_in_libreoffice_with_its_fields(dossier, tmp_path, code, lines):
    writer = Path(shutil.which("soffice")).resolve().parent / "libswlo.so"
    if not writer.exists() and os.environ.get("CI") != "true":
        pytest.skip("LibreOffice is installed without its Writer")
    path = tmp_path / f"{code}.docx"
    path.write_bytes(write_document(DOCUMENTS[code], dossier))

    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8",
         "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    text = (tmp_path / f"{code}.txt").read_text(encoding="utf-8-sig")
    assert [line for line in lines if line not in text] == []
