"""The pages of consultation, recommendation to the Party, training and the calendar, as people of each role meet them."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cadres.models import CalendarDay, Consultation, ConsultationOpinion, Recommendation, TrainingCourse, TrainingRecord
from tests.cadres.development import MEETING, State, member, reach
from tests.factories.cadres import PersonFactory
from tests.factories.cadres_development import (
    CalendarDayFactory,
    ConsultationFactory,
    ConsultationOpinionFactory,
    RecommendationFactory,
    TrainingCourseFactory,
    TrainingRecordFactory,
)
from tests.factories.posts import PostFactory

NOUNS = ("recommendation", "training-course", "training-record")
NUMBER = "430421199505010014"


def furnish(organization, author, number=1):
    """One row of everything; the person's name is told by the number."""
    person = PersonFactory(organization=organization, name=f"人选{number}", id_number=NUMBER if number == 1 else "")
    consultation = ConsultationFactory(person=person, organization=organization, appointed_on=date(2023, 5, 9))
    ConsultationOpinionFactory(consultation=consultation, author=author)
    course = TrainingCourseFactory(organization=organization)
    return {
        "consultation": consultation,
        "recommendation": RecommendationFactory(person=person, organization=organization),
        "training-course": course,
        "training-record": TrainingRecordFactory(course=course, person=person),
        "calendar-day": CalendarDayFactory(),
    }


@pytest.mark.parametrize("noun", NOUNS)
def test_list_and_detail_answer_and_a_neighbour_sees_nothing(client, cast, noun):
    row = furnish(cast.township, cast.staff)[noun]
    detail = reverse(f"cadres:{noun}-detail", args=[row.pk])

    client.force_login(cast.secretary)
    listed = client.get(reverse(f"cadres:{noun}-list"))
    assert listed.status_code == client.get(detail).status_code == 200
    assert "共 1 条" in listed.content.decode()

    client.force_login(cast.neighbour_secretary)
    assert client.get(detail).status_code == 404
    assert "共 0 条" in client.get(reverse(f"cadres:{noun}-list")).content.decode()


@pytest.mark.parametrize("noun", ["consultation", *NOUNS, "calendar-day"])
def test_list_costs_the_same_for_one_row_and_three(client, cast, django_assert_max_num_queries, noun):
    client.force_login(cast.staff)
    url = reverse(f"cadres:{noun}-list")
    for number in (1, 2, 3):
        furnish(cast.township, cast.staff, number)
        with django_assert_max_num_queries(14):
            assert client.get(url).status_code == 200


def test_consultation_is_between_the_county_and_the_reviewer(client, cast):
    row = furnish(cast.township, cast.staff)["consultation"]
    detail, listed = reverse("cadres:consultation-detail", args=[row.pk]), reverse("cadres:consultation-list")

    for who, codes in ((cast.staff, (200, 200)), (cast.reviewer, (200, 200)), (cast.secretary, (404, 403))):
        client.force_login(who)
        assert (client.get(detail).status_code, client.get(listed).status_code) == codes


def test_the_reviewer_asks_and_speaks_for_the_party_and_edits_nothing_else(client, cast):
    person = PersonFactory(organization=cast.township, name="曾小禾")
    client.force_login(cast.reviewer)
    response = client.post(
        reverse("cadres:consultation-create"),
        {"person": str(person.pk), "organization": cast.township.code, "title": "secretary",
         "asked_by": "县委组织部", "asked_on": "2023-05-08", "document": "组干函1号"},
    )  # fmt: skip
    row = Consultation.objects.get()
    assert response.url == row.get_absolute_url()

    letter = {"text": "请尽快答复", "given_on": "2023-05-09", "given_by": "李某"}
    client.post(reverse("cadres:consultation-opinion", args=[row.pk]), letter)
    own = ConsultationOpinion.objects.get()
    assert (own.side, own.author) == ("party", cast.reviewer)
    edit = reverse("cadres:consultation-opinion-update", args=[own.pk])
    assert client.post(edit, letter | {"text": "请于本周答复", "revision": 1}).status_code == 302
    own.refresh_from_db()
    assert own.text == "请于本周答复"

    foreign = ConsultationOpinionFactory(consultation=row, author=cast.staff)
    assert client.get(reverse("cadres:consultation-opinion-update", args=[foreign.pk])).status_code == 403
    for page in ("update", "answer", "appoint", "withdraw"):
        assert client.post(reverse(f"cadres:consultation-{page}", args=[row.pk]), {}).status_code == 403


def test_the_county_answers_and_the_page_says_what_is_late_or_early(client, cast):
    row = furnish(cast.township, cast.staff)["consultation"]
    client.force_login(cast.staff)
    url = reverse("cadres:consultation-detail", args=[row.pk])
    text = client.get(url).content.decode()
    assert "2023年5月9日任职，县级团委尚未答复：应当先征求意见、后任职。" in text
    assert "应于2023年5月22日前答复，已经逾期。" in text
    assert "收到协管征求意见后，县级团委应在该数个工作日内答复（规则值10工作日" in text

    answer = reverse("cadres:consultation-answer", args=[row.pk])
    data = {"verdict": "agree", "text": "", "given_on": "2023-05-12", "given_by": "经办甲"}
    assert "县级团委于2023年5月12日答复：同意。" in client.post(answer, data | {"preview": "1"}).content.decode()
    assert client.post(answer, data).status_code == 302
    text = client.get(url).content.decode()
    assert "答复前任职" in text
    assert "已经逾期" not in text


def test_warnings_stand_on_the_list_the_person_and_the_organisation_for_those_who_may_know(client, cast):
    row = furnish(cast.township, cast.staff)["consultation"]
    PostFactory(person=row.person, organization=cast.township, starts_on=date(2023, 5, 9))
    warning = "协管提醒：人选12023年5月9日任“甲镇团委”书记，县级团委答复前就已任职。"
    pages = [row.person.get_absolute_url(), cast.township.get_absolute_url()]

    client.force_login(cast.staff)
    assert "答复前任职" in client.get(f"{reverse('cadres:consultation-list')}?finding=premature").content.decode()
    assert [warning in client.get(page).content.decode() for page in pages] == [True, True]
    client.force_login(cast.secretary)
    assert [warning in client.get(page).content.decode() for page in pages] == [False, False]


def test_a_persons_tab_tells_of_recommendation_training_and_hours(client, cast):
    rows = furnish(cast.township, cast.staff)
    person = rows["recommendation"].person
    PostFactory(person=person, organization=cast.township, starts_on=date(2023, 1, 1))
    url = f"{person.get_absolute_url()}?tab=development"

    client.force_login(cast.secretary)
    text = client.get(url).content.decode()
    assert "推荐作入党积极分子" in text
    assert "培训 40 学时，已达到一个任期 40 学时的要求" in text
    assert "干部协管" not in text.split('aria-label="推优与培训"')[1]
    client.force_login(cast.staff)
    assert "甲镇团委书记" in client.get(url).content.decode()


def test_a_dossier_goes_through_its_pages(client, cast):
    person = member(cast.branch)
    client.force_login(cast.branch_secretary)
    data = {"organization": cast.branch.code, "person": str(person.pk), "kind": "activist",
            "proposed_on": "2023-04-03", "applied_on": "2022-05-04", "remark": ""}  # fmt: skip
    assert client.post(reverse("cadres:recommendation-create"), data).status_code == 302
    row = Recommendation.objects.get()
    page = client.get(row.get_absolute_url()).content.decode()
    assert "修改人选资料" in page
    assert reverse("cadres:recommendation-agree", args=[row.pk]) not in page

    agree = reverse("cadres:recommendation-agree", args=[row.pk])
    asked = {"agreed_on": "2023-04-10", "agreed_by": "甲镇团委", "revision": 1}
    assert client.post(agree, asked).status_code == 403
    client.force_login(cast.secretary)
    assert client.post(agree, asked).status_code == 302
    hold = reverse("cadres:recommendation-hold", args=[row.pk])
    votes = MEETING | {"present": 9, "in_favour": 9, "against": 0, "abstained": 0, "revision": 2}
    refused = client.post(hold, votes)
    assert "应到会20人，实到9人，不足半数" in refused.content.decode()
    assert "自2019年1月1日起" in refused.content.decode()
    assert client.post(hold, MEETING | {"revision": 2}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.in_favour) == ("voted", 14)


def test_a_grave_step_is_told_before_and_says_why_it_cannot_be(client, cast):
    row = reach(State.VOTED, cast.branch, cast.staff)
    client.force_login(cast.secretary)
    ending = {"ended_on": "2023-06-01", "end_reason": "条件不具备"}
    url = reverse("cadres:recommendation-reject", args=[row.pk])

    assert "登记为“未通过”，卷宗办结，不能再退回" in client.post(url, ending | {"preview": "1"}).content.decode()
    assert client.post(url, ending).status_code == 302
    assert "已经办结，不能再“登记未通过”" in client.get(url).content.decode()


def test_the_second_candidate_of_a_meeting_is_not_typed_again(client, cast):
    reach(State.VOTED, cast.branch, cast.staff)
    row = reach(State.AGREED, cast.branch, cast.staff)
    client.force_login(cast.branch_secretary)

    text = client.get(reverse("cadres:recommendation-hold", args=[row.pk])).content.decode()
    assert 'value="2023-05-04"' in text
    assert 'name="eligible" value="20"' in text


def test_the_handover_names_people_by_masked_numbers(client, cast):
    person = member(cast.branch, name="曾小禾", id_number=NUMBER)
    reach(State.PASSED, cast.branch, cast.staff, person=person)
    reach(State.VOTED, cast.branch, cast.staff)
    client.force_login(cast.secretary)

    response = client.get(reverse("cadres:recommendation-handover"), {"export": "xlsx"})

    rows = list(load_workbook(io.BytesIO(response.getvalue())).worksheets[0].values)
    told = dict(zip(rows[0], rows[1], strict=True))
    assert len(rows) == 2
    assert (told["姓名"], told["赞成/反对/弃权"]) == ("曾小禾", "14/1/1")
    assert told["身份证号（遮盖）"].endswith("0014")
    assert NUMBER not in str(rows)


def test_an_expired_one_is_renewed_from_its_page(client, cast):
    row = reach(State.HANDED, cast.branch, cast.staff)
    client.force_login(cast.branch_secretary)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "推优结果已于 2025年5月15日 失效" in page
    assert "共 1 条" in client.get(f"{reverse('cadres:recommendation-list')}?validity=expired").content.decode()

    response = client.post(reverse("cadres:recommendation-renew", args=[row.pk]), {"proposed_on": "2025-06-03"})

    renewed = Recommendation.objects.get(renews=row)
    assert response.url == renewed.get_absolute_url()
    assert "续推自" in client.get(response.url).content.decode()


def test_training_from_the_course_to_the_list(client, cast):
    person = PersonFactory(organization=cast.branch)
    client.force_login(cast.secretary)
    data = {"code": "PX-1", "title": "支书培训班", "kind": "skill", "organization": cast.township.code,
            "starts_on": "2023-06-05", "ends_on": "2023-06-06", "hours": 16}  # fmt: skip
    assert client.post(reverse("cadres:training-course-create"), data).status_code == 302
    course = TrainingCourse.objects.get()
    people = reverse("cadres:training-course-people", args=[course.pk])
    assert client.post(people, {"person": str(person.pk)}).status_code == 302
    assert TrainingRecord.objects.get().hours == 16
    again = client.post(people, {"person": str(person.pk)})
    assert "已在名单中" in again.content.decode()
    assert str(person) in client.get(f"{course.get_absolute_url()}?tab=people").content.decode()

    record = TrainingRecord.objects.get()
    removed = client.post(reverse("cadres:training-record-remove", args=[record.pk]), {"reason": "误登"})
    assert removed.url == reverse("cadres:training-record-list")
    removed = client.post(reverse("cadres:training-course-remove", args=[course.pk]), {"reason": "误登"})
    assert removed.url == reverse("cadres:training-course-list")
    assert not TrainingCourse.objects.exists()


def test_a_course_of_the_county_hides_the_people_of_others(client, cast):
    course = TrainingCourseFactory(organization=cast.township)
    for organization, name in ((cast.branch, "本镇人"), (cast.neighbour_branch, "邻镇人")):
        TrainingRecordFactory(course=course, person=PersonFactory(organization=organization, name=name))
    client.force_login(cast.secretary)

    text = client.get(f"{course.get_absolute_url()}?tab=people").content.decode()
    assert "本镇人" in text
    assert "邻镇人" not in text
    assert "另有 1 人不在这一页显示" in text


def test_the_calendar_is_the_countys(client, cast):
    client.force_login(cast.secretary)
    assert client.get(reverse("cadres:calendar-day-list")).status_code == 200
    assert client.get(reverse("cadres:calendar-day-create")).status_code == 403
    client.force_login(cast.staff)
    day = {"day": "2027-02-08", "is_working": "", "reason": "国务院通知"}
    assert client.post(reverse("cadres:calendar-day-create"), day).status_code == 302
    entry = CalendarDay.objects.get()
    assert (str(entry), entry.is_working) == ("2027-02-08休息", False)
    removed = client.post(reverse("cadres:calendar-day-remove", args=[entry.pk]), {"reason": "误登"})
    assert (removed.url, CalendarDay.objects.exists()) == (reverse("cadres:calendar-day-list"), False)


def test_the_api_reads_and_takes_steps(client, cast):
    row = reach(State.AGREED, cast.branch, cast.staff)
    client.force_login(cast.secretary)
    step = f"/api/v1/recommendations/{row.pk}/step/"
    asked = {name: str(value) for name, value in MEETING.items()}

    assert client.post(step, asked | {"action": "decide"}, content_type="application/json").status_code == 400
    refused = client.post(step, asked | {"action": "hold", "present": 9}, content_type="application/json")
    assert refused.status_code == 400
    done = client.post(step, asked | {"action": "hold"}, content_type="application/json")
    assert (done.status_code, done.json()["state"], done.json()["in_favour"]) == (200, "voted", 14)
    client.force_login(cast.neighbour_secretary)
    assert client.post(step, {"action": "hold"}, content_type="application/json").status_code == 404


def test_the_api_of_consultation_is_confidential(client, cast):
    person = PersonFactory(organization=cast.township)
    asked = {"person": person.pk, "organization": cast.township.pk, "title": "secretary", "asked_by": "县委组织部",
             "asked_on": "2023-05-08"}  # fmt: skip
    client.force_login(cast.secretary)
    assert client.post("/api/v1/consultations/", asked, content_type="application/json").status_code == 403
    client.force_login(cast.reviewer)
    made = client.post("/api/v1/consultations/", asked, content_type="application/json")
    assert (made.status_code, made.json()["due_on"], made.json()["state"]) == (201, "2023-05-22", "overdue")
    client.force_login(cast.secretary)
    assert client.get("/api/v1/consultations/").json()["count"] == 0


def test_a_yes_or_no_narrows_the_list(client, cast):
    CalendarDayFactory(day=date(2027, 2, 6), is_working=True)
    CalendarDayFactory(day=date(2027, 2, 8), is_working=False)
    client.force_login(cast.staff)
    url = reverse("cadres:calendar-day-list")

    found = {asked: client.get(url, {"is_working": asked}).content.decode() for asked in ("yes", "no", "")}

    assert ["2027-02-06" in found[asked] for asked in found] == [True, False, True]
    assert ["2027-02-08" in found[asked] for asked in found] == [False, True, True]


def test_a_step_marks_what_it_needs(client, cast):
    row = reach(State.PUBLICIZED, cast.branch, cast.staff)
    client.force_login(cast.secretary)
    url = reverse("cadres:recommendation-conclude", args=[row.pk])

    text = client.get(url).content.decode()
    assert 'name="objections" value="0"' in text
    assert client.post(url, {"concluded_on": "", "objections": "0"}).status_code == 200
    row.refresh_from_db()
    assert row.state == "publicized"
