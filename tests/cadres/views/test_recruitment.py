"""The offices' pages of recruitment."""

import io
from datetime import date

import pytest
from django.urls import reverse
from docx import Document

from cadres.models import Application, Opening, Placement, RecruitmentDrive
from league.core.models import AuditEvent
from league.core.word import WORD
from tests.cadres.people import PHONE
from tests.factories.recruitment import ApplicationFactory, OpeningFactory, PlacementFactory, RecruitmentDriveFactory

KEY = "6f1c2a34-0000-4000-8000-00000000000{}"


def page(name, *arguments):
    return reverse(f"cadres:{name}", args=[getattr(one, "pk", one) for one in arguments])


@pytest.fixture
def drive(cast):
    return RecruitmentDriveFactory(organization=cast.county, state="closed")


def test_staff_make_a_drive_and_open_it_once_a_secretary_has_offered_an_opening(client, cast):
    client.force_login(cast.staff)
    form = {
        "organization": cast.county.code, "code": "2099-LXS", "kind": "intern", "year": 2099, "title": "链习生招募",
        "opens_on": "2099-07-01", "closes_on": "2099-07-31", "consent_version": "1.0", "consent_text": "同意",
        "minimum_age": 18, "home_condition": "any", "wishes": 3, "keep_days": 180, "submission": KEY.format(1),
    }  # fmt: skip
    refused = client.post(page("drive-create"), form | {"minimum_age": 17})
    client.post(page("drive-create"), form)
    drive = RecruitmentDrive.objects.get()
    too_early = client.post(page("drive-open", drive), {"submission": KEY.format(2)})
    client.force_login(cast.secretary)
    opening = {
        "drive": drive.pk, "organization": cast.township.code, "division": cast.township_division.code, "title": "文员",
        "host": "甲镇政府", "seats": 2, "requirements": "", "submission": KEY.format(3),
    }  # fmt: skip
    foreign = client.post(page("opening-create"), opening | {"organization": cast.neighbour.code})
    client.post(page("opening-create"), opening)
    client.force_login(cast.staff)
    client.post(page("drive-open", drive), {"submission": KEY.format(4)})

    assert "最低年龄不能低于18" in refused.content.decode()
    assert "还没有岗位" in too_early.content.decode()
    assert "不在您的管理范围内" in foreign.content.decode()
    assert [(row.code, row.organization, row.seats) for row in Opening.objects.all()] == [
        ("2099-LXS-G001", cast.township, 2)
    ]
    assert RecruitmentDrive.objects.get().state == "open"


def test_an_application_goes_from_screening_to_work_by_buttons(client, cast, drive):
    opening = OpeningFactory(drive=drive, organization=cast.township)
    application = ApplicationFactory(drive=drive, wishes=[opening])
    client.force_login(cast.staff)

    def buttons(noun, row):
        html = client.get(page(f"{noun}-detail", row)).content.decode()
        steps = ("pass", "reject", "recheck", "score", "select", "unselect", "decline", "take-up", "miss", "leave")
        return [step for step in steps if f"/{noun}s/{row.pk}/{step}/" in html]

    shown = [buttons("application", application)]
    client.post(page("application-pass", application), {"note": "", "submission": KEY.format(1)})
    shown.append(buttons("application", application))
    preview = client.post(
        page("application-select", application), {"opening": opening.pk, "on": "2023-08-20", "preview": "1"}
    )
    client.post(
        page("application-select", application),
        {"opening": opening.pk, "on": "2023-08-20", "submission": KEY.format(2)},
    )
    placement = Placement.objects.get()
    client.force_login(cast.secretary)
    shown.append(buttons("placement", placement))
    client.post(page("placement-take-up", placement), {"on": "2023-08-21", "submission": KEY.format(3)})

    assert shown == [["pass", "reject"], ["recheck", "score", "select", "decline"], ["take-up", "miss"]]
    assert f"起录用{application.name}到“{opening}”，该岗位还余1个空缺。" in preview.content.decode()
    placement.refresh_from_db()
    assert (Application.objects.get().state, str(placement.took_up_on)) == ("took_up", "2023-08-21")


def test_somebody_selected_for_another_opening_is_noticed_before(client, cast, drive):
    wished, other = (OpeningFactory(drive=drive, organization=cast.township) for _ in range(2))
    application = ApplicationFactory(drive=drive, wishes=[wished], state="passed")
    client.force_login(cast.staff)

    form = client.get(page("application-select", application)).content.decode()
    preview = client.post(
        page("application-select", application), {"opening": other.pk, "on": "2023-08-20", "preview": "1"}
    )

    assert f"第1志愿 {wished}（已录用0/2）" in form
    assert "不在本人所填的志愿中（调剂）" in preview.content.decode()


def test_the_host_s_secretary_sees_who_was_selected_and_no_application(client, cast, drive):
    opening = OpeningFactory(drive=drive, organization=cast.township)
    placement = PlacementFactory(opening=opening)
    ApplicationFactory(drive=drive, wishes=[opening])
    client.force_login(cast.secretary)

    codes = [
        client.get(url).status_code
        for url in (
            page("placement-detail", placement), page("drive-detail", drive), page("opening-detail", opening),
            page("application-list"), page("application-detail", placement.application),
        )
    ]  # fmt: skip

    assert codes == [200, 200, 200, 403, 404]
    client.force_login(cast.neighbour_secretary)
    assert client.get(page("placement-detail", placement)).status_code == 404


def test_the_board_of_a_secretary_counts_the_own_openings_only(client, cast, drive):
    for organization, number in ((cast.township, 3), (cast.neighbour, 5)):
        opening = OpeningFactory(drive=drive, organization=organization, seats=number)
        ApplicationFactory(drive=drive, wishes=[opening])

    def row(user):
        client.force_login(user)
        html = client.get(page("drive-detail", drive)).content.decode()
        return [name for name in ("甲镇", "乙镇") if f"<td>{name}</td>" in html]

    assert (row(cast.staff), row(cast.secretary)) == (["甲镇", "乙镇"], ["甲镇"])


def test_full_values_are_shown_once_with_a_reason(client, cast, drive):
    application = ApplicationFactory(drive=drive, phone=PHONE)
    url = page("application-disclose", application)
    client.force_login(cast.staff)

    without = client.post(url, {"reason": ""})
    shown = client.post(url, {"reason": "通知面试"})
    client.force_login(cast.reviewer)

    assert [PHONE in answer.content.decode() for answer in (client.get(page("application-detail", application)), without, shown)] == [
        False, False, True,
    ]  # fmt: skip
    assert shown["Cache-Control"] == "no-store"
    assert client.get(url).status_code == 403
    assert AuditEvent.objects.filter(action="application.disclosed", reason="通知面试").count() == 1


def test_an_overtaken_edit_of_an_opening_answers_409(client, cast, drive):
    opening = OpeningFactory(drive=drive, organization=cast.township)
    Opening.objects.update(revision=2, title="别人改的")
    client.force_login(cast.secretary)
    form = {
        "division": cast.township_division.code, "title": "我改的", "host": opening.host, "seats": 2, "revision": 1,
        "requirements": "", "submission": KEY.format(1),
    }  # fmt: skip

    response = client.post(page("opening-update", opening), form)

    assert response.status_code == 409
    assert [word in response.content.decode() for word in ("别人改的", "我改的")] == [True, True]


def test_a_certificate_is_given_by_staff_and_printed_by_the_host_s_office(client, cast, drive):
    opening = OpeningFactory(drive=drive, organization=cast.township, host="甲镇政府")
    placement = PlacementFactory(opening=opening, state="took_up")
    url = page("placement-certificate", placement)
    client.force_login(cast.secretary)
    codes = [client.get(url).status_code, client.post(page("placement-certify", placement)).status_code]
    client.force_login(cast.staff)
    client.post(page("placement-certify", placement), {"submission": KEY.format(1)})
    client.force_login(cast.secretary)

    html = client.get(url).content.decode()

    assert codes == [302, 403]
    assert "自2023年8月10日起在甲镇政府担任文员，至今在岗" in html
    assert f"编号：{drive.code}-Z0001" in html


def test_a_certificate_is_taken_along_as_a_word_file(client, cast, drive):
    opening = OpeningFactory(drive=drive, organization=cast.township, host="甲镇<政府>", title="文员")
    placement = PlacementFactory(
        opening=opening, state="left", left_on=date(2023, 9, 1), certificate_number="C1", certificate_check="ABC",
        certified_on=date(2023, 9, 2),
    )  # fmt: skip
    name = placement.application.name
    client.force_login(cast.secretary)

    answer = client.get(page("placement-certificate-document", placement))

    body = Document(io.BytesIO(answer.content))
    text = "|".join(paragraph.text for paragraph in body.paragraphs if paragraph.text)
    assert answer["Content-Type"] == WORD
    assert text == (
        f"证　明|编号：C1|兹证明{name}（{placement.application.college}，法学专业）通过“{drive.title}”录用，自2023年8月10日起在"
        "甲镇<政府>担任文员，于2023年9月1日离岗。|特此证明。|共青团测试县委员会|2023年9月2日|"
        "查验：http://testserver/recruitment/verify/　校验码：ABC"
    )
    assert AuditEvent.objects.get(action="placement.certificate_written").sentence == f"生成了{placement}的证明Word文件"
    client.force_login(cast.neighbour_secretary)
    assert client.get(page("placement-certificate-document", placement)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_the_database_a_fixed_number_of_times(client, cast, rows, django_assert_max_num_queries):
    for _ in range(rows):
        drive = RecruitmentDriveFactory(organization=cast.county)
        PlacementFactory(opening=OpeningFactory(drive=drive, organization=cast.township), state="took_up")
    client.force_login(cast.staff)

    for name in ("drive", "opening", "application", "placement"):
        with django_assert_max_num_queries(14):
            client.get(page(f"{name}-list"))
    for noun in ("recruitment-drive", "opening", "application", "placement"):
        with django_assert_max_num_queries(8):
            assert client.get(reverse(f"api:{noun}-list")).json()["count"] == rows
    with django_assert_max_num_queries(20):
        client.get(page("drive-detail", drive))


def test_the_api_masks_and_narrows(client, cast, drive):
    here, there = (OpeningFactory(drive=drive, organization=node) for node in (cast.township, cast.neighbour))
    ApplicationFactory(drive=drive, phone=PHONE, wishes=[here])
    client.force_login(cast.secretary)

    openings = client.get(reverse("api:opening-list")).json()["results"]
    applications = client.get(reverse("api:application-list")).json()["results"]
    client.force_login(cast.reviewer)
    masked = client.get(reverse("api:application-list")).json()["results"]

    assert [row["code"] for row in openings] == [here.code] != [there.code]
    assert (applications, [row["phone"] for row in masked]) == ([], ["138****5678"])
    assert not {"id_number", "statement", "token_hash", "birth_on"} & set(masked[0])
