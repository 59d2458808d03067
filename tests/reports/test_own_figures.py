"""Own indicators are counted, drilled down, closed and read like built-in ones."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from league.core.dates import Period
from organizations.models import Rule
from reports.indicators.own.spec import read
from reports.models import Snapshot
from reports.services.catalogue import Catalogue
from reports.services.figures import make_figure, read_figures
from reports.services.fill import Fill, fill_period
from reports.services.own_indicators import (
    Draft,
    compose_own_indicator,
    retire_own_indicator,
    revise_own_indicator,
)
from reports.services.periods import close_period
from reports.services.previews import preview
from reports.services.rows import lists_of, measure, rows_behind
from tests.factories.organizations import HeadCountFactory, OrganizationFactory, UnitFactory

pytestmark = pytest.mark.django_db
YEAR, DAY = Period.parse("2023"), date(2023, 12, 31)
AT = datetime(2024, 1, 2, 2, tzinfo=UTC)


def asked(noun="organization", *conditions, measure="count", column="", part=(), grouping=""):
    rows = [dict(zip(("field", "operator", "values"), row, strict=True)) for row in conditions]
    further = [dict(zip(("field", "operator", "values"), row, strict=True)) for row in part]
    return {
        "noun": noun, "conditions": rows, "measure": measure, "column": column, "part": further, "grouping": grouping,
    }  # fmt: skip


def draft(spec, **more):
    return Draft(**{"name": "我县的指标", "definition": "我县的口径。", "unit": "个", "spec": spec} | more)


def compose(spec, cast, **more):
    return compose_own_indicator(draft(spec, **more), at=AT, actor=cast.staff)


def fill(hour=2, reason=""):
    return fill_period(Fill(YEAR, DAY, at=datetime(2024, 1, 2, hour, tzinfo=UTC), reason=reason))


def figure(snapshot, node, code="own.1"):
    return read_figures(snapshot, [node.pk], [code])[node.pk][code]


BRANCHES = ("kind", "in", ["branch"])


def test_count_stands_at_every_node_and_opens_its_rows(cast):
    OrganizationFactory(parent=cast.township, kind="general_branch")
    compose(asked("organization", BRANCHES), cast)

    snapshot = fill()

    assert [figure(snapshot, node).value for node in (cast.county, cast.township, cast.branch)] == [2, 1, 1]
    rows = rows_behind(Catalogue()["own.1"], cast.township.pk, snapshot)
    assert [row.name for row in rows] == ["共青团甲镇东村支部委员会"]


def test_average_leaves_the_unknown_out_and_shows_them(cast):
    for founded in (date(2020, 12, 31), date(2021, 1, 1), None):
        OrganizationFactory(parent=cast.township, kind="floating", founded_on=founded)
    spec = asked("organization", ("kind", "in", ["floating"]), measure="average", column="years")
    compose(spec, cast, unit="年", decimals=1)

    found = figure(fill(), cast.county)

    assert (found.value, found.part, found.whole, found.unknown) == (Decimal("2.5"), 5, 2, 1)
    assert found.note == "另有1个不详，未计入"


def test_share_judges_only_what_is_known(cast):
    for members in (2, 30, None):
        branch = OrganizationFactory(parent=cast.township, kind="floating")
        if members is not None:
            HeadCountFactory(organization=branch, unit=None, value=members)
    spec = asked("organization", ("kind", "in", ["floating"]), measure="share", part=[("members", "ge", [3])])
    compose(spec, cast, unit="%", decimals=2)

    found = figure(fill(), cast.township)

    assert (found.text, found.part, found.whole, found.unknown) == ("50.00", 1, 2, 1)


def test_sum_and_distinct_and_groups(cast):
    UnitFactory(responsible=cast.township, division=cast.village.division, kind="organ", name="甲机关", members=7)
    total = asked("unit", measure="sum", column="members", grouping="kind")
    compose(total, cast, name="团员合计", unit="人")
    compose(asked("unit", measure="distinct", column="division"), cast, name="所在区划数")

    snapshot = fill()

    assert figure(snapshot, cast.county).value == 17
    assert figure(snapshot, cast.county, "own.1.by.organ").value == 7
    assert figure(snapshot, cast.county, "own.1.by.village").value == 10
    assert [figure(snapshot, node, "own.2").value for node in (cast.county, cast.township)] == [2, 1]


def test_new_version_leaves_closed_snapshots_alone(cast):
    indicator = compose(asked("organization", BRANCHES), cast)
    fill()
    closed = close_period(Snapshot.objects.get(state="ready").period, at=AT, actor=cast.staff)
    revise_own_indicator(indicator, draft(asked("organization"), definition="全部团组织。"), at=AT, actor=cast.staff)

    assert figure(closed, cast.county).value == 2
    assert figure(closed, cast.county).declaration.definition == "我县的口径。"
    assert rows_behind(figure(closed, cast.county).declaration, cast.county.pk, closed).count() == 2
    corrected = fill(hour=5, reason="口径调整")
    assert figure(corrected, cast.county).value == 5
    assert figure(corrected, cast.county).declaration.definition == "全部团组织。"
    assert figure(closed, cast.county).value == 2


def test_average_of_a_closed_snapshot_still_makes_its_number_from_its_rows(cast):
    OrganizationFactory(parent=cast.township, kind="floating", founded_on=date(2020, 5, 4))
    compose(asked("organization", measure="average", column="years"), cast, unit="年", decimals=1)
    fill()
    closed = close_period(Snapshot.objects.get(state="ready").period, at=AT, actor=cast.staff)

    lists = lists_of(figure(closed, cast.county).declaration, Catalogue(), closed)

    numbers = {name: measure(one, rows_behind(one, cast.county.pk, closed)) for name, one in lists.items()}
    assert numbers == {"part": 3, "whole": 1, "unknown": 5}


def test_retired_indicator_is_no_longer_counted_but_still_read(cast):
    indicator = compose(asked("organization", BRANCHES), cast)
    fill()
    closed = close_period(Snapshot.objects.get(state="ready").period, at=AT, actor=cast.staff)
    retire_own_indicator(indicator, reason="不再使用", at=AT, actor=cast.staff)

    corrected = fill(hour=5, reason="更正")

    assert "own.1" not in [declared.code for declared in Catalogue()]
    assert figure(closed, cast.county).value == 2
    assert figure(corrected, cast.county).gap == "本期统计时还没有设这个指标"
    with pytest.raises(ValidationError, match="已停用"):
        revise_own_indicator(indicator, draft(asked()), at=AT, actor=cast.staff)


def test_rule_that_is_not_set_makes_a_gap(cast):
    Rule.objects.filter(code__startswith="term.years.").delete()
    compose(asked("organization", ("term_state", "in", ["overdue"])), cast)

    assert figure(fill(), cast.county).gap.startswith("未设定")


def test_saving_the_same_question_again_writes_no_version(cast):
    indicator = compose(asked("organization", BRANCHES), cast)

    same = revise_own_indicator(indicator, draft(asked("organization", BRANCHES)), at=AT, actor=cast.staff)
    assert (same.version, same.revision) == (1, 1)
    shown = revise_own_indicator(
        indicator, draft(asked("organization", BRANCHES), featured=True), at=AT, actor=cast.staff
    )
    assert (shown.version, shown.revision, shown.featured) == (1, 2, True)
    with pytest.raises(ValidationError, match="已保存第1版"):
        revise_own_indicator(indicator, draft(asked()), at=AT, actor=cast.staff, began_from=1)


def test_preview_equals_what_a_fill_stores(cast):
    spec = asked("organization", BRANCHES, measure="share", part=[("paired", "no", [])], grouping="stat_field")
    compose(spec, cast, unit="%", decimals=2)

    shown = preview(read(spec), root=cast.county, name="", unit="%", decimals=2, on=DAY)

    snapshot = fill()
    assert (shown.figure.value, shown.figure.part) == (figure(snapshot, cast.county).value, 2)
    assert [(place.code, one.text) for place, one in shown.children] == [
        (node.code, figure(snapshot, node).text) for node in (cast.township, cast.neighbour)
    ]
    village = next(one for label, one in shown.groups if label == "乡镇（村）")
    assert village.whole == figure(snapshot, cast.county, "own.1.by.village").whole
    assert shown.rows.count() == snapshot.values.get(organization=cast.county, indicator__code="own.1.whole").value


def test_spec_that_is_no_longer_offered_is_a_gap_and_hurts_no_other_figure(cast):
    indicator = compose(asked("organization", BRANCHES), cast)
    indicator.versions.update(spec={"noun": "gone"})

    snapshot = fill()

    assert figure(snapshot, cast.county).gap == "统计对象或字段已不再提供，请修改或停用这个指标"
    assert make_figure("org.total", {"org.total": 5}, snapshot).value == 5
