"""Surveys, league schools and classes from workbooks: written, refused, repeated, taken back."""

from datetime import date

import pytest

from league.core.importing.batches import undo
from league.core.importing.importer import UndoRefused
from organizations.models import LeagueClass, LeagueSchool, RelationSurvey
from organizations.services.relation_surveys import change_survey
from tests.core.importing.workbook import counted, faults, send_rows, take
from tests.factories.organizations import UnitFactory
from tests.factories.schools import LeagueSchoolFactory


@pytest.fixture
def school(cast):
    return UnitFactory(
        responsible=cast.township, division=cast.township_division, kind="junior_school", name="甲中", code="S001",
        opened_on=date(2000, 9, 1),
    )  # fmt: skip


SURVEY = {"unit": "S001", "surveyed_on": "2023-04-10", "surveyor": "张禾", "result": "需理顺"}
FOUNDED = {"unit": "S001", "name": "甲中团校", "founded_on": "2023-05-04", "head_name": "王甲", "head_role": "书记"}
CLASS = {
    "unit": "S001", "held_on": "2023-09-20", "topic": "A01", "audience": "入团前", "minutes": "90", "teacher": "王甲",
    "attendance": "40",
}  # fmt: skip


def test_rows_are_written_and_the_same_file_twice_changes_nothing(cast, school):
    new = [
        counted(take(noun, cast.secretary, row))
        for noun, row in (("relation_survey", SURVEY), ("league_school", FOUNDED), ("league_class", CLASS))
    ]
    again = [
        counted(take(noun, cast.secretary, row))
        for noun, row in (("relation_survey", SURVEY), ("league_school", FOUNDED), ("league_class", CLASS))
    ]

    assert (new, again) == ([(1, 0, 0, 0)] * 3, [(0, 0, 1, 0)] * 3)
    survey, held = RelationSurvey.objects.get(), LeagueClass.objects.get()
    assert (survey.unit, survey.result, survey.surveyed_on) == (school, "unclear", date(2023, 4, 10))
    assert (held.league_school, held.topic.code, held.minutes, held.audience) == (
        LeagueSchool.objects.get(unit=school), "A01", 90, "before_admission",
    )  # fmt: skip


def test_a_correction_changes_the_row_and_is_taken_back(cast, school):
    take("relation_survey", cast.secretary, SURVEY)
    batch = take("relation_survey", cast.secretary, SURVEY | {"corrected_on": "2023-06-01"})
    changed = RelationSurvey.objects.get()

    undo(batch, actor=cast.secretary)

    assert (counted(batch), changed.corrected_on, changed.revision) == ((0, 1, 0, 0), date(2023, 6, 1), 2)
    assert RelationSurvey.objects.get().corrected_on is None


def test_undo_is_refused_after_an_edit(cast, school):
    batch = take("relation_survey", cast.secretary, SURVEY)
    change_survey(RelationSurvey.objects.get(), changes={"remark": "已复核"}, actor=cast.secretary)

    with pytest.raises(UndoRefused, match="导入之后又有改动"):
        undo(batch, actor=cast.secretary)


@pytest.mark.parametrize(
    ("noun", "row", "words"),
    [
        ("relation_survey", SURVEY | {"unit": "S999"}, "没有找到单位“S999”"),
        ("relation_survey", SURVEY | {"surveyed_on": "1999-01-01"}, "才设立"),
        ("relation_survey", SURVEY | {"result": "关系清楚", "corrected_on": "2023-06-01"}, "不需要填写理顺日期"),
        ("league_class", CLASS, "没有团校，请先登记团校"),
        ("league_class", CLASS | {"topic": "Z99"}, "没有编码为“Z99”的专题"),
        ("league_class", CLASS | {"minutes": "5"}, "10至480分钟"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(cast, school, noun, row, words):
    batch = send_rows(noun, cast.secretary, row)

    assert any(words in reason for reason in str(faults(batch)).split("；"))


def test_a_school_of_the_neighbour_is_unknown(cast, school):
    assert "没有找到单位" in str(faults(send_rows("relation_survey", cast.neighbour_secretary, SURVEY)))


def test_a_league_school_before_the_end_of_the_former_is_refused(cast, school):
    LeagueSchoolFactory(unit=school, closed_on=date(2024, 1, 1))

    assert "才撤销" in str(faults(send_rows("league_school", cast.secretary, FOUNDED)))
