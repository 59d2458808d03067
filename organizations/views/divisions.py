"""The pages of one division."""

from django.urls import reverse

from league.core.dates import today
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedCreateView, ScopedDetailView, ScopedUpdateView, Tab
from organizations.forms.divisions import AbolishForm, DivisionForm
from organizations.models import Division, Unit

SHOWN = 100


class DivisionDetailView(ScopedDetailView):
    model = Division
    permission = "organizations.view_division"
    select_related = ("parent", "successor")
    facts = (
        Column("code", "区划代码", kind="code"),
        Column("name", "名称"),
        Column("level", "级别", kind="choice"),
        Column("parent", "上级区划", link=True),
        Column("starts_on", "设立日期", kind="date"),
        Column("ends_on", "撤销日期", kind="date"),
        Column("successor", "并入区划", link=True),
        Column("source", "数据来源"),
    )
    tabs = (
        Tab("children", "下级区划", "organizations/divisions/tab_children.html"),
        Tab("units", "单位", "organizations/divisions/tab_units.html"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("区划", reverse("organizations:division-list"))]

    def get_links(self):
        """Correcting and abolishing."""
        key = [self.object.pk]
        return [
            Link("更正", reverse("organizations:division-update", args=key), "pencil", permission="organizations.change_division"),
            Link(
                "撤销", reverse("organizations:division-abolish", args=key), "x-octagon", "outline-danger",
                "organizations.abolish_division",
            ),
        ]  # fmt: skip

    def tab_children(self):
        """Divisions directly below."""
        return {"children": list(self.object.children.existing(on=today()).order_by("code")[: 5 * SHOWN])}

    def tab_units(self):
        """Units inside, of the user's scope."""
        inside = Division.objects.inside(self.object.code).order_by().values("pk")
        units = Unit.objects.visible_to(self.request.user).existing(on=today()).filter(division__in=inside)
        return {
            "units": list(units.with_coverage(on=today()).select_related("responsible").order_by("code")[:SHOWN]),
            "count": units.count(),
            "all_url": f"{reverse('organizations:unit-list')}?division={self.object.code}",
        }


class DivisionCreateView(ScopedCreateView):
    model, form_class, permission, title = Division, DivisionForm, "organizations.add_division", "登记区划"


class DivisionUpdateView(ScopedUpdateView):
    model, form_class, permission = Division, DivisionForm, "organizations.change_division"


class AbolishView(ActionView):
    model, form_class, permission = Division, AbolishForm, "organizations.abolish_division"
    title, submit_label, done, tone = "撤销区划", "确认撤销", "已撤销：{object}。", "danger"

    def preview(self, form):
        """One sentence."""
        data = form.cleaned_data
        heir = f"，并入“{data['successor']}”" if data["successor"] else ""
        return [f"自{data['on']}起撤销区划“{self.object}”{heir}；其中还有现存单位或下级区划的不能撤销。"]
