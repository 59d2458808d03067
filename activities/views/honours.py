"""The pages of honours."""

from __future__ import annotations

from django.urls import reverse

from activities.enums import HonourKind, HonourLevel, HonourStanding
from activities.filters.honours import HonourFilter
from activities.forms.honours import HonourCreateForm, HonourForm, RenewForm, WithdrawForm
from activities.models import Honour
from activities.services.honours import expiring_days
from activities.tables.honours import HonourTable
from activities.views.activities import OwnNode
from league.core.dates import today
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
from organizations.views.actions import TurnTaking


class HonourListView(ScopedListView):
    model, table_class, filterset_class = Honour, HonourTable, HonourFilter
    title, noun, permission = "荣誉", "activities:honour", "activities.view_honour"
    create_permission, create_label = "activities.add_honour", "登记荣誉"
    intro = "青年文明号、青年岗位能手、青年突击队等；有有效期的，期满前须复核续期。"

    def get_queryset(self):
        """With the end of the last stretch of validity."""
        return super().get_queryset().with_end()

    def get_links(self):
        """Those that lapse soon."""
        url = f"{reverse('activities:honour-list')}?standing={HonourStanding.EXPIRING}"
        return [Link("即将到期", url, "hourglass-split", permission="activities.view_honour"), *super().get_links()]


class HonourDetailView(ScopedDetailView):
    model = Honour
    permission = "activities.view_honour"
    select_related = ("organization", "person__organization", "holder_organization")
    facts = (
        Column("code", "荣誉编码", kind="code"),
        Column("standing", "效力", value="shown_standing", kind="badge", choices=HonourStanding),
        Column("kind", "荣誉类别", kind="badge", choices=HonourKind),
        Column("name", "荣誉名称"),
        Column("level", "级别", kind="badge", choices=HonourLevel),
        Column("year", "表彰年度", value=lambda honour: f"{honour.year}年"),
        Column("person", "获奖人员", link=True),
        Column("holder_organization", "获奖团组织", link=True),
        Column("holder_name", "获奖集体"),
        Column("organization", "归口团组织", link=True),
        Column("awarded_on", "授予日期", kind="date"),
        Column("issuer", "授予单位"),
        Column("document", "授予文号"),
        Column("withdrawn_on", "撤销日期", kind="date"),
        Column("withdrawal_reason", "撤销理由"),
        Column("withdrawal_document", "撤销文号"),
    )
    tabs = (Tab("terms", "有效期", "activities/honours/tab_terms.html"),)

    def open(self):
        """Through the door; its standing today is told with it."""
        super().open()
        on, last = today(), self.object.terms.order_by("-starts_on").first()
        self.object.shown_standing = self.object.standing(last and last.ends_on, on=on, days=expiring_days(on))

    def get_crumbs(self):
        """The list above."""
        return [("荣誉", reverse("activities:honour-list"))]

    def get_links(self):
        """What can be done with it."""
        args = [self.object.pk]
        return [
            Link("更正", reverse("activities:honour-update", args=args), "pencil",
                 permission="activities.change_honour"),
            Link("复核续期", reverse("activities:honour-renew", args=args), "arrow-repeat",
                 permission="activities.renew_honour"),
            Link("撤销荣誉", reverse("activities:honour-withdraw", args=args), "x-octagon", "outline-danger",
                 "activities.withdraw_honour"),
        ]  # fmt: skip

    def tab_terms(self):
        """The award and every renewal."""
        return {"terms": self.object.terms.order_by("starts_on")}


class HonourCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = Honour, HonourCreateForm, "activities.add_honour"
    title, done = "登记荣誉", "已登记：{object}。"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:honour-list")


class HonourTurn(TurnTaking):
    """An honour stands at the organisation that keeps it."""

    model = Honour

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return Honour.objects.select_related("organization", "person", "holder_organization")

    def node(self):
        """Its organisation."""
        return self.object.organization


class HonourUpdateView(HonourTurn, ScopedUpdateView):
    form_class, permission = HonourForm, "activities.change_honour"


class HonourRenewView(HonourTurn, ActionView):
    form_class, permission, title = RenewForm, "activities.renew_honour", "复核续期"
    done = "已续期：{object}。"

    def preview(self, form):
        """Until when."""
        data = form.cleaned_data
        until = f"到{data['ends_on']}为止（不含当日）" if data["ends_on"] else "长期有效"
        return [f"“{self.object}”自{data['starts_on']}起续期，{until}，文号{data['document']}。"]


class HonourWithdrawView(HonourTurn, ActionView):
    form_class, permission, title = WithdrawForm, "activities.withdraw_honour", "撤销荣誉"
    submit_label, tone, done = "确认撤销", "danger", "已撤销：{object}。"

    def preview(self, form):
        """From when."""
        return [f"“{self.object}”自{form.cleaned_data['on']}起撤销，之后不再计入有效荣誉；记录保留，不能恢复。"]
