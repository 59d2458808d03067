"""The audit administrator's pages: the log, one event, checking and keeping the chain."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from league.accounts.filters import AuditFilter
from league.accounts.models import AuditEntry
from league.accounts.tables import AuditTable
from league.accounts.wording import object_type, object_type_label
from league.core.anchors import read_anchors, write_anchor
from league.core.audit import record
from league.core.history import in_words
from league.core.jobs import enqueue
from league.core.models import AuditHead
from league.core.tables import Column
from league.core.views.base import Link, Page
from league.core.views.details import ScopedDetailView
from league.core.views.lists import ScopedListView


class AuditList(ScopedListView):
    model = AuditEntry
    table_class = AuditTable
    filterset_class = AuditFilter
    title = "审计日志"
    noun = "accounts:audit"
    permission = "accounts.view_audit"
    # What was changed behind the log's back must be seen at once.
    audited = False
    intro = "每一次写入、导出和登录都在这里，逐条相扣，改动或删除任何一条都能查出。"

    def get_links(self):
        return [
            Link("校验审计链", reverse("accounts:audit-verify"), "link-45deg", "primary", "accounts.verify_audit"),
            Link("审计摘要", reverse("accounts:audit-digest"), "printer", permission="accounts.verify_audit"),
        ]


class AuditDetail(ScopedDetailView):
    model = AuditEntry
    permission = "accounts.view_audit"
    template_name = "accounts/audit_detail.html"
    with_history = False
    facts = (
        Column("at", "时间", kind="date"),
        Column("actor_name", "操作人"),
        Column("address", "来源地址", kind="code"),
        Column("sentence", "做了什么"),
        Column("object_type", "对象类型", value=lambda event: object_type_label(event.object_type)),
        Column("object_label", "对象"),
        Column("reason", "理由"),
        Column("document", "文号"),
        Column("batch", "批次", kind="code"),
        Column("digest", "链上摘要", kind="code"),
    )

    def get_crumbs(self):
        return [("审计日志", reverse("accounts:audit-list"))]

    def tab_facts(self):
        """The event, and each field it changed."""
        happening = in_words([self.object], object_type(self.object.object_type) or AuditEntry)[0]
        return super().tab_facts() | {"happening": happening}


class AuditVerify(Page):
    title = "校验审计链"
    permission = "accounts.verify_audit"
    template_name = "accounts/audit_verify.html"

    def get(self, request):
        """What the check does, and its button."""
        return render(request, self.template_name, self.get_context())

    def post(self, request):
        """Queue the check; one at a time."""
        with transaction.atomic():
            job = enqueue("accounts.verify_audit", actor=request.user, dedupe_key=f"verify:{request.user.pk}")
        return HttpResponseRedirect(job.get_absolute_url())


class AuditDigest(Page):
    title = "审计链摘要"
    permission = "accounts.verify_audit"
    template_name = "accounts/audit_digest.html"

    def get(self, request):
        """The chain's length and digest, to be printed and kept where nobody of the system reaches it."""
        return render(request, self.template_name, self.get_context())

    def get_context(self):
        """The chain's end and the last anchors."""
        return super().get_context() | {
            "head": AuditHead.objects.filter(pk=1).first(),
            "anchors": read_anchors()[:-31:-1],
        }

    def post(self, request):
        """Write an anchor now, beside the daily one."""
        head = AuditHead.objects.filter(pk=1).first()
        if head:
            record(request.user, "audit.anchored", length=head.length, digest=head.digest)
            write_anchor()
            messages.success(request, "已写入库外留存文件。")
        return HttpResponseRedirect(reverse("accounts:audit-digest"))
