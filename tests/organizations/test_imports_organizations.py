"""Organisations from a workbook: the tree's grammar, rows that refer to each other, joint coverage, taking back."""

from datetime import date

import pytest

from league.core.dates import UNKNOWN_START
from league.core.importing.batches import commit, undo
from league.core.importing.importer import UndoRefused
from organizations.models import Coverage, Organization, OrganizationVersion, Unit
from tests.core.importing.workbook import TODAY, counted, faults, send_rows, take
from tests.factories.organizations import CoverageFactory, OrganizationFactory, UnitFactory


def organization(cast, **values):
    return {
        "code": "B001",
        "name": "共青团甲镇中学总支部委员会",
        "short_name": "甲镇中学团总支",
        "kind": "团总支",
        "parent": cast.township.code,
        "stat_field": "学校",
    } | values


def branch(cast, number: int, **values):
    own = {
        "code": f"B10{number}",
        "name": f"共青团甲镇中学第{number}支部委员会",
        "short_name": f"第{number}团支部",
        "kind": "团支部",
    }
    return organization(cast, **own | values)


def snapshot():
    fields = [f.attname for f in Organization._meta.concrete_fields if f.name not in ("revision", "updated_at")]
    return (
        list(Organization.objects.order_by("code").values_list(*fields)),
        sorted(OrganizationVersion.objects.values_list("subject__code", "valid_from", "valid_to", "name", "kind", "path")
               .order_by()),
        sorted(Coverage.objects.order_by().values_list("organization__code", "unit__code", "starts_on", "ends_on")),
    )  # fmt: skip


def test_children_may_stand_before_their_parents_in_the_file(cast):
    take("organization", cast.secretary, branch(cast, 1, parent="B001"), organization(cast, founded_on="2023.6.1"))

    parent, child = Organization.objects.get(code="B001"), Organization.objects.get(code="B101")
    assert (child.parent, child.path, child.depth) == (parent, f"{cast.township.path}{parent.pk}/{child.pk}/", 4)
    assert (parent.path, parent.founded_on, parent.two_new, parent.sort) == (
        f"{cast.township.path}{parent.pk}/", date(2023, 6, 1), "none", 0,
    )  # fmt: skip
    assert list(parent.versions.values_list("valid_from", "valid_to", "path", "parent", "depth")) == [
        (date(2023, 6, 1), None, parent.path, cast.township.pk, 3)
    ]
    assert child.versions.get().valid_from == UNKNOWN_START
    assert "jzzx" in parent.search_key


def test_same_file_twice_changes_nothing(cast):
    unit = UnitFactory(code="U1", responsible=cast.township, division=cast.township_division)
    rows = [organization(cast, founded_on="2023-06-01"), branch(cast, 1, parent="B001", covers=unit.code)]
    take("organization", cast.secretary, *rows)
    before = snapshot()

    batch = take("organization", cast.secretary, *rows)

    assert counted(batch) == (0, 0, 2, 0)
    assert snapshot() == before


def test_change_keeps_the_past(cast):
    row = {"code": cast.branch.code, "name": "共青团甲镇东风村支部委员会", "kind": "团支部", "stat_field": "乡镇（村）"}
    take("organization", cast.secretary, row, effective_on=date(2024, 1, 1))

    assert list(cast.branch.versions.order_by("valid_from").values_list("name", "valid_to")) == [
        ("共青团甲镇东村支部委员会", date(2024, 1, 1)),
        ("共青团甲镇东风村支部委员会", None),
    ]


@pytest.mark.parametrize(
    ("values", "label", "reason"),
    [
        ({"parent": ""}, "上级组织", "新增团组织须填上级组织"),
        ({"parent": "NOPE"}, "上级组织", "没有找到团组织“NOPE”，请核对"),
        ({"kind": "团的领导机关"}, "组织类别", "团委“共青团甲镇委员会”下不能设团的领导机关"),
        ({"stat_field": "农业"}, "统计领域", "“农业”不在选项内，可选：学校、企业、乡镇（村）、机关事业单位、城市街道（社区）、社会组织和其他领域"),
        ({"name": "共青团甲镇东村支部委员会"}, "全称", "同一上级下已有同名的团组织（编码430421100200）"),
        ({"unit": "430421101200"}, "所在单位", "没有找到单位“430421101200”，您要填的是不是“甲镇东村”（430421100200）？"),
        ({"founded_on": "2023-06-01", "dissolved_on": "2023-06-01"}, "撤销日期", "撤销日期必须晚于成立日期"),
    ],
)  # fmt: skip
def test_broken_rule_is_named(cast, values, label, reason):
    batch = send_rows("organization", cast.secretary, organization(cast, **values))

    assert faults(batch) == {2: {label: reason}}


def test_child_below_a_branch_is_refused_by_the_grammar(cast):
    batch = send_rows("organization", cast.secretary, branch(cast, 1), branch(cast, 2, parent="B101"),
                      branch(cast, 3, parent=cast.branch.code))  # fmt: skip

    assert faults(batch) == {
        3: {"组织类别": "团支部“共青团甲镇中学第1支部委员会”下不能设团支部"},
        4: {"组织类别": "团支部“共青团甲镇东村支部委员会”下不能设团支部"},
    }


def test_circle_is_named_and_its_branches_fall_with_it(cast):
    rows = [
        organization(cast, code="C1", name="一", kind="团委", parent="C3"),
        organization(cast, code="C2", name="二", kind="团委", parent="C1"),
        organization(cast, code="C3", name="三", kind="团委", parent="C2"),
        branch(cast, 1, parent="C2"),
        branch(cast, 2, parent="B101"),
        branch(cast, 3),
    ]

    batch = send_rows("organization", cast.secretary, *rows)

    circle = {"上级组织": "上级组织形成循环：C1→C3→C2→C1"}
    found = faults(batch)
    assert {2: found[2], 3: found[3], 4: found[4]} == {2: circle, 3: circle, 4: circle}
    assert found[5] == {"上级组织": "上级组织C2（第3行）未通过核对"}
    assert counted(batch) == (1, 0, 0, 5)
    commit(batch, on=TODAY)
    assert Organization.objects.filter(code__in=["C1", "C2", "C3", "B101", "B103"]).count() == 1


def test_import_never_moves(cast):
    other = OrganizationFactory(parent=cast.county, kind="committee", code="430421102", name="共青团丙镇委员会")

    batch = send_rows(
        "organization", cast.staff,
        {"code": cast.branch.code, "name": cast.branch.name, "kind": "团支部", "stat_field": "乡镇（村）", "parent": other.code},
    )  # fmt: skip

    assert faults(batch) == {
        2: {"上级组织": "改变上级属于组织划转，请在该组织的页面办理（须有理由和文号），不能通过导入更改"}
    }


def test_own_committee_is_renamed_by_the_county_only(cast):
    row = {
        "code": cast.township.code,
        "name": "共青团新甲镇委员会",
        "kind": "团委",
        "stat_field": "乡镇（村）",
        "address": "新址",
    }

    assert faults(send_rows("organization", cast.secretary, row)) == {
        2: {"全称": "本级组织的全称、类别、统计领域等由上级团委更改，请联系县级团委"}
    }
    assert counted(send_rows("organization", cast.staff, row)) == (0, 1, 0, 0)


def test_foreign_code_is_not_usable_and_not_shown(cast):
    batch = send_rows(
        "organization",
        cast.secretary,
        organization(cast, code=cast.neighbour_branch.code),
        branch(cast, 1, parent=cast.neighbour.code),
    )

    assert "乙镇" not in str(faults(batch))
    assert set(faults(batch)) == {2, 3}


def test_kind_that_no_longer_fits_its_children_is_refused(cast):
    row = {"code": cast.township.code, "name": cast.township.name, "kind": "团支部", "stat_field": "乡镇（村）"}

    assert faults(send_rows("organization", cast.staff, row)) == {2: {"组织类别": "它下面已有团支部，不能改为团支部"}}


def test_joint_branch_begins_and_ends_to_cover_units(cast):
    units = [UnitFactory(code=f"U{n}", responsible=cast.township, division=cast.township_division) for n in range(3)]
    row = branch(cast, 1, founded_on="2023-06-01")
    take("organization", cast.secretary, row | {"covers": "U0、U1"})

    take("organization", cast.secretary, row | {"covers": "U2，U1"}, effective_on=date(2024, 2, 1))

    covered = Coverage.objects.order_by("unit__code").values_list("unit__code", "starts_on", "ends_on")
    assert list(covered) == [
        (units[0].code, date(2023, 6, 1), date(2024, 2, 1)),
        (units[1].code, date(2023, 6, 1), None),
        (units[2].code, date(2024, 2, 1), None),
    ]


def test_unit_with_an_organization_of_its_own_is_not_covered(cast):
    UnitFactory(code="U1", responsible=cast.township, division=cast.township_division)
    rows = [
        branch(cast, 1, covers=cast.village.code),
        branch(cast, 2, unit="U1"),
        branch(cast, 3, covers="U1"),
        branch(cast, 4, unit="U1", covers="U1", kind="临时团支部"),
    ]

    found = faults(send_rows("organization", cast.secretary, *rows))

    assert found[2] == {"联合覆盖单位": "单位430421100200已有自己的团组织“共青团甲镇东村支部委员会”，不需要联合覆盖"}
    assert found[4] == {"联合覆盖单位": "单位U1已有自己的团组织“共青团甲镇中学第2支部委员会”，不需要联合覆盖"}
    assert found[5] == {"联合覆盖单位": "临时团支部不作为联合团组织覆盖单位"}


def test_undo_leaves_no_trace(cast):
    covered = UnitFactory(code="U1", responsible=cast.township, division=cast.township_division)
    other = UnitFactory(code="U2", responsible=cast.township, division=cast.township_division)
    joint = OrganizationFactory(parent=cast.township, code="J1", name="联合支部")
    CoverageFactory(organization=joint, unit=covered)
    before = snapshot()
    batch = take(
        "organization",
        cast.secretary,
        organization(cast),
        branch(cast, 1, parent="B001"),
        {
            "code": "J1",
            "name": "新联合支部",
            "kind": "团支部",
            "stat_field": "企业",
            "covers": other.code,
            "founded_on": "2000-01-01",
        },
    )
    assert snapshot() != before

    undo(batch, actor=cast.secretary)

    assert snapshot() == before


def test_undo_is_refused_after_something_was_founded_below(cast):
    batch = take("organization", cast.secretary, organization(cast))
    OrganizationFactory(parent=Organization.objects.get(code="B001"), code="LATER", short_name="后来的支部")

    with pytest.raises(UndoRefused) as refusal:
        undo(batch, actor=cast.secretary)
    assert refusal.value.blockers == ["导入的记录已被团组织“后来的支部”引用"]


def test_past_organization_is_recorded_with_its_end(cast):
    unit = Unit.objects.get(pk=cast.village.pk)
    take(
        "organization",
        cast.secretary,
        branch(cast, 1, founded_on="2015-05-01", dissolved_on="2020-05-01", unit=unit.code),
    )

    assert list(
        OrganizationVersion.objects.filter(subject__code="B101").values_list("valid_from", "valid_to", "unit")
    ) == [(date(2015, 5, 1), date(2020, 5, 1), unit.pk)]
