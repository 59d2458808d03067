"""What the papers say against the rules: quorum, margin, majority, seats, form, time; each names its rule."""

from datetime import date

import pytest

from organizations.models import Rule
from organizations.services.checklists import checklist_of, steps_of
from organizations.services.election_findings import candidates_needed, election_findings
from tests.factories.elections import ElectionFactory, ElectionSeatFactory, ExtensionFactory, TermFactory
from tests.factories.organizations import HeadCountFactory, OrganizationFactory, UnitFactory

LIST = [("secretary", 17, True), ("member", 15, True), ("member", 12, True), ("member", 3, False)]


def held(organization, seats=LIST, **fields):
    election = ElectionFactory(organization=organization, state="held", papers=True, **fields)
    for number, (position, votes, elected) in enumerate(seats, start=1):
        ElectionSeatFactory(
            election=election, order=number, position=position, name=f"测{number}", votes=votes, elected=elected
        )
    return election


def sentences(election):
    return [finding.sentence for finding in election_findings(election, election.seat_rows.order_by("order"))]


@pytest.fixture
def branch(cast):
    """A branch of twenty members: large enough for a committee of three."""
    unit = UnitFactory(responsible=cast.township, division=cast.township_division, members=20)
    return OrganizationFactory(parent=cast.township, unit=unit, short_name="测试团支部")


def test_sound_election_has_no_findings(branch):
    assert sentences(held(branch)) == []


def test_every_finding_names_rule_value_and_source(branch):
    finding = election_findings(held(branch, eligible=25), [])[0]

    assert finding.sentence == "应到25人，实到18人，不足法定到会人数。"
    assert finding.rule == Rule.objects.get(code="election.quorum")
    assert finding.basis == (
        "有选举权的到会人数不少于应到会人数的五分之四，方可进行选举（规则值80%，依据：《中国共产主义青年团基层组织选举工作条例》"
        "（中青发〔2025〕1号，2025-01-03印发）；具体数字待核）"
    )
    assert finding.tone == "warning"


@pytest.mark.parametrize(("eligible", "present", "found"), [(20, 16, False), (21, 16, True), (5, 4, False)])
def test_quorum_is_four_fifths(branch, eligible, present, found):
    election = held(
        branch, seats=[("secretary", 4, True)], eligible=eligible, present=present, ballots_issued=4,
        ballots_returned=4, ballots_valid=4,
    )  # fmt: skip

    assert any("不足法定到会人数" in sentence for sentence in sentences(election)) == found


@pytest.mark.parametrize(("seats", "needed"), [(1, 2), (3, 4), (5, 6), (7, 9), (9, 11), (21, 26)])
def test_candidates_for_a_margin_of_a_fifth(seats, needed):
    assert candidates_needed(seats, 20) == needed


def test_list_without_margin_is_found(branch):
    assert sentences(held(branch, seats=LIST[:3])) == ["应选3人，候选人3人，差额不足；至少应有4名候选人。"]


def test_plan_without_margin_is_found_before_the_meeting(branch):
    assert sentences(ElectionFactory(organization=branch, candidates=3)) == [
        "应选3人，候选人3人，差额不足；至少应有4名候选人。"
    ]


def test_half_of_those_present_is_not_enough(branch):
    found = sentences(held(branch, seats=[LIST[0], LIST[1], ("member", 9, True), LIST[3]]))

    assert found == ["测3得9票当选，没有超过实到18人的半数。"]


def test_empty_seat_and_more_votes_without_being_elected_are_found(branch):
    found = sentences(held(branch, seats=[LIST[0], ("member", 11, True), ("member", 14, False), LIST[3]]))

    assert found == ["应选3人，当选2人，还缺1人。", "测3得14票未当选，得11票的测2当选，请核对。"]


@pytest.mark.parametrize(
    ("members", "seats", "found"),
    [
        (20, 2, ["应选2人，少于规定的3人。"]), (20, 7, []), (20, 8, ["应选8人，多于规定的7人。"]), (6, 2, []), (7, 3, []),
        (6, 3, ["团员6人，应选3人；不设支部委员会的只选书记，必要时选副书记。"]),
    ],
)  # fmt: skip
def test_committee_of_a_branch_by_its_size(cast, members, seats, found):
    unit = UnitFactory(responsible=cast.township, division=cast.township_division, members=members)
    branch = OrganizationFactory(parent=cast.township, unit=unit)
    election = ElectionFactory(organization=branch, seats=seats, candidates=seats + 2)

    assert sentences(election) == found


@pytest.mark.parametrize(
    ("kind", "unit_kind", "seats", "found"),
    [
        ("general_branch", None, 4, ["应选4人，少于规定的5人。"]),
        ("committee", None, 10, ["应选10人，多于规定的9人。"]),
        ("committee", "township", 10, []),
        ("committee", "township", 22, ["应选22人，多于规定的21人。"]),
    ],
)
def test_committee_by_kind(cast, kind, unit_kind, seats, found):
    unit = (
        UnitFactory(responsible=cast.township, division=cast.township_division, kind=unit_kind) if unit_kind else None
    )
    organization = OrganizationFactory(parent=cast.county, kind=kind, unit=unit)
    election = ElectionFactory(organization=organization, seats=seats, candidates=seats * 2)

    assert sentences(election) == found


def test_large_committee_may_be_larger(cast):
    organization = OrganizationFactory(parent=cast.county, kind="committee")
    HeadCountFactory(unit=None, organization=organization, value=2500)

    assert sentences(ElectionFactory(organization=organization, seats=21, candidates=26)) == []


@pytest.mark.parametrize(("members", "found"), [(199, 1), (200, 0)])
def test_congress_below_two_hundred_is_found(cast, members, found):
    organization = OrganizationFactory(parent=cast.county, kind="committee")
    HeadCountFactory(unit=None, organization=organization, value=members)
    election = ElectionFactory(organization=organization, seats=7, candidates=9, form="congress")

    assert sum("召开代表大会" in sentence for sentence in sentences(election)) == found


@pytest.mark.parametrize(
    ("planned_on", "found"),
    [
        (date(2025, 8, 31), ["本届2026年3月1日届满，换届日期2025年8月31日提前超过6个月。"]),
        (date(2025, 9, 1), []),
        (date(2026, 3, 1), []),
        (date(2026, 3, 2), ["本届2026年3月1日届满，换届日期2026年3月2日在其后且没有已批准的延期。"]),
    ],
)
def test_time_of_the_election(branch, planned_on, found):
    TermFactory(organization=branch, starts_on=date(2023, 3, 1))

    assert sentences(ElectionFactory(organization=branch, planned_on=planned_on)) == found


def test_extension_moves_the_last_day(branch):
    term = TermFactory(organization=branch, starts_on=date(2023, 3, 1))
    ExtensionFactory(term=term, until=date(2026, 6, 1))

    assert sentences(ElectionFactory(organization=branch, planned_on=date(2026, 6, 1))) == []


def test_checklist_and_stepper_follow_the_papers(branch):
    election = held(branch, request_document="")
    seats = list(election.seat_rows.order_by("order"))

    assert [(item.label, item.is_done) for item in checklist_of(election, seats)] == [
        ("换届计划", True),
        ("召开大会的请示", False),
        ("同意召开大会的批复", True),
        ("大会签到与法定人数", True),
        ("选票清点", True),
        ("候选人得票与当选名单", True),
        ("选举结果的报告", False),
        ("任职批复", False),
    ]
    assert checklist_of(election, seats)[1].detail == "2025-02-01 缺文号"
    assert [(step.label, step.is_done, step.is_current) for step in steps_of(election)] == [
        ("计划", True, False),
        ("请示", True, False),
        ("批复", True, False),
        ("大会", True, False),
        ("报批", False, True),
        ("任职批复", False, False),
    ]
