"""Surveys, league schools and classes: what is written, what is refused, and what was so on a day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from league.core.models import AuditEvent
from league.core.school_years import SchoolYear
from organizations.models import LeagueClass, LeagueSchool, LeagueTopic, RelationSurvey, School, UnitVersion
from organizations.services.league_classes import hours_before_admission, record_class, remove_class
from organizations.services.league_schools import (
    add_teacher,
    change_league_school,
    close_league_school,
    end_teacher,
    found_league_school,
)
from organizations.services.relation_surveys import change_survey, record_survey, settle_survey
from tests.factories.organizations import UnitFactory
from tests.factories.schools import LeagueClassFactory, LeagueSchoolFactory, RelationSurveyFactory

FOUNDED = {"name": "甲中团校", "founded_on": date(2023, 3, 1), "head_name": "王甲", "head_role": "党支部书记"}


@pytest.fixture
def school(cast):
    return UnitFactory(
        responsible=cast.township, division=cast.township_division, kind="junior_school", name="甲中",
        opened_on=date(2000, 9, 1),
    )  # fmt: skip


def survey_fields(day, result="unclear"):
    return {"surveyed_on": day, "surveyor": "李甲", "result": result}


def class_fields(day, minutes=90, audience="before_admission"):
    return {
        "held_on": day, "topic": LeagueTopic.objects.order_by("code").first(), "minutes": minutes, "teacher": "王甲",
        "audience": audience, "attendance": 40,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2023, 8, 31), "2022—2023学年"),
        (date(2023, 9, 1), "2023—2024学年"),
        (date(2023, 12, 31), "2023—2024学年"),
        (date(2024, 1, 1), "2023—2024学年"),
        (date(2024, 2, 29), "2023—2024学年"),
    ],
)
def test_school_year_runs_from_september_to_august(day, label):
    assert SchoolYear.of(day).label == label


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_lies_in_exactly_its_school_year(day):
    year = SchoolYear.of(day)

    assert year.first <= day <= year.last
    assert year.previous().last + timedelta(days=1) == year.first


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2023, 8, 31), [2022]),
        (date(2023, 9, 1), [2023, 2022]),
        (date(2023, 11, 30), [2023, 2022]),
        (date(2023, 12, 1), [2023]),
    ],
)
def test_young_school_year_lets_the_previous_one_count(day, begins):
    assert [year.begins for year in SchoolYear.counting(day)] == begins


def test_newest_survey_counts_and_the_earlier_one_answers_for_its_time(cast, school):
    record_survey(school, fields=survey_fields(date(2023, 4, 1)), actor=cast.staff)
    record_survey(school, fields=survey_fields(date(2024, 4, 1), "clear"), actor=cast.staff)

    results = [
        list(RelationSurvey.objects.in_force(on=day).values_list("result", flat=True))
        for day in (date(2023, 3, 31), date(2023, 4, 1), date(2024, 3, 31), date(2024, 4, 1))
    ]

    assert results == [[], ["unclear"], ["unclear"], ["clear"]]


def test_second_survey_on_one_day_is_refused(cast, school):
    record_survey(school, fields=survey_fields(date(2023, 4, 1)), actor=cast.staff)

    with pytest.raises(ValidationError, match="该校当日已登记摸底"):
        record_survey(school, fields=survey_fields(date(2023, 4, 1)), actor=cast.staff)


def test_survey_of_a_village_is_refused(cast):
    with pytest.raises(ValidationError, match="不是中学或中等职业学校"):
        record_survey(cast.village, fields=survey_fields(date(2023, 4, 1)), actor=cast.staff)


def test_survey_before_the_school_opened_is_refused(cast, school):
    with pytest.raises(ValidationError, match="2000年9月1日才设立"):
        record_survey(school, fields=survey_fields(date(1999, 4, 1)), actor=cast.staff)


def test_settling_is_dated_and_done_once(cast, school):
    survey = record_survey(school, fields=survey_fields(date(2023, 4, 1)), actor=cast.staff)
    settled = settle_survey(survey, on=date(2023, 6, 1), document="测团〔2023〕5号", actor=cast.secretary)

    assert RelationSurvey.objects.to_correct(on=date(2023, 5, 31)).count() == 1
    assert RelationSurvey.objects.to_correct(on=date(2023, 6, 1)).count() == 0
    assert (settled.revision, settled.correction_document) == (2, "测团〔2023〕5号")
    assert list(AuditEvent.objects.order_by("id").values_list("action", flat=True))[-2:] == [
        "relation_survey.recorded", "relation_survey.settled",
    ]  # fmt: skip
    with pytest.raises(ValidationError, match="已于2023年6月1日登记理顺"):
        settle_survey(settled, on=date(2023, 7, 1), document="", actor=cast.staff)


def test_clear_survey_has_nothing_to_settle(cast, school):
    survey = RelationSurveyFactory(unit=school)

    with pytest.raises(ValidationError, match="不需要填写理顺日期"):
        change_survey(survey, changes={"corrected_on": date(2023, 5, 1)}, actor=cast.staff)


def test_one_league_school_lives_at_a_time(cast, school):
    first = found_league_school(school, fields=FOUNDED, actor=cast.staff)
    with pytest.raises(ValidationError, match="该校已有团校"):
        found_league_school(school, fields=FOUNDED | {"founded_on": date(2024, 3, 1)}, actor=cast.staff)

    add_teacher(first, name="赵甲", role="团委书记", on=date(2023, 3, 1), actor=cast.staff)
    close_league_school(first, on=date(2024, 3, 1), reason="并校", document="测教〔2024〕1号", actor=cast.staff)
    second = found_league_school(school, fields=FOUNDED | {"founded_on": date(2024, 3, 1)}, actor=cast.staff)

    assert first.teachers.get().ends_on == date(2024, 3, 1)
    assert [
        list(LeagueSchool.objects.existing(on=day).values_list("pk", flat=True))
        for day in (date(2023, 2, 28), date(2024, 2, 29), date(2024, 3, 1))
    ] == [[], [first.pk], [second.pk]]


def test_league_schools_of_one_school_do_not_overlap(cast, school):
    LeagueSchoolFactory(unit=school, closed_on=date(2024, 3, 1))

    with pytest.raises(ValidationError, match="2024年3月1日才撤销"):
        found_league_school(school, fields=FOUNDED | {"founded_on": date(2024, 2, 1)}, actor=cast.staff)


def test_founding_day_cannot_pass_a_class(cast, school):
    league_school = LeagueSchoolFactory(unit=school)
    LeagueClassFactory(league_school=league_school)

    with pytest.raises(ValidationError, match="2023年9月20日已有团课"):
        change_league_school(league_school, changes={"founded_on": date(2023, 10, 1)}, actor=cast.staff)


def test_teacher_leaves_once_and_may_come_back(cast, school):
    league_school = LeagueSchoolFactory(unit=school)
    teacher = add_teacher(league_school, name="赵甲", role="", on=date(2023, 9, 1), actor=cast.staff)
    end_teacher(teacher, on=date(2024, 7, 1), actor=cast.staff)
    add_teacher(league_school, name="赵甲", role="", on=date(2025, 9, 1), actor=cast.staff)

    assert [league_school.teachers.serving(on=day).count() for day in (date(2024, 6, 30), date(2024, 7, 1))] == [1, 0]
    with pytest.raises(ValidationError, match="该教师已在团校教师名册中"):
        add_teacher(league_school, name="赵甲", role="", on=date(2025, 9, 2), actor=cast.staff)


def test_class_outside_the_life_of_the_league_school_is_refused(cast, school):
    league_school = LeagueSchoolFactory(unit=school, closed_on=date(2024, 3, 1))

    for day, words in ((date(2023, 2, 28), "2023年3月1日才成立"), (date(2024, 3, 1), "已于2024年3月1日撤销")):
        with pytest.raises(ValidationError, match=words):
            record_class(league_school, fields=class_fields(day), actor=cast.staff)
    assert LeagueClass.objects.count() == 0


def test_same_class_twice_is_refused_and_a_removed_one_leaves_a_trace(cast, school):
    league_school = LeagueSchoolFactory(unit=school)
    held = record_class(league_school, fields=class_fields(date(2023, 9, 20)), actor=cast.secretary)
    with pytest.raises(ValidationError, match="已登记同一专题"):
        record_class(league_school, fields=class_fields(date(2023, 9, 20)), actor=cast.secretary)

    remove_class(held, reason="登错学校", actor=cast.secretary)

    assert LeagueClass.objects.count() == 0
    event = AuditEvent.objects.get(action="league_class.removed")
    assert (event.reason, event.before["时长（分钟）"]) == ("登错学校", 90)


def test_hours_count_before_admission_in_the_school_year_only(cast, school):
    league_school = LeagueSchoolFactory(unit=school)
    for day, minutes, audience in (
        (date(2023, 8, 31), 200, "before_admission"),
        (date(2023, 9, 1), 180, "before_admission"),
        (date(2023, 10, 1), 135, "before_admission"),
        (date(2023, 10, 2), 90, "after_admission"),
        (date(2024, 1, 5), 45, "before_admission"),
    ):
        record_class(league_school, fields=class_fields(day, minutes, audience), actor=cast.staff)

    year = SchoolYear(2023)
    before, after = (hours_before_admission(school, year=year, on=on) for on in (date(2023, 12, 31), date(2024, 1, 5)))

    assert (before.hours, before.needed, before.is_short) == (7, 8, True)
    assert (after.hours, after.is_short) == (8, False)


def test_coverage_needs_a_class_in_a_school_year_that_counts(cast, school):
    league_school = LeagueSchoolFactory(unit=school)
    LeagueClassFactory(league_school=league_school, held_on=date(2023, 5, 10))

    covered = [
        LeagueSchool.objects.covering(on=day).count()
        for day in (date(2023, 5, 9), date(2023, 5, 10), date(2023, 11, 30), date(2023, 12, 1))
    ]

    assert covered == [0, 1, 1, 0]


def test_school_row_says_what_is_known_on_the_day(cast, school):
    survey = RelationSurveyFactory(unit=school, result="unclear", corrected_on=date(2023, 6, 1))
    league_school = LeagueSchoolFactory(unit=school)
    LeagueClassFactory(league_school=league_school)
    LeagueClassFactory(league_school=league_school, audience="after_admission")

    row = School.objects.secondary().with_league_work(on=date(2023, 12, 31)).get()

    assert (row.survey_result, row.surveyed_on, row.settled_on) == ("unclear", survey.surveyed_on, date(2023, 6, 1))
    assert (row.league_school_name, row.classes, row.minutes, row.is_covered) == ("甲中团校", 2, 90, True)
    assert UnitVersion.objects.on(date(2023, 12, 31)).filter(subject=school).count() == 1
