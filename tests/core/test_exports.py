"""Files of a list: what is seen, nothing that a spreadsheet would run, and a line in the audit log."""

import csv
import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from league.core import exporter
from league.core.exporter import plain_cell
from league.core.models import AuditEvent, JobRun
from tests.core.reading import texts
from tests.factories.organizations import UnitFactory

HOSTILE = ["=1+1", "+A1", "-2+3", "@SUM(A1)", "#N/A", "=cmd|' /C calc'!A0"]


def book_of(response):
    return load_workbook(io.BytesIO(response.content))


def lines_of(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def file_of(job):
    with job.result_file.open("rb") as file:
        return file.read().decode("utf-8-sig").split()


def test_workbook_holds_exactly_what_is_seen(probe, cast):
    UnitFactory(responsible=cast.township, code="X1", name="甲镇小学", kind="primary_school", opened_on="2001-02-03")
    query = {"column": ["name", "kind", "opened", "size", "exempt"], "sort": "-code", "search": "甲", "export": "xlsx"}

    response = probe.get("/probe/", query)

    book = book_of(response)
    sheet = book.worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["名称", "类型", "设立日期", "字数", "免建"],
        ["甲镇小学", "小学", datetime(2001, 2, 3), 4, "否"],  # noqa: DTZ001 - a cell has no zone
        ["甲镇东村", "村", None, 4, "否"],
    ]
    assert (sheet.title, sheet.freeze_panes, sheet["C2"].number_format) == ("单位", "A2", "yyyy-mm-dd")
    assert book.sheetnames == ["单位", "说明"]
    notes = dict(book["说明"].iter_rows(values_only=True))
    assert notes | {"导出时间": ""} == {
        "名称": "单位",
        "导出人": str(cast.staff),
        "导出时间": "",
        "筛选条件": "名称含“甲”",
        "行数": "2",
        "说明": "仅含导出人管理范围内的数据，请按规定保管。",
    }


def test_export_is_audited(probe, cast):
    probe.get("/probe/", {"search": "甲", "export": "csv"})

    event = AuditEvent.objects.get(action="list.exported")
    assert event.sentence == "导出了“单位”，筛选条件：名称含“甲”，共 1 行（csv）"
    assert event.actor == cast.staff


def test_text_cells_of_a_workbook_are_texts_whatever_they_hold(probe, cast):
    for number, name in enumerate(HOSTILE):
        UnitFactory(responsible=cast.township, code=f"X{number}", name=name)

    response = probe.get("/probe/", {"column": "name", "sort": "code", "export": "xlsx"})

    cells = [cell for (cell,) in book_of(response).worksheets[0].iter_rows(min_row=4)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(name, "s") for name in HOSTILE]


def test_csv_quotes_what_could_be_a_formula(probe, cast):
    UnitFactory(responsible=cast.township, code="X1", name="=1+1")

    response = probe.get("/probe/", {"column": ["name", "size"], "sort": "-code", "export": "csv"})

    assert lines_of(response)[:2] == [["名称", "字数"], ["'=1+1", "4"]]
    assert response.content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("value", "text"),
    [(-3, "-3"), ("-3", "'-3"), (True, "是"), (date(2023, 5, 4), "2023-05-04"), ("\x00\tx", "'\tx"), (None, "")],
)
def test_plain_cell_protects_texts_and_leaves_figures(value, text):
    assert plain_cell(value) == text


def test_export_stays_inside_the_scope(probe, cast):
    probe.force_login(cast.secretary)

    response = probe.get("/probe/", {"column": "name", "export": "csv"})

    assert lines_of(response) == [["名称"], ["甲镇东村"]]


def test_large_export_becomes_a_job_with_the_file(probe, cast, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(exporter, "DIRECT_ROWS", 1)

    with django_capture_on_commit_callbacks(execute=True):
        response = probe.get("/probe/", {"column": "name", "export": "csv"})

    job = JobRun.objects.get()
    assert response.url == f"/jobs/{job.pk}/"
    assert (job.state, job.message, job.created_by) == ("done", "共 2 行。", cast.staff)
    assert file_of(job) == ["名称", "甲镇东村", "乙镇东村"]
    assert AuditEvent.objects.filter(action="list.exported").count() == 1
    assert texts(probe.get(response.url), "a", "btn-primary") == ["下载结果文件"]


def test_job_asks_for_the_scope_of_its_own_moment(probe, cast, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(exporter, "DIRECT_ROWS", 1)
    with django_capture_on_commit_callbacks() as callbacks:
        probe.get("/probe/", {"column": "name", "export": "csv"})
    cast.staff.grants.update(organization=cast.township, role="township_secretary")

    for callback in callbacks:
        callback()

    assert file_of(JobRun.objects.get()) == ["名称", "甲镇东村"]
