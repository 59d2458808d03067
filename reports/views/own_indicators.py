"""Own indicators: the list, one with its versions, the editor with its preview, retiring."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from league.core.access import narrowed
from league.core.dates import today
from league.core.tables import Column
from league.core.views import Link, ScopedDetailView, ScopedListView
from league.core.views.actions import ActionView
from league.core.views.base import get_permitted_or_404
from league.core.views.details import Tab
from league.core.views.editing import FormPage
from organizations.models import UnitVersion
from reports.filters import OwnIndicatorFilter
from reports.forms import OwnIndicatorForm, RetireForm
from reports.forms.own_indicators import as_initial
from reports.indicators.own.sentences import sentence
from reports.models import OwnIndicator
from reports.services.boards import visible_node
from reports.services.own_indicators import read_or_none, retire_own_indicator
from reports.services.previews import ROWS_SHOWN, Preview, preview
from reports.tables import ROW_TABLES, OwnIndicatorTable

LIST = "reports:own-indicator-list"


class OwnIndicatorListView(ScopedListView):
    model, table_class, filterset_class = OwnIndicator, OwnIndicatorTable, OwnIndicatorFilter
    title, noun, permission = "自定义指标", "reports:own-indicator", "reports.view_figure"
    create_permission, create_label = "reports.compose_indicator", "新建自定义指标"
    intro = "县级团委从登记的数据中自行组合的指标，与系统指标一样逐级统计、查看明细、关账留存。"
    empty = "还没有自定义指标。"


class OwnIndicatorDetailView(ScopedDetailView):
    model, permission = OwnIndicator, "reports.view_figure"
    template_name = "reports/own/detail.html"
    facts = (
        Column("code", "编码", value="code", kind="code"),
        Column("definition", "口径", lambda one: one.newest.definition),
        Column("sentence", "计算条件", lambda one: told(one.newest)),
        Column("unit", "单位", lambda one: one.newest.unit),
        Column("version", "版本", lambda one: f"第{one.version}版"),
        Column("author", "保存人", lambda one: one.newest.created_by and one.newest.created_by.name),
        Column("saved", "保存时间", lambda one: one.newest.created_at),
        Column("featured", "列入首页和指标一览", kind="bool"),
        Column("retired_at", "停用时间"),
    )
    tabs = (Tab("versions", "各版口径", "reports/own/versions.html"),)

    def open(self):
        super().open()
        self.object.newest = self.object.current

    def tab_versions(self) -> dict:
        """Every version, the newest first."""
        versions = self.object.versions.select_related("created_by")
        return {"versions": [(version, told(version)) for version in versions]}

    def get_crumbs(self):
        return [("自定义指标", reverse(LIST))]

    def get_links(self):
        figure = Link("数据与明细", reverse("reports:figure-detail", args=[self.object.code]), "bar-chart", "primary")
        if self.object.is_retired:
            return [figure]
        may, pk = "reports.compose_indicator", [self.object.pk]
        return [
            figure,
            Link("修改", reverse("reports:own-indicator-update", args=pk), "pencil", permission=may),
            Link("停用", reverse("reports:own-indicator-retire", args=pk), "slash-circle", permission=may),
        ]


def told(version) -> str:
    """A version's conditions in words; a reason where they are no longer offered."""
    spec = read_or_none(version.spec)
    return sentence(spec) if spec else "统计对象或字段已不再提供，无法统计。"


class Editor(FormPage):
    """A post may draw the form anew, preview, take over the generated sentence, or save."""

    form_class = OwnIndicatorForm
    permission = "reports.compose_indicator"
    template_name = "reports/own/form.html"
    model = OwnIndicator

    def get_initial(self) -> dict:
        """An empty address begins with counting the first noun."""
        return {"measure": "count"}

    def get_crumbs(self):
        return [("自定义指标", reverse(LIST))]

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """Whatever is not a saving writes nothing."""
        if "redraw" in request.POST:
            return self.show(self.redrawn())
        if "preview" in request.POST or "adopt" in request.POST:
            return self.show_preview()
        return super().post(request, *args, **kwargs)

    def redrawn(self, **more) -> OwnIndicatorForm:
        """The form with what was typed, unchecked."""
        data = self.request.POST
        typed = {name: data.getlist(name) if name.endswith("-values") else data[name] for name in data}
        return self.form_class(user=self.request.user, obj=getattr(self, "object", None), initial=typed | more)

    def show_preview(self) -> HttpResponse:
        """The draft's figures; where the question is wrong, the form with its errors."""
        form = self.get_form(bound=True)
        form.is_valid()
        if form.spec is None:
            return self.show(form)
        if "adopt" in self.request.POST:
            return self.show(self.redrawn(definition=sentence(form.spec)))
        draft = form.draft
        root = visible_node(self.request.user, "")
        made = preview(form.spec, root=root, name=draft.name, unit=draft.unit, decimals=draft.decimals, on=today())
        return self.show(self.redrawn(), preview=made, sample=self.sample(form, made))

    def sample(self, form: OwnIndicatorForm, made: Preview) -> dict | None:
        """The first rows as a table; columns that name persons stay out."""
        if made.rows is None:
            return None
        rows, model = made.rows, made.rows.model
        if model is UnitVersion:
            rows = rows.with_members(on=made.as_of)
        usual = ROW_TABLES[model](model)
        hidden = form.spec.noun.hidden
        shown = [column.name for column in usual.columns if column.shown and column.name not in hidden]
        table = ROW_TABLES[model](model, chosen=shown)
        rows = narrowed(rows, self.request.user).select_related(*table.select_related).order_by(*table.ordering())
        return {"table": table, "rows": table.rows_html(list(rows[:ROWS_SHOWN]))}


class OwnIndicatorCreateView(Editor):
    title = "新建自定义指标"


class OwnIndicatorUpdateView(Editor):
    title = "修改自定义指标"
    submit_label = "另存为新的一版"

    def open(self) -> None:
        """Load the indicator."""
        self.object = get_permitted_or_404(OwnIndicator, self.kwargs["pk"], self.request.user, self.permission)

    def get_title(self):
        return f"修改：{self.object}"

    def get_initial(self) -> dict:
        """The newest version."""
        return as_initial(self.object.current)


class OwnIndicatorRetireView(ActionView):
    model, form_class, permission, title = OwnIndicator, RetireForm, "reports.compose_indicator", "停用"
    done = "已停用：{object}。"
    tone = "danger"

    def preview(self, form):
        """What retiring means."""
        return [f"“{self.object}”从下一次统计起不再计算，也不再列出；已关账的各期仍可查看。"]

    def perform(self, form):
        """Retire it."""
        reason = form.cleaned_data["reason"]
        return retire_own_indicator(self.object, reason=reason, at=timezone.now(), actor=self.request.user)
