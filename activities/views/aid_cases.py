"""The pages of aid cases."""

from django.urls import reverse

from activities.filters.funds import AidCaseFilter
from activities.forms.funds import AidCaseCreateForm, AidCaseForm, AidCaseRemoveForm
from activities.models import AidCase
from activities.tables.funds import AidCaseTable
from activities.views.activities import OwnNode
from activities.views.funds import FundCircleListView
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedCreateView, ScopedDetailView, ScopedUpdateView


class AidCaseListView(FundCircleListView):
    model, table_class, filterset_class = AidCase, AidCaseTable, AidCaseFilter
    title, noun, permission = "关爱帮扶", "activities:aid-case", "activities.view_aid_case"
    create_permission, create_label = "activities.add_aid_case", "登记关爱"
    intro = "关爱的人只计数、不记名；同一人在同一年内只在第一次计入人数，人次每次都计，人数与人次不相加。"


class AidCaseDetailView(ScopedDetailView):
    model = AidCase
    permission = "activities.view_aid_case"
    select_related = ("organization", "grant")
    facts = (
        Column("organization", "关爱团组织", link=True),
        Column("cared_on", "关爱日期", kind="date"),
        Column("recipient", "关爱对象", kind="choice"),
        Column("way", "关爱方式", kind="choice"),
        Column("person_times", "关爱人次", kind="number"),
        Column("new_persons", "本年首次关爱人数", kind="number"),
        Column("grant", "同时发放", link=True),
        Column("remark", "情况说明"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("关爱帮扶", reverse("activities:aid-case-list"))]

    def get_links(self):
        """Correcting, removing."""
        pages = (("修改", "change", "pencil", "outline-secondary"), ("删去误登", "remove", "trash", "outline-danger"))
        return [
            Link(
                label, reverse(f"activities:aid-case-{page}", args=[self.object.pk]), icon, tone,
                f"activities.{page}_aid_case",
            )
            for label, page, icon, tone in pages
        ]  # fmt: skip


class AidCaseCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = AidCase, AidCaseCreateForm, "activities.add_aid_case"
    title, done = "登记关爱帮扶", "已登记：{object}。"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:aid-case-list")


class AidCaseUpdateView(ScopedUpdateView):
    model, form_class, permission = AidCase, AidCaseForm, "activities.change_aid_case"


class AidCaseRemoveView(ActionView):
    model, form_class, permission = AidCase, AidCaseRemoveForm, "activities.remove_aid_case"
    title, submit_label, tone = "删去误登", "确认删去", "danger"

    def preview(self, form):
        """What goes."""
        return [f"删去{self.object}的记录，操作历史中保留原内容。"]

    def get_done(self, result):
        """Back to the list."""
        return Outcome(reverse("activities:aid-case-list"), "已删去误登的关爱帮扶。")
