"""Planning, holding, verifying, copying, sampling: what is written, refused and told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from activities.enums import ActivityAction
from activities.models import Activity, SampledActivity
from activities.services.activities import change_activity, copy_activity, create_activity, repeat_activity
from activities.services.activity_moves import Outcome, hold_activity, move_activity
from activities.services.samples import draw_sample, lots, sample_size
from league.core.audit import SENTENCES
from league.core.models import AuditEvent
from league.core.quantities import PersonTimes
from tests.factories.activities import ActivityAudienceFactory, ActivityFactory, ProgrammeFactory, moment

TODAY = date(2023, 6, 1)


def plan(**more):
    starts_at = moment(date(2023, 5, 20))
    return {
        "title": "防溺水宣讲", "kind": "lecture", "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2),
        "place": "村部广场",
    } | more  # fmt: skip


def held(**more):
    return Outcome(**{"held_on": date(2023, 5, 20), "heads": {"pupils": PersonTimes(30)}} | more)


def test_created_activity_is_a_draft_with_the_next_code(cast):
    first = create_activity(cast.branch, fields=plan(), topics=["drowning", "safety"], actor=cast.branch_secretary)
    second = create_activity(cast.branch, fields=plan(), actor=cast.branch_secretary)
    assert (first.code, second.code) == ("HD2023-00001", "HD2023-00002")
    assert (first.state, first.org_path) == ("draft", cast.branch.path)
    assert [row.get_topic_display() for row in first.topics.all()] == ["防溺水", "安全"]
    event = AuditEvent.objects.filter(action="activity.created").order_by("pk").first()
    assert event.after["主题"] == "防溺水、安全"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"place": ""}, "place"),
        ({"ends_at": moment(date(2023, 5, 19))}, "__all__"),
        ({"kind": "party"}, "kind"),
    ],
)
def test_plan_that_does_not_hold_is_refused(cast, more, field):
    with pytest.raises(ValidationError) as caught:
        create_activity(cast.branch, fields=plan(**more), actor=cast.staff)
    assert field in caught.value.message_dict
    assert not Activity.objects.exists()


def test_programme_of_a_neighbour_is_refused(cast):
    programme = ProgrammeFactory(organization=cast.neighbour)
    with pytest.raises(ValidationError, match="不在其范围内"):
        create_activity(cast.branch, fields=plan(programme=programme), actor=cast.staff)
    programme = ProgrammeFactory(organization=cast.county)
    assert create_activity(cast.branch, fields=plan(programme=programme), actor=cast.staff).programme == programme


def test_held_activity_has_its_heads_reach_and_day(cast):
    activity = create_activity(cast.branch, fields=plan(), actor=cast.staff)
    hold_activity(activity, held(units=[cast.village], expenditure=12_345), on=TODAY, actor=cast.staff)
    activity.refresh_from_db()
    assert (activity.state, activity.held_on, activity.expenditure) == ("held", date(2023, 5, 20), 12_345)
    assert Activity.objects.with_person_times().with_reach().values_list("person_times", "reached").get() == (30, 1)
    hold_activity(activity, held(heads={"youth": PersonTimes(5)}), on=TODAY, actor=cast.staff)
    assert [str(row) for row in activity.audiences.all()] == ["青年5人次"]
    assert not activity.reach.exists()
    assert AuditEvent.objects.filter(action="activity.amend").get().before["参加人次"] == "中小学生30人次"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"held_on": date(2023, 6, 2)}, "held_on"),
        ({"heads": {}}, "heads"),
        ({"heads": {"pupils": PersonTimes(2_000_000)}}, "heads"),
        ({"attendance": "named"}, "attendance"),
    ],
)
def test_outcome_that_cannot_be_is_refused(cast, more, field):
    activity = ActivityFactory(organization=cast.branch, state="draft")
    with pytest.raises(ValidationError) as caught:
        hold_activity(activity, held(**more), on=TODAY, actor=cast.staff)
    assert list(caught.value.message_dict) == [field]


def test_what_was_recorded_by_name_outlives_the_hand(cast):
    activity = ActivityFactory(organization=cast.branch)
    ActivityAudienceFactory(activity=activity, audience="volunteers", person_times=9, by_name=True, persons=8)
    hold_activity(activity, held(heads={"volunteers": PersonTimes(99)}), on=TODAY, actor=cast.staff)
    assert list(activity.audiences.values_list("person_times", "persons")) == [(9, 8)]


def test_counted_from_held_on_and_not_while_returned(cast):
    for state in ("draft", "published", "held", "verified", "returned", "cancelled"):
        ActivityFactory(organization=cast.branch, state=state, title=state)
    rows = Activity.objects.held_within(date(2023, 5, 4), date(2023, 5, 4)).order_by("title")
    assert [row.title for row in rows] == ["held", "verified"]
    assert Activity.objects.held_lately(date(2023, 5, 5), days=1).count() == 0
    assert Activity.objects.held_lately(date(2023, 5, 5), days=2).count() == 2


def test_verification_sets_its_day_and_closes_the_record(cast):
    activity = ActivityFactory(organization=cast.branch)
    move_activity(activity, ActivityAction.VERIFY, on=TODAY, actor=cast.secretary)
    activity.refresh_from_db()
    assert (activity.state, activity.verified_on) == ("verified", TODAY)
    with pytest.raises(ValidationError, match="先撤销核验"):
        change_activity(activity, changes={"title": "别的"}, actor=cast.staff)
    move_activity(activity, ActivityAction.UNVERIFY, on=TODAY, actor=cast.secretary, reason="人次有误")
    activity.refresh_from_db()
    assert (activity.state, activity.verified_on, activity.held_on) == ("held", None, date(2023, 5, 4))


def test_returned_activity_keeps_the_reason_until_reported_again(cast):
    activity = ActivityFactory(organization=cast.branch)
    with pytest.raises(ValidationError, match="请写明理由"):
        move_activity(activity, ActivityAction.RETURN, on=TODAY, actor=cast.secretary)
    returned = move_activity(activity, ActivityAction.RETURN, on=TODAY, actor=cast.secretary, reason="缺照片")
    assert (returned.state, returned.return_reason) == ("returned", "缺照片")
    again = hold_activity(returned, held(), on=TODAY, actor=cast.branch_secretary)
    assert (again.state, again.return_reason) == ("held", "")


def test_cancelling_a_returned_activity_takes_its_day(cast):
    activity = ActivityFactory(organization=cast.branch, state="returned")
    cancelled = move_activity(activity, ActivityAction.CANCEL, on=TODAY, actor=cast.staff, reason="并未举办")
    assert (cancelled.state, cancelled.held_on) == ("cancelled", None)


def test_activity_of_the_root_has_nobody_to_verify_it(cast):
    activity = ActivityFactory(organization=cast.county)
    with pytest.raises(ValidationError, match="没有上级"):
        move_activity(activity, ActivityAction.VERIFY, on=TODAY, actor=cast.staff)


def test_past_activity_is_not_published(cast):
    activity = ActivityFactory(organization=cast.branch, state="draft")
    with pytest.raises(ValidationError, match="时间已过"):
        move_activity(activity, ActivityAction.PUBLISH, on=TODAY, actor=cast.staff)
    assert move_activity(activity, ActivityAction.PUBLISH, on=date(2023, 5, 4), actor=cast.staff).state == "published"


def test_verify_right_is_of_the_level_above_alone(cast):
    of_branch, of_township = ActivityFactory(organization=cast.branch), ActivityFactory(organization=cast.township)
    verify = "activities.verify_activity"
    assert [user.has_perm(verify, of_branch) for user in (cast.branch_secretary, cast.secretary, cast.staff)] == [
        False, True, True,
    ]  # fmt: skip
    assert [user.has_perm(verify, of_township) for user in (cast.secretary, cast.staff, cast.reviewer)] == [
        False, True, False,
    ]  # fmt: skip
    assert not cast.neighbour_secretary.has_perm(verify, of_branch)


def test_copy_takes_the_plan_and_not_what_happened(cast):
    activity = create_activity(cast.branch, fields=plan(partners="镇派出所"), topics=["fraud"], actor=cast.staff)
    hold_activity(activity, held(units=[cast.village]), on=TODAY, actor=cast.staff)
    copy = copy_activity(activity, starts_at=moment(date(2023, 7, 1)), actor=cast.staff)
    assert (copy.state, copy.title, copy.partners, copy.held_on) == ("draft", "防溺水宣讲", "镇派出所", None)
    assert copy.ends_at - copy.starts_at == timedelta(hours=2)
    assert (copy.topics.count(), copy.audiences.count(), copy.reach.count()) == (1, 0, 0)


def test_series_repeats_every_so_many_weeks(cast):
    activity = create_activity(cast.branch, fields=plan(), actor=cast.staff)
    rows = repeat_activity(activity, weeks=2, times=3, actor=cast.staff)
    assert [row.starts_at.date() for row in rows] == [date(2023, 6, 3), date(2023, 6, 17), date(2023, 7, 1)]
    assert {row.series for row in rows} == {activity}
    again = repeat_activity(rows[0], weeks=1, times=1, actor=cast.staff)
    assert again[0].series == activity
    with pytest.raises(ValidationError):
        repeat_activity(activity, weeks=0, times=3, actor=cast.staff)


def test_sample_is_a_share_of_what_was_held_below(cast):
    ActivityFactory.create_batch(15, organization=cast.branch)
    ActivityFactory(organization=cast.township)
    ActivityFactory(organization=cast.branch, state="verified")
    ActivityFactory(organization=cast.neighbour_branch)
    window = {"first_day": date(2023, 1, 1), "last_day": date(2023, 12, 31), "on": TODAY, "actor": cast.secretary}
    sample = draw_sample(cast.township, seed=7, **window)
    assert (sample.population, sample.percent, sample.drawn.count()) == (15, 10, 2)
    again = draw_sample(cast.township, seed=7, **window)
    keys = [list(row.drawn.values_list("activity", flat=True)) for row in (sample, again)]
    assert keys[0] == keys[1]
    assert AuditEvent.objects.filter(action="activity_sample.drawn").first().after["抽中"] == 2
    with pytest.raises(ValidationError, match="无须抽样"):
        draw_sample(cast.township, seed=7, **window | {"first_day": date(2024, 1, 1), "last_day": date(2024, 2, 1)})
    assert SampledActivity.objects.count() == 4


@pytest.mark.parametrize(
    ("population", "percent", "size"), [(1, 1, 1), (15, 10, 2), (20, 10, 2), (21, 10, 3), (9, 100, 9)]
)
def test_share_is_rounded_up(population, percent, size):
    assert sample_size(population, percent) == size
    keys = list(range(population))
    assert lots(keys, size, seed=3) == lots(keys[::-1], size, seed=3)


def test_every_step_has_a_sentence():
    assert {f"activity.{action}" for action in ActivityAction} <= SENTENCES.keys()
