"""What holds of the tree after any sequence of changes, and after taking them back."""

import itertools
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from league.core.scoping import path_carriers
from organizations.models import (
    Coverage,
    HeadCount,
    Organization,
    OrganizationVersion,
    Unit,
    UnitVersion,
)
from organizations.services.endings import dissolve_organization, merge_organizations
from organizations.services.moves import move_organization
from organizations.services.organizations import found_organization, rename_organization
from organizations.services.reversals import undo_restructuring
from organizations.services.splits import split_organization
from tests.factories.organizations import HeadCountFactory

FIRST_DAY = date(2023, 1, 1)
PAPER = {"reason": "测试", "document": "测〔2023〕1号"}
KINDS = ("committee", "work_committee", "general_branch", "branch")


class World:
    """Applies steps to the cast's county; what the services refuse is left out."""

    def __init__(self, cast):
        self.cast, self.day, self.number, self.done = cast, FIRST_DAY, 0, []

    def pick(self, chance, *, living=True):
        rows = Organization.objects.order_by("pk")
        rows = list(rows.filter(dissolved_on__isnull=True) if living else rows)
        return rows[chance % len(rows)]

    def fields(self, kind):
        self.number += 1
        return {"code": f"N{self.number:05d}", "name": f"新组织{self.number}", "kind": kind, "stat_field": "village"}

    def take(self, step):
        name, first, second, days = step
        self.day += timedelta(days=days)
        try:
            with transaction.atomic():
                getattr(self, name)(first, second)
        except ValidationError:
            return False
        return True

    def found(self, first, second):
        fields = {**self.fields(KINDS[second % len(KINDS)]), "founded_on": self.day}
        found_organization(parent=self.pick(first), fields=fields, actor=self.cast.staff)

    def rename(self, first, second):
        self.number += 1
        rename_organization(
            self.pick(first), name=f"更名{self.number}", short_name="", on=self.day, actor=self.cast.staff, **PAPER
        )

    def move(self, first, second):
        organization, target = self.pick(first), self.pick(second)
        self.done.append(move_organization(organization, target=target, on=self.day, actor=self.cast.staff, **PAPER))

    def merge(self, first, second):
        organization, target = self.pick(first), self.pick(second)
        self.done.append(merge_organizations(organization, target=target, on=self.day, actor=self.cast.staff, **PAPER))

    def split(self, first, second):
        organization = self.pick(first)
        children = list(organization.children.filter(dissolved_on__isnull=True).order_by("pk")[: second % 3])
        units = list(Unit.objects.filter(responsible=organization).order_by("pk")[: second % 2])
        split_organization(
            organization, fields=self.fields(organization.kind), children=children, units=units, on=self.day,
            actor=self.cast.staff, **PAPER,
        )  # fmt: skip

    def dissolve(self, first, second):
        organization = self.pick(first)
        self.done.append(
            dissolve_organization(
                organization,
                children_to=self.pick(second) if second % 2 else None,
                on=self.day,
                actor=self.cast.staff,
                **PAPER,
            )
        )

    def undo(self, first, second):
        if self.done:
            undo_restructuring(
                self.done[first % len(self.done)], at=timezone.now(), reason="测试", actor=self.cast.staff
            )


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["found", "found", "move", "move", "merge", "split", "dissolve", "rename", "undo"]),
        st.integers(0, 50),
        st.integers(0, 50),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=14,
)


def assert_tree_is_sound():
    nodes = {node.pk: node for node in Organization.objects.order_by("pk")}
    for node in nodes.values():
        parent = nodes.get(node.parent_id)
        assert node.path == f"{parent.path if parent else '/'}{node.pk}/"
        assert node.depth == (parent.depth + 1 if parent else 1)
        assert not (parent and parent.dissolved_on and node.dissolved_on is None)
    for unit in Unit.objects.order_by("pk"):
        assert unit.org_path == nodes[unit.responsible_id].path
    for count in HeadCount.objects.select_related("unit").order_by("pk"):
        assert count.org_path == (count.unit.org_path if count.unit else nodes[count.organization_id].path)
    assert {model.__name__ for model in path_carriers()} >= {"Unit", "HeadCount"}


def assert_past_is_sound(last_day):
    by_subject = {}
    for version in OrganizationVersion.objects.order_by("subject", "valid_from"):
        by_subject.setdefault(version.subject_id, []).append(version)
    for node in Organization.objects.order_by("pk"):
        stretches = by_subject[node.pk]
        assert all(a.valid_to and a.valid_to <= b.valid_from for a, b in itertools.pairwise(stretches))
        assert (stretches[-1].valid_to is None) == (node.dissolved_on is None)
        if node.dissolved_on is None:
            assert [getattr(stretches[-1], name) for name in node.versioned_fields] == [
                getattr(node, name) for name in node.versioned_fields
            ]
    for unit in Unit.objects.order_by("pk"):
        assert unit.versions.filter(valid_to__isnull=True).get().responsible_id == unit.responsible_id
    day = FIRST_DAY - timedelta(days=1)
    while day <= last_day:
        standing = {version.subject_id: version for version in OrganizationVersion.objects.on(day).order_by("pk")}
        assert set(standing) == set(Organization.objects.existing(on=day).values_list("pk", flat=True))
        for version in standing.values():
            above = standing.get(version.parent_id)
            assert version.parent_id is None or version.path == f"{above.path}{version.subject_id}/"
        day += timedelta(days=1)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_tree_and_its_past_stay_sound_after_any_steps(cast, steps):
    point = transaction.savepoint()
    try:
        world = World(cast)
        for step in steps:
            world.take(step)
        assert_tree_is_sound()
        assert_past_is_sound(world.day)
    finally:
        transaction.savepoint_rollback(point)


def state():
    """Everything the services write but revisions and times, in a form that compares."""
    keep = {
        Organization: ("pk", "parent", "path", "depth", "dissolved_on", "dissolved_document", "successor"),
        OrganizationVersion: ("subject", "name", "parent", "path", "depth", "valid_from", "valid_to"),
        Unit: ("pk", "responsible", "org_path"),
        UnitVersion: ("subject", "responsible", "valid_from", "valid_to"),
        Coverage: ("organization", "unit", "starts_on", "ends_on"),
        HeadCount: ("pk", "org_path", "ends_on", "superseded_at"),
    }
    return {model.__name__: sorted(map(str, model.objects.values_list(*names))) for model, names in keep.items()}


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    steps=STEPS,
    name=st.sampled_from(["move", "merge", "dissolve"]),
    first=st.integers(0, 50),
    second=st.integers(0, 50),
)
def test_taking_back_is_the_identity(cast, steps, name, first, second):
    point = transaction.savepoint()
    try:
        world = World(cast)
        HeadCountFactory(organization=cast.branch, unit=None, value=7, counted_on=date(2022, 6, 30))
        for step in steps:
            world.take(step)
        before = state()

        if world.take((name, first, second, 0)):
            undo_restructuring(world.done[-1], at=timezone.now(), reason="测试", actor=cast.staff)

        assert state() == before
    finally:
        transaction.savepoint_rollback(point)
