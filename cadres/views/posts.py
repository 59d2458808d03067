"""The pages of posts: lists, one post, and what can be done with it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from cadres.enums import PostChangeKind, PostTitle
from cadres.filters.posts import PostChangeFilter, PostFilter
from cadres.forms.posts import AppointForm, CorrectForm, RelieveForm, RemoveForm, TransferForm, UndoForm
from cadres.models import Person, Post, PostChange
from cadres.services.consultations import is_unconsulted
from cadres.services.post_changes import preview_undo, undo_change
from cadres.tables.posts import PostChangeTable, PostTable
from league.core.masking import year_month
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedDetailView, ScopedListView, ScopedUpdateView
from league.core.views.base import demand
from league.core.views.editing import FormPage
from organizations.models import Organization
from organizations.views.actions import ServiceView, TurnTaking


def neighbours(*but: str) -> list[Link]:
    """The other lists of posts."""
    lists = (
        ("任职", "post-list"), ("书记空缺", "vacancy-list"), ("当选待对应", "seat-list"), ("任免事项", "post-change-list"),
    )  # fmt: skip
    return [Link(label, reverse(f"cadres:{name}")) for label, name in lists if name not in but]


def post_crumbs() -> list[tuple[str, str]]:
    """The list above."""
    return [("任职", reverse("cadres:post-list"))]


class PostListView(ScopedListView):
    model, table_class, filterset_class = Post, PostTable, PostFilter
    title, noun, permission = "任职", "cadres:post", "cadres.view_post"
    create_permission, create_label = "cadres.appoint_post", "登记任职"
    intro = "截至日期当天在任的；换一个日期就是那一天的名册。进两委“不详”不等于未进。"

    def get_links(self):
        """The other lists first."""
        return [*neighbours("post-list"), *super().get_links()]


class PostDetailView(ScopedDetailView):
    model = Post
    permission = "cadres.view_post"
    select_related = ("person", "organization__unit", "workplace", "term__organization", "seat__election__organization")
    facts = (
        Column("person", "姓名", link=True),
        Column("title", "职务", kind="badge", choices=PostTitle),
        Column("duty", "分工", kind="choice"),
        Column("organization", "团组织", link=True),
        Column("mode", "任职方式", kind="choice"),
        Column("selection", "产生方式", kind="choice"),
        Column("starts_on", "任职起", kind="date"),
        Column("ends_on", "任职止（不含）", kind="date"),
        Column("document", "任职文号"),
        Column("term", "届", link=True),
        Column("election", "换届卷宗", "seat__election", link=True),
        Column("born", "出生年月", value=lambda post: year_month(post.person.birth_on)),
        Column("education", "学历", value=lambda post: post.person.get_education_display()),
        Column("staffing", "编制类别", kind="choice"),
        Column("workplace", "编制所在单位", link=True),
        Column("village_seat", "进两委", value="seat_label"),
        Column("village_role", "两委职务"),
        Column("is_student_deputy", "大学生兼职副书记", kind="bool"),
        Column("student_school", "学籍学校"),
        Column("ending", "离任原因", kind="choice"),
        Column("ending_document", "离任文号"),
        Column("source", "数据来源"),
        Column("remark", "备注"),
    )

    def get_crumbs(self):
        """The list and the organisation above."""
        return [*post_crumbs(), (str(self.object.organization), self.object.organization.get_absolute_url())]

    def is_open(self, row):
        """A person is seen by more than where the record is kept."""
        if isinstance(row, Person):
            return Person.objects.visible_to(self.request.user).filter(pk=row.pk).exists()
        return super().is_open(row)

    def get_links(self):
        """What can be done with it."""
        post, pk = self.object, self.object.pk
        links = []
        if post.ends_on is None and post.title == PostTitle.SECRETARY:
            url = reverse("cadres:secretary-change", args=[post.organization_id])
            if self.request.user.has_perm("cadres.hand_over_secretary", post.organization):
                links.append(Link("书记交接", url, "arrow-left-right", "primary"))
        if post.ends_on is None:
            links += [
                Link("调任", reverse("cadres:post-transfer", args=[pk]), "signpost", permission="cadres.transfer_post"),
                Link("离任", reverse("cadres:post-relieve", args=[pk]), "box-arrow-right",
                     permission="cadres.relieve_post"),
            ]  # fmt: skip
        if self.request.user.has_perm("cadres.add_consultation", post.organization) and is_unconsulted(post):
            query = {"organization": post.organization.code, "person": post.person_id, "title": post.title}
            links.append(Link("补录协管", reverse("cadres:consultation-create", query=query), "chat-square-text"))
        return [
            *links,
            Link("更正", reverse("cadres:post-correct", args=[pk]), "pencil", permission="cadres.correct_post"),
            Link("删去误登", reverse("cadres:post-remove", args=[pk]), "trash", "outline-danger", "cadres.remove_post"),
        ]


class PostCreateView(ServiceView):
    """Begins with a form instead of a row: organisation and person may stand in the address."""

    model, form_class, permission, title = Post, AppointForm, "cadres.appoint_post", "登记任职"
    submit_label, done = "确认任职", "已登记任职：{object}。"
    object = None

    def open(self):
        """No row yet."""
        demand(self.request.user, self.permission)

    def get_title(self):
        """No row to name."""
        return self.title

    def get_crumbs(self):
        """The list above."""
        return post_crumbs()

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("cadres:post-list")

    def act(self):
        """The service takes the turn at the organisation chosen."""
        return FormPage.act(self)


class PostTurn(TurnTaking):
    """A post stands at its organisation."""

    model = Post

    def get_queryset(self):
        """With what names it."""
        return Post.objects.select_related("organization", "person")

    def node(self) -> Organization:
        """The organisation."""
        return self.object.organization

    def get_crumbs(self):
        """The list above."""
        return post_crumbs()


class PostTransferView(PostTurn, ServiceView):
    form_class, permission = TransferForm, "cadres.transfer_post"
    title, submit_label, done = "调任", "确认调任", "已登记调任：{object}。"


class PostRelieveView(PostTurn, ServiceView):
    form_class, permission = RelieveForm, "cadres.relieve_post"
    title, submit_label, done, tone = "离任", "确认离任", "已登记离任：{object}。", "danger"


class PostCorrectView(PostTurn, ScopedUpdateView):
    form_class, permission = CorrectForm, "cadres.correct_post"

    def get_title(self):
        """The object in the heading."""
        return f"更正任职：{self.object}"


class PostRemoveView(PostTurn, ActionView):
    form_class, permission = RemoveForm, "cadres.remove_post"
    title, submit_label, tone = "删去误登的任职", "确认删去", "danger"

    def preview(self, form):
        """What follows."""
        back = "；当选人回到“当选待对应”" if self.object.seat_id else ""
        return [f"删去{self.object}的任职记录，操作历史中保留原内容{back}。真实发生过的任职请办理离任，不要删去。"]

    def get_done(self, result):
        """The post is gone: on to the list of the organisation's posts."""
        url = f"{reverse('cadres:post-list')}?organization={self.object.organization.code}"
        return Outcome(url, f"已删去{result}误登的任职。")


class PostChangeListView(ScopedListView):
    model, table_class, filterset_class = PostChange, PostChangeTable, PostChangeFilter
    title, noun, permission = "任免事项", "cadres:post-change", "cadres.view_post_change"
    intro = "任职、调任、离任、书记交接和换届任职，一次办理一条；办理后30天内、其后没有改动的可以撤回。"

    def get_links(self):
        """The other lists."""
        return neighbours("post-change-list")


class PostChangeDetailView(ScopedDetailView):
    model = PostChange
    permission = "cadres.view_post_change"
    template_name = "cadres/posts/change.html"
    select_related = ("organization",)
    facts = (
        Column("kind", "方式", kind="badge", choices=PostChangeKind),
        Column("summary", "内容"),
        Column("organization", "团组织", link=True),
        Column("effective_on", "生效日期", kind="date"),
        Column("document", "文号"),
        Column("reason", "事由"),
        Column("made_at", "办理时间", kind="date"),
        Column("undone_at", "撤回时间", kind="date"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("任免事项", reverse("cadres:post-change-list"))]

    def get_links(self):
        """The guide of a handover, and taking the change back."""
        links = [Link("撤回", reverse("cadres:post-change-undo", args=[self.object.pk]), "arrow-counterclockwise",
                      permission="cadres.undo_post_change")]  # fmt: skip
        if self.object.kind == PostChangeKind.HAND_OVER and not self.object.undone_at:
            guide = reverse("cadres:secretary-guide", args=[self.object.organization_id])
            links.insert(0, Link("打印接任指南", guide, "printer", "primary"))
        return links

    def get_context(self):
        """The posts it opened and ended, as they are now."""
        effects = self.object.effects
        keys = [row[0] for name in ("opened", "ended") for row in effects.get(name, ())]
        posts = (
            Post.objects.visible_to(self.request.user)
            .filter(pk__in=keys)
            .select_related("person", "organization__unit")
        )
        counts = {name: len(effects.get(name, ())) for name in ("grants", "cases")}
        return super().get_context() | {"posts": list(posts.order_by("starts_on", "pk")), **counts}


class PostChangeUndoView(TurnTaking, ActionView):
    model, form_class, permission = PostChange, UndoForm, "cadres.undo_post_change"
    title, submit_label, done, tone = "撤回", "确认撤回", "已撤回：{object}。", "danger"

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return PostChange.objects.select_related("organization")

    def node(self):
        """The organisation."""
        return self.object.organization

    def preview(self, form):
        """What comes back; ValidationError with every blocker."""
        found = preview_undo(self.object, at=timezone.now())
        found.refuse()
        return found.effects

    def perform(self, form):
        """Take it back."""
        return undo_change(self.object, at=timezone.now(), reason=form.cleaned_data["reason"], actor=self.request.user)
