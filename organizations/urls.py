"""Addresses of the register, below ``organizations/``."""

from django.urls import path

from organizations.enums import ElectionAction, HomeAction
from organizations.exports.election_documents import DOCUMENTS
from organizations.views import (
    coverages,
    divisions,
    election_documents,
    elections,
    head_counts,
    health,
    home_map,
    homes,
    league_schools,
    lists,
    mechanisms,
    organizations,
    restructurings,
    rules,
    school_lists,
    schools,
    term_calendar,
    terms,
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
    path("homes/", homes.HomeListView.as_view(), name="home-list"),
    path("homes/new/", homes.HomeCreateView.as_view(), name="home-create"),
    path("homes/map/", home_map.HomeMapView.as_view(), name="home-map"),
    path("homes/idle/", homes.IdleHomeListView.as_view(), name="home-idle"),
    path("homes/<int:pk>/", homes.HomeDetailView.as_view(), name="home-detail"),
    path("homes/<int:pk>/edit/", homes.HomeUpdateView.as_view(), name="home-update"),
    path("homes/<int:pk>/month/", homes.HomeMonthView.as_view(), name="home-month"),
    path("homes/<int:pk>/check/", homes.HomeCheckView.as_view(), name="home-check"),
    path("home-checks/<int:pk>/", homes.HomeCheckDetailView.as_view(), name="home-check-detail"),
    *(
        path(f"homes/<int:pk>/{action}/", homes.HomeActionView.as_view(action=action), name=f"home-{action}")
        for action in HomeAction
    ),
]

urlpatterns += [
    path("schools/", school_lists.SchoolListView.as_view(), name="school-list"),
    path("schools/<int:pk>/", schools.SchoolDetailView.as_view(), name="school-detail"),
    path("relation-surveys/", school_lists.RelationSurveyListView.as_view(), name="relation-survey-list"),
    path("relation-surveys/new/", schools.RelationSurveyCreateView.as_view(), name="relation-survey-create"),
    path("relation-surveys/<int:pk>/", schools.RelationSurveyDetailView.as_view(), name="relation-survey-detail"),
    path("relation-surveys/<int:pk>/edit/", schools.RelationSurveyUpdateView.as_view(), name="relation-survey-change"),
    path("relation-surveys/<int:pk>/settle/", schools.SettleView.as_view(), name="relation-survey-settle"),
    path(
        "relation-surveys/<int:pk>/remove/", schools.RelationSurveyRemoveView.as_view(), name="relation-survey-remove"
    ),
    path("league-schools/", school_lists.LeagueSchoolListView.as_view(), name="league-school-list"),
    path("league-schools/new/", league_schools.LeagueSchoolCreateView.as_view(), name="league-school-create"),
    path("league-schools/<int:pk>/", league_schools.LeagueSchoolDetailView.as_view(), name="league-school-detail"),
    path("league-schools/<int:pk>/edit/", league_schools.LeagueSchoolUpdateView.as_view(), name="league-school-update"),
    path("league-schools/<int:pk>/close/", league_schools.LeagueSchoolCloseView.as_view(), name="league-school-close"),
    path("league-schools/<int:pk>/teacher/", league_schools.TeacherAddView.as_view(), name="league-school-teacher"),
    path("league-teachers/<int:pk>/end/", league_schools.TeacherEndView.as_view(), name="league-teacher-end"),
    path("league-classes/", school_lists.LeagueClassListView.as_view(), name="league-class-list"),
    path("league-classes/new/", league_schools.LeagueClassCreateView.as_view(), name="league-class-create"),
    path("league-classes/<int:pk>/", league_schools.LeagueClassDetailView.as_view(), name="league-class-detail"),
    path("league-classes/<int:pk>/edit/", league_schools.LeagueClassUpdateView.as_view(), name="league-class-update"),
    path("league-classes/<int:pk>/remove/", league_schools.LeagueClassRemoveView.as_view(), name="league-class-remove"),
    path("policy-documents/", school_lists.PolicyDocumentListView.as_view(), name="policy-document-list"),
    path("policy-documents/new/", mechanisms.PolicyDocumentCreateView.as_view(), name="policy-document-create"),
    path("policy-documents/<int:pk>/", mechanisms.PolicyDocumentDetailView.as_view(), name="policy-document-detail"),
    path(
        "policy-documents/<int:pk>/edit/", mechanisms.PolicyDocumentUpdateView.as_view(), name="policy-document-update"
    ),
    path("body-seats/", school_lists.BodySeatListView.as_view(), name="body-seat-list"),
    path("body-seats/new/", mechanisms.BodySeatCreateView.as_view(), name="body-seat-create"),
    path("body-seats/<int:pk>/", mechanisms.BodySeatDetailView.as_view(), name="body-seat-detail"),
    path("body-seats/<int:pk>/edit/", mechanisms.BodySeatUpdateView.as_view(), name="body-seat-update"),
    path("joint-surveys/", school_lists.JointSurveyListView.as_view(), name="joint-survey-list"),
    path("joint-surveys/new/", mechanisms.JointSurveyCreateView.as_view(), name="joint-survey-create"),
    path("joint-surveys/<int:pk>/", mechanisms.JointSurveyDetailView.as_view(), name="joint-survey-detail"),
    path("joint-surveys/<int:pk>/edit/", mechanisms.JointSurveyUpdateView.as_view(), name="joint-survey-update"),
    path("party-inclusions/", school_lists.PartyInclusionListView.as_view(), name="party-inclusion-list"),
    path("party-inclusions/new/", mechanisms.PartyInclusionCreateView.as_view(), name="party-inclusion-create"),
    path("party-inclusions/<int:pk>/", mechanisms.PartyInclusionDetailView.as_view(), name="party-inclusion-detail"),
    path(
        "party-inclusions/<int:pk>/edit/", mechanisms.PartyInclusionUpdateView.as_view(), name="party-inclusion-update"
    ),
    path("policy-documents/<int:pk>/file/", mechanisms.PolicyDocumentFileView.as_view(), name="policy-document-file"),
    path("body-seats/<int:pk>/end/", mechanisms.BodySeatEndView.as_view(), name="body-seat-end"),
]

urlpatterns += [
    path("terms/due/", terms.DueListView.as_view(), name="term-due"),
    path("terms/reminders/", terms.ReminderView.as_view(), name="term-reminders"),
    path("terms/calendar/", term_calendar.CalendarView.as_view(), name="term-calendar"),
    path("terms/calendar.ics", term_calendar.CalendarFileView.as_view(), name="term-calendar-file"),
    path("terms/", terms.TermListView.as_view(), name="term-list"),
    path("terms/new/", terms.TermCreateView.as_view(), name="term-create"),
    path("terms/<int:pk>/", terms.TermDetailView.as_view(), name="term-detail"),
    path("terms/<int:pk>/correct/", terms.TermCorrectView.as_view(), name="term-correct"),
    path("terms/<int:pk>/remove/", terms.TermRemoveView.as_view(), name="term-remove"),
    path("extensions/", terms.ExtensionListView.as_view(), name="extension-list"),
    path("extensions/new/", terms.ExtensionCreateView.as_view(), name="extension-create"),
    path("extensions/<int:pk>/", terms.ExtensionDetailView.as_view(), name="extension-detail"),
    path("extensions/<int:pk>/withdraw/", terms.WithdrawView.as_view(), name="extension-withdraw"),
    path("elections/", elections.ElectionListView.as_view(), name="election-list"),
    path("elections/new/", elections.ElectionCreateView.as_view(), name="election-create"),
    path("elections/<int:pk>/", elections.ElectionDetailView.as_view(), name="election-detail"),
    *(
        path(
            f"elections/<int:pk>/documents/{code}/",
            election_documents.DocumentView.as_view(code=code),
            name=f"election-document-{code}",
        )
        for code in DOCUMENTS
    ),
    *(
        path(
            f"elections/<int:pk>/{action.replace('_', '-')}/",
            elections.step_view(action),
            name=f"election-{action.replace('_', '-')}",
        )
        for action in ElectionAction
    ),
    path("health-cases/", health.HealthCaseListView.as_view(), name="health-case-list"),
    path("health-cases/new/", health.HealthCaseCreateView.as_view(), name="health-case-create"),
    path("health-cases/review/", health.HealthReviewView.as_view(), name="health-review"),
    path("health-cases/<int:pk>/", health.HealthCaseDetailView.as_view(), name="health-case-detail"),
    path("health-cases/<int:pk>/assign/", health.CaseAssignView.as_view(), name="health-case-assign"),
    path("health-cases/<int:pk>/close/", health.CaseCloseView.as_view(), name="health-case-close"),
]
