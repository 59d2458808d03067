"""The pages of one organisation."""

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from league.core.dates import today
from league.core.scoping import ancestor_ids
from league.core.tables import Column
from league.core.views import Link, ScopedCreateView, ScopedDetailView, ScopedUpdateView, Tab
from organizations.enums import OrganizationKind, TermState
from organizations.forms.organizations import (
    OrganizationCreateForm,
    OrganizationForm,
    OrganizationRestateForm,
    RenameForm,
)
from organizations.models import HeadCount, Organization
from organizations.models.term import due_on
from organizations.services.terms import term_status
from organizations.views.actions import ServiceView, TurnTaking

SHOWN = 50


def address(name: str, organization: Organization) -> str:
    """URL of one of an organisation's pages."""
    return reverse(f"organizations:organization-{name}", args=[organization.pk])


def figures_link(organization: Organization) -> list[Link]:
    """A button to the organisation's figures, by the page's name alone: statistics lie above this app."""
    try:
        return [Link("统计", f"{reverse('reports:home')}?node={organization.code}", "bar-chart")]
    except NoReverseMatch:
        return []


def place_of(organization: Organization, user) -> list[Organization]:
    """The organisations above it that the user may see, from the top."""
    ids = ancestor_ids(organization.path, with_self=False)
    return list(Organization.objects.visible_to(user).filter(pk__in=ids).order_by("depth"))


# (label, page, icon, permission) of what can be done with an organisation, in the order of a working day.
ACTIONS = (
    ("更正资料", "update", "pencil", "organizations.change_organization"),
    ("变更登记事项", "restate", "card-checklist", "organizations.restate_organization"),
    ("填报人数", "count", "123", "organizations.add_head_count"),
    ("设立下级", "found", "plus-lg", "organizations.add_organization"),
    ("更名", "rename", "input-cursor-text", "organizations.rename_organization"),
    ("划转", "move", "arrow-left-right", "organizations.move_organization"),
    ("合并", "merge", "sign-merge-right", "organizations.merge_organization"),
    ("分设", "split", "signpost-split", "organizations.split_organization"),
    ("撤销", "dissolve", "x-octagon", "organizations.dissolve_organization"),
)


class OrganizationDetailView(ScopedDetailView):
    model = Organization
    permission = "organizations.view_organization"
    template_name = "organizations/organizations/detail.html"
    select_related = ("parent", "unit", "division", "successor")
    facts = (
        Column("name", "全称"),
        Column("short_name", "简称"),
        Column("code", "编码", kind="code"),
        Column("kind", "类别", kind="badge", choices=OrganizationKind),
        Column("parent", "上级组织", link=True),
        Column("unit", "所在单位", link=True),
        Column("stat_field", "统计领域", kind="choice"),
        Column("two_new", "两新类别", kind="choice"),
        Column("division", "所在区划", link=True),
        Column("party_organization", "同级党组织"),
        Column("founded_on", "成立日期", kind="date"),
        Column("founded_document", "成立文号"),
        Column("dissolved_on", "撤销日期", kind="date"),
        Column("dissolved_document", "撤销文号"),
        Column("successor", "承接组织", link=True),
        Column("address", "地址"),
        Column("source", "数据来源"),
    )
    tabs = (
        Tab("children", "下级", "organizations/organizations/tab_children.html"),
        Tab("units", "单位与覆盖", "organizations/organizations/tab_units.html"),
        Tab("counts", "人数", "organizations/tab_counts.html"),
        Tab("terms", "届期与换届", "organizations/organizations/tab_terms.html"),
        Tab("versions", "沿革", "organizations/organizations/tab_versions.html"),
    )

    def get_crumbs(self):
        """Its place in the tree, as far up as the user may see."""
        return [(str(node), node.get_absolute_url()) for node in place_of(self.object, self.request.user)]

    def get_links(self):
        """The file of the branch, and the tree opened at it."""
        return [
            Link("在树中查看", f"{reverse('organizations:tree')}?open={self.object.pk}", "diagram-3"),
            *figures_link(self.object),
            Link("一支部一档", address("file", self.object), "printer"),
        ]

    def get_context(self):
        user = self.request.user
        actions = [
            Link(label, self._action_url(page), icon)
            for label, page, icon, permission in ACTIONS
            if user.has_perm(permission, self.object)
        ]
        return super().get_context() | {"actions": actions}

    def _action_url(self, page: str) -> str:
        if page == "found":
            return f"{reverse('organizations:organization-create')}?parent={self.object.code}"
        return address(page, self.object)

    def tab_children(self):
        """The first living organisations directly below, and how many there are."""
        children = self.object.children.existing(on=today())
        rows = children.select_related("unit").with_child_count(on=today()).order_by("sort", "code")
        return {
            "children": list(rows[:SHOWN]),
            "count": children.count(),
            "all_url": f"{reverse('organizations:organization-list')}?parent={self.object.code}",
        }

    def tab_units(self):
        """Host unit, jointly covered units, and the units it answers for."""
        coverages = self.object.coverages.select_related("unit").order_by("-starts_on", "unit__code")
        units = self.object.units.existing(on=today())
        unit = self.object.unit
        return {
            "unit_url": unit.get_absolute_url() if unit and self.is_open(unit) else "",
            "coverages": list(coverages[:SHOWN]),
            "units": list(units.with_coverage(on=today()).select_related("division").order_by("code")[:SHOWN]),
            "count": units.count(),
            "all_url": f"{reverse('organizations:unit-list')}?below={self.object.code}",
        }

    def tab_counts(self):
        """Its own head-counts over time and its host unit's, corrected ones among them."""
        whose = Q(organization=self.object)
        if self.object.unit_id:
            whose |= Q(unit=self.object.unit_id)
        counts = HeadCount.objects.visible_to(self.request.user).filter(whose).select_related("unit", "organization")
        return {"counts": list(counts.order_by("-counted_on", "-id")[: 2 * SHOWN])}

    def tab_terms(self):
        """The state of its term today, its terms and its elections."""
        status = term_status(self.object, on=today())
        state = TermState(status.term_state) if status else None
        plan = f"{reverse('organizations:election-create')}?organization={self.object.code}"
        may_plan = state not in (None, TermState.NOT_APPLICABLE) and self.request.user.has_perm(
            "organizations.plan_election", self.object
        )
        elections = list(self.object.elections.order_by("-planned_on", "-pk")[:SHOWN])
        return {
            "status": status,
            "state": state,
            "due": due_on(status) if status else None,
            "plan_url": plan if may_plan and not any(election.is_open for election in elections) else "",
            "terms": list(self.object.terms.select_related("election").order_by("-starts_on")[:SHOWN]),
            "elections": elections,
        }

    def tab_versions(self):
        """What it was called and where it stood."""
        versions = self.object.versions.select_related("parent", "unit").order_by("-valid_from")
        changes = self.object.restructurings.select_related("target").order_by("-made_at")
        return {"versions": list(versions[:SHOWN]), "restructurings": list(changes[:SHOWN])}


class OrganizationFileView(OrganizationDetailView):
    """一支部一档: everything about one organisation on one sheet, made for the printer."""

    template_name = "organizations/organizations/file.html"

    def get_tabs(self):
        """One sheet has one."""
        return [Tab("facts", "资料", "components/tab_facts.html")]

    def get_context(self):
        """All tabs at once."""
        context = super().get_context() | self.tab_children() | {"child_count": self.tab_children()["count"]}
        return (
            context
            | self.tab_units()
            | self.tab_counts()
            | self.tab_terms()
            | self.tab_versions()
            | {
                "printed_on": today(),
                "place": place_of(self.object, self.request.user),
                "events": self.history[:20],
            }
        )


class OrganizationCreateView(ScopedCreateView):
    model, form_class, permission = Organization, OrganizationCreateForm, "organizations.add_organization"
    title = "设立团组织"
    done = "已设立：{object}。"


class OrganizationUpdateView(TurnTaking, ScopedUpdateView):
    model, form_class, permission = Organization, OrganizationForm, "organizations.change_organization"


class OrganizationRestateView(TurnTaking, ScopedUpdateView):
    model, form_class, permission = Organization, OrganizationRestateForm, "organizations.restate_organization"

    def get_title(self):
        """The object in the heading."""
        return f"变更登记事项：{self.object}"


class RenameView(ServiceView):
    model, form_class, permission = Organization, RenameForm, "organizations.rename_organization"
    title, submit_label = "更名", "确认更名"
