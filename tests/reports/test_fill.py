"""Filling a period: what is counted, where it stands, and that it appears whole."""

from datetime import UTC, date, datetime

import pytest

from league.core.dates import Period
from league.core.versions import change_versions, close_versions
from organizations.models import Rule
from reports.models import Snapshot, SnapshotValue, StatPeriod
from reports.services.figures import read_figures
from reports.services.fill import Fill, FillRefused, fill_period
from reports.services.periods import CloseRefused, close_period
from tests.factories.activities import ActivityFactory
from tests.factories.organizations import (
    CoverageFactory,
    HeadCountFactory,
    OrganizationFactory,
    RuleFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2023")


def at(hour=2, day=2):
    return datetime(2024, 1, day, hour, 10, tzinfo=UTC)


def fill(*, as_of=date(2023, 12, 31), when=None, reason="", actor=None):
    return fill_period(Fill(YEAR, as_of, at=when or at(), actor=actor, reason=reason))


def values(snapshot, node, *codes):
    return [figure.value for figure in read_figures(snapshot, [node.pk], codes)[node.pk].values()]


@pytest.fixture
def rules(db):
    set_rules(minimum="3", reform="2021-07-01")


def set_rules(*, minimum, reform):
    Rule.objects.filter(code__in=("unit.minimum_members", "county.reform_start")).delete()
    RuleFactory(code="unit.minimum_members", value=minimum)
    RuleFactory(code="county.reform_start", value=reform)


def test_fill_counts_every_node_with_everything_below_it(cast, rules):
    ActivityFactory(organization=cast.county, day=date(2023, 1, 4))  # unknown is not zero: without any, no figure
    snapshot = fill()

    codes = ("org.total", "org.kind.branch", "org.field.village", "unit.must", "unit.covered", "member.count")
    assert values(snapshot, cast.county, *codes) == [5, 2, 4, 2, 2, 10]
    assert values(snapshot, cast.township, *codes) == [2, 1, 2, 1, 1, 5]
    assert values(snapshot, cast.branch, *codes) == [1, 1, 1, 0, 0, 0]
    assert (snapshot.nodes, snapshot.misplaced, snapshot.gaps) == (5, 0, {})


def test_fill_again_changes_nothing(cast, rules):
    first = fill()
    second = fill(when=at(3))

    assert first.fingerprint == second.fingerprint
    assert Snapshot.objects.current("2023").get() == second
    assert list(Snapshot.objects.filter(state="retired")) == [first]


def test_indicator_without_its_rule_has_no_figure_and_says_why(cast):
    set_rules(minimum="", reform="")

    snapshot = fill()

    figure = read_figures(snapshot, [cast.county.pk], ["org.social.new"])[cast.county.pk]["org.social.new"]
    assert (figure.value, figure.gap) == (None, "未设定改革起始日")
    coverage = read_figures(snapshot, [cast.county.pk], ["org.coverage"])[cast.county.pk]["org.coverage"]
    assert (coverage.value, coverage.note) == (None, "无法统计：未设定应建团组织的最低团员数")


def test_ratio_is_divided_when_shown_and_rounded_half_up(cast, rules):
    UnitFactory(responsible=cast.township, name="甲镇南村", members=4)

    snapshot = fill()

    figure = read_figures(snapshot, [cast.county.pk], ["org.coverage"])[cast.county.pk]["org.coverage"]
    assert (str(figure.value), figure.part, figure.whole, figure.unknown) == ("66.67", 2, 3, 0)


def test_unit_nobody_counted_is_unknown_and_in_no_denominator(cast, rules):
    UnitFactory(responsible=cast.township, name="甲镇南村")

    snapshot = fill()

    figure = read_figures(snapshot, [cast.county.pk], ["org.coverage"])[cast.county.pk]["org.coverage"]
    assert (str(figure.value), figure.part, figure.whole, figure.unknown) == ("100.00", 2, 2, 1)


def test_joint_branch_covers_the_units_it_names(cast, rules):
    other = UnitFactory(responsible=cast.township, name="甲镇南村", members=4)
    CoverageFactory(organization=cast.branch, unit=other)

    snapshot = fill()

    assert values(snapshot, cast.township, "unit.must", "unit.covered", "unit.gap", "org.joint") == [2, 2, 0, 1]


def test_new_organisations_are_those_founded_since_the_reform_began(cast, rules):
    firm = UnitFactory(responsible=cast.township, name="演示企业", kind="private_enterprise")
    tags = {"parent": cast.township, "stat_field": "enterprise", "two_new": "new_economy", "unit": firm}
    OrganizationFactory(founded_on=date(2021, 7, 1), **tags)
    OrganizationFactory(founded_on=date(2021, 6, 30), **tags)
    OrganizationFactory(founded_on=None, **tags)

    snapshot = fill()

    figures = read_figures(snapshot, [cast.county.pk], ["org.nonpublic.new", "org.social.new"])[cast.county.pk]
    assert [(figure.value, figure.unknown) for figure in figures.values()] == [(1, 1), (1, 1)]
    assert values(snapshot, cast.county, "org.nonpublic.total", "org.hosts") == [3, 3]


def test_distinct_host_units_are_counted_anew_at_every_node(cast, rules):
    OrganizationFactory(parent=cast.neighbour, unit=cast.village)

    snapshot = fill()

    nodes = (cast.county, cast.township, cast.neighbour)
    assert [values(snapshot, node, "org.hosts")[0] for node in nodes] == [2, 1, 2]


def test_members_counted_twice_are_counted_once(cast, rules):
    HeadCountFactory(unit=None, organization=cast.branch, value=5)
    floating = OrganizationFactory(parent=cast.township, kind="floating")
    HeadCountFactory(unit=None, organization=floating, value=7)
    HeadCountFactory(unit=None, organization=cast.township, value=100)

    snapshot = fill()

    assert values(snapshot, cast.township, "member.count") == [12]


def test_youth_ratio_takes_only_units_that_counted_both(cast, rules):
    HeadCountFactory(unit=cast.village, kind="youth", value=40)

    snapshot = fill()

    figure = read_figures(snapshot, [cast.county.pk], ["member.youth_ratio"])[cast.county.pk]["member.youth_ratio"]
    assert (str(figure.value), figure.part, figure.whole, figure.unknown) == ("12.50", 5, 40, 1)


def test_moved_organisation_takes_its_figures_along_from_that_day(cast, rules):
    cast.branch.parent, cast.branch.path = cast.neighbour, f"{cast.neighbour.path}{cast.branch.pk}/"
    cast.branch.save()
    change_versions([cast.branch], on=date(2023, 9, 1))

    before, after = fill(as_of=date(2023, 8, 31)), fill(when=at(3))

    assert values(before, cast.neighbour, "org.total") == [2]
    assert values(after, cast.neighbour, "org.total") == [3]
    assert values(after, cast.township, "org.total") == [1]


def test_what_a_dissolved_organisation_answered_for_is_counted_above_it(cast, rules):
    close_versions([cast.branch, cast.township], on=date(2023, 10, 1))

    snapshot = fill()

    assert values(snapshot, cast.county, "org.total", "unit.must") == [3, 2]
    assert (snapshot.strays, snapshot.misplaced) == ({cast.township.pk: cast.county.path}, 0)


def test_older_fill_does_not_replace_a_newer_one(cast, rules):
    newer = fill(when=at(5))

    assert fill(when=at(4)) == newer
    assert list(Snapshot.objects.all()) == [newer]


def test_replaced_snapshot_is_kept_for_those_who_read_it_and_dropped_later(cast, rules):
    first = fill()
    fill(when=at(3))
    assert SnapshotValue.objects.filter(snapshot=first).exists()

    fill(when=at(4))

    assert not SnapshotValue.objects.filter(snapshot_id=first.pk).exists()
    assert not Snapshot.objects.filter(pk=first.pk).exists()


def test_closed_period_never_changes_and_a_correction_stands_beside_it(cast, rules):
    fill()
    closed = close_period(StatPeriod.objects.get(), at=at(), actor=cast.staff)
    OrganizationFactory(parent=cast.township)

    with pytest.raises(FillRefused, match="已关账"):
        fill(when=at(4))
    corrected = fill(when=at(5), reason="补录一个团支部", actor=cast.staff)

    assert (corrected.version, corrected.supersedes, corrected.state) == (2, closed, "closed")
    assert values(closed, cast.county, "org.total") == [5]
    assert values(corrected, cast.county, "org.total") == [6]


def test_period_is_closed_only_with_the_figures_of_its_last_day(cast, rules):
    fill(as_of=date(2023, 12, 30))

    with pytest.raises(CloseRefused, match="还没有截至2023-12-31的数据"):
        close_period(StatPeriod.objects.get(), at=at(), actor=cast.staff)


def test_period_is_not_closed_over_a_change_that_is_not_counted(cast, rules):
    fill()
    OrganizationFactory(parent=cast.township)

    with pytest.raises(CloseRefused, match="登记刚有变动"):
        close_period(StatPeriod.objects.get(), at=at(), actor=cast.staff)


def test_day_outside_the_period_is_refused(cast, rules):
    with pytest.raises(FillRefused, match="截至日2024-01-01不在2023年"):
        fill(as_of=date(2024, 1, 1))


def test_indicator_declared_after_a_period_was_counted_has_no_figure_there(cast, rules):
    snapshot = fill()
    snapshot.counted.remove("org.total")

    figure = read_figures(snapshot, [cast.county.pk], ["org.total"])[cast.county.pk]["org.total"]

    assert (figure.value, figure.gap) == (None, "本期统计时还没有设这个指标")
