"""换届: elected names become persons and posts, on one day, and none is lost on the way."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cadres.models import ElectedSeat, Post, PostChange, SeatMatch
from cadres.services.elected_posts import match_seat, preview_confirmation
from cadres.services.posts import appoint, remove_post
from league.core.models import AuditEvent
from organizations.services.elections import Seat, confirm_election, hold_meeting
from organizations.services.terms import correct_term
from tests.factories.cadres import PersonFactory
from tests.factories.elections import ElectionFactory, ElectionSeatFactory, TermFactory
from tests.factories.posts import PostFactory

DAY = date(2025, 3, 1)
REPLY = {"reply_document": "测团复〔2025〕2号", "replied_on": date(2025, 3, 10), "begins_on": DAY}


@pytest.fixture
def dossier(cast):
    """The branch's second election, reported, with a secretary and a member elected and one who was not."""
    TermFactory(organization=cast.branch, starts_on=date(2022, 3, 1))
    election = ElectionFactory(organization=cast.branch, state="reported", papers=True)
    for order, (position, name, elected) in enumerate(
        [("secretary", "王测", True), ("member", "赵测", True), ("member", "孙测", False)], 1
    ):
        ElectionSeatFactory(election=election, order=order, position=position, name=name, elected=elected)
    return election


def seat_of(election, name):
    return election.seat_rows.get(name=name)


def held(organization, on):
    posts = Post.objects.held(on=on).filter(organization=organization).with_rank().order_by("rank", "pk")
    return [(post.person.name, post.title) for post in posts.select_related("person")]


def test_confirming_ends_the_old_posts_and_opens_the_matched_ones_on_one_day(cast, dossier):
    old = PostFactory(person=PersonFactory(organization=cast.branch, name="李测"), organization=cast.branch)
    winner = PersonFactory(organization=cast.branch, name="王测")
    match_seat(seat_of(dossier, "王测"), winner, actor=cast.secretary)

    confirm_election(dossier, fields=REPLY, actor=cast.staff)

    assert held(cast.branch, date(2025, 2, 28)) == [("李测", "secretary")]
    assert held(cast.branch, DAY) == [("王测", "secretary")]
    old.refresh_from_db()
    fresh = Post.objects.get(person=winner)
    assert (old.ends_on, old.ending) == (DAY, "term")
    assert (fresh.starts_on, fresh.selection, fresh.document, fresh.term, fresh.seat) == (
        DAY, "election", "测团复〔2025〕2号", dossier.term, seat_of(dossier, "王测"),
    )  # fmt: skip
    assert PostChange.objects.get().summary == f"{dossier}：1人离任，1人任职"


def test_a_name_nobody_matched_stays_on_the_worklist_until_a_post_stands(cast, dossier):
    assert [seat.name for seat in ElectedSeat.objects.waiting().order_by("order")] == ["王测", "赵测"]

    match_seat(seat_of(dossier, "王测"), PersonFactory(organization=cast.branch, name="王测"), actor=cast.secretary)
    confirm_election(dossier, fields=REPLY, actor=cast.staff)
    waiting = [seat.name for seat in ElectedSeat.objects.waiting()]
    post = match_seat(
        seat_of(dossier, "赵测"), PersonFactory(organization=cast.branch, name="赵测"), actor=cast.secretary
    )

    assert waiting == ["赵测"]
    assert held(cast.branch, DAY) == [("王测", "secretary"), ("赵测", "member")]
    assert list(ElectedSeat.objects.waiting()) == []
    remove_post(post, reason="选错了人", actor=cast.staff)
    assert [seat.name for seat in ElectedSeat.objects.waiting()] == ["赵测"]


def test_whoever_is_seconded_or_a_student_deputy_stays(cast, dossier):
    people = PersonFactory.create_batch(4, organization=cast.branch)
    PostFactory(person=people[0], organization=cast.branch, title="deputy", mode="seconded")
    PostFactory(person=people[1], organization=cast.branch, student=True)
    PostFactory(person=people[2], organization=cast.branch, title="officer")
    PostFactory(person=people[3], organization=cast.branch, title="member")

    confirm_election(dossier, fields=REPLY, actor=cast.staff)

    assert set(Post.objects.held(on=DAY).values_list("person", flat=True)) == {person.pk for person in people[:3]}


def test_the_same_person_elected_again_gets_a_post_of_the_new_term(cast, dossier):
    person = PersonFactory(organization=cast.branch, name="王测")
    PostFactory(
        person=person, organization=cast.branch, village_seat="both", village_role="村委会委员", mode="full_time"
    )
    match_seat(seat_of(dossier, "王测"), person, actor=cast.secretary)

    confirm_election(dossier, fields=REPLY, actor=cast.staff)

    fresh = Post.objects.held(on=DAY).get(person=person)
    assert (fresh.starts_on, fresh.village_seat, fresh.village_role, fresh.mode) == (
        DAY,
        "both",
        "村委会委员",
        "full_time",
    )


def test_a_post_entered_ahead_is_taken_for_the_elected_one(cast, dossier):
    person = PersonFactory(organization=cast.branch, name="王测")
    fields = {"title": "secretary", "mode": "part_time", "starts_on": DAY, "document": "先登记"}
    ahead = appoint(person, cast.branch, fields=fields, actor=cast.staff)
    match_seat(seat_of(dossier, "王测"), person, actor=cast.secretary)

    confirm_election(dossier, fields=REPLY, actor=cast.staff)

    post = Post.objects.get()
    assert (post.pk, post.seat, post.document, post.selection) == (
        ahead.pk, seat_of(dossier, "王测"), "先登记", "election",
    )  # fmt: skip


def test_another_secretary_of_that_day_stops_the_confirmation_whole(cast, dossier):
    fields = {"title": "secretary", "mode": "part_time", "starts_on": DAY}
    appoint(PersonFactory(organization=cast.branch, name="李测"), cast.branch, fields=fields, actor=cast.staff)
    match_seat(seat_of(dossier, "王测"), PersonFactory(organization=cast.branch, name="王测"), actor=cast.secretary)

    with pytest.raises(ValidationError) as error:
        confirm_election(dossier, fields=REPLY, actor=cast.staff)

    assert error.value.messages == [
        "“甲镇东村团支部”自2025年3月1日起由李测任书记，同一天只能有一名书记。请先办理其离任，或者用“书记交接”。"
    ]
    dossier.refresh_from_db()
    assert dossier.state == "reported"


def test_the_preview_names_who_goes_who_comes_and_who_waits(cast, dossier):
    PostFactory(person=PersonFactory(organization=cast.branch, name="李测"), organization=cast.branch)
    match_seat(seat_of(dossier, "王测"), PersonFactory(organization=cast.branch, name="王测"), actor=cast.secretary)

    assert preview_confirmation(dossier, DAY) == [
        "上一届1人的任职到2025年3月1日为止：“李测（甲镇东村团支部书记）”。",
        "1名当选人自2025年3月1日起任职：“王测（书记）”。",
        "1名当选人还没有对应人员：“赵测（委员）”。批复后他们列入“当选待对应”，对应后即登记任职。",
    ]


def test_matching_is_refused_for_losers_and_for_one_person_twice(cast, dossier):
    person = PersonFactory(organization=cast.branch, name="孙测")
    ElectionSeatFactory(election=dossier, order=4, name="周测", elected=True)

    with pytest.raises(ValidationError) as loser:
        match_seat(seat_of(dossier, "孙测"), person, actor=cast.secretary)
    match_seat(seat_of(dossier, "赵测"), person, actor=cast.secretary)
    with pytest.raises(ValidationError) as twice:
        match_seat(seat_of(dossier, "周测"), person, actor=cast.secretary)

    assert loser.value.messages == ["孙测（委员）不是已召开大会的换届的当选人，不需要对应人员。"]
    assert twice.value.messages == ["孙测已对应本次换届的赵测（委员），一人不能当选同一职务两次。"]


def test_matching_again_while_the_dossier_is_open_changes_the_person(cast, dossier):
    one, other = PersonFactory.create_batch(2, organization=cast.branch)
    match_seat(seat_of(dossier, "王测"), one, actor=cast.secretary)

    match_seat(seat_of(dossier, "王测"), other, actor=cast.secretary)

    assert SeatMatch.objects.get().person == other
    event = AuditEvent.objects.about(dossier).order_by("pk").last()
    assert event.changes == [("人员", one.name, other.name)]


def test_a_meeting_recorded_again_keeps_the_matches_of_those_who_stay(cast):
    election = ElectionFactory(organization=cast.branch, state="held", papers=True, seats=2)
    ElectionSeatFactory(election=election, order=1, position="secretary", name="王测")
    ElectionSeatFactory(election=election, order=2, name="赵测")
    person = PersonFactory(organization=cast.branch, name="王测")
    match_seat(seat_of(election, "王测"), person, actor=cast.secretary)
    meeting = {"meeting_on": DAY, "eligible": 20, "present": 18}
    seats = [Seat("member", "钱测", 12, True), Seat("secretary", "王测", 17, True), Seat("member", "钱测", 3, False)]

    hold_meeting(election, fields=meeting, seats=seats, actor=cast.secretary)

    rows = election.seat_rows.order_by("order").values_list("order", "position", "name", "votes", "elected")
    assert list(rows) == [
        (1, "member", "钱测", 12, True), (2, "secretary", "王测", 17, True), (3, "member", "钱测", 3, False),
    ]  # fmt: skip
    assert SeatMatch.objects.get().seat == seat_of(election, "王测")


@pytest.mark.parametrize("day", [date(2025, 2, 1), date(2025, 4, 1)])
def test_posts_follow_the_term_when_its_first_day_is_corrected(cast, dossier, day):
    old = PostFactory(person=PersonFactory(organization=cast.branch, name="李测"), organization=cast.branch)
    winner = PersonFactory(organization=cast.branch, name="王测")
    match_seat(seat_of(dossier, "王测"), winner, actor=cast.secretary)
    confirm_election(dossier, fields=REPLY, actor=cast.staff)

    correct_term(dossier.term, changes={"starts_on": day}, reason="日期有误", actor=cast.staff)

    old.refresh_from_db()
    assert (old.ends_on, Post.objects.get(person=winner).starts_on) == (day, day)
