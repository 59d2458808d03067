"""The rules of a recommendation: what each refuses, on which day, and what it only says."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cadres.enums import RecommendationAction, RecommendationState
from cadres.models import CalendarDay, Recommendation
from cadres.models.recommendation import joined_by_recommendation, joined_party
from cadres.services.recommendation_findings import recommendation_findings
from cadres.services.recommendations import PLAN, propose_recommendation, renew_recommendation, take_step
from organizations.models import Rule
from tests.cadres.development import GOOD, MEETING, member, reach
from tests.factories.cadres import PersonFactory
from tests.factories.cadres_development import CalendarDayFactory
from tests.factories.posts import PostFactory

Action, State = RecommendationAction, RecommendationState
PROPOSAL = {"kind": "activist", "proposed_on": date(2023, 4, 3), "applied_on": date(2022, 5, 4), "activist_on": None, "remark": ""}  # fmt: skip


def sentences(row):
    return [finding.sentence for finding in recommendation_findings(row, calendar=CalendarDay.objects.as_calendar())]


def codes(row):
    found = recommendation_findings(row, calendar=CalendarDay.objects.as_calendar())
    return [finding.rule.code.removeprefix("recommendation.") for finding in found]


def hold(cast, person, **meeting):
    row = reach(State.AGREED, cast.branch, cast.staff, person=person)
    return take_step(row, Action.HOLD, fields=MEETING | meeting, actor=cast.staff)


def test_a_good_dossier_goes_its_way_and_holds_for_two_years(cast):
    row = reach(State.PASSED, cast.branch, cast.staff)

    assert (row.state, row.expires_on, sentences(row)) == ("passed", date(2025, 5, 15), [])
    assert list(Recommendation.objects.valid(on=date(2025, 5, 14))) == [row]
    assert list(Recommendation.objects.valid(on=date(2025, 5, 15))) == []
    assert list(Recommendation.objects.expired(on=date(2025, 5, 15))) == [row]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"birth_on": date(2005, 5, 5)}, "2023年5月4日时17周岁，到2023年5月5日才满18周岁。"),
        ({"birth_on": None}, "没有登记出生日期，无法核对年龄，请先在人员资料中补登。"),
        ({"joined_league_on": date(2022, 5, 5)}, "2022年5月5日入团，到2023年5月5日才满1年团龄。"),
        ({"joined_league_on": None}, "没有登记入团日期，无法核对团龄，请先在人员资料中补登。"),
        ({"political_status": "13"}, "政治面貌登记为“群众”，不是共青团员。"),
        ({"political_status": ""}, "没有登记政治面貌，无法核对是不是共青团员，请先在人员资料中补登。"),
    ],
)
def test_the_meeting_is_refused_by_rule_since_and_source(cast, facts, refusal):
    with pytest.raises(ValidationError) as refused:
        hold(cast, member(cast.branch, **facts))

    (message,) = refused.value.messages
    assert message.startswith(refusal)
    assert "自2019年1月1日起" in message
    assert "中青发〔2019〕9号" in message


@pytest.mark.parametrize(
    "facts",
    [
        {"birth_on": date(2005, 5, 4)},
        {"joined_league_on": date(2022, 5, 4)},
        # Born on the 29th of February: of age on the 28th where there is no such day.
        {"birth_on": date(2004, 2, 29)},
    ],
)
def test_who_has_just_reached_the_limit_may_be_voted_on(cast, facts):
    assert hold(cast, member(cast.branch, **facts)).state == "voted"


@pytest.mark.parametrize(("present", "is_held"), [(9, False), (10, True), (11, True)])
def test_half_of_the_eligible_must_be_present(cast, present, is_held):
    votes = {"present": present, "in_favour": present, "against": 0, "abstained": 0}
    if is_held:
        assert hold(cast, member(cast.branch), **votes).state == "voted"
    else:
        with pytest.raises(ValidationError, match="应到会20人，实到9人，不足半数"):
            hold(cast, member(cast.branch), **votes)


@pytest.mark.parametrize(("in_favour", "is_enough"), [(10, False), (11, True)])
def test_more_than_half_of_the_eligible_must_be_in_favour(cast, in_favour, is_enough):
    row = hold(cast, member(cast.branch), present=12, in_favour=in_favour, against=12 - in_favour, abstained=0)

    if is_enough:
        assert take_step(row, Action.DECIDE, fields=GOOD[Action.DECIDE], actor=cast.staff).state == "decided"
    else:
        with pytest.raises(ValidationError, match="赞成10票，没有超过应到会20人的半数"):
            take_step(row, Action.DECIDE, fields=GOOD[Action.DECIDE], actor=cast.staff)
        assert take_step(row, Action.REJECT, fields=GOOD[Action.REJECT], actor=cast.staff).state == "rejected"


@pytest.mark.parametrize(
    ("meeting", "field"),
    [
        ({"present": 21, "in_favour": 21, "against": 0, "abstained": 0}, "__all__"),
        ({"in_favour": 13}, "in_favour"),
        ({"eligible": 0}, "eligible"),
        ({"meeting_on": date(2023, 4, 9)}, "meeting_on"),
    ],
)
def test_a_record_that_does_not_add_up_is_refused(cast, meeting, field):
    with pytest.raises(ValidationError) as refused:
        hold(cast, member(cast.branch), **meeting)

    assert list(refused.value.message_dict) == [field]


def publicize(cast, first, last):
    row = reach(State.CHECKED, cast.branch, cast.staff)
    fields = {"publicity_from": first, "publicity_to": last, "publicity_place": ""}
    return take_step(row, Action.PUBLICIZE, fields=fields, actor=cast.staff)


def test_five_working_days_are_counted_by_the_calendar(cast):
    with pytest.raises(ValidationError, match="只有4个工作日，最早到2023年5月12日"):
        publicize(cast, date(2023, 5, 8), date(2023, 5, 11))

    assert publicize(cast, date(2023, 5, 8), date(2023, 5, 12)).state == "publicized"


def test_a_day_the_county_took_off_prolongs_the_notice(cast):
    CalendarDayFactory(day=date(2023, 5, 10), is_working=False)

    with pytest.raises(ValidationError, match="只有4个工作日，最早到2023年5月15日"):
        publicize(cast, date(2023, 5, 8), date(2023, 5, 12))


def test_an_unpublished_year_is_named_as_estimated(cast):
    with pytest.raises(ValidationError, match="只有4个工作日（有年份未公布放假安排，按周末推算）"):
        publicize(cast, date(2049, 5, 10), date(2049, 5, 13))


def test_a_conclusion_comes_after_the_notice_and_answers_objections(cast):
    row = reach(State.PUBLICIZED, cast.branch, cast.staff)

    with pytest.raises(ValidationError, match="公示到2023年5月12日才结束"):
        take_step(
            row, Action.CONCLUDE, fields=GOOD[Action.CONCLUDE] | {"concluded_on": date(2023, 5, 12)}, actor=cast.staff
        )
    with pytest.raises(ValidationError, match="请写明核实情况"):
        take_step(row, Action.CONCLUDE, fields=GOOD[Action.CONCLUDE] | {"objections": 1}, actor=cast.staff)
    answered = {"objections": 1, "objection_result": "经核实不属实"}
    assert take_step(row, Action.CONCLUDE, fields=GOOD[Action.CONCLUDE] | answered, actor=cast.staff).state == "passed"


def test_waiting_times_and_few_forms_are_said_but_do_not_refuse(cast):
    person = member(cast.branch)
    row = reach(
        State.HANDED, cast.branch, cast.staff, person=person, kind="candidate", activist_on=date(2022, 6, 1),
        applied_on=date(2022, 12, 1), registration_forms=1,
    )  # fmt: skip

    assert sentences(row) == [
        "2022年12月1日递交入党申请书，到2023年6月1日才满6个月。",
        "2022年6月1日确定为入党积极分子，到2023年6月1日才满12个月。",
        "登记表只有1份。",
    ]


def test_between_28_and_35_the_league_is_heard_unless_with_a_post(cast):
    older, cadre = (member(cast.branch, birth_on=date(1993, 1, 1)) for _ in range(2))
    PostFactory(person=cadre, organization=cast.branch, starts_on=date(2022, 1, 1))

    assert codes(hold(cast, older)) == ["heard_age"]
    assert sentences(hold(cast, cadre)) == ["30周岁，现任团干部，按团员推优办理。"]


def test_the_branch_share_counts_what_stands_of_the_year_and_kind(cast):
    rows = [hold(cast, member(cast.branch), eligible=16) for _ in range(3)]
    assert codes(rows[0]) == []

    fourth = hold(cast, member(cast.branch), eligible=16)
    assert sentences(fourth) == ["本支部2023年推荐4人，超过团员16人的20%。"]

    take_step(rows[0], Action.REJECT, fields=GOOD[Action.REJECT], actor=cast.staff)
    assert codes(fourth) == []


def test_the_rules_of_the_day_of_the_meeting_hold(cast):
    rule = Rule.objects.get(code="recommendation.minimum_age")
    Rule.objects.filter(pk=rule.pk).update(valid_to=date(2023, 5, 4))
    Rule.objects.create(
        **{name: getattr(rule, name) for name in ("code", "text", "unit", "applies_to", "severity", "source")},
        value="21", valid_from=date(2023, 5, 4),
    )  # fmt: skip

    assert hold(cast, member(cast.branch), meeting_on=date(2023, 5, 3)).state == "voted"
    with pytest.raises(ValidationError, match="规则值21周岁，自2023年5月4日起"):
        hold(cast, member(cast.branch))


def test_only_a_branch_proposes_and_the_second_kind_needs_its_day(cast):
    person = member(cast.branch)

    with pytest.raises(ValidationError, match="不是团支部"):
        propose_recommendation(cast.township, person=person, fields=PROPOSAL, actor=cast.staff)
    with pytest.raises(ValidationError, match="确定为入党积极分子的日期"):
        propose_recommendation(cast.branch, person=person, fields=PROPOSAL | {"kind": "candidate"}, actor=cast.staff)
    with pytest.raises(ValidationError, match="不能早于递交入党申请书日期"):
        propose_recommendation(
            cast.branch, person=person, fields=PROPOSAL | {"applied_on": date(2023, 4, 4)}, actor=cast.staff
        )

    row = propose_recommendation(cast.branch, person=person, fields=PROPOSAL, actor=cast.staff)
    assert (row.state, row.revision) == ("proposed", 1)
    with pytest.raises(ValidationError, match="同类推优正在办理"):
        propose_recommendation(cast.branch, person=person, fields=PROPOSAL, actor=cast.staff)


def test_nobody_is_recommended_again_while_the_result_holds(cast):
    row = reach(State.HANDED, cast.branch, cast.staff)
    again = PROPOSAL | {"proposed_on": date(2025, 5, 14)}

    with pytest.raises(ValidationError, match=r"到2025年5月15日前有效，有效期内不再重复推荐.*中青发"):
        propose_recommendation(cast.branch, person=row.person, fields=again, actor=cast.staff)
    with pytest.raises(ValidationError, match="不需要续推"):
        renew_recommendation(row, fields=again, actor=cast.staff)

    renewed = renew_recommendation(row, fields=again | {"proposed_on": date(2025, 5, 15)}, actor=cast.staff)
    assert (renewed.renews, renewed.state) == (row, "proposed")
    assert list(Recommendation.objects.expired(on=date(2026, 1, 1))) == []
    with pytest.raises(ValidationError, match="已经续推"):
        renew_recommendation(row, fields=again | {"proposed_on": date(2025, 5, 16)}, actor=cast.staff)


def test_reception_into_the_party_goes_on_to_the_person_and_counts(cast):
    row = reach(State.ACCEPTED, cast.branch, cast.staff)
    stages = {"activist_on": date(2023, 6, 1), "candidate_on": date(2024, 6, 3), "probationary_on": date(2024, 7, 1)}
    take_step(row, Action.FOLLOW, fields=stages, actor=cast.staff)
    other = PersonFactory(organization=cast.branch, joined_league_on=date(2015, 5, 4), joined_party_on=date(2024, 7, 1))
    PersonFactory(organization=cast.branch, joined_party_on=date(2024, 7, 1))

    row.person.refresh_from_db()
    assert (row.person.joined_party_on, row.person.political_status) == (date(2024, 7, 1), "02")
    whole = joined_party(date(2024, 1, 1), date(2024, 12, 31))
    assert set(whole) == {row.person, other}
    assert list(joined_by_recommendation(whole)) == [row.person]

    take_step(row, Action.FOLLOW, fields=stages | {"full_on": date(2025, 7, 1)}, actor=cast.staff)
    row.person.refresh_from_db()
    assert row.person.political_status == "01"
    with pytest.raises(ValidationError, match="与此不一致"):
        take_step(row, Action.FOLLOW, fields=stages | {"probationary_on": date(2024, 7, 2)}, actor=cast.staff)


def test_stages_of_development_come_in_turn(cast):
    row = reach(State.ACCEPTED, cast.branch, cast.staff)

    with pytest.raises(ValidationError, match="转正日期不能早于确定为发展对象日期"):
        take_step(
            row, Action.FOLLOW, fields={"candidate_on": date(2024, 6, 3), "full_on": date(2024, 6, 2)}, actor=cast.staff
        )


def test_the_plan_names_every_field_of_a_proposal():
    assert set(PROPOSAL) == set(PLAN)
