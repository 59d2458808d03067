"""The lists of league schools and mechanisms; each leads to its neighbours."""

from django.urls import reverse

from league.core.views import Link, ScopedListView
from organizations.filters import schools as filters
from organizations.models import (
    BodySeat,
    JointSurvey,
    LeagueClass,
    LeagueSchool,
    PartyInclusion,
    PolicyDocument,
    RelationSurvey,
    School,
)
from organizations.tables import schools as tables

SCHOOL_LISTS = (
    ("学校", "school"), ("摸底", "relation-survey"), ("团校", "league-school"), ("团课", "league-class"),
)  # fmt: skip
MECHANISM_LISTS = (
    ("政策文件", "policy-document"), ("领导机构席位", "body-seat"), ("联合调研", "joint-survey"),
    ("走访点", "survey-visit"), ("纳入党建", "party-inclusion"),
)  # fmt: skip


class NeighbourListView(ScopedListView):
    """A list with buttons to the others of its circle."""

    circle: tuple[tuple[str, str], ...] = ()

    def get_links(self):
        """The others first, then what is new."""
        others = [
            Link(label, reverse(f"organizations:{noun}-list"))
            for label, noun in self.circle
            if f"organizations:{noun}" != self.noun
        ]
        return [*others, *super().get_links()]


class SchoolListView(NeighbourListView):
    circle = SCHOOL_LISTS
    model, table_class, filterset_class = School, tables.SchoolTable, filters.SchoolFilter
    title, noun = "学校与团校", "organizations:school"
    permission = "organizations.view_school"
    intro = "中学和中等职业学校的团组织关系摸底、团校和团课，按统计日期当天的登记计算；用“缺口”筛出还要补的学校。"


class RelationSurveyListView(NeighbourListView):
    circle = SCHOOL_LISTS
    model, table_class, filterset_class = RelationSurvey, tables.RelationSurveyTable, filters.RelationSurveyFilter
    title, noun = "团组织关系摸底", "organizations:relation-survey"
    permission = "organizations.view_relation_survey"
    create_permission, create_label = "organizations.add_relation_survey", "登记摸底"
    intro = "同一学校以最近一次摸底为准，以前的记录保留。"


class LeagueSchoolListView(NeighbourListView):
    circle = SCHOOL_LISTS
    model, table_class, filterset_class = LeagueSchool, tables.LeagueSchoolTable, filters.LeagueSchoolFilter
    title, noun = "团校", "organizations:league-school"
    permission = "organizations.view_league_school"
    create_permission, create_label = "organizations.found_league_school", "登记团校"


class LeagueClassListView(NeighbourListView):
    circle = SCHOOL_LISTS
    model, table_class, filterset_class = LeagueClass, tables.LeagueClassTable, filters.LeagueClassFilter
    title, noun = "团课", "organizations:league-class"
    permission = "organizations.view_league_class"
    create_permission, create_label = "organizations.add_league_class", "登记团课"
    intro = "专题名称标“待核”的，尚未与《新时代中学团课教育指导大纲》原文核对。"


class PolicyDocumentListView(NeighbourListView):
    circle = MECHANISM_LISTS
    model, table_class, filterset_class = PolicyDocument, tables.PolicyDocumentTable, filters.PolicyDocumentFilter
    title, noun = "政策文件", "organizations:policy-document"
    permission = "organizations.view_policy_document"
    create_permission, create_label = "organizations.add_policy_document", "登记文件"
    intro = "缺文号、发文日期或文件的照样计入，并在“缺项”一栏标出。"


class BodySeatListView(NeighbourListView):
    circle = MECHANISM_LISTS
    model, table_class, filterset_class = BodySeat, tables.BodySeatTable, filters.BodySeatFilter
    title, noun = "领导机构席位", "organizations:body-seat"
    permission = "organizations.view_body_seat"
    create_permission, create_label = "organizations.add_body_seat", "登记席位"


class JointSurveyListView(NeighbourListView):
    circle = MECHANISM_LISTS
    model, table_class, filterset_class = JointSurvey, tables.JointSurveyTable, filters.JointSurveyFilter
    title, noun = "联合调研", "organizations:joint-survey"
    permission = "organizations.view_joint_survey"
    create_permission, create_label = "organizations.add_joint_survey", "登记调研"


class PartyInclusionListView(NeighbourListView):
    circle = MECHANISM_LISTS
    model, table_class, filterset_class = PartyInclusion, tables.PartyInclusionTable, filters.PartyInclusionFilter
    title, noun = "纳入党建", "organizations:party-inclusion"
    permission = "organizations.view_party_inclusion"
    create_permission, create_label = "organizations.add_party_inclusion", "登记纳入情况"
