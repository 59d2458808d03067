"""Moving, merging, splitting, dissolving, and taking back."""

from django.urls import reverse

from league.core.tables import Column
from league.core.views import Link, ScopedDetailView
from organizations.forms.restructurings import DissolveForm, MergeForm, MoveForm, SplitForm, UndoForm
from organizations.models import Organization, Restructuring
from organizations.services.successions import done
from organizations.views.actions import ServiceView


class MoveView(ServiceView):
    model, form_class, permission = Organization, MoveForm, "organizations.move_organization"
    title, submit_label, done = "划转", "确认划转", "已办理：{object}。"


class MergeView(ServiceView):
    model, form_class, permission = Organization, MergeForm, "organizations.merge_organization"
    title, submit_label, done, tone = "合并", "确认合并", "已办理：{object}。", "danger"


class SplitView(ServiceView):
    model, form_class, permission = Organization, SplitForm, "organizations.split_organization"
    title, submit_label, done = "分设", "确认分设", "已办理：{object}。"


class DissolveView(ServiceView):
    model, form_class, permission = Organization, DissolveForm, "organizations.dissolve_organization"
    title, submit_label, done, tone = "撤销", "确认撤销", "已办理：{object}。", "danger"


class RestructuringDetailView(ScopedDetailView):
    model = Restructuring
    permission = "organizations.view_restructuring"
    select_related = ("organization", "target")
    with_history = False
    facts = (
        Column("kind", "方式", kind="choice"),
        Column("organization", "团组织", link=True),
        Column("target", "去向"),
        Column("effective_on", "生效日期", kind="date"),
        Column("document", "文号"),
        Column("reason", "事由"),
        Column("children", "划转的直属下级", value=lambda row: len(row.effects.get("children", ())), kind="number"),
        Column("handed", "移交和终止", value=lambda row: "；".join(done(row.effects)) or "无"),
        Column("made_at", "办理时间", kind="date"),
        Column("undone_at", "撤回时间", kind="date"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("组织调整", reverse("organizations:restructuring-list"))]

    def get_links(self):
        """The way back, while there is one."""
        url = reverse("organizations:restructuring-undo", args=[self.object.pk])
        return [Link("撤回", url, "arrow-counterclockwise", "outline-danger", "organizations.undo_restructuring")]


class UndoView(ServiceView):
    model, form_class, permission = Restructuring, UndoForm, "organizations.undo_restructuring"
    title, submit_label, done, tone = "撤回", "确认撤回", "已撤回：{object}。", "danger"

    def get_queryset(self):
        """With what the sentences name."""
        return Restructuring.objects.select_related("organization", "target")

    def node(self):
        """The tree of the organisation changed."""
        return self.object.organization
