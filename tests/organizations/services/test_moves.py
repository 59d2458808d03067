"""划转: a subtree goes under another organisation."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from league.core.jobs import JobRun
from league.core.models import AuditEvent
from league.core.scoping import path_carriers
from organizations.models import HeadCount, Organization, OrganizationVersion, Restructuring, Unit
from organizations.services.moves import move_organization, preview_move
from tests.factories.organizations import OrganizationFactory

DAY = date(2024, 1, 1)


def move(organization, target, cast, on=DAY):
    return move_organization(
        organization, target=target, on=on, reason="区划调整", document="测团〔2024〕1号", actor=cast.staff
    )


def refusals(organization, target, on=DAY):
    return preview_move(organization, target=target, on=on).blockers


def test_move_takes_the_whole_subtree_and_everything_that_carries_its_path(cast):
    deeper = OrganizationFactory(parent=cast.neighbour, kind="committee", name="共青团乙镇学校委员会")
    OrganizationFactory(parent=deeper, name="共青团乙镇学校一班支部委员会")

    move(cast.neighbour, OrganizationFactory(parent=cast.county, kind="work_committee", name="片区"), cast)

    area = Organization.objects.get(name="片区")
    tree = list(Organization.objects.below(area.path).order_by("path").values_list("name", "depth", "parent__name"))
    assert sorted(tree) == sorted(
        [
            ("片区", 2, "共青团测试县委员会"),
            ("共青团乙镇委员会", 3, "片区"),
            ("共青团乙镇东村支部委员会", 4, "共青团乙镇委员会"),
            ("共青团乙镇学校委员会", 4, "共青团乙镇委员会"),
            ("共青团乙镇学校一班支部委员会", 5, "共青团乙镇学校委员会"),
        ]
    )
    assert Unit.objects.get(pk=cast.neighbour_village.pk).org_path == f"{area.path}{cast.neighbour.pk}/"
    assert HeadCount.objects.get(unit=cast.neighbour_village).org_path == f"{area.path}{cast.neighbour.pk}/"


def test_move_keeps_the_past_of_every_node(cast):
    old_path = cast.branch.path

    move(cast.township, OrganizationFactory(parent=cast.county, kind="work_committee"), cast)

    new_path = Organization.objects.get(pk=cast.branch.pk).path
    stretches = OrganizationVersion.objects.filter(subject=cast.branch).order_by("valid_from")
    assert list(stretches.values_list("path", "valid_from", "valid_to")) == [
        (old_path, date(1900, 1, 1), DAY),
        (new_path, DAY, None),
    ]


def test_second_move_of_the_same_day_replaces_the_first(cast):
    first, second = (OrganizationFactory(parent=cast.county, kind="work_committee") for _ in range(2))
    move(cast.township, first, cast)

    move(Organization.objects.get(pk=cast.township.pk), second, cast)

    stretches = OrganizationVersion.objects.filter(subject=cast.township).order_by("valid_from")
    assert list(stretches.values_list("parent", flat=True)) == [cast.county.pk, second.pk]


def test_move_is_audited_with_both_places_and_asks_for_statistics(cast):
    change = move(cast.branch, cast.neighbour, cast)

    event = AuditEvent.objects.get(action="organization.moved")
    assert (event.reason, event.document, event.batch) == ("区划调整", "测团〔2024〕1号", change.batch)
    assert (event.before["上级组织"], event.after["上级组织"]) == ("甲镇团委", "乙镇团委")
    assert JobRun.objects.filter(task="reports.refresh_open_period").count() == 1


def test_move_counts_a_revision_on_every_node(cast):
    move(cast.township, OrganizationFactory(parent=cast.county, kind="work_committee"), cast)

    assert set(
        Organization.objects.filter(pk__in=[cast.township.pk, cast.branch.pk]).values_list("revision", flat=True)
    ) == {2}


def test_dissolved_descendant_follows_without_a_new_stretch(cast):
    gone = OrganizationFactory(parent=cast.township, name="旧支部", dissolved_on=date(2020, 1, 1))

    move(cast.township, OrganizationFactory(parent=cast.county, kind="work_committee"), cast)

    gone.refresh_from_db()
    assert gone.path == f"{Organization.objects.get(pk=cast.township.pk).path}{gone.pk}/"
    assert gone.versions.count() == 1


def test_preview_counts_what_moves(cast):
    preview = preview_move(
        cast.township, target=OrganizationFactory(parent=cast.county, kind="work_committee", name="东片"), on=DAY
    )

    assert preview.blockers == []
    assert preview.effects == [
        "自2024年1月1日起，“甲镇团委”由“测试县团委”划转到“东片”，连同所属共 2 个现存团组织。",
        "随同划转：团员青年数 1 条、单位 1 条。",
        "沿革记入每个团组织；已封存的统计期不变。",
    ]


def test_move_below_itself_is_refused(cast):
    committee = OrganizationFactory(parent=cast.township, kind="committee")

    assert refusals(cast.township, committee) == [f"不能把“甲镇团委”划转到它自己或它的下级“{committee}”。"]
    with pytest.raises(ValidationError):
        move(cast.township, committee, cast)
    assert Restructuring.objects.count() == 0


def test_move_against_the_grammar_is_refused(cast):
    assert refusals(cast.branch, cast.neighbour_branch) == ["团支部“乙镇东村团支部”下不能设团支部。"]


def test_move_of_the_root_is_refused(cast):
    assert refusals(cast.county, cast.township) == ["“测试县团委”是最上级组织，不能划转。"]


def test_move_to_the_present_place_is_refused(cast):
    assert refusals(cast.branch, cast.township) == ["“甲镇东村团支部”已在“甲镇团委”之下。"]


def test_move_under_a_dissolved_organization_is_refused(cast):
    gone = OrganizationFactory(parent=cast.county, kind="committee", name="旧镇团委", dissolved_on=date(2020, 1, 1))

    assert refusals(cast.branch, gone) == ["“旧镇团委”已于2020年1月1日撤销。"]


def test_move_beside_a_namesake_is_refused(cast):
    OrganizationFactory(parent=cast.neighbour, name=cast.branch.name, code="NAMESAKE")

    assert refusals(cast.branch, cast.neighbour) == [
        "“乙镇团委”下已有同名的“共青团甲镇东村支部委员会”（编码 NAMESAKE），请先更名。"
    ]


def test_move_dated_before_a_later_change_is_refused(cast):
    move(cast.branch, cast.neighbour, cast)
    branch = Organization.objects.get(pk=cast.branch.pk)

    assert refusals(branch, cast.township, on=date(2023, 6, 1)) == [
        "“甲镇东村团支部”在2023年6月1日之后还有沿革（自2024年1月1日），生效日期不能早于它。"
    ]


def test_move_dated_before_a_descendant_left_is_refused(cast):
    """On the earlier day the branch still stood there: its past would get a place that never was."""
    move(cast.branch, cast.neighbour, cast)
    area = OrganizationFactory(parent=cast.county, kind="work_committee")

    found = refusals(cast.township, area, on=date(2023, 6, 1))

    assert found == ["“甲镇东村团支部”在2023年6月1日之后还有沿革（自1900年1月1日至2024年1月1日），生效日期不能早于它。"]


def test_move_dated_before_the_target_moved_is_refused(cast):
    area = OrganizationFactory(parent=cast.county, kind="work_committee")
    move(cast.neighbour, area, cast)
    neighbour = Organization.objects.get(pk=cast.neighbour.pk)

    assert refusals(cast.branch, neighbour, on=date(2023, 6, 1)) == [
        "“乙镇团委”在2023年6月1日之后调整过隶属或类别，生效日期不能早于2024年1月1日。"
    ]


def test_move_costs_the_same_few_statements_for_any_subtree(cast):
    area = OrganizationFactory(parent=cast.county, kind="work_committee")
    costs = []
    for place in (area, cast.county):
        with CaptureQueriesContext(connection) as queries:
            move(cast.township, place, cast)
        costs.append(len(queries))
        OrganizationFactory.create_batch(30, parent=cast.township)

    # Back again with thirty more below: no statement more. Two for each kind of row that copies the path, and a few.
    assert costs[1] <= costs[0]
    assert costs[0] <= 2 * len(path_carriers()) + 30
