"""Pages of schemes: list, content, steps, and what another round would have come to."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from cadres.enums import RoundState, SchemeKind, SchemeState
from cadres.filters.appraisal_schemes import SchemeFilter
from cadres.forms.appraisal_schemes import (
    SchemeCopyForm,
    SchemeCreateForm,
    SchemeForm,
    SchemeIssueForm,
    SchemeRemoveForm,
    SchemeWithdrawForm,
)
from cadres.models import AppraisalRound, AppraisalScheme
from cadres.services.appraisal_schemes import scheme_gaps
from cadres.services.appraisal_simulation import simulate
from cadres.tables.appraisal_schemes import SchemeTable
from league.core.history import in_words
from league.core.models import AuditEvent
from league.core.tables import Column
from league.core.views import (
    ActionView,
    Link,
    ScopedCreateView,
    ScopedDetailView,
    ScopedListView,
    ScopedUpdateView,
    Tab,
)
from league.core.views.details import HISTORY_SHOWN
from organizations.views.actions import PlainView, TurnTaking

SIMULATED = (*RoundState.judging, RoundState.APPROVED, RoundState.PUBLISHED)


class SchemeListView(ScopedListView):
    model, table_class, filterset_class = AppraisalScheme, SchemeTable, SchemeFilter
    title, noun = "考核方案", "cadres:appraisal-scheme"
    permission = "cadres.view_appraisal_scheme"
    create_permission, create_label = "cadres.add_appraisal_scheme", "拟定方案"
    intro = (
        "述职评议考核和对标定级的方案：对象组、考核方式及权重、项目、评委组、等次和名额。印发后不再变更，修改另成一版。"
    )


class SchemeDetailView(ScopedDetailView):
    model = AppraisalScheme
    permission = "cadres.view_appraisal_scheme"
    template_name = "cadres/appraisal_schemes/detail.html"
    select_related = ("organization", "copied_from")
    facts = (
        Column("code", "方案编码", kind="code"),
        Column("kind", "考核类别", kind="badge", choices=SchemeKind),
        Column("year", "年度"),
        Column("version", "版次", kind="number"),
        Column("state", "状态", kind="badge", choices=SchemeState),
        Column("organization", "考核单位", link=True),
        Column("issued_on", "印发日期", kind="date"),
        Column("document", "印发文号"),
        Column("mean", "评分平均办法", kind="choice"),
        Column("floor", "参评率下限（%）", kind="number"),
        Column("bonus_cap", "加分上限（分）", kind="number"),
        Column("objection_days", "异议期（工作日）", kind="number"),
        Column("report_length", "书面述职字数上限", kind="number"),
        Column("copied_from", "复制自", link=True),
        Column("text", "说明"),
    )
    tabs = (
        Tab("parts", "内容", "cadres/appraisal_schemes/tab_parts.html"),
        Tab("simulation", "试算", "cadres/appraisal_schemes/tab_simulation.html"),
    )

    def get_tabs(self):
        """The content first; a trial is the office's."""
        facts, parts, simulation, *rest = super().get_tabs()
        may = self.request.user.has_perm("cadres.simulate_appraisal_round", self.object)
        return [parts, facts, *([simulation] if may else []), *rest]

    def get_crumbs(self):
        """The list above."""
        return [("考核方案", reverse("cadres:appraisal-scheme-list"))]

    def get_links(self):
        """What can be done with it."""
        pages = (
            ("印发", "issue", "send-check", "primary"),
            ("修改", "update", "pencil", "outline-secondary"),
            ("复制", "copy", "copy", "outline-secondary"),
            ("停用", "withdraw", "x-octagon", "outline-danger"),
            ("删去草稿", "remove", "trash", "outline-danger"),
        )
        may = {"update": "change"}
        return [
            Link(
                label, reverse(f"cadres:appraisal-scheme-{page}", args=[self.object.pk]), icon, tone,
                f"cadres.{may.get(page, page)}_appraisal_scheme",
            )
            for label, page, icon, tone in pages
            if page != "withdraw" or self.object.state == SchemeState.ISSUED
        ]  # fmt: skip

    def get_context(self):
        """What keeps a draft from being issued, where somebody can mend it."""
        scheme, user = self.object, self.request.user
        may_change = user.has_perm("cadres.change_appraisal_scheme", scheme)
        gaps = scheme_gaps(scheme) if may_change else []
        return super().get_context() | {"gaps": gaps, "may_change": may_change}

    @property
    def history(self):
        """Of the scheme and of the parts it has."""
        scheme = self.object
        about = Q(object_type=scheme._meta.label_lower, object_id=scheme.pk)
        for parts in (scheme.groups, scheme.methods, scheme.items, scheme.grades):
            about |= Q(object_type=parts.model._meta.label_lower, object_id__in=parts.order_by().values("pk"))
        return in_words(list(AuditEvent.objects.filter(about).order_by("-id")[:HISTORY_SHOWN]), AppraisalScheme)

    def tab_parts(self):
        """Groups, methods with panels and items, bonus and veto, grades."""
        scheme = self.object
        items = list(scheme.items.select_related("group", "method"))
        methods = [
            (method, method.panels.all(), [item for item in items if item.method_id == method.pk])
            for method in scheme.methods.prefetch_related("panels")
        ]
        return {
            "groups": scheme.groups.all(),
            "methods": methods,
            "extras": [item for item in items if item.method_id is None],
            "grades": scheme.grades.all(),
            "weight": sum(method.weight for method, _, _ in methods),
        }

    def tab_simulation(self):
        """A tallied round of the same office and kind, judged by this scheme beside its own result."""
        rounds = AppraisalRound.objects.visible_to(self.request.user).filter(
            scheme__organization=self.object.organization_id, scheme__kind=self.object.kind, state__in=SIMULATED
        )
        rounds = list(rounds.select_related("scheme"))
        asked = self.request.GET.get("round", "")
        chosen = next((row for row in rounds if str(row.pk) == asked), None)
        rows = simulate(chosen, self.object) if chosen else []
        return {
            "rounds": rounds,
            "chosen": chosen,
            "rows": rows,
            "different": sum(row.is_different for row in rows),
        }


class SchemeCreateView(ScopedCreateView):
    model, form_class, permission = AppraisalScheme, SchemeCreateForm, "cadres.add_appraisal_scheme"
    title, done = "拟定考核方案", "已拟定：{object}。请逐项核对后印发。"

    def get_initial(self):
        """The user's own node."""
        grants = [grant for grant in self.request.user.current_grants if grant.organization_id]
        return ({"organization": grants[0].organization} if grants else {}) | super().get_initial()


class SchemeTurn(TurnTaking):
    """A scheme stands at the office that appraises."""

    model = AppraisalScheme

    def get_queryset(self):
        """With what the services lock first."""
        return AppraisalScheme.objects.select_related("organization")

    def node(self):
        """The office."""
        return self.object.organization


class SchemeUpdateView(SchemeTurn, ScopedUpdateView):
    form_class, permission = SchemeForm, "cadres.change_appraisal_scheme"


class SchemeCopyView(SchemeTurn, PlainView):
    form_class, permission, title = SchemeCopyForm, "cadres.copy_appraisal_scheme", "复制考核方案"
    sentence = "把“{object}”连同全部内容复制为{year}年度的方案“{title}”，作为草稿修改；同年已有方案的，另成一版。"
    done = "已复制：{object}。"


class SchemeIssueView(SchemeTurn, ActionView):
    form_class, permission, title = SchemeIssueForm, "cadres.issue_appraisal_scheme", "印发考核方案"
    done = "已印发：{object}。"

    def preview(self, form):
        """What keeps it, or what follows."""
        if gaps := scheme_gaps(self.object):
            return gaps
        same = {"organization": self.object.organization_id, "kind": self.object.kind, "year": self.object.year}
        former = AppraisalScheme.objects.issued().filter(**same)
        replaced = [f"“{row}”由它代替，已开始的考核仍按原版进行。" for row in former]
        return [f"“{self.object}”自{form.cleaned_data['on']}起印发，内容不再变更。", *replaced]


class SchemeWithdrawView(SchemeTurn, PlainView):
    form_class, permission, title = SchemeWithdrawForm, "cadres.withdraw_appraisal_scheme", "停用考核方案"
    sentence, tone = "“{object}”停用，不再按它组织新的考核；已开始的继续进行。", "danger"
    done = "已停用：{object}。"


class SchemeRemoveView(SchemeTurn, PlainView):
    form_class, permission, title = SchemeRemoveForm, "cadres.remove_appraisal_scheme", "删去方案草稿"
    sentence, tone = "删去草稿“{object}”及其全部内容，操作历史中保留。", "danger"
    done = "已删去，回到{object}。"
