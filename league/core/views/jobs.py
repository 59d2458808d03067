"""A person's own background jobs: how far they are, and what they made."""

from __future__ import annotations

from pathlib import PurePath

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from league.core.models import JobRun
from league.core.models.job import JobState
from league.core.tables import Column, Table
from league.core.views.base import Page, get_permitted_or_404
from league.core.views.lists import ScopedListView


class JobTable(Table):
    columns = (
        Column("label", "任务", link=True),
        Column("state", "状态", kind="badge", choices=JobState, sort="state"),
        Column("progress", "进度（%）", kind="number"),
        Column("message", "说明"),
        Column("created_at", "创建时间", kind="date", sort="created_at"),
        Column("finished_at", "结束时间", kind="date", sort="finished_at"),
    )
    order = ("-created_at",)


class JobListView(ScopedListView):
    model = JobRun
    table_class = JobTable
    title = "我的任务"
    noun = "core:job"
    audited = False
    empty = "您还没有后台任务。导入、导出大量数据时，任务会列在这里。"


class JobDetailView(Page):
    """Polled by htmx every second while the job is open; 404 for everybody but its creator."""

    template_name = "core/job.html"

    def open(self):
        self.object = get_permitted_or_404(JobRun, self.kwargs["pk"], self.request.user)

    def get_title(self):
        return str(self.object)

    def get_crumbs(self):
        return [("我的任务", reverse("core:job-list"))]

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The page, or its part ``progress``."""
        partial = request.htmx and request.htmx.target == "job"
        template = f"{self.template_name}#progress" if partial else self.template_name
        response = render(request, template, self.get_context())
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response

    def get_context(self):
        result = self.object.result if isinstance(self.object.result, dict) else {}
        return super().get_context() | {
            "job": self.object,
            "tone": JobState(self.object.state).tone,
            "is_failed": self.object.state == JobState.FAILED,
            "is_done": self.object.state == JobState.DONE,
            "next_url": result.get("url", ""),
            "next_label": result.get("label", "") or "查看结果",
        }


class JobFileView(Page):
    """The result file, for its creator only."""

    def open(self):
        self.object = get_permitted_or_404(JobRun, self.kwargs["pk"], self.request.user)

    def get(self, request, *args, **kwargs) -> FileResponse:
        """A download under the name the job gave it."""
        file = self.object.result_file
        if not file or not file.storage.exists(file.name):
            raise Http404("没有结果文件，或者文件已过期清理。")
        name = f"{self.object.label}{PurePath(file.name).suffix}"
        return FileResponse(file.open("rb"), as_attachment=True, filename=name)
