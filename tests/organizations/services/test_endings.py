"""合并 and 撤销: what an ending organisation held goes on elsewhere."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from league.accounts.models import Grant
from league.core.models import AuditEvent
from organizations.models import Coverage, HeadCount, Organization, OrganizationVersion, Unit, UnitVersion
from organizations.services.endings import (
    dissolve_organization,
    merge_organizations,
    preview_dissolve,
    preview_merge,
)
from tests.factories.organizations import CoverageFactory, HeadCountFactory, OrganizationFactory, UnitFactory

DAY = date(2024, 1, 1)
PAPER = {"reason": "合村并居", "document": "测团〔2024〕2号"}


def merge(cast, organization, target, on=DAY):
    return merge_organizations(organization, target=target, on=on, actor=cast.staff, **PAPER)


def dissolve(cast, organization, on=DAY, **heirs):
    return dissolve_organization(organization, on=on, actor=cast.staff, **PAPER, **heirs)


def test_merger_dissolves_the_one_and_names_the_successor(cast):
    merge(cast, cast.township, cast.neighbour)

    township = Organization.objects.get(pk=cast.township.pk)
    assert (township.dissolved_on, township.dissolved_document, township.successor) == (
        DAY,
        "测团〔2024〕2号",
        cast.neighbour,
    )
    assert list(OrganizationVersion.objects.filter(subject=township).values_list("valid_to", flat=True)) == [DAY]
    assert township not in Organization.objects.existing(on=DAY)


def test_merger_hands_children_units_and_counts_over(cast):
    merge(cast, cast.township, cast.neighbour)

    assert Organization.objects.get(pk=cast.branch.pk).path == f"{cast.neighbour.path}{cast.branch.pk}/"
    village = Unit.objects.get(pk=cast.village.pk)
    assert (village.responsible, village.org_path) == (cast.neighbour, cast.neighbour.path)
    assert HeadCount.objects.get(unit=cast.village).org_path == cast.neighbour.path
    stretches = UnitVersion.objects.filter(subject=village).order_by("valid_from")
    assert list(stretches.values_list("responsible__code", "valid_from", "valid_to")) == [
        ("430421100", date(1900, 1, 1), DAY),
        ("430421101", DAY, None),
    ]


def test_merger_of_branches_leaves_their_units_covered_jointly(cast):
    other = UnitFactory(responsible=cast.township, division=cast.village.division, name="西村")
    second = OrganizationFactory(parent=cast.township, unit=other, name="共青团西村支部委员会")
    third = UnitFactory(responsible=cast.township, division=cast.village.division, name="小厂")
    old = CoverageFactory(organization=second, unit=third)

    merge(cast, second, cast.branch)

    assert list(Coverage.objects.on(DAY).order_by("unit__code").values_list("organization", "unit")) == [
        (cast.branch.pk, other.pk),
        (cast.branch.pk, third.pk),
    ]
    assert Coverage.objects.get(pk=old.pk).ends_on == DAY
    assert set(UnitVersion.objects.on(DAY).covered(on=DAY).values_list("subject", flat=True)) >= {other.pk, third.pk}


def test_merger_ends_grants_and_says_so_in_the_log(cast):
    merge(cast, cast.township, cast.neighbour)

    assert Grant.objects.get(user=cast.secretary).ends_on == DAY
    event = AuditEvent.objects.get(action="organization.grant_ended")
    assert event.after == {"授权": "测试员1（secretary） 乡镇（系统）团委书记@甲镇团委", "至": "2024-01-01"} or (
        event.after["至"] == "2024-01-01" and event.document == PAPER["document"]
    )


def test_merger_ends_the_own_head_counts(cast):
    count = HeadCountFactory(organization=cast.branch, unit=None, value=12)
    OrganizationFactory(parent=cast.township, name="西村支部", code="WEST")

    merge(cast, cast.branch, Organization.objects.get(code="WEST"))

    assert HeadCount.objects.get(pk=count.pk).ends_on == DAY
    assert list(HeadCount.objects.in_force(on=DAY).filter(organization=cast.branch)) == []


def test_preview_of_a_merger_counts_and_names(cast):
    preview = preview_merge(cast.township, target=cast.neighbour, on=DAY)

    assert preview.blockers == []
    assert preview.effects == [
        "自2024年1月1日起，“甲镇团委”并入“乙镇团委”，原组织撤销。",
        "将划转直属下级 1 个，连同其下共 1 个团组织，到“乙镇团委”。",
        "归口单位 1 个连同人数记录转由“乙镇团委”负责。",
        f"终止账号授权 1 项：“{cast.secretary} 乡镇（系统）团委书记”。",
    ]


def test_merger_with_namesakes_below_is_refused_with_their_names(cast):
    OrganizationFactory(parent=cast.neighbour, name=cast.branch.name)

    assert preview_merge(cast.township, target=cast.neighbour, on=DAY).blockers == [
        "“乙镇团委”下已有同名的下级：“共青团甲镇东村支部委员会”，请先更名。"
    ]
    with pytest.raises(ValidationError):
        merge(cast, cast.township, cast.neighbour)
    assert Organization.objects.get(pk=cast.township.pk).dissolved_on is None


def test_merger_into_its_own_child_is_refused(cast):
    assert preview_merge(cast.township, target=cast.branch, on=DAY).blockers == [
        "不能把“甲镇团委”并入它的下级“甲镇东村团支部”，请先划转下级。"
    ]


def test_merger_against_the_grammar_is_refused(cast):
    assert preview_merge(cast.township, target=cast.neighbour_branch, on=DAY).blockers == [
        "团支部“乙镇东村团支部”下不能设团支部。"
    ]


def test_dissolution_of_a_leaf_hands_its_units_to_the_level_above(cast):
    unit = UnitFactory(responsible=cast.branch, division=cast.village.division)

    dissolve(cast, cast.branch)

    assert Organization.objects.get(pk=cast.branch.pk).dissolved_on == DAY
    assert Unit.objects.get(pk=unit.pk).responsible == cast.township


def test_dissolution_with_living_children_needs_a_plan(cast):
    assert preview_dissolve(cast.township, on=DAY).blockers == [
        "“甲镇团委”下还有 1 个现存下级，请先划转、撤销，或指定下级划转到哪里。"
    ]

    dissolve(cast, cast.township, children_to=cast.neighbour)

    assert Organization.objects.get(pk=cast.branch.pk).parent == cast.neighbour


def test_successor_takes_the_units(cast):
    dissolve(cast, cast.township, successor=cast.neighbour, children_to=cast.neighbour)

    assert Unit.objects.get(pk=cast.village.pk).responsible == cast.neighbour
    assert Organization.objects.get(pk=cast.township.pk).successor == cast.neighbour


@pytest.mark.parametrize("heir", ["successor", "children_to"])
def test_nobody_inside_can_take_over(cast, heir):
    heirs = {"children_to": cast.neighbour} | {heir: cast.branch}

    assert (
        "“甲镇东村团支部”在被撤销的“甲镇团委”之内，不能承接。"
        in preview_dissolve(cast.township, on=DAY, **heirs).blockers
    )


def test_root_is_never_dissolved(cast):
    assert preview_dissolve(cast.county, on=DAY).blockers[0] == "“测试县团委”是最上级组织，不能撤销或合并。"


def test_dissolution_on_the_founding_day_is_refused(cast):
    young = OrganizationFactory(parent=cast.township, name="新支部", founded_on=DAY)

    assert preview_dissolve(young, on=DAY).blockers == ["“新支部”2024年1月1日成立，撤销日期必须晚于成立日期。"]


def test_dissolved_organization_is_not_dissolved_again(cast):
    dissolve(cast, cast.branch)

    assert preview_dissolve(Organization.objects.get(pk=cast.branch.pk), on=date(2025, 1, 1)).blockers == [
        "“甲镇东村团支部”已于2024年1月1日撤销。"
    ]
