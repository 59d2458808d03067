"""Consultations, results of recommendation, courses and their lists from workbooks."""

from datetime import date

import pytest

from cadres.models import Consultation, ConsultationOpinion, Recommendation, TrainingCourse, TrainingRecord
from cadres.services.consultations import change_opinion
from cadres.services.trainings import change_record
from league.core.importing.batches import undo
from league.core.importing.importer import UndoRefused
from tests.cadres.development import member
from tests.core.importing.workbook import counted, faults, take
from tests.factories.cadres import PersonFactory
from tests.factories.cadres_development import TrainingCourseFactory, TrainingRecordFactory

ASKED = {
    "name": "曾小禾", "organization": "430421100", "title": "团委书记", "asked_by": "县委组织部",
    "asked_on": "2023-05-08", "answer": "同意，有建议", "answered_on": "2023-05-12", "answered_by": "经办甲",
    "text": "建议加强锻炼", "appointed_on": "2023-06-01",
}  # fmt: skip
PASSED = {
    "name": "曾小禾", "organization": "430421100200", "kind": "入党积极分子", "proposed_on": "2023-04-03",
    "applied_on": "2022-05-04", "meeting_on": "2023-05-04", "eligible": "20", "present": "16", "in_favour": "16",
    "publicity_from": "2023-05-08", "publicity_to": "2023-05-12", "concluded_on": "2023-05-15",
    "handed_on": "2023-05-16", "outcome": "采纳", "feedback_on": "2023-06-01",
}  # fmt: skip
COURSE = {
    "code": "PX-2023-01", "title": "团干部培训班", "kind": "业务培训", "organization": "430421",
    "starts_on": "2023-06-05", "ends_on": "2023-06-09", "hours": "40",
}  # fmt: skip


def test_consultations_come_in_with_their_letters_and_go_again(cast):
    PersonFactory(organization=cast.township, name="曾小禾")

    batch = take("consultation", cast.staff, ASKED)
    again = take("consultation", cast.staff, ASKED)

    assert (counted(batch), faults(batch), counted(again)) == ((1, 0, 0, 0), {}, (0, 0, 1, 0))
    row = Consultation.objects.get()
    assert (row.due_on, row.answer, row.appointment) == (date(2023, 5, 22), "remarks", "orderly")
    assert list(row.opinions.values_list("verdict", "text", "given_by")) == [("remarks", "建议加强锻炼", "经办甲")]
    undo(batch, actor=cast.staff)
    assert not Consultation.objects.exists()
    assert not ConsultationOpinion.objects.exists()


def test_a_worked_on_letter_keeps_the_import(cast):
    PersonFactory(organization=cast.township, name="曾小禾")
    batch = take("consultation", cast.staff, ASKED)
    change_opinion(ConsultationOpinion.objects.get(), changes={"text": "已核对"}, actor=cast.staff)

    with pytest.raises(UndoRefused, match="往来意见又有改动"):
        undo(batch, actor=cast.staff)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"answered_on": ""}, "协管意见和答复日期应同时填写或同时留空"),
        ({"answered_on": "2023-05-07"}, "答复日期不能早于征求意见日期"),
        ({"text": ""}, "请写明意见内容"),
        ({"name": "单一凡"}, "没有登记过姓名为单一凡的人员，请先在“人员”中登记或导入"),
    ],
)
def test_a_consultation_that_does_not_add_up_is_refused(cast, cells, fault):
    PersonFactory(organization=cast.township, name="曾小禾")

    batch = take("consultation", cast.staff, ASKED | cells)

    assert counted(batch) == (0, 0, 0, 1)
    assert fault in str(faults(batch))


def test_what_stands_is_not_changed_by_a_workbook(cast):
    PersonFactory(organization=cast.township, name="曾小禾")
    take("consultation", cast.staff, ASKED)
    changed = take("consultation", cast.staff, ASKED | {"answer": "不同意"})

    assert counted(changed) == (0, 0, 0, 1)
    assert Consultation.objects.get().answer == "remarks"


def test_two_open_requests_about_one_post_are_refused(cast):
    PersonFactory(organization=cast.township, name="曾小禾")
    first, second = ASKED | {"appointed_on": ""}, ASKED | {"appointed_on": "", "asked_on": "2023-05-09"}

    assert counted(take("consultation", cast.staff, first, second)) == (1, 0, 0, 1)


def test_a_township_imports_no_consultations(cast):
    assert not cast.secretary.has_perm("cadres.import_consultation")


def test_results_of_recommendation_come_in_judged_by_the_rules(cast):
    member(cast.branch, name="曾小禾")

    batch = take("recommendation", cast.secretary, PASSED)
    again = take("recommendation", cast.secretary, PASSED)

    row = Recommendation.objects.get()
    assert (counted(batch), counted(again)) == ((1, 0, 0, 0), (0, 0, 1, 0))
    assert (row.state, row.expires_on, row.against, row.organization) == (
        "accepted", date(2025, 5, 15), 0, cast.branch,
    )  # fmt: skip
    undo(batch, actor=cast.secretary)
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(
    ("cells", "facts", "fault"),
    [
        ({"present": "9", "in_favour": "9"}, {}, "不足半数"),
        ({"in_favour": "10", "against": "6"}, {}, "没有超过应到会20人的半数"),
        ({"in_favour": "15"}, {}, "与实到会16人不符"),
        ({"publicity_to": "2023-05-11"}, {}, "只有4个工作日"),
        ({"concluded_on": "2023-05-12"}, {}, "公示到2023年5月12日才结束"),
        ({"meeting_on": "2023-04-02"}, {}, "支部大会日期不能早于提出日期"),
        ({"feedback_on": ""}, {}, "党组织反馈和反馈日期应同时填写"),
        ({"kind": "发展对象"}, {}, "请填写确定为入党积极分子的日期"),
        ({"organization": "430421100"}, {}, "不是团支部"),
        ({}, {"birth_on": date(2006, 1, 1)}, "才满18周岁"),
        ({}, {"joined_league_on": None}, "没有登记入团日期"),
    ],
)
def test_a_result_against_the_rules_is_refused(cast, cells, facts, fault):
    member(cast.branch, name="曾小禾", **facts)

    batch = take("recommendation", cast.secretary, PASSED | cells)

    assert counted(batch) == (0, 0, 0, 1)
    assert fault in str(faults(batch))


def test_a_dossier_that_stands_is_left_alone(cast):
    member(cast.branch, name="曾小禾")
    take("recommendation", cast.secretary, PASSED)

    assert counted(take("recommendation", cast.secretary, PASSED | {"in_favour": "12", "against": "4"})) == (0, 0, 0, 1)
    assert Recommendation.objects.get().in_favour == 16


def test_courses_and_their_people_come_in(cast):
    PersonFactory(organization=cast.branch, name="曾小禾")
    for kept_by in (cast.branch, cast.neighbour_branch):
        PersonFactory(organization=kept_by, name="单一凡")

    courses = take("training_course", cast.staff, COURSE)
    people = (
        {"course": "PX-2023-01", "name": "曾小禾", "organization": ""},
        {"course": "PX-2023-01", "name": "单一凡", "organization": cast.neighbour_branch.code, "hours": "32",
         "is_completed": "是", "certificate": "团培001"},
    )  # fmt: skip
    records = take("training_record", cast.staff, *people)
    again = take("training_record", cast.staff, *people)

    assert [counted(batch) for batch in (courses, records, again)] == [(1, 0, 0, 0), (2, 0, 0, 0), (0, 0, 2, 0)]
    course = TrainingCourse.objects.with_attendance().get()
    assert (course.people, course.person_hours, course.organization) == (2, 72, cast.county)
    second = TrainingRecord.objects.get(hours=32)
    assert (second.person.organization, second.is_completed, second.certificate) == (
        cast.neighbour_branch, True, "团培001",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"hours": "41"}, "培训班共40学时"),
        ({"hours": "0", "is_completed": "是"}, "没有学时的不能登记为结业"),
        ({"certificate": "团培001"}, "没有结业的不填证书编号"),
        ({"course": "PX-9"}, "没有编码为“PX-9”的培训班"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(cast, cells, fault):
    TrainingCourseFactory(organization=cast.township, code="PX-1")
    PersonFactory(organization=cast.branch, name="曾小禾")

    batch = take("training_record", cast.secretary, {"course": "PX-1", "name": "曾小禾"} | cells)

    assert counted(batch) == (0, 0, 0, 1)
    assert fault in str(faults(batch))


def test_a_corrected_list_changes_and_is_taken_back(cast):
    course = TrainingCourseFactory(organization=cast.township, code="PX-1")
    record = TrainingRecordFactory(course=course, person=PersonFactory(organization=cast.branch, name="曾小禾"))

    batch = take("training_record", cast.secretary, {"course": "PX-1", "name": "曾小禾", "hours": "30"})

    record.refresh_from_db()
    assert (counted(batch), record.hours, record.revision) == ((0, 1, 0, 0), 30, 2)
    undo(batch, actor=cast.secretary)
    record.refresh_from_db()
    assert record.hours == 40
    batch = take("training_record", cast.secretary, {"course": "PX-1", "name": "曾小禾", "hours": "30"})
    change_record(record, changes={"hours": 24}, actor=cast.secretary)
    with pytest.raises(UndoRefused):
        undo(batch, actor=cast.secretary)


def test_a_course_keeps_the_hours_of_its_people(cast):
    course = TrainingCourseFactory(organization=cast.township, code="PX-1")
    TrainingRecordFactory(course=course, person=PersonFactory(organization=cast.branch), hours=40)

    batch = take(
        "training_course", cast.secretary, COURSE | {"code": "PX-1", "organization": "430421100", "hours": "24"}
    )

    assert counted(batch) == (0, 0, 0, 1)
    assert "名单中有人实际学时为40" in str(faults(batch))
