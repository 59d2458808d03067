"""The pages of the youth federation and its members."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse

from activities.enums import ActivityState, FederationPost, Sector
from activities.filters.honours import FederationMemberFilter, YouthFederationFilter
from activities.forms.honours import (
    FederationMemberForm,
    RetireForm,
    SeatForm,
    YouthFederationCreateForm,
    YouthFederationForm,
)
from activities.forms.needs import DiscloseForm
from activities.models import Activity, FederationMember, YouthFederation
from activities.tables.honours import FederationMemberTable, YouthFederationTable
from activities.views.activities import OwnNode
from activities.views.sealed import SealedInput
from league.core.access import narrowed
from league.core.dates import running, today
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
from league.core.views.disclosing import DisclosingView
from organizations.views.actions import TurnTaking

SHOWN = 20


class YouthFederationListView(ScopedListView):
    model, table_class, filterset_class = YouthFederation, YouthFederationTable, YouthFederationFilter
    title, noun, permission = "青联", "activities:youth-federation", "activities.view_youth_federation"
    create_permission, create_label = "activities.add_youth_federation", "登记青联"

    def get_queryset(self):
        """With how many sit in it today."""
        sitting = running(today(), starts="members__joined_on", ends="members__left_on")
        return super().get_queryset().annotate(sitting=Count("members", filter=sitting))

    def get_links(self):
        """The members of all of them."""
        members = Link(
            "青联委员", reverse("activities:federation-member-list"), "people",
            permission="activities.view_federation_member",
        )  # fmt: skip
        return [members, *super().get_links()]


class YouthFederationDetailView(ScopedDetailView):
    model = YouthFederation
    permission = "activities.view_youth_federation"
    select_related = ("organization",)
    facts = (
        Column("organization", "指导团组织", link=True),
        Column("founded_on", "成立日期", kind="date"),
        Column("founding_document", "成立文号"),
        Column("term_number", "届次", value=lambda row: f"第{row.term_number}届"),
        Column("term_starts_on", "本届开始日期", kind="date"),
        Column("term_ends_on", "本届届满日期（不含）", kind="date"),
        Column("dissolved_on", "撤销日期", kind="date"),
    )
    tabs = (
        Tab("sectors", "界别", "activities/honours/tab_sectors.html"),
        Tab("events", "青联活动", "activities/honours/tab_events.html"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("青联", reverse("activities:youth-federation-list"))]

    def get_links(self):
        """What can be done with it."""
        args = [self.object.pk]
        members = f"{reverse('activities:federation-member-list')}?federation={self.object.pk}"
        return [
            Link("委员名册", members, "people", permission="activities.view_federation_member"),
            Link("增补委员", reverse("activities:federation-member-seat", args=args), "person-plus", "primary",
                 "activities.add_federation_member"),
            Link("更正资料和届次", reverse("activities:youth-federation-update", args=args), "pencil",
                 permission="activities.change_youth_federation"),
        ]  # fmt: skip

    def tab_sectors(self):
        """How many sit today, by sector and by post."""
        sitting = FederationMember.objects.sitting(on=today()).filter(federation=self.object).order_by()
        counts = dict(sitting.values_list("sector").annotate(number=Count("pk")))
        posts = dict(sitting.values_list("post").annotate(number=Count("pk")))
        return {
            "headers": ["界别", "在任委员（人）"],
            "numeric": [1],
            "sectors": [[Sector(sector).label, counts[sector]] for sector in Sector.values if sector in counts],
            "posts": [(post.label, posts[post.value]) for post in FederationPost if post.value in posts],
            "total": sum(counts.values()),
        }

    def tab_events(self):
        """Activities of the guiding organisation and below that are marked as the federation's."""
        rows = narrowed(Activity.objects.filter(by_federation=True), self.request.user)
        rows = rows.below(self.object.org_path).filter(state__in=ActivityState.counted)
        shown = rows.with_person_times().select_related("organization").order_by("-held_on", "code")
        return {"activities": shown[:SHOWN], "count": rows.count()}


class YouthFederationCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = YouthFederation, YouthFederationCreateForm, "activities.add_youth_federation"
    title, done = "登记青联", "已登记：{object}。"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:youth-federation-list")


class FederationTurn(TurnTaking):
    """A federation stands at the organisation that guides it."""

    model = YouthFederation

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return YouthFederation.objects.select_related("organization")

    def node(self):
        """Its organisation."""
        return self.object.organization


class YouthFederationUpdateView(FederationTurn, ScopedUpdateView):
    form_class, permission = YouthFederationForm, "activities.change_youth_federation"


class FederationMemberSeatView(SealedInput, FederationTurn, ScopedUpdateView):
    form_class, permission = SeatForm, "activities.add_federation_member"
    submit_label = "增补"

    def get_title(self):
        """Into which federation."""
        return f"增补委员：{self.object}"


class FederationMemberListView(ScopedListView):
    model, table_class, filterset_class = FederationMember, FederationMemberTable, FederationMemberFilter
    title, noun, permission = "青联委员", "activities:federation-member", "activities.view_federation_member"
    intro = "姓名遮盖显示，导出的文件也是。"


class FederationMemberDetailView(ScopedDetailView):
    model = FederationMember
    permission = "activities.view_federation_member"
    select_related = ("federation__organization", "person__organization")
    facts = (
        Column("name", "姓名", value="masked_name"),
        Column("person", "人员档案", value=lambda member: member.person and "已建档"),
        Column("code", "委员编号", kind="code"),
        Column("federation", "青联", link=True),
        Column("sector", "界别", kind="badge", choices=Sector),
        Column("post", "职务", kind="choice"),
        Column("employer", "工作单位"),
        Column("joined_on", "增补日期", kind="date"),
        Column("left_on", "卸任日期（不含）", kind="date"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("青联委员", reverse("activities:federation-member-list"))]

    def get_links(self):
        """What can be done with it; the person's own page where there is a record."""
        args, person = [self.object.pk], self.object.person
        links = [
            Link("更正", reverse("activities:federation-member-update", args=args), "pencil",
                 permission="activities.change_federation_member"),
            Link("查看姓名", reverse("activities:federation-member-disclose", args=args), "eye",
                 permission="activities.disclose_federation_member"),
            Link("登记卸任", reverse("activities:federation-member-retire", args=args), "box-arrow-right",
                 permission="activities.retire_federation_member"),
        ]  # fmt: skip
        return (
            [Link("人员档案", person.get_absolute_url(), "person"), *links]
            if person and self.is_open(person)
            else links
        )


class MemberTurn(TurnTaking):
    """A member stands where the federation does."""

    model = FederationMember

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return FederationMember.objects.select_related("federation__organization", "person")

    def node(self):
        """The guiding organisation."""
        return self.object.federation.organization


class FederationMemberUpdateView(SealedInput, MemberTurn, ScopedUpdateView):
    form_class, permission = FederationMemberForm, "activities.change_federation_member"


class FederationMemberRetireView(MemberTurn, ActionView):
    form_class, permission, title = RetireForm, "activities.retire_federation_member", "登记卸任"
    done = "已登记卸任：{object}。"

    def preview(self, form):
        """One sentence."""
        return [f"{self.object}自{form.cleaned_data['on']}起不再是“{self.object.federation}”委员。"]


class FederationMemberDiscloseView(DisclosingView):
    model, form_class, permission = FederationMember, DiscloseForm, "activities.disclose_federation_member"

    def get_crumbs(self):
        """The member above."""
        return [
            ("青联委员", reverse("activities:federation-member-list")),
            (str(self.object), self.object.get_absolute_url()),
        ]
