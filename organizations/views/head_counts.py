"""The pages of head-counts; a new one is entered at its unit or organisation."""

from django.urls import reverse

from league.core.tables import Column
from league.core.views import ScopedDetailView
from organizations.forms.head_counts import HeadCountForm
from organizations.models import HeadCount, Organization
from organizations.views.actions import PlainView
from organizations.views.units import UnitTurn


class HeadCountDetailView(ScopedDetailView):
    model = HeadCount
    permission = "organizations.view_head_count"
    select_related = ("unit", "organization")
    facts = (
        Column("unit", "单位", link=True),
        Column("organization", "团组织", link=True),
        Column("kind", "统计对象", kind="choice"),
        Column("counted_on", "统计日期", kind="date"),
        Column("value", "人数", kind="number"),
        Column("source", "数据来源"),
        Column("ends_on", "有效至（不含）", kind="date"),
        Column("superseded_at", "被更正的时间", kind="date"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("团员青年数", reverse("organizations:head-count-list"))]


class CountView(PlainView):
    form_class, permission = HeadCountForm, "organizations.add_head_count"
    title, submit_label, done = "填报人数", "确认填报", "已填报：{object}。"
    sentence = "“{object}”{counted_on}的人数登记为 {value} 人，来源：{source}。"


class OrganizationCountView(CountView):
    model = Organization


class UnitCountView(UnitTurn, CountView):
    pass
