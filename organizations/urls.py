"""Addresses of the register, below ``organizations/``."""

from django.urls import path

from organizations.views import (
    coverages,
    divisions,
    head_counts,
    lists,
    organizations,
    restructurings,
    rules,
    tree,
    units,
)

app_name = "organizations"
urlpatterns = [
    path("tree/", tree.TreeView.as_view(), name="tree"),
    path("tree/<int:pk>/children/", tree.tree_children, name="tree-children"),
    path("organizations/", lists.OrganizationListView.as_view(), name="organization-list"),
    path("organizations/new/", organizations.OrganizationCreateView.as_view(), name="organization-create"),
    path("organizations/<int:pk>/", organizations.OrganizationDetailView.as_view(), name="organization-detail"),
    path("organizations/<int:pk>/file/", organizations.OrganizationFileView.as_view(), name="organization-file"),
    path("organizations/<int:pk>/edit/", organizations.OrganizationUpdateView.as_view(), name="organization-update"),
    path(
        "organizations/<int:pk>/restate/", organizations.OrganizationRestateView.as_view(), name="organization-restate"
    ),
    path("organizations/<int:pk>/rename/", organizations.RenameView.as_view(), name="organization-rename"),
    path("organizations/<int:pk>/move/", restructurings.MoveView.as_view(), name="organization-move"),
    path("organizations/<int:pk>/merge/", restructurings.MergeView.as_view(), name="organization-merge"),
    path("organizations/<int:pk>/split/", restructurings.SplitView.as_view(), name="organization-split"),
    path("organizations/<int:pk>/dissolve/", restructurings.DissolveView.as_view(), name="organization-dissolve"),
    path("organizations/<int:pk>/count/", head_counts.OrganizationCountView.as_view(), name="organization-count"),
    path("restructurings/", lists.RestructuringListView.as_view(), name="restructuring-list"),
    path("restructurings/<int:pk>/", restructurings.RestructuringDetailView.as_view(), name="restructuring-detail"),
    path("restructurings/<int:pk>/undo/", restructurings.UndoView.as_view(), name="restructuring-undo"),
    path("units/", lists.UnitListView.as_view(), name="unit-list"),
    path("units/new/", units.UnitCreateView.as_view(), name="unit-create"),
    path("units/<int:pk>/", units.UnitDetailView.as_view(), name="unit-detail"),
    path("units/<int:pk>/edit/", units.UnitUpdateView.as_view(), name="unit-update"),
    path("units/<int:pk>/restate/", units.UnitRestateView.as_view(), name="unit-restate"),
    path("units/<int:pk>/close/", units.UnitCloseView.as_view(), name="unit-close"),
    path("units/<int:pk>/exempt/", units.ExemptView.as_view(), name="unit-exempt"),
    path("units/<int:pk>/require/", units.EndExemptionView.as_view(), name="unit-require"),
    path("units/<int:pk>/count/", head_counts.UnitCountView.as_view(), name="unit-count"),
    path("divisions/", lists.DivisionListView.as_view(), name="division-list"),
    path("divisions/new/", divisions.DivisionCreateView.as_view(), name="division-create"),
    path("divisions/<int:pk>/", divisions.DivisionDetailView.as_view(), name="division-detail"),
    path("divisions/<int:pk>/edit/", divisions.DivisionUpdateView.as_view(), name="division-update"),
    path("divisions/<int:pk>/abolish/", divisions.AbolishView.as_view(), name="division-abolish"),
    path("head-counts/", lists.HeadCountListView.as_view(), name="head-count-list"),
    path("head-counts/<int:pk>/", head_counts.HeadCountDetailView.as_view(), name="head-count-detail"),
    path("coverages/", lists.CoverageListView.as_view(), name="coverage-list"),
    path("coverages/new/", coverages.CoverageCreateView.as_view(), name="coverage-create"),
    path("coverages/<int:pk>/", coverages.CoverageDetailView.as_view(), name="coverage-detail"),
    path("coverages/<int:pk>/end/", coverages.EndCoverageView.as_view(), name="coverage-end"),
    path("rules/", lists.RuleListView.as_view(), name="rule-list"),
    path("rules/<int:pk>/", rules.RuleDetailView.as_view(), name="rule-detail"),
    path("rules/<int:pk>/set/", rules.SetRuleView.as_view(), name="rule-set"),
]
