"""Marking two records as of different people, and taking the mark back."""

from django.urls import reverse

from cadres.filters.people import PersonDistinctionFilter
from cadres.forms.merges import DistinguishForm
from cadres.models import PersonDistinction
from cadres.services.distinctions import remove_distinction
from cadres.services.people import whereabouts
from cadres.tables.people import PersonDistinctionTable
from cadres.views.merges import PairView
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedDetailView, ScopedListView


class PersonDistinguishView(PairView):
    """This record and another one are of two people."""

    form_class, permission, title = DistinguishForm, "cadres.distinguish_person", "标记不是同一人"
    submit_label, done = "确认标记", "已标记：{object}。"

    def preview(self, form):
        """Which two, and what follows."""
        pair = f"{whereabouts(self.object)}；{whereabouts(form.cleaned_data['other'])}"
        return [f"以下两条记录不是同一人：{pair}。", "此后不再列为疑似重复，也不能合并；标记有误的可以取消。"]


class DistinctionListView(ScopedListView):
    model, table_class, filterset_class = PersonDistinction, PersonDistinctionTable, PersonDistinctionFilter
    title, noun, permission = "不是同一人的标记", "cadres:person-distinction", "cadres.view_person_distinction"
    empty = "还没有标记过。"

    def get_crumbs(self):
        return [("疑似重复的人员", reverse("cadres:person-duplicates"))]


class DistinctionDetailView(ScopedDetailView):
    model, permission = PersonDistinction, "cadres.view_person_distinction"
    select_related = ("first__organization", "second__organization", "marked_by")
    facts = (
        Column("first", "人员", link=True),
        Column("organization", "建档团组织", value="first__organization", link=True),
        Column("second", "另一条记录", link=True),
        Column("second_organization", "另一条的建档团组织", value="second__organization", link=True),
        Column("reason", "核对情况"),
        Column("marked_on", "标记日期", kind="date"),
        Column("marked_by", "标记人"),
    )

    def get_crumbs(self):
        return [("不是同一人的标记", reverse("cadres:person-distinction-list"))]

    def get_links(self):
        """Taking it back."""
        url = reverse("cadres:person-distinction-remove", args=[self.object.pk])
        return [Link("取消标记", url, "arrow-counterclockwise", "outline-danger", "cadres.remove_person_distinction")]


class DistinctionRemoveView(ActionView):
    model, permission, title = PersonDistinction, "cadres.remove_person_distinction", "取消不是同一人的标记"
    submit_label, done, tone = "确认取消", "已取消标记。", "danger"

    def get_queryset(self):
        """With both records."""
        return PersonDistinction.objects.select_related("first", "second")

    def preview(self, form):
        """What follows."""
        return ["两条记录仍然相像的，将重新列为疑似重复。"]

    def perform(self, form):
        """取消."""
        return remove_distinction(self.object, actor=self.request.user)

    def get_done(self, result):
        """The list: the row is gone."""
        return Outcome(reverse("cadres:person-distinction-list"), self.done)
