"""The pages of league schools and mechanisms, as people of each role meet them."""

import io
import zipfile
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from league.core.menu import menu_for
from organizations.models import (
    BodySeat,
    LeagueClass,
    LeagueSchool,
    LeagueTopic,
    PolicyDocument,
    RelationSurvey,
    SurveyVisit,
)
from organizations.services.league_schools import add_teacher, found_league_school
from organizations.services.relation_surveys import record_survey
from organizations.services.units import change_unit
from tests.factories.organizations import UnitFactory
from tests.factories.schools import (
    BodySeatFactory,
    JointSurveyFactory,
    LeagueClassFactory,
    LeagueSchoolFactory,
    LeagueTeacherFactory,
    PartyInclusionFactory,
    PolicyDocumentFactory,
    RelationSurveyFactory,
    SurveyVisitFactory,
)

SCHOOL_NOUNS = ("school", "relation-survey", "league-school", "league-class")
MECHANISM_NOUNS = ("policy-document", "body-seat", "joint-survey", "survey-visit", "party-inclusion")


def make_school(organization, number=1):
    return UnitFactory(
        responsible=organization, division=organization.division, kind="junior_school", name=f"甲{number}中",
        code=f"S{number}",
    )  # fmt: skip


def furnish(organization, number=1):
    """A school with one row of everything, and one row of each mechanism."""
    school = make_school(organization, number)
    survey = RelationSurveyFactory(unit=school, result="unclear")
    league_school = LeagueSchoolFactory(unit=school)
    LeagueTeacherFactory(league_school=league_school)
    held = LeagueClassFactory(league_school=league_school)
    document = PolicyDocumentFactory(organization=organization)
    joint_survey = JointSurveyFactory(organization=organization, held_on=date(2023, 6, number))
    return {
        "school": school, "relation-survey": survey, "league-school": league_school, "league-class": held,
        "policy-document": document, "body-seat": BodySeatFactory(organization=organization, document=document),
        "joint-survey": joint_survey, "survey-visit": SurveyVisitFactory(joint_survey=joint_survey, unit=school),
        "party-inclusion": PartyInclusionFactory(organization=organization, year=2020 + number),
    }  # fmt: skip


@pytest.mark.parametrize("noun", SCHOOL_NOUNS + MECHANISM_NOUNS)
def test_list_and_detail_answer_and_a_neighbour_sees_nothing(client, cast, noun):
    row = furnish(cast.township)[noun]
    detail = reverse(f"organizations:{noun}-detail", args=[row.pk])

    client.force_login(cast.secretary)
    listed = client.get(reverse(f"organizations:{noun}-list"))
    assert listed.status_code == client.get(detail).status_code == 200
    assert "共 1 条" in listed.content.decode()

    client.force_login(cast.neighbour_secretary)
    assert client.get(detail).status_code == 404
    assert "共 0 条" in client.get(reverse(f"organizations:{noun}-list")).content.decode()


@pytest.mark.parametrize("noun", SCHOOL_NOUNS + MECHANISM_NOUNS)
def test_list_costs_the_same_for_one_row_and_three(client, cast, django_assert_max_num_queries, noun):
    client.force_login(cast.staff)
    url = reverse(f"organizations:{noun}-list")
    for number in (1, 2, 3):
        furnish(cast.township, number)
        with django_assert_max_num_queries(14):
            assert client.get(url).status_code == 200


def test_every_tab_of_a_school_answers(client, cast):
    rows = furnish(cast.township)
    client.force_login(cast.secretary)
    url = reverse("organizations:school-detail", args=[rows["school"].pk])

    pages = {
        tab: client.get(url, {"tab": tab, "on": "2023-12-31"})
        for tab in ("facts", "surveys", "classes", "teachers", "league_schools", "visits", "history")
    }

    assert {tab: page.status_code for tab, page in pages.items()} == dict.fromkeys(pages, 200)
    text = pages["facts"].content.decode()
    assert "2023—2024学年入团前团课 2.0 学时，不足 8 学时" in text
    assert "尚未理顺" in text
    assert "计入覆盖" in text


def test_school_of_a_village_is_no_school(client, cast):
    client.force_login(cast.staff)

    assert client.get(reverse("organizations:school-detail", args=[cast.village.pk])).status_code == 404


@pytest.mark.parametrize(
    ("gap", "found"),
    [("survey", ["甲2中"]), ("settle", ["甲1中"]), ("league_school", ["甲2中"]), ("class", ["甲3中"]), ("hours", ["甲1中", "甲2中", "甲3中"])],
)  # fmt: skip
def test_gap_list_names_the_schools_to_work_on(client, cast, gap, found):
    furnish(cast.township, 1)
    make_school(cast.township, 2)
    third = make_school(cast.township, 3)
    RelationSurveyFactory(unit=third)
    LeagueSchoolFactory(unit=third)
    client.force_login(cast.staff)

    text = client.get(reverse("organizations:school-list"), {"gap": gap, "on": "2023-12-31"}).content.decode()

    assert [name for name in ("甲1中", "甲2中", "甲3中") if name in text] == found


def test_export_holds_what_is_seen(client, cast):
    furnish(cast.township)
    client.force_login(cast.staff)

    response = client.get(reverse("organizations:school-list"), {"export": "csv", "on": "2023-12-31"})
    text = response.getvalue().decode("utf-8-sig")

    assert response.status_code == 200
    assert "甲1中" in text
    assert "2.0" in text


def test_secretary_enters_survey_league_school_teacher_and_class(client, cast):
    school = make_school(cast.township)
    client.force_login(cast.secretary)
    topic = LeagueTopic.objects.order_by("code").first()
    posts = (
        ("relation-survey-create", {"unit": school.code, "surveyed_on": "2023-04-10", "surveyor": "李甲", "result": "clear"}),
        ("league-school-create", {"unit": school.code, "name": "甲中团校", "founded_on": "2023-03-01", "head_name": "王甲", "head_role": "书记"}),
        ("league-class-create", {"unit": school.code, "held_on": "2023-09-20", "topic": topic.pk, "minutes": "90", "teacher": "王甲", "audience": "before_admission", "attendance": "40"}),
    )  # fmt: skip

    answers = [client.post(reverse(f"organizations:{name}"), data).status_code for name, data in posts]
    league_school = LeagueSchool.objects.get()
    added = client.post(
        reverse("organizations:league-school-teacher", args=[league_school.pk]),
        {"name": "赵甲", "role": "团委书记", "on": "2023-03-01"},
    )

    assert (answers, added.status_code) == ([302, 302, 302], 302)
    assert (RelationSurvey.objects.get().unit_id, league_school.teachers.get().name) == (school.pk, "赵甲")
    assert LeagueClass.objects.get().league_school == league_school


def test_class_without_a_league_school_is_refused_in_words(client, cast):
    school = make_school(cast.township)
    client.force_login(cast.secretary)
    topic = LeagueTopic.objects.order_by("code").first()

    page = client.post(
        reverse("organizations:league-class-create"),
        {"unit": school.code, "held_on": "2023-09-20", "topic": topic.pk, "minutes": "90", "teacher": "王甲", "audience": "before_admission", "attendance": "40"},
    )  # fmt: skip

    assert page.status_code == 200
    assert "没有团校，请先登记团校成立" in page.content.decode()


def test_class_is_removed_with_a_reason(client, cast):
    held = furnish(cast.township)["league-class"]
    client.force_login(cast.secretary)

    answer = client.post(reverse("organizations:league-class-remove", args=[held.pk]), {"reason": "登错"})

    assert answer.url == held.league_school.get_absolute_url()
    assert LeagueClass.objects.count() == 0


def test_reviewer_reads_and_edits_nothing(client, cast):
    rows = furnish(cast.township)
    client.force_login(cast.reviewer)

    edits = [
        reverse("organizations:relation-survey-change", args=[rows["relation-survey"].pk]),
        reverse("organizations:league-school-update", args=[rows["league-school"].pk]),
        reverse("organizations:league-class-update", args=[rows["league-class"].pk]),
        reverse("organizations:policy-document-update", args=[rows["policy-document"].pk]),
    ]

    assert [client.get(url).status_code for url in edits] == [403] * 4


def test_mechanisms_are_the_countys_and_an_inclusion_the_townships(client, cast):
    client.force_login(cast.secretary)
    entered = [noun for noun in MECHANISM_NOUNS if noun != "survey-visit"]
    pages = {noun: client.get(reverse(f"organizations:{noun}-create")).status_code for noun in entered}

    assert pages == {"policy-document": 403, "body-seat": 403, "joint-survey": 403, "party-inclusion": 200}
    fields = {"year": "2023", "in_plan": "yes", "in_assessment": "unknown"}
    url = reverse("organizations:party-inclusion-create")
    foreign = client.post(url, {"organization": cast.neighbour.code, **fields})
    own = client.post(url, {"organization": cast.township.code, **fields})

    assert (foreign.status_code, own.status_code) == (200, 302)


def test_document_says_what_it_lacks(client, cast):
    document = PolicyDocumentFactory(organization=cast.county, issued_on=date(2023, 5, 4))
    client.force_login(cast.staff)

    text = client.get(document.get_absolute_url()).content.decode()

    assert "资料不全，缺：文号、文件" in text


def post_document(client, cast, file):
    fields = {
        "organization": cast.county.code, "title": "测试意见", "issuers": "县委组织部", "kind": "party_building",
        "entered_on": "2023-05-04", "file": file,
    }  # fmt: skip
    return client.post(reverse("organizations:policy-document-create"), fields)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"MZ", "不能上传这种文件"),
        ("a.pdf", b"<html>", "文件内容与扩展名"),
        ("a.docx", b"PK\x03\x04broken", "文件内容与扩展名"),
    ],
)
def test_wrong_file_is_refused(client, cast, name, content, words):
    client.force_login(cast.staff)

    page = post_document(client, cast, SimpleUploadedFile(name, content))

    assert words in page.content.decode()
    assert PolicyDocument.objects.count() == 0


def test_file_comes_back_to_those_who_may_see_it(client, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.staff)
    content = b"%PDF-1.7 test"
    assert post_document(client, cast, SimpleUploadedFile("意见.pdf", content)).status_code == 302
    document = PolicyDocument.objects.get()
    url = reverse("organizations:policy-document-file", args=[document.pk])

    answer = client.get(url)

    assert answer.getvalue() == content
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "意见" not in document.file.name
    client.force_login(cast.secretary)
    assert client.get(url).status_code == 404


def test_word_file_is_known_by_its_parts(client, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.staff)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    assert post_document(client, cast, SimpleUploadedFile("a.docx", stream.getvalue())).status_code == 302


def test_correcting_a_document_keeps_its_file(client, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.staff)
    post_document(client, cast, SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
    document = PolicyDocument.objects.get()
    fields = {
        "organization": cast.county.code, "title": "测试意见", "issuers": "县委组织部", "kind": "party_building",
        "entered_on": "2023-05-04", "number": "测组〔2023〕1号", "revision": "1",
    }  # fmt: skip

    answer = client.post(reverse("organizations:policy-document-update", args=[document.pk]), fields)
    fresh = PolicyDocument.objects.get()

    assert answer.status_code == 302
    assert (fresh.number, fresh.file.name, fresh.revision) == ("测组〔2023〕1号", document.file.name, 2)


def test_seat_ends_on_a_day(client, cast):
    seat = BodySeatFactory(organization=cast.county)
    client.force_login(cast.staff)

    client.post(reverse("organizations:body-seat-end", args=[seat.pk]), {"on": "2024-05-04", "reason": "机构撤销"})

    assert [BodySeat.objects.held(on=day).count() for day in (date(2024, 5, 3), date(2024, 5, 4))] == [1, 0]


@pytest.mark.parametrize(("who", "offered"), [("secretary", True), ("reviewer", False)])
def test_a_teachers_leaving_is_offered_to_those_who_keep_the_roster(client, cast, who, offered):
    rows = furnish(cast.township)
    client.force_login(getattr(cast, who))

    pages = [client.get(rows["league-school"].get_absolute_url(), {"tab": "teachers"})]
    pages.append(client.get(reverse("organizations:school-detail", args=[rows["school"].pk]), {"tab": "teachers"}))

    assert ["登记离任" in page.content.decode() for page in pages] == [offered, offered]


def test_visit_is_shown_on_the_survey_and_at_the_place_that_puts_it_right(client, cast):
    school = make_school(cast.township)
    survey = JointSurveyFactory(organization=cast.county)
    add = reverse("organizations:survey-visit-add", args=[survey.pk])
    client.force_login(cast.staff)
    form = {"unit": school.code, "findings": "团员档案不全", "submission": uuid4()}
    done = client.post(add, form)
    visit = SurveyVisit.objects.get()

    client.force_login(cast.secretary)
    place = client.get(reverse("organizations:school-detail", args=[school.pk]), {"tab": "visits"}).content.decode()
    foreign = client.get(survey.get_absolute_url())
    correct = reverse("organizations:survey-visit-correct", args=[visit.pk])
    put = {"on": "2023-07-01", "correction": "已补齐", "submission": uuid4()}
    corrected = client.post(correct, put)

    assert (done.status_code, corrected.status_code) == (302, 302)
    assert "团员档案不全" in place
    assert "待整改" in place
    assert foreign.status_code == 404
    assert client.get(reverse("organizations:survey-visit-change", args=[visit.pk])).status_code == 403
    visit.refresh_from_db()
    assert (str(visit.corrected_on), visit.correction) == ("2023-07-01", "已补齐")
    client.force_login(cast.staff)
    tab = client.get(survey.get_absolute_url(), {"tab": "visits"}).content.decode()
    assert "2023-07-01" in tab
    client.force_login(cast.neighbour_secretary)
    assert client.get(visit.get_absolute_url()).status_code == client.post(correct, put).status_code == 404


def test_history_of_a_school_tells_of_everything_kept_about_it(client, cast):
    school = make_school(cast.township)
    record_survey(
        school, fields={"surveyed_on": date(2023, 4, 1), "surveyor": "张禾", "result": "clear"}, actor=cast.staff
    )
    founded = {"name": "甲中团校", "founded_on": date(2023, 5, 4), "head_name": "王甲", "head_role": "书记"}
    league_school = found_league_school(school, fields=founded, actor=cast.staff)
    add_teacher(league_school, name="李乙", role="", on=date(2023, 9, 1), actor=cast.staff)
    change_unit(school, changes={"address": "大街1号"}, actor=cast.staff)
    found_league_school(make_school(cast.township, 2), fields=founded | {"name": "乙中团校"}, actor=cast.staff)
    client.force_login(cast.secretary)

    response = client.get(reverse("organizations:school-detail", args=[school.pk]), {"tab": "history"})

    assert [event.sentence for event in response.context["events"]] == [
        "更正了单位甲1中的资料", "将甲中团校教师李乙列入名册", "登记了甲中团校的成立", "登记了甲1中2023-04-01摸底",
    ]  # fmt: skip


@pytest.mark.parametrize(("noun", "label"), [("survey-visit", "党建带团建"), ("league-class", "学校与团校")])
def test_menu_keeps_its_place_on_lists_reached_from_an_entry(client, cast, noun, label):
    client.force_login(cast.staff)

    page = client.get(reverse(f"organizations:{noun}-list")).context

    menu = menu_for(cast.staff, page["request"].path)
    assert [entry["label"] for section in menu for entry in section["entries"] if entry["active"]] == [label]
