"""撤回: an adjustment is taken back while nothing it touched has changed since."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from league.accounts.models import Grant
from organizations.models import Coverage, Organization, OrganizationVersion, Unit
from organizations.services.endings import merge_organizations
from organizations.services.moves import move_organization
from organizations.services.organizations import change_organization
from organizations.services.reversals import preview_undo, undo_restructuring
from organizations.services.splits import preview_split, split_organization
from tests.factories.organizations import CoverageFactory, OrganizationFactory, UnitFactory

DAY = date(2024, 1, 1)
PAPER = {"on": DAY, "reason": "测试", "document": "测〔2024〕1号"}


@pytest.fixture
def moved(cast):
    return move_organization(cast.branch, target=cast.neighbour, actor=cast.staff, **PAPER)


def undo(change, cast):
    return undo_restructuring(change, at=timezone.now(), reason="办错了", actor=cast.staff)


def test_move_is_taken_back_without_a_trace_in_the_past(cast, moved):
    undo(moved, cast)

    branch = Organization.objects.get(pk=cast.branch.pk)
    assert (branch.parent, branch.path) == (cast.township, cast.branch.path)
    assert list(OrganizationVersion.objects.filter(subject=branch).values_list("path", "valid_to")) == [
        (cast.branch.path, None)
    ]


def test_taking_back_twice_is_refused(cast, moved):
    undo(moved, cast)

    with pytest.raises(ValidationError, match="已经撤回"):
        undo(moved, cast)


def test_merger_is_taken_back_with_grants_units_and_coverage(cast):
    unit = UnitFactory(responsible=cast.township, division=cast.village.division, name="小厂")
    coverage = CoverageFactory(organization=cast.branch, unit=unit)
    second = OrganizationFactory(parent=cast.township, name="西村支部")
    change = merge_organizations(cast.branch, target=second, actor=cast.staff, **PAPER)

    undo(change, cast)

    assert Organization.objects.get(pk=cast.branch.pk).dissolved_on is None
    assert list(Coverage.objects.values_list("pk", "ends_on")) == [(coverage.pk, None)]
    assert Grant.objects.get(user=cast.branch_secretary).ends_on is None
    assert Unit.objects.get(pk=unit.pk).responsible == cast.township


def test_change_in_between_forbids_taking_back(cast, moved):
    change_organization(Organization.objects.get(pk=cast.branch.pk), changes={"address": "新址"}, actor=cast.staff)

    assert preview_undo(moved, at=timezone.now()).blockers == [
        "此后相关组织又有 1 处变更，不能撤回，请另行办理新的调整。"
    ]


def test_change_elsewhere_does_not_forbid_taking_back(cast, moved):
    change_organization(cast.neighbour_branch, changes={"address": "新址"}, actor=cast.staff)

    assert preview_undo(moved, at=timezone.now()).blockers == []


def test_after_thirty_days_it_is_too_late(cast, moved):
    late = timezone.now() + timedelta(days=31)

    assert preview_undo(moved, at=late).blockers == ["办理已超过 30 天，不能撤回，请另行办理新的调整。"]


def split(cast, **extra):
    fields = {"code": "SPLIT", "name": "共青团甲镇新区委员会", "kind": "committee", "stat_field": "village"}
    return split_organization(cast.township, fields=fields, actor=cast.staff, **PAPER, **extra)


def test_split_founds_a_sibling_with_the_chosen_children_and_units(cast):
    change = split(cast, children=[cast.branch], units=[cast.village])

    found = change.target
    assert (found.parent, found.founded_on, found.founded_document) == (cast.county, DAY, "测〔2024〕1号")
    assert Organization.objects.get(pk=cast.branch.pk).path == f"{found.path}{cast.branch.pk}/"
    assert Unit.objects.get(pk=cast.village.pk).org_path == found.path


def test_split_of_nothing_is_refused(cast):
    with pytest.raises(ValidationError, match="请至少选择一个"):
        split(cast)
    assert not Organization.objects.filter(code="SPLIT").exists()


def test_split_of_a_stranger_is_refused(cast):
    fields = {"code": "SPLIT", "name": "新", "kind": "committee", "stat_field": "village"}

    blockers = preview_split(cast.township, fields=fields, on=DAY, children=[cast.neighbour_branch]).blockers

    assert blockers == ["“乙镇东村团支部”不在“甲镇团委”名下。"]


def test_split_cannot_be_taken_back(cast):
    change = split(cast, children=[cast.branch])

    assert preview_undo(change, at=timezone.now()).blockers == ["分设不能撤回，可以把新组织合并回来。"]
