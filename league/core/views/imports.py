"""The Excel loop's pages: choose a noun, upload, look through the preview, confirm, take back."""

from __future__ import annotations

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from league.core.forms.upload import UploadForm
from league.core.importing.batches import failed_count, importer_of, open_preview, rejected_since
from league.core.importing.importer import REGISTRY, Importer
from league.core.importing.rows import WHOLE_ROW, Row, Status
from league.core.importing.steps import STEPS, request_step
from league.core.models import ImportBatch
from league.core.models.import_batch import ImportState
from league.core.models.job import JobState
from league.core.paging import Page as Paging
from league.core.tables import Column, Table
from league.core.views.base import Page, demand, get_permitted_or_404
from league.core.views.editing import FormPage
from league.core.views.lists import ScopedListView

PER_PAGE = 50
VERDICTS = ("new", "changed", "unchanged", "rejected")


def importer_or_404(noun: str) -> Importer:
    """The declaration of a noun in an address."""
    if noun not in REGISTRY:
        raise Http404("没有这种导入。")
    return REGISTRY[noun]()


def nodes_for(user, permission: str) -> list[tuple[str, str]]:
    """(path, name) of the nodes at which the user may import."""
    nodes = {
        grant.organization.path: str(grant.organization)
        for grant in user.current_grants
        if grant.organization_id and user.has_perm(permission, ImportBatch(org_path=grant.organization.path))
    }
    return sorted(nodes.items())


class ImportTable(Table):
    columns = (
        Column("file_name", "文件", link=True, sort="file_name"),
        Column("noun", "导入对象", lambda batch: REGISTRY[batch.noun].label),
        Column("state", "状态", kind="badge", choices=ImportState, sort="state"),
        Column("rows", "行数", lambda batch: batch.counts.get("rows"), kind="number"),
        Column("written", "已写入", lambda batch: batch.counts.get("written"), kind="number"),
        Column("rejected", "未通过", lambda batch: batch.counts.get("rejected"), kind="number"),
        Column("created_by", "上传人"),
        Column("created_at", "上传时间", kind="date", sort="created_at"),
    )
    order = ("-created_at",)
    select_related = ("created_by",)


class ImportListView(ScopedListView):
    model = ImportBatch
    table_class = ImportTable
    title = "表格导入"
    noun = "core:import"
    intro = "下载模板、填写、上传；系统先核对并列出会有哪些变化，确认后才写入，写入后可以一键撤回。"
    empty = "还没有导入过文件。"
    template_name = "imports/list.html"

    def get_context(self):
        user = self.request.user
        nouns = [
            importer
            for importer in sorted(REGISTRY.values(), key=lambda importer: importer.order)
            if user.has_perm(importer.permission)
        ]
        return super().get_context() | {"nouns": nouns}


class ImportCreateView(FormPage):
    form_class = UploadForm
    submit_label = "上传并核对"
    template_name = "imports/upload.html"
    done = "已上传：{object}。"

    def open(self):
        self.importer = importer_or_404(self.kwargs["noun"])
        demand(self.request.user, self.importer.permission)

    def get_title(self):
        return f"导入{self.importer.label}"

    def get_crumbs(self):
        return [("表格导入", reverse("core:import-list"))]

    def get_cancel_url(self):
        return reverse("core:import-list")

    def get_form_kwargs(self):
        nodes = nodes_for(self.request.user, self.importer.permission)
        return super().get_form_kwargs() | {"importer": self.importer, "nodes": nodes}

    def get_context(self):
        return super().get_context() | {"importer": self.importer}


class ImportDetailView(Page):
    """The batch: progress while a job is under way, then what the import would do or has done."""

    template_name = "imports/detail.html"

    def open(self):
        self.object = get_permitted_or_404(
            ImportBatch.objects.select_related("job", "created_by"), self.kwargs["pk"], self.request.user
        )
        self.importer = importer_of(self.object)
        demand(self.request.user, self.importer.permission.replace(".import_", ".view_"))

    def get_title(self):
        return f"导入{self.importer.label}：{self.object.file_name}"

    def get_crumbs(self):
        return [("表格导入", reverse("core:import-list"))]

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The page; while a job runs htmx asks for its progress only, and reloads the page at its end."""
        job = self.object.job
        if request.htmx and request.htmx.target == "job":
            response = render(request, f"{self.template_name}#progress", self.get_context())
            if job is None or not job.is_open:
                response["HX-Refresh"] = "true"
        else:
            response = render(request, self.template_name, self.get_context())
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response

    def get_context(self):
        batch, user = self.object, self.request.user
        job = batch.job
        running = job is not None and job.is_open
        may_act = not running and user.has_perm(self.importer.permission, batch)
        context = super().get_context() | {
            "batch": batch,
            "importer": self.importer,
            "state_tone": ImportState(batch.state).tone,
            "job": job,
            "is_running": running,
            "job_failed": job is not None and job.state == JobState.FAILED,
            "may_check": may_act and batch.can_become(ImportState.PREVIEWED),
            "may_commit": may_act and batch.can_become(ImportState.COMMITTED) and batch.created_by_id == user.pk,
            "may_undo": may_act and batch.can_become(ImportState.UNDONE),
            "preview": None,
        }
        return context | (self._preview_context() if batch.preview else {})

    @cached_property
    def preview(self):
        """The open preview file."""
        return open_preview(self.object)

    def _preview_context(self) -> dict:
        summary, counts = self.preview.summary, self.object.counts
        tabs = {status.value: status for status in (Status.REJECTED, Status.CHANGED, Status.NEW)}
        wanted = self.request.GET.get("tab", "")
        first = next((name for name in tabs if counts[name]), Status.NEW.value)
        status = tabs.get(wanted, tabs[first])
        paging = Paging.of(self.request.GET.get("page", "1"), counts[status.value], PER_PAGE)
        rows = self.preview.slice(status, paging.start, PER_PAGE) if counts[status.value] else []
        headers = (self.importer.grouped_by, *(Status(name).label for name in VERDICTS))
        return {
            "preview": summary,
            "good": counts["new"] + counts["changed"],
            "failed_count": failed_count(self.object),
            "stale": [self._line(row, summary) for row in rejected_since(self.object)][:PER_PAGE],
            "headers": headers,
            "numeric": range(1, len(headers)),
            "group_rows": [
                [g["name"], g["new"], g["changed"], g["unchanged"], g["rejected"]] for g in summary["groups"]
            ],
            "tabs": [{"slug": name, "label": f"{tabs[name].label} {counts[name]}"} for name in tabs],
            "current": status.value,
            "lines": [self._line(row, summary) for row in rows],
            "paging": paging,
        }

    def _line(self, row: Row, summary: dict) -> dict:
        """A row as the preview shows it: where it stands, what it is, what happens to it."""
        sheet = f"{summary['sheets'][row.sheet]}：" if len(summary["sheets"]) > 1 else ""
        code = self._shown(row, self.importer.positions[self.importer.key[0]])
        shown = (self._shown(row, self.importer.positions[field]) for field in self.importer.naming)
        name = " ".join(filter(None, shown))
        return {"where": f"{sheet}第{row.number}行", "code": code, "name": name, "details": self._details(row, summary)}

    def _shown(self, row: Row, position: int) -> str:
        column = self.importer.columns[position]
        if row.sound(position):
            return column.show(row.values[position])
        return "" if column.personal else str(row.values[position] or "")

    def _details(self, row: Row, summary: dict) -> list[dict]:
        columns = self.importer.columns
        if row.errors:
            letters = summary["letters"][row.sheet]
            return [
                {
                    "label": "整行"
                    if position == WHOLE_ROW
                    else f"{letters.get(str(position), '')}列 {columns[position].label}",
                    "text": reason,
                }
                for position, reason in sorted(row.errors.items())
            ]
        if row.current is not None:
            return [
                {
                    "label": column.label,
                    "old": column.show(row.current.values[index]) or "（空）",
                    "text": column.show(row.values[index]) or "（空）",
                }
                for index, column in enumerate(columns)
                if row.changes(index)
            ]
        stated = [(column, value) for column, value in zip(columns, row.values, strict=True) if value not in (None, "")]
        return [{"label": column.label, "text": column.show(value)} for column, value in stated[2:]]


class ImportStepView(Page):
    """POST: ask for a step's job. Sent twice, it is done once."""

    step = ""
    http_method_names = ["post"]

    def open(self):
        self.object = get_permitted_or_404(ImportBatch, self.kwargs["pk"], self.request.user)
        demand(self.request.user, importer_of(self.object).permission, self.object)
        if self.step != "undo" and self.object.created_by_id != self.request.user.pk:
            raise PermissionDenied("只有上传人本人可以核对和确认这次导入。")

    def post(self, request, *args, **kwargs) -> HttpResponseRedirect:
        """Queue and go back to the batch's page, which shows the progress."""
        if not request_step(self.object, self.step, actor=request.user):
            messages.info(request, STEPS[self.step].refusal)
        return HttpResponseRedirect(self.object.get_absolute_url())
