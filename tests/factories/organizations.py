"""Rows of the register, consistent with their versions, as the services would leave them."""

from datetime import date
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from league.core.dates import UNKNOWN_START
from league.core.pinyin import search_key
from league.core.versions import open_versions
from organizations.models import (
    Coverage,
    Division,
    HeadCount,
    Organization,
    OrganizationVersion,
    Restructuring,
    Rule,
    Unit,
    UnitVersion,
)


class DivisionFactory(DjangoModelFactory):
    class Meta:
        model = Division

    code = factory.Sequence(lambda n: f"{430421100000 + n}")
    name = factory.Sequence(lambda n: f"测试村{n}")
    level = "village"
    search_key = factory.LazyAttribute(lambda division: search_key(division.name))


class OrganizationFactory(DjangoModelFactory):
    """A branch without a parent is impossible: give `parent`, or use kind="leading_body"."""

    class Meta:
        model = Organization
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"T{n:06d}")
    name = factory.Sequence(lambda n: f"共青团测试村{n}支部委员会")
    kind = "branch"
    parent = None
    path = factory.Sequence(lambda n: f"new-{n}")
    depth = factory.LazyAttribute(lambda organization: organization.parent.depth + 1 if organization.parent else 1)
    stat_field = "village"
    two_new = "none"
    search_key = factory.LazyAttribute(lambda organization: search_key(organization.name))

    @factory.post_generation
    def place(self, create, extracted, **kwargs):
        """The path is made of primary keys, so it is known only after the insert."""
        self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        self.save(update_fields=["path"])
        open_versions([(self, self.founded_on or UNKNOWN_START, self.dissolved_on)])


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"U{n:06d}")
    name = factory.Sequence(lambda n: f"测试单位{n}")
    kind = "village"
    division = factory.LazyAttribute(lambda unit: unit.responsible.division)
    org_path = factory.LazyAttribute(lambda unit: unit.responsible.path)
    search_key = factory.LazyAttribute(lambda unit: search_key(unit.name))

    @factory.post_generation
    def history(self, create, extracted, **kwargs):
        open_versions([(self, self.opened_on or UNKNOWN_START, self.closed_on)])

    @factory.post_generation
    def members(self, create, extracted, **kwargs):
        """`members=5` writes a count of league members taken on 2023-06-30."""
        if extracted is not None:
            HeadCountFactory(unit=self, org_path=self.org_path, value=extracted)


class HeadCountFactory(DjangoModelFactory):
    class Meta:
        model = HeadCount

    kind = "members"
    counted_on = date(2023, 6, 30)
    value = 5
    source = "测试"
    org_path = factory.LazyAttribute(lambda count: count.unit.org_path if count.unit else count.organization.path)


class CoverageFactory(DjangoModelFactory):
    class Meta:
        model = Coverage

    starts_on = date(2022, 1, 1)


class RuleFactory(DjangoModelFactory):
    class Meta:
        model = Rule

    text = "测试规则"
    valid_from = date(2000, 1, 1)
    severity = "hint"
    source = "测试"


class RestructuringFactory(DjangoModelFactory):
    class Meta:
        model = Restructuring

    kind = "move"
    effective_on = date(2024, 1, 1)
    reason = "测试"
    document = "测试〔2024〕1号"
    batch = factory.LazyFunction(uuid4)


class OrganizationVersionFactory(DjangoModelFactory):
    """A stretch of `subject`'s past; what is not given is as it is now."""

    class Meta:
        model = OrganizationVersion

    valid_from = date(1990, 1, 1)
    valid_to = date(1995, 1, 1)
    name = factory.SelfAttribute("subject.name")
    kind = factory.SelfAttribute("subject.kind")
    parent = factory.SelfAttribute("subject.parent")
    path = factory.SelfAttribute("subject.path")
    depth = factory.SelfAttribute("subject.depth")
    stat_field = factory.SelfAttribute("subject.stat_field")
    two_new = factory.SelfAttribute("subject.two_new")
    unit = factory.SelfAttribute("subject.unit")


class UnitVersionFactory(DjangoModelFactory):
    """A stretch of `subject`'s past; what is not given is as it is now."""

    class Meta:
        model = UnitVersion

    valid_from = date(1990, 1, 1)
    valid_to = date(1995, 1, 1)
    name = factory.SelfAttribute("subject.name")
    kind = factory.SelfAttribute("subject.kind")
    responsible = factory.SelfAttribute("subject.responsible")
    division = factory.SelfAttribute("subject.division")
    exempt_reason = factory.SelfAttribute("subject.exempt_reason")
