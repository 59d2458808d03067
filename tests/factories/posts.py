"""Posts, the establishment, and what was done to posts."""

from datetime import date
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from cadres.models import DeclaredStaff, Establishment, Post, PostChange, SeatMatch


class PostFactory(DjangoModelFactory):
    """A village secretary: `PostFactory(person=person, organization=branch)`; the path follows."""

    class Meta:
        model = Post

    org_path = factory.LazyAttribute(lambda post: post.organization.path)
    title = "secretary"
    mode = "part_time"
    selection = "election"
    starts_on = date(2023, 3, 1)
    source = "测试"

    class Params:
        student = factory.Trait(
            title="deputy", mode="part_time", selection="recruitment", is_student_deputy=True, student_school="测试大学"
        )


class EstablishmentFactory(DjangoModelFactory):
    class Meta:
        model = Establishment

    org_path = factory.LazyAttribute(lambda row: row.organization.path)
    kind = "administrative"
    number = 2
    starts_on = date(2019, 1, 1)
    document = "测编〔2019〕1号"


class DeclaredStaffFactory(DjangoModelFactory):
    class Meta:
        model = DeclaredStaff

    org_path = factory.LazyAttribute(lambda row: row.organization.path)
    declared_on = date(2023, 12, 31)
    number = 14
    source = "测试"


class PostChangeFactory(DjangoModelFactory):
    class Meta:
        model = PostChange

    kind = "appoint"
    org_path = factory.LazyAttribute(lambda change: change.organization.path)
    summary = "测试任职"
    effective_on = date(2024, 1, 1)
    reason = "测试"
    document = "测团〔2024〕1号"
    batch = factory.LazyFunction(uuid4)


class SeatMatchFactory(DjangoModelFactory):
    class Meta:
        model = SeatMatch
