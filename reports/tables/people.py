"""Columns of the rows behind the figures of people."""

from __future__ import annotations

from cadres.models import (
    Application,
    Consultation,
    DeclaredStaff,
    Establishment,
    Opening,
    Person,
    Placement,
    Post,
    Recommendation,
    TrainingCourse,
    TrainingRecord,
)
from cadres.tables import development, people, posts, recruitment
from league.core.tables import Column, Table

# The list of posts sorts by the title's rank, which it annotates itself.
RANKED = {"title"}


class PostRowTable(Table):
    """Posts held on the snapshot's day."""

    columns = (
        Column("title", "职务", kind="choice", sort="title"),
        *(column for column in posts.PostTable.columns if column.name not in RANKED),
    )
    order = ("org_path", "starts_on")
    select_related = posts.PostTable.select_related


class EstablishmentRowTable(Table):
    """Approvals in force on the snapshot's day."""

    columns = (
        Column("organization", "团组织", value="organization", link=True),
        Column("workplace", "编制所在单位", value="workplace"),
        Column("kind", "编制类别", kind="choice", sort="kind"),
        Column("number", "核定数", kind="number", sort="number"),
        Column("starts_on", "自", kind="date", sort="starts_on"),
        Column("document", "文号"),
    )
    order = ("org_path", "kind")
    select_related = ("organization", "workplace")


class DeclaredStaffRowTable(Table):
    """What was said in public."""

    columns = (
        Column("organization", "团组织", value="organization", link=True),
        Column("declared_on", "日期", kind="date", sort="declared_on"),
        Column("number", "公布人数", kind="number", sort="number"),
        Column("source", "出处"),
    )
    order = ("org_path", "-declared_on")
    select_related = ("organization",)


TABLES = {
    Post: PostRowTable,
    Establishment: EstablishmentRowTable,
    DeclaredStaff: DeclaredStaffRowTable,
    Person: people.PersonTable,
    Opening: recruitment.OpeningTable,
    Application: recruitment.ApplicationTable,
    Placement: recruitment.PlacementTable,
    Consultation: development.ConsultationTable,
    Recommendation: development.RecommendationTable,
    TrainingCourse: development.TrainingCourseTable,
    TrainingRecord: development.TrainingRecordTable,
}
