"""Records that may be of one human, merging them, and taking a merger back."""

from django.shortcuts import render
from django.urls import reverse

from cadres.filters.people import PersonMergeFilter
from cadres.forms.merges import MergeForm, MergeUndoForm
from cadres.models import Person, PersonMerge
from cadres.services.disclosure import label_of
from cadres.services.duplicates import doubtful_names, members, with_doubles
from cadres.services.merges import plan_merge
from cadres.services.people import whereabouts
from cadres.tables.people import PersonMergeTable
from league.core.paging import Page as Paging
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedDetailView, ScopedListView
from league.core.views.base import Page

PER_PAGE = 20


class DuplicateListView(Page):
    """Groups of records with the same name and birth date, as far as the user may see them."""

    title, permission = "疑似重复的人员", "cadres.merge_person"
    template_name = "cadres/people/duplicates.html"

    def get_crumbs(self):
        return [("人员", reverse("cadres:person-list"))]

    def get_links(self):
        """What was settled so far, either way."""
        return [
            Link("合并记录", reverse("cadres:person-merge-list"), "clock-history"),
            Link("不是同一人的标记", reverse("cadres:person-distinction-list"), "person-x"),
        ]

    def get(self, request, *args, **kwargs):
        """One page of groups."""
        people = Person.objects.visible_to(request.user)
        groups = doubtful_names(people)
        paging = Paging.of(request.GET.get("page", ""), groups.count(), PER_PAGE)
        found = members(people, groups[paging.start : paging.stop])
        context = self.get_context() | {"groups": with_doubles(found), "paging": paging}
        return render(request, self.template_name, context)


class PairView(ActionView):
    """About this record and another one, which the address may name by its number."""

    model = Person

    def get_queryset(self):
        """With what names the record."""
        return Person.objects.select_related("organization")


class PersonMergeView(PairView):
    """Another record goes into this one."""

    form_class, permission, title = MergeForm, "cadres.merge_person", "合并重复的人员"
    submit_label, done, tone = "确认合并", "已合并：{object}。", "danger"

    def preview(self, form):
        """What moves, what is taken over, and where the two differ."""
        kept, dropped = self.object, form.cleaned_data["other"]
        plan = plan_merge(kept, dropped)
        sentences = [f"保留：{whereabouts(kept)}。", f"并入：{whereabouts(dropped)}，此后不再单独显示。"]
        sentences += [f"转移{key.model._meta.verbose_name}{len(pks)}条。" for key, pks in plan.moves]
        if plan.filled:
            sentences.append(f"补入原来没有的内容：{'、'.join(map(label_of, plan.filled))}。")
        if plan.differing:
            sentences.append(f"请注意：{'、'.join(map(label_of, plan.differing))}两处不一致，以保留的为准。")
        return [*sentences, "30日内可以撤回。"]


class PersonMergeListView(ScopedListView):
    model, table_class, filterset_class = PersonMerge, PersonMergeTable, PersonMergeFilter
    title, noun, permission = "人员合并记录", "cadres:person-merge", "cadres.view_person_merge"
    empty = "还没有合并过人员。"

    def get_crumbs(self):
        return [("人员", reverse("cadres:person-list"))]


class PersonMergeDetailView(ScopedDetailView):
    model, permission = PersonMerge, "cadres.view_person_merge"
    select_related = ("kept__organization", "dropped", "merged_by")
    with_history = False
    facts = (
        Column("kept", "保留的人员", link=True),
        Column("organization", "建档团组织", value="kept__organization", link=True),
        Column("dropped", "并入的记录"),
        Column("moved", "转移的记录数", value=lambda merger: sum(map(len, merger.moved.values())), kind="number"),
        Column("filled", "补入的内容", value=lambda merger: "、".join(map(label_of, merger.filled))),
        Column("reason", "理由"),
        Column("merged_on", "合并日期", kind="date"),
        Column("merged_by", "合并人"),
        Column("undoable_until", "可撤回至", kind="date"),
        Column("undone_on", "撤回日期", kind="date"),
    )

    def get_crumbs(self):
        return [("人员合并记录", reverse("cadres:person-merge-list"))]

    def get_links(self):
        """Taking it back."""
        url = reverse("cadres:person-merge-undo", args=[self.object.pk])
        return [Link("撤回合并", url, "arrow-counterclockwise", "outline-danger", "cadres.undo_person_merge")]


class PersonMergeUndoView(ActionView):
    model, form_class, permission, title = PersonMerge, MergeUndoForm, "cadres.undo_person_merge", "撤回合并"
    submit_label, done, tone = "确认撤回", "已撤回：{object}。", "danger"

    def get_queryset(self):
        """With both names."""
        return PersonMerge.objects.select_related("kept", "dropped")

    def preview(self, form):
        """What goes back."""
        merger = self.object
        count = sum(map(len, merger.moved.values()))
        return [
            f"恢复“{merger.dropped}”的记录，转移过来的{count}条记录中仍在“{merger.kept}”名下的退还给它。",
            "合并之后新登记的内容留在保留的人员名下。",
        ]
