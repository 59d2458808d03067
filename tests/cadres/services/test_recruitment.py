"""Recruitment from the application to the certificate."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection

from cadres.enums import DriveAction, DriveKind
from cadres.models import Application, Opening, Person, Placement, Post
from cadres.services import openings, placements, selection
from cadres.services.application_disclosure import disclose_application
from cadres.services.application_retention import erase_due_applications
from cadres.services.applications import apply_for, withdraw_application
from cadres.services.recruitment_board import STEPS, board_of
from cadres.services.recruitment_drives import change_drive, move_drive
from league.core.models import AuditEvent
from league.core.tokens import token_digest
from organizations.models import Organization
from organizations.services.successions import REGISTRY, Ending
from tests.cadres.people import PHONE, ZENG
from tests.factories.cadres import PersonFactory
from tests.factories.recruitment import ApplicationFactory, OpeningFactory, PlacementFactory, RecruitmentDriveFactory

AT = datetime(2023, 7, 10, 2, 0, tzinfo=UTC)
DAY = date(2023, 8, 20)


def filled(**changes):
    return {
        "name": "曾丽华", "sex": "2", "birth_on": date(2003, 5, 1), "id_number": "", "phone": PHONE,
        "college": "测试大学", "major": "法学", "level": "bachelor", "graduates_in": 2025, "home_division": None,
        "statement": "我会写公文",
    } | changes  # fmt: skip


@pytest.fixture
def drive(cast):
    return RecruitmentDriveFactory(organization=cast.county)


@pytest.fixture
def opening(cast, drive):
    return OpeningFactory(drive=drive, organization=cast.township)


def apply(drive, *wished, token="t" * 22, at=AT, **changes):
    return apply_for(drive, fields=filled(**changes), openings=wished, token=token, at=at)


def test_an_application_is_kept_with_its_wishes_and_its_consent(cast, drive, opening):
    other = OpeningFactory(drive=drive, organization=cast.neighbour)

    application = apply(drive, other, opening)

    kept = Application.objects.get()
    assert (kept.state, kept.applied_on, kept.consent_version, kept.consented_at) == (
        "submitted", date(2023, 7, 10), "1.0", AT,
    )  # fmt: skip
    assert [wish.opening for wish in kept.wishes.order_by("rank")] == [other, opening]
    assert kept.token_hash == token_digest("t" * 22) != "t" * 22
    event = AuditEvent.objects.get(action="application.submitted")
    assert (event.actor_name, event.object_label) == ("系统", f"报名{application.code}")


@pytest.mark.parametrize(
    ("changes", "state", "wishes", "sentence"),
    [
        ({"at": datetime(2023, 6, 30, 15, tzinfo=UTC)}, "open", 1, "本次招募2023年7月1日开始报名，请届时再来。"),
        ({"at": datetime(2023, 7, 31, 17, tzinfo=UTC)}, "open", 1, "本次招募的报名已于2023年7月31日截止，不再接受报名。"),
        ({}, "closed", 1, "本次招募的报名已于2023年7月31日截止，不再接受报名。"),
        (
            {"birth_on": date(2005, 7, 11)}, "open", 1,
            "报名须年满18周岁。按所填出生日期，到2023年7月11日才满18周岁，暂时不能报名；本页所填内容没有保存。",
        ),
        ({}, "open", 0, "请至少填写一个志愿。"),
        ({}, "open", 2, "同一岗位只能填一次，请改填其他岗位或留空。"),
        ({}, "open", 4, "本次招募每人最多填3个志愿。"),
    ],
)  # fmt: skip
def test_an_application_is_refused_in_words(drive, opening, changes, state, wishes, sentence):
    drive.state = state
    drive.save()

    with pytest.raises(ValidationError) as refusal:
        apply(drive, *[opening] * wishes, **changes)

    assert refusal.value.messages == [sentence]
    assert Application.objects.count() == 0


def test_the_last_day_of_the_window_and_the_eighteenth_birthday_count(drive, opening):
    apply(drive, opening, at=datetime(2023, 7, 31, 15, 59, tzinfo=UTC), birth_on=date(2005, 7, 31))

    assert Application.objects.count() == 1


def test_somebody_applies_once_and_is_not_told_by_what_it_was_noticed(drive, opening):
    apply(drive, opening, id_number=ZENG)

    answers = []
    for changes in ({"id_number": ""}, {"phone": "13900000001", "id_number": ZENG}):
        with pytest.raises(ValidationError) as refusal:
            apply(drive, opening, token="u" * 22, name="别人", **changes)
        answers.append(refusal.value.messages)

    assert answers[0] == answers[1]
    assert "曾" not in answers[0][0]
    assert Application.objects.count() == 1


def test_a_drive_for_the_county_asks_for_a_home_there(cast, drive, opening):
    drive.home_condition = "county"
    drive.save()

    with pytest.raises(ValidationError, match="限本县籍"):
        apply(drive, opening)
    apply(drive, opening, home_division=cast.township_division)

    assert Application.objects.get().home_division == cast.township_division


def test_a_withdrawn_opening_cannot_be_wished_for(cast, drive, opening):
    openings.withdraw_opening(opening, on=date(2023, 7, 5), reason="单位撤回", actor=cast.secretary)

    with pytest.raises(ValidationError, match="已撤回，请改填其他岗位"):
        apply(drive, opening)


def test_withdrawing_erases_the_person_frees_the_seat_and_allows_to_apply_again(cast, drive, opening):
    application = apply(drive, opening, id_number=ZENG)
    Application.objects.update(state="selected")
    Placement.objects.create(application=application, opening=opening, selected_on=DAY)

    withdraw_application(application, on=DAY)

    kept = Application.objects.get()
    assert (kept.state, kept.name, kept.birth_on, kept.phone, kept.id_number, kept.statement, kept.erased_on) == (
        "withdrawn", "曾**", None, "", "", "", DAY,
    )  # fmt: skip
    assert (kept.phone_hash, kept.id_number_hash, kept.search_key, kept.college) == ("", "", "", "测试大学")
    assert Placement.objects.count() == 0
    apply(drive, opening, token="w" * 22, id_number=ZENG)
    assert sorted(Application.objects.values_list("state", flat=True)) == ["submitted", "withdrawn"]


def test_seats_are_not_oversold_and_a_freed_seat_is_given_again(cast, drive):
    one = OpeningFactory(drive=drive, organization=cast.township, seats=1)
    drive.state = "closed"
    drive.save()
    first, second = (ApplicationFactory(drive=drive, wishes=[one], state="passed") for _ in range(2))
    selection.select_application(first, opening=one, on=DAY, actor=cast.staff)

    with pytest.raises(ValidationError) as refusal:
        selection.select_application(second, opening=one, on=DAY, actor=cast.staff)
    selection.unselect_application(Application.objects.get(pk=first.pk), reason="本人放弃", actor=cast.staff)
    selection.select_application(second, opening=one, on=DAY, actor=cast.staff)

    assert refusal.value.messages == [f"“{one}”有1个岗位，已录用1人，没有空缺；请选其他岗位，或先取消一人的录用。"]
    assert list(Placement.objects.values_list("application", flat=True)) == [second.pk]


def test_a_township_takes_no_more_than_its_quota_and_the_county_has_none(cast):
    drive = RecruitmentDriveFactory(organization=cast.county, state="closed", township_quota=1, kind="deputy")
    here = [OpeningFactory(drive=drive, organization=cast.township) for _ in range(2)]
    there = OpeningFactory(drive=drive, organization=cast.neighbour)
    office = OpeningFactory(drive=drive, organization=cast.county)
    rows = [ApplicationFactory(drive=drive, state="passed") for _ in range(5)]
    selection.select_application(rows[0], opening=here[0], on=DAY, actor=cast.staff)

    with pytest.raises(ValidationError) as refusal:
        selection.select_application(rows[1], opening=here[1], on=DAY, actor=cast.staff)
    for row, opening in ((rows[1], there), (rows[2], office), (rows[3], office)):
        selection.select_application(row, opening=opening, on=DAY, actor=cast.staff)

    assert refusal.value.messages == ["甲镇已录用1人，达到每个乡镇1人的限额。"]
    assert Placement.objects.count() == 4


def test_seats_cannot_be_cut_below_those_taken(cast, drive, opening):
    PlacementFactory(opening=opening)

    with pytest.raises(ValidationError) as refusal:
        openings.change_opening(opening, changes={"seats": 0}, actor=cast.secretary)
    with pytest.raises(ValidationError, match="请先取消录用"):
        openings.withdraw_opening(opening, on=DAY, reason="撤", actor=cast.secretary)

    assert refusal.value.messages == ["该岗位已录用1人，岗位数不能少于它。"]
    assert openings.change_opening(opening, changes={"seats": 1}, actor=cast.secretary).seats == 1


def test_an_opening_gets_the_drive_s_next_code_and_stands_in_its_organisation_s_division(cast, drive):
    fields = {"title": "文员", "host": "甲镇政府", "division": cast.township_division, "seats": 2, "requirements": ""}

    first = openings.offer_opening(drive, cast.township, fields=fields, on=DAY, actor=cast.secretary)
    second = openings.offer_opening(drive, cast.township, fields=fields, on=DAY, actor=cast.secretary)
    with pytest.raises(ValidationError, match="不在归口团组织的区划"):
        openings.offer_opening(drive, cast.neighbour, fields=fields, on=DAY, actor=cast.staff)

    assert [first.code, second.code] == [f"{drive.code}-G001", f"{drive.code}-G002"]
    assert first.org_path == cast.township.path


@pytest.mark.parametrize(
    ("kind", "post"),
    [
        ("deputy", ("deputy", "part_time", True, "测试大学", "recruitment")),
        ("office", ("staff", "intern", False, "", "recruitment")),
        ("intern", None),
    ],
)
def test_taking_up_registers_the_person_and_opens_the_post_that_goes_with_it(cast, kind, post):
    drive = RecruitmentDriveFactory(organization=cast.county, state="closed", kind=kind)
    opening = OpeningFactory(drive=drive, organization=cast.township)
    placement = PlacementFactory(
        opening=opening, application=ApplicationFactory(drive=drive, state="selected", name="单一凡", phone=PHONE)
    )

    placement = placements.take_up(placement, on=DAY, actor=cast.secretary)

    person = Person.objects.get()
    assert (person.name, person.phone, person.school, person.organization) == (
        "单一凡", PHONE, "测试大学", cast.township,
    )  # fmt: skip
    assert placement.person == person
    fields = ("title", "mode", "is_student_deputy", "student_school", "selection")
    assert list(Post.objects.values_list(*fields)) == ([post] if post else [])
    assert Post.objects.held(on=DAY).student_deputies().count() == (kind == DriveKind.DEPUTY)

    placement = placements.leave_placement(placement, on=date(2024, 8, 20), reason="期满", actor=cast.secretary)

    assert list(Post.objects.values_list("ends_on", flat=True)) == ([date(2024, 8, 20)] if post else [])

    placement = placements.revoke_placement(placement, reason="误登", actor=cast.staff)
    placement = placements.revoke_placement(placement, reason="误登", actor=cast.staff)

    assert (placement.application.state, placement.took_up_on, placement.post, Post.objects.count()) == (
        "selected", None, None, 0,
    )  # fmt: skip


@pytest.mark.parametrize("known_by", ["id_number", "phone"])
def test_a_known_person_is_linked_instead_of_registered_again(cast, drive, opening, known_by):
    values = {"id_number": ZENG} if known_by == "id_number" else {"phone": PHONE}
    person = PersonFactory(organization=cast.neighbour, name="曾丽华", **values)
    drive.state = "closed"
    drive.save()
    application = ApplicationFactory(drive=drive, state="selected", name="曾丽华", **values)
    placement = PlacementFactory(opening=opening, application=application)

    placement = placements.take_up(placement, on=DAY, actor=cast.secretary)

    assert (placement.person, Person.objects.count()) == (person, 1)


def test_a_placement_s_days_follow_each_other(cast, drive, opening):
    drive.state = "closed"
    drive.save()
    placement = PlacementFactory(opening=opening)

    with pytest.raises(ValidationError, match="上岗日期不能早于录用日期2023年8月1日"):
        placements.take_up(placement, on=date(2023, 7, 31), actor=cast.secretary)
    placement = placements.take_up(placement, on=DAY, actor=cast.secretary)
    with pytest.raises(ValidationError, match="离岗日期必须晚于上岗日期2023年8月20日"):
        placements.leave_placement(placement, on=DAY, reason="期满", actor=cast.secretary)


def test_certificates_are_numbered_in_turn_and_void_when_the_step_is_taken_back(cast, drive, opening):
    drive.state = "closed"
    drive.save()
    first, second = (PlacementFactory(opening=opening, state="took_up") for _ in range(2))

    numbers = [
        placements.certify_placement(each, on=DAY, actor=cast.staff).certificate_number for each in (first, second)
    ]
    with pytest.raises(ValidationError, match="已出具证明"):
        placements.certify_placement(first, on=DAY, actor=cast.staff)
    revoked = placements.revoke_placement(Placement.objects.get(pk=second.pk), reason="误登", actor=cast.staff)

    assert numbers == [f"{drive.code}-Z0001", f"{drive.code}-Z0002"]
    assert (revoked.certificate_number, revoked.certificate_check, revoked.certified_on) == ("", "", None)


def test_finishing_waits_for_decisions_and_declines_the_rest(cast, drive, opening):
    waiting = ApplicationFactory(drive=drive)
    passed = ApplicationFactory(drive=drive, state="passed")
    drive = move_drive(drive, DriveAction.CLOSE, on=DAY, actor=cast.staff)

    with pytest.raises(ValidationError) as refusal:
        move_drive(drive, DriveAction.FINISH, on=DAY, actor=cast.staff)
    Application.objects.filter(pk=waiting.pk).update(state="rejected")
    drive = move_drive(drive, DriveAction.FINISH, on=DAY, actor=cast.staff)

    assert refusal.value.messages == ["还有待审核的1人，请先办完再办结。"]
    assert (drive.state, drive.finished_on, Application.objects.get(pk=passed.pk).state) == (
        "finished", DAY, "not_selected",
    )  # fmt: skip


def test_personal_fields_go_when_their_time_is_up_but_for_those_who_worked(cast, drive, opening):
    rejected = ApplicationFactory(drive=drive, state="rejected", name="曾丽华")
    worked = PlacementFactory(opening=opening, state="left").application
    drive.state, drive.finished_on = "finished", date(2023, 10, 1)
    drive.save()

    early = erase_due_applications(on=date(2024, 3, 28))
    due = erase_due_applications(on=date(2024, 3, 29))
    again = erase_due_applications(on=date(2024, 3, 30))

    assert (early, due, again) == (0, 1, 0)
    rejected.refresh_from_db()
    worked.refresh_from_db()
    assert (rejected.name, rejected.phone, rejected.state) == ("曾**", "", "rejected")
    assert worked.phone.startswith("139")


def test_full_values_are_seen_with_a_reason_that_the_log_keeps(cast, drive):
    application = ApplicationFactory(drive=drive, phone=PHONE, statement="我会写公文")

    disclosed = disclose_application(application, reason="通知面试", actor=cast.staff)
    with pytest.raises(ValidationError):
        disclose_application(application, reason=" ", actor=cast.staff)

    assert disclosed == (application.name, PHONE, "", "我会写公文")
    event = AuditEvent.objects.get(action="application.disclosed")
    assert (event.actor, event.reason) == (cast.staff, "通知面试")


def test_what_people_agreed_to_does_not_change_under_their_feet(cast, drive, opening):
    apply(drive, opening)

    with pytest.raises(ValidationError, match="修改知情同意书须同时更换版本号"):
        change_drive(drive, changes={"consent_text": "新的"}, actor=cast.staff)
    changes = {"consent_text": "新的", "consent_version": "1.1"}

    assert change_drive(drive, changes=changes, actor=cast.staff).consent_text == "新的"
    assert Application.objects.get().consent_version == "1.0"


def test_a_drive_opens_with_openings_and_within_its_window(cast):
    drive = RecruitmentDriveFactory(organization=cast.county, state="draft")

    with pytest.raises(ValidationError, match="还没有岗位"):
        move_drive(drive, DriveAction.OPEN, on=date(2023, 7, 1), actor=cast.staff)
    OpeningFactory(drive=drive, organization=cast.township)
    with pytest.raises(ValidationError, match="报名截止日期2023-07-31已过"):
        move_drive(drive, DriveAction.OPEN, on=date(2023, 8, 1), actor=cast.staff)
    with pytest.raises(ValidationError, match="补录往年招募"):
        move_drive(drive, DriveAction.CLOSE, on=date(2023, 7, 1), actor=cast.staff)

    assert move_drive(drive, DriveAction.OPEN, on=date(2023, 7, 1), actor=cast.staff).state == "open"


def test_the_board_counts_every_step_by_township_and_host(cast, drive):
    here = OpeningFactory(drive=drive, organization=cast.township, host="甲厂", seats=3)
    there = OpeningFactory(drive=drive, organization=cast.neighbour, host="乙厂", seats=2)
    OpeningFactory(drive=drive, organization=cast.neighbour, host="乙厂", seats=9, withdrawn_on=date(2023, 7, 1))
    for state in ("submitted", "rejected", "passed", "withdrawn"):
        ApplicationFactory(drive=drive, wishes=[here, there], state=state)
    placed = ApplicationFactory(drive=drive, wishes=[here], state="left")
    PlacementFactory(opening=there, application=placed, state="left")
    PlacementFactory(opening=here, state="took_up")
    ApplicationFactory(drive=drive)

    board = board_of(drive, Opening.objects.all(), on=DAY, whole=True)
    own = board_of(drive, Opening.objects.below(cast.neighbour.path), on=DAY, whole=False)

    assert [name for name, _ in STEPS] == [
        "openings", "seats", "applications", "screened", "passed", "selected", "took_up", "left",
    ]  # fmt: skip
    assert board.total.cells == [2, 5, 7, 4, 3, 2, 2, 1]
    assert {line.key: line.cells for line in board.townships} == {
        "甲镇": [1, 3, 5, 3, 2, 1, 1, 0],
        "乙镇": [1, 2, 1, 1, 1, 1, 1, 1],
    }
    assert [(line.key, line.applications) for line in board.hosts] == [("甲厂", 5), ("乙厂", 1)]
    assert (board.elsewhere, own.total.cells, own.elsewhere) == (1, [1, 2, 1, 1, 1, 1, 1, 1], 0)


def test_figures_count_what_happened_within_the_period(cast, drive, opening):
    OpeningFactory(drive=drive, organization=cast.township, offered_on=date(2022, 6, 1))
    OpeningFactory(drive=drive, organization=cast.township, withdrawn_on=date(2023, 7, 1))
    later = OpeningFactory(drive=drive, organization=cast.township, withdrawn_on=date(2024, 1, 1))
    withdrawn = ApplicationFactory(drive=drive, state="withdrawn")
    ApplicationFactory(drive=drive, applied_on=date(2022, 7, 1))
    left, working = (PlacementFactory(opening=opening, state=state) for state in ("left", "took_up"))
    PlacementFactory(opening=opening)
    year = (date(2023, 1, 1), date(2023, 12, 31))

    assert set(Opening.objects.of_kind("intern").offered_within(*year)) == {opening, later}
    assert withdrawn in Application.objects.of_kind("intern").received_within(*year)
    assert Application.objects.received(on=date(2022, 12, 31)).count() == 1
    assert set(Placement.objects.of_kind("intern").took_up_within(*year)) == {left, working}
    assert set(Placement.objects.serving(on=date(2023, 9, 9))) == {left, working}
    assert set(Placement.objects.serving(on=date(2023, 9, 10))) == {working}
    assert not Placement.objects.of_kind("deputy").exists()


def test_openings_pass_to_the_heir_of_their_organisation(cast, drive, opening):
    ending = Ending(organization=cast.township, heir=cast.neighbour, on=DAY)
    kept = REGISTRY["openings"].perform(ending)

    moved = Opening.objects.get()
    assert (moved.organization, moved.org_path) == (cast.neighbour, cast.neighbour.path)
    REGISTRY["openings"].restore(ending, kept)
    assert Opening.objects.get().org_path == Organization.objects.get(pk=cast.township.pk).path


@pytest.mark.django_db(transaction=True)
def test_the_last_seat_is_given_once_when_twenty_ask_at_the_same_time(cast):
    drive = RecruitmentDriveFactory(organization=cast.county, state="closed")
    one = OpeningFactory(drive=drive, organization=cast.township, seats=1)
    rows = [ApplicationFactory(drive=drive, state="passed") for _ in range(20)]

    def attempt(application):
        while True:
            try:
                selection.select_application(application, opening=one, on=DAY, actor=cast.staff)
            except OperationalError:
                # The tests' SQLite lies in memory, where nobody waits for a lock.
                time.sleep(0.01)
            except (ValidationError, IntegrityError) as refused:
                return type(refused).__name__
            else:
                return "selected"
            finally:
                connection.close()

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(attempt, rows))

    # What follows a commit may meet a lock of SQLite's: then the one who was selected is refused when asking again.
    assert set(outcomes) <= {"ValidationError", "selected"}
    assert outcomes.count("selected") <= Placement.objects.count() == 1
    assert sorted(Application.objects.values_list("state", flat=True)) == [*["passed"] * 19, "selected"]
