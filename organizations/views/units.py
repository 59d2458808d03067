"""The pages of one unit."""

from django.urls import reverse

from league.core.dates import today
from league.core.tables import Column
from league.core.views import Link, ScopedCreateView, ScopedDetailView, ScopedUpdateView, Tab
from organizations.enums import HeadCountKind
from organizations.forms.units import (
    EndExemptionForm,
    ExemptForm,
    UnitCloseForm,
    UnitCreateForm,
    UnitForm,
    UnitRestateForm,
)
from organizations.models import HeadCount, Rule, Unit
from organizations.views.actions import PlainView, TurnTaking

SHOWN = 50
ACTIONS = (
    ("更正资料", "update", "pencil", "organizations.change_unit"),
    ("变更登记事项", "restate", "card-checklist", "organizations.restate_unit"),
    ("填报人数", "count", "123", "organizations.add_head_count"),
    ("认定可不建", "exempt", "slash-circle", "organizations.exempt_unit"),
    ("取消认定", "require", "arrow-counterclockwise", "organizations.exempt_unit"),
    ("注销", "close", "x-octagon", "organizations.close_unit"),
)


def address(name: str, unit: Unit) -> str:
    """URL of one of a unit's pages."""
    return reverse(f"organizations:unit-{name}", args=[unit.pk])


class UnitDetailView(ScopedDetailView):
    model = Unit
    permission = "organizations.view_unit"
    template_name = "organizations/units/detail.html"
    select_related = ("division", "responsible")
    facts = (
        Column("name", "单位名称"),
        Column("code", "编码", kind="code"),
        Column("kind", "类型", kind="choice"),
        Column("credit_code", "统一社会信用代码", kind="code"),
        Column("responsible", "归口团组织", link=True),
        Column("division", "所在区划", link=True),
        Column("opened_on", "设立日期", kind="date"),
        Column("closed_on", "撤销日期", kind="date"),
        Column("exempt_reason", "不建团组织的理由"),
        Column("address", "地址"),
        Column("source", "数据来源"),
    )
    tabs = (
        Tab("counts", "人数", "organizations/tab_counts.html"),
        Tab("versions", "沿革", "organizations/units/tab_versions.html"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("单位", reverse("organizations:unit-list"))]

    def get_context(self):
        user = self.request.user
        unused = "exempt" if self.object.exempt_reason else "require"
        actions = [
            Link(label, address(page, self.object), icon)
            for label, page, icon, permission in ACTIONS
            if page != unused and user.has_perm(permission, self.object)
        ]
        return super().get_context() | {"actions": actions} | self.duty()

    def duty(self) -> dict:
        """Who covers the unit today, and whether and why it must have an organisation."""
        on, unit = today(), self.object
        own = unit.own_organizations.existing(on=on).order_by("path")
        joint = unit.coverages.on(on).select_related("organization").order_by("organization__path")
        counted = HeadCount.objects.in_force(on=on).filter(unit=unit, kind=HeadCountKind.MEMBERS).first()
        rule = Rule.objects.in_force("unit.minimum_members", on=on).first()
        minimum = int(rule.value) if rule else None
        if unit.exempt_reason:
            state = "exempt"
        elif counted is None or minimum is None:
            state = "unknown"
        else:
            state = "due" if counted.value >= minimum else "below"
        return {
            "own": list(own[:SHOWN]),
            "joint": list(joint[:SHOWN]),
            "counted": counted,
            "rule": rule,
            "state": state,
        }

    def tab_counts(self):
        """Head-counts over time, corrected ones among them."""
        return {
            "counts": list(
                self.object.head_counts.select_related("unit", "organization").order_by("-counted_on", "-id")[
                    : 2 * SHOWN
                ]
            )
        }

    def tab_versions(self):
        """What it was called and who answered for it."""
        versions = self.object.versions.select_related("responsible", "division").order_by("-valid_from")
        return {"versions": list(versions[:SHOWN])}


class UnitCreateView(ScopedCreateView):
    model, form_class, permission, title = Unit, UnitCreateForm, "organizations.add_unit", "登记单位"
    done = "已登记：{object}。"


class UnitTurn(TurnTaking):
    """A unit stands at the organisation that answers for it."""

    model = Unit

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return Unit.objects.select_related("responsible")

    def node(self):
        """The organisation that answers for it."""
        return self.object.responsible


class UnitUpdateView(UnitTurn, ScopedUpdateView):
    form_class, permission = UnitForm, "organizations.change_unit"


class UnitRestateView(UnitTurn, ScopedUpdateView):
    form_class, permission = UnitRestateForm, "organizations.restate_unit"

    def get_title(self):
        """The object in the heading."""
        return f"变更登记事项：{self.object}"


class UnitCloseView(UnitTurn, PlainView):
    form_class, permission = UnitCloseForm, "organizations.close_unit"
    title, submit_label, done, tone = "注销", "确认注销", "已注销：{object}。", "danger"
    sentence = "自{on}起注销“{object}”，它的联合覆盖同时终止，此后不再计入应建。"


class ExemptView(UnitTurn, PlainView):
    form_class, permission = ExemptForm, "organizations.exempt_unit"
    title, done = "认定可不建团组织", "已认定：{object}。"
    sentence = "自{on}起，“{object}”不计入应建，理由公开显示：{reason}。"


class EndExemptionView(UnitTurn, PlainView):
    form_class, permission = EndExemptionForm, "organizations.exempt_unit"
    title, done = "取消可不建的认定", "已取消认定：{object}。"
    sentence = "自{on}起，“{object}”重新按团员数计入应建。"
