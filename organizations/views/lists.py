"""The lists of the register."""

from league.core.views import ScopedListView
from organizations import filters, tables
from organizations.models import Coverage, Division, HeadCount, Organization, Restructuring, Rule, Unit


class OrganizationListView(ScopedListView):
    model, table_class, filterset_class = Organization, tables.OrganizationTable, filters.OrganizationFilter
    title, noun = "团组织", "organizations:organization"
    permission = "organizations.view_organization"
    create_permission, create_label = "organizations.add_organization", "设立团组织"


class UnitListView(ScopedListView):
    model, table_class, filterset_class = Unit, tables.UnitTable, filters.UnitFilter
    title, noun = "单位", "organizations:unit"
    permission = "organizations.view_unit"
    create_permission, create_label = "organizations.add_unit", "登记单位"


class DivisionListView(ScopedListView):
    model, table_class, filterset_class = Division, tables.DivisionTable, filters.DivisionFilter
    title, noun = "区划", "organizations:division"
    permission = "organizations.view_division"
    create_permission, create_label = "organizations.add_division", "登记区划"


class HeadCountListView(ScopedListView):
    model, table_class, filterset_class = HeadCount, tables.HeadCountTable, filters.HeadCountFilter
    title, noun = "团员青年数", "organizations:head-count"
    permission = "organizations.view_head_count"
    intro = "人数按统计日期登记，不作覆盖；同日再报为更正。在单位或团组织的页面上填报。"


class CoverageListView(ScopedListView):
    model, table_class, filterset_class = Coverage, tables.CoverageTable, filters.CoverageFilter
    title, noun = "联合覆盖", "organizations:coverage"
    permission = "organizations.view_coverage"
    create_permission, create_label = "organizations.add_coverage", "登记联合覆盖"


class RestructuringListView(ScopedListView):
    model, table_class, filterset_class = Restructuring, tables.RestructuringTable, filters.RestructuringFilter
    title, noun = "组织调整", "organizations:restructuring"
    permission = "organizations.view_restructuring"
    intro = "划转、合并、分设、撤销在团组织的页面上办理，办理后 30 天内未再变更的可以撤回。"


class RuleListView(ScopedListView):
    model, table_class, filterset_class = Rule, tables.RuleTable, filters.RuleFilter
    title, noun = "规则", "organizations:rule"
    permission = "organizations.view_rule"
    intro = "门槛和日期都是有生效期的规则行，统计按统计日当天有效的规则计算。"
