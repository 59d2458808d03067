"""Workbooks of the Excel loop: templates, and the rows that failed. Large ones are made by a job."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from league.core.audit import record
from league.core.dates import today
from league.core.exporter import named
from league.core.importing import workbooks
from league.core.importing.batches import context_of, failed_count, failed_rows, importer_of
from league.core.importing.importer import Context, Importer
from league.core.jobs import JobError, enqueue
from league.core.models import ImportBatch
from league.core.scoping import Scope
from league.core.views.base import Page, demand, get_permitted_or_404
from league.core.views.imports import importer_or_404, nodes_for

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DIRECT_ROWS = 3000


def template_context(importer: Importer, user, path: str) -> Context:
    """Of the node asked for, or the first at which the user may import."""
    nodes = dict(nodes_for(user, importer.permission))
    if not nodes or (path and path not in nodes):
        raise Http404("没有这个组织，或者它不在您的管理范围内。")
    return Context(Scope((path or next(iter(nodes)),)), today(), today(), user)


def made_template(importer: Importer, context: Context, *, full: bool) -> bytes:
    """The template's bytes; a pre-filled one holds data and is noted like any export."""
    content = workbooks.template(importer, context, full=full)
    if full:
        record(
            context.actor, "import.template_filled", noun=importer.label, rows=importer.known_count(context),
            org_path=context.scope.paths[0],
        )  # fmt: skip
    return content


class TemplateView(Page):
    """``?full=1`` holds the rows of the scope."""

    def open(self):
        self.importer = importer_or_404(self.kwargs["noun"])
        demand(self.request.user, self.importer.permission)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The workbook, or a job that makes it."""
        full = request.GET.get("full") == "1"
        context = template_context(self.importer, request.user, request.GET.get("node", ""))
        if full and self.importer.known_count(context) > DIRECT_ROWS:
            job = enqueue(
                "core.fill_template", actor=request.user, label=f"生成{self.importer.label}模板",
                noun=self.importer.noun, path=context.scope.paths[0],
            )  # fmt: skip
            messages.info(request, "数据较多，正在后台生成，完成后在本页下载。")
            return HttpResponseRedirect(job.get_absolute_url())
        kind = "含现有数据" if full else "空表"
        response = HttpResponse(made_template(self.importer, context, full=full), content_type=XLSX)
        return named(response, f"{self.importer.label}导入模板（{kind}）.xlsx")


class FailedRowsView(Page):
    """The failed rows with their reasons, ready to be mended and sent again."""

    def open(self):
        self.object = get_permitted_or_404(ImportBatch, self.kwargs["pk"], self.request.user)
        demand(self.request.user, importer_of(self.object).permission, self.object)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The workbook, or a job that makes it."""
        count = failed_count(self.object)
        if not count:
            raise Http404("这次导入没有未通过的行。")
        if count > DIRECT_ROWS:
            job = enqueue(
                "core.write_failed_rows", actor=request.user, label="生成未通过的行", batch=str(self.object.pk)
            )
            return HttpResponseRedirect(job.get_absolute_url())
        response = HttpResponse(failed_workbook(self.object), content_type=XLSX)
        return named(response, f"未通过的行-{self.object.file_name.rsplit('.', 1)[0]}.xlsx")


def failed_workbook(batch: ImportBatch) -> bytes:
    """The workbook's bytes."""
    return workbooks.failed(importer_of(batch), context_of(batch, on=today()), failed_rows(batch))


def fill_template(run, *, noun: str, path: str) -> None:
    """Job: a large pre-filled template."""
    importer = importer_or_404(noun)
    try:
        context = template_context(importer, run.actor, path)
    except Http404 as error:
        raise JobError(str(error)) from error
    run.progress(10, "正在写文件")
    run.attach(f"{noun}.xlsx", made_template(importer, context, full=True))
    run.finish("模板已生成。", result={"url": reverse("core:import-list"), "label": "返回表格导入"})


def write_failed_rows(run, *, batch: str) -> None:
    """Job: a large workbook of failed rows."""
    try:
        found = get_permitted_or_404(ImportBatch, batch, run.actor)
    except Http404 as error:
        raise JobError(str(error)) from error
    run.progress(10, "正在写文件")
    run.attach(f"{batch}.xlsx", failed_workbook(found))
    run.finish("文件已生成。", result={"url": found.get_absolute_url(), "label": "返回这次导入"})
