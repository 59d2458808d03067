"""The pages of a round, as the people of each role meet them."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from docx import Document

from cadres.enums import RoundAction
from cadres.models import AppraisalPhoto, AppraisalRound, AppraisalScore
from cadres.services.appraisal_results import propose_adjustment
from cadres.services.appraisal_rounds import move_round
from cadres.services.appraisal_stage import give_link
from league.core.dates import today
from reports.services.todos import own_steps_to_do
from tests.cadres.appraisal_rounds import DAY, make_round, mark_all, score_all
from tests.core.photos import drawn, upload
from tests.factories.accounts import UserFactory
from tests.factories.appraisals import whole_scheme


def url(name, row):
    return reverse(f"cadres:appraisal-{name}", args=[row.pk])


def page(client, user, address, **query):
    client.force_login(user)
    return client.get(address, query).content.decode()


def announced(cast, on=None):
    """A round whose result the appraised read since today."""
    row = make_round(cast)
    mark_all(row, cast.staff)
    score_all(row, cast.staff)
    row = move_round(row, RoundAction.TALLY, on=DAY, actor=cast.staff)
    return move_round(row, RoundAction.ANNOUNCE, on=on or today(), actor=cast.staff)


def test_a_round_is_made_filled_with_sheets_and_opened(client, cast):
    scheme = whole_scheme(cast.county)
    client.force_login(cast.staff)

    made = client.post(
        reverse("cadres:appraisal-round-create"),
        {"scheme": scheme.pk, "title": "2023年度述职评议", "as_of": "2023-12-31"},
    )
    row = AppraisalRound.objects.get()
    refused = client.get(url("round-open", row)).content.decode()
    preview = client.get(url("round-sheets", row)).content.decode()
    client.post(url("round-sheets", row))
    opened = client.post(url("round-open", row))

    assert made.url == opened.url == row.get_absolute_url()
    assert "还没有参加考核的对象，请先生成考核表。" in refused
    assert "“乡镇（园区）”新增2张考核表。" in preview
    row.refresh_from_db()
    assert (row.state, row.sheets.count()) == ("open", 2)
    client.force_login(cast.secretary)
    assert client.post(url("round-open", row)).status_code == 403


def test_a_report_is_saved_submitted_frozen_and_given_back(client, cast):
    row = make_round(cast, state="open")
    row.scheme.items.filter(code="D2").update(is_self_scored=True)
    sheet, item = row.sheets.get(organization=cast.township), row.scheme.items.get(code="D2")
    address, typed = url("sheet-report", sheet), {"report": "一年来履职情况……", f"own_{item.pk}": "38", "revision": 1}

    def send(user=cast.secretary, **rest):
        client.force_login(user)
        sheet.refresh_from_db()
        return client.post(address, typed | {"revision": sheet.revision} | rest)

    assert send(cast.neighbour_secretary, way="submit").status_code == 404
    assert send(way="draft").status_code == 302
    sheet.refresh_from_db()
    assert (sheet.report, sheet.reported_on) == ("一年来履职情况……", None)
    assert "提交时请填写自评分" in send(way="submit", **{f"own_{item.pk}": ""}).content.decode()
    assert send(way="submit").status_code == 302
    sheet.refresh_from_db()
    assert (sheet.reported_on, sheet.marks.get(item=item).self_points) == (today(), Decimal(38))
    assert "不再修改" in send(way="submit", report="改").content.decode()

    client.force_login(cast.staff)
    client.post(url("sheet-return", sheet), {"remark": "请补充阵地建设情况"})
    assert "请补充阵地建设情况" in page(client, cast.secretary, sheet.get_absolute_url())
    assert send(way="submit", report="补充后").status_code == 302
    sheet.refresh_from_db()
    assert (sheet.report, sheet.report_remark, sheet.reported_on) == ("补充后", "", today())


def test_only_papers_are_taken_as_reports(client, cast):
    row = make_round(cast, state="open")
    sheet = row.sheets.get(organization=cast.township)
    client.force_login(cast.secretary)

    def send(name, content):
        file = io.BytesIO(content)
        file.name = name
        return client.post(
            url("sheet-report", sheet), {"report_file": file, "way": "submit", "revision": sheet.revision}
        )

    assert "只能上传 PDF 或 Word 文件" in send("述职.pdf", b"<html>").content.decode()
    assert send("述职.pdf", b"%PDF-1.4 ...").status_code == 302
    answer = client.get(url("sheet-report-file", sheet))
    assert (answer.getvalue(), answer["Content-Disposition"][:11]) == (b"%PDF-1.4 ...", "attachment;")


def test_a_seat_scores_what_it_sees_and_keeps_what_was_typed(client, cast):
    row = make_round(cast)
    seat = row.assessors.get(panel__method__kind="on_site")
    sheet = row.sheets.get(organization=cast.township)
    first, second = row.scheme.items.filter(method__kind="on_site").order_by("code")
    client.force_login(cast.staff)
    client.post(url("round-stage", row), {"sheet": sheet.pk})
    address = url("round-score", row)
    shown = client.get(address, {"seat": seat.pk}).content.decode()
    assert "正在述职：甲镇团委" in shown

    def send(one, two, seen=(0, 0)):
        names = {f"points-{first.pk}": one, f"points-{second.pk}": two, "seat": seat.pk, "sheet": sheet.pk}
        return client.post(address, names | {f"seen-{first.pk}": seen[0], f"seen-{second.pk}": seen[1]})

    wrong = send("46", "60").content.decode()
    assert "应在0至50分之间。" in wrong
    assert 'value="46"' in wrong
    assert AppraisalScore.objects.count() == 0
    assert send("46", "４５．５").status_code == 302
    overtaken = send("30", "45.5")
    assert overtaken.status_code == 409
    assert "别处保存的是 46.00 分" in overtaken.content.decode()
    assert 'value="30"' in overtaken.content.decode()
    assert send("30", "45.5", seen=(1, 1)).status_code == 302
    assert [score.points for score in AppraisalScore.objects.order_by("item__code")] == [Decimal(30), Decimal("45.5")]
    assert "1/1 人已评完" in client.get(url("round-stage", row), headers={"HX-Request": "true"}).content.decode()
    assert "不能清空" in send("", "45.5", seen=(2, 1)).content.decode()
    client.force_login(cast.secretary)
    assert client.get(address).status_code == 403
    assert client.get(url("round-stage", row)).status_code == 403


def test_a_link_scores_for_its_seat_alone_and_ends(client, cast):
    row = make_round(cast)
    seat = row.assessors.get(panel__method__kind="visit")
    sheet, item = row.sheets.get(organization=cast.neighbour), row.scheme.items.get(code="V1")
    client.force_login(cast.staff)
    given = client.post(url("assessor-link", seat)).content.decode()
    assert "/scoring/own/" in given
    address = reverse("scoring:own", args=[give_link(seat, actor=cast.staff)])
    client.logout()

    saved = client.post(address, {"sheet": sheet.pk, f"points-{item.pk}": "88", f"seen-{item.pk}": "0"})

    assert saved.url == f"{address}?sheet={sheet.pk}&saved=1"
    assert (AppraisalScore.objects.get().assessor, AppraisalScore.objects.get().points) == (seat, Decimal(88))
    opened = client.get(address)
    assert (opened.status_code, opened["Cache-Control"], opened["X-Robots-Tag"]) == (
        200,
        "no-store",
        "noindex, nofollow",
    )
    client.force_login(cast.staff)
    client.post(url("assessor-unlink", seat))
    client.logout()
    assert client.get(address).status_code == 404


def test_a_visit_is_recorded_with_photos_that_a_neighbour_does_not_see(client, cast):
    row = make_round(cast)
    sheet = row.sheets.get(organization=cast.township)
    client.force_login(cast.staff)

    client.post(
        url("sheet-visit", sheet),
        {"visited_on": "2024-01-09", "visitors": "考察组", "findings": "阵地开放", "album": upload(drawn())},
    )

    photo = AppraisalPhoto.objects.get()
    assert (photo.visit.findings, photo.visit.sheet) == ("阵地开放", sheet)
    for user, code in ((cast.secretary, 200), (cast.neighbour_secretary, 404)):
        client.force_login(user)
        answer = client.get(photo.picture_url)
        assert (answer.status_code, bool(answer.getvalue())) == (code, True)
    assert "阵地开放" in page(client, cast.secretary, sheet.get_absolute_url(), tab="visits")


def test_evidence_is_a_record_the_user_may_read(client, cast):
    row = make_round(cast)
    sheet, item = row.sheets.get(organization=cast.township), row.scheme.items.get(code="D2")
    client.force_login(cast.secretary)

    def send(record):
        return client.post(url("sheet-evidence", sheet), {"item": item.pk, "record": record})

    own, foreign = cast.branch.get_absolute_url(), cast.neighbour_branch.get_absolute_url()
    assert "不在您的管理范围内" in send(foreign).content.decode()
    assert "不在您的管理范围内" in send("https://example.com/").content.decode()
    assert send(f"http://testserver{own}?tab=history").status_code == 302
    assert f'href="{own}"' in page(client, cast.secretary, sheet.get_absolute_url(), tab="evidence")


def test_points_are_told_to_the_appraised_when_announced(client, cast):
    row = make_round(cast)
    mark_all(row, cast.staff)
    score_all(row, cast.staff)
    sheet = row.sheets.get(organization=cast.township)
    assert "平均45.0000" not in page(client, cast.secretary, sheet.get_absolute_url())
    assert "平均45.0000" in page(client, cast.reviewer, sheet.get_absolute_url())

    row = move_round(row, RoundAction.TALLY, on=DAY, actor=cast.staff)
    assert "排名与等次" not in page(client, cast.secretary, row.get_absolute_url())
    assert "名额0个（已满）" in page(client, cast.staff, row.get_absolute_url(), tab="ranking")
    move_round(row, RoundAction.ANNOUNCE, on=DAY, actor=cast.staff)

    assert "平均45.0000" in page(client, cast.secretary, sheet.get_absolute_url())
    ranking = page(client, cast.secretary, row.get_absolute_url(), tab="ranking")
    assert ("甲镇团委" in ranking, "乙镇团委" in ranking) == (True, False)


def test_a_grade_is_changed_by_two(client, cast):
    row = announced(cast)
    sheet = row.sheets.get(organization=cast.township)
    client.force_login(cast.staff)
    low = row.scheme.grades.get(name="一般")
    typed = {"grade": low.pk, "reason": "年中受到通报批评", "document": ""}
    preview = client.post(url("sheet-adjust", sheet), typed | {"preview": "1"}).content.decode()
    assert "调整为“一般”，本组“一般”不限名额" in preview
    assert client.post(url("sheet-adjust", sheet), typed).status_code == 302
    change = sheet.adjustments.get()

    assert client.get(url("adjustment-decide", change)).status_code == 403
    client.force_login(UserFactory(role="county_staff", organization=cast.county))
    assert client.post(url("adjustment-decide", change), {"action": "confirm", "revision": 1}).status_code == 302

    assert str(sheet.results.get().grade) == "一般"


def test_an_objection_is_raised_answered_and_printed(client, cast):
    row = announced(cast)
    sheet = row.sheets.get(organization=cast.township)
    client.force_login(cast.secretary)
    typed = {"raised_on": today().isoformat(), "raised_by": "甲镇团委", "content": "请复核实地考察得分"}
    assert client.post(url("sheet-object", sheet), typed).status_code == 302
    objection = sheet.objections.get()
    assert client.get(url("objection-letter", objection)).status_code == 404
    answer = {
        "action": "reject",
        "decided_on": today().isoformat(),
        "decision": "维持原结果。",
        "document": "测团函〔2024〕1号",
    }
    assert client.post(url("objection-answer", objection), answer).status_code == 403

    client.force_login(cast.staff)
    assert client.post(url("objection-answer", objection), answer).status_code == 302

    client.force_login(cast.secretary)
    letter = Document(io.BytesIO(client.get(url("objection-letter", objection)).content))
    words = "".join(paragraph.text for paragraph in letter.paragraphs)
    assert "测团函〔2024〕1号共青团甲镇委员会：" in words
    assert "经研究，异议不成立。维持原结果。" in words


def test_a_published_round_says_so_and_offers_only_a_correction(client, cast):
    row = announced(cast, on=today() - timedelta(days=60))
    sheet = row.sheets.get(organization=cast.township)
    client.force_login(cast.staff)
    client.post(url("round-approve", row), {"on": today().isoformat(), "approved_by": "县委书记专题会议"})
    client.post(url("round-publish", row), {"on": today().isoformat(), "document": "测团发〔2024〕2号"})

    text = client.get(row.get_absolute_url()).content.decode()
    assert "本轮考核已公布，内容不再变更" in text
    assert [word in text for word in ("生成考核表", "登记评委", "撤回公示")] == [False] * 3
    text = client.get(sheet.get_absolute_url()).content.decode()
    assert ("更正结果" in text, "登记得分" in text) == (True, False)
    low = row.scheme.grades.get(name="一般")
    client.post(url("sheet-correct", sheet), {"grade": low.pk, "total": "", "reason": "录入有误", "document": ""})
    assert [str(result.grade) for result in sheet.results.order_by("version")] == ["较好", "一般"]


@pytest.mark.parametrize("noun", ["round", "sheet", "result"])
def test_list_costs_the_same_for_one_row_and_three(client, cast, django_assert_max_num_queries, noun):
    for number in (1, 2):
        announced(cast) if number == 1 else make_round(cast, year=2024)
        client.force_login(cast.staff)
        with django_assert_max_num_queries(16):
            assert client.get(reverse(f"cadres:appraisal-{noun}-list")).status_code == 200
    assert client.get(reverse(f"cadres:appraisal-{noun}-list"), {"export": "csv"}).status_code == 200


def test_round_page_costs_the_same_for_two_sheets_and_four(client, cast, django_assert_max_num_queries):
    row = announced(cast)
    client.force_login(cast.staff)
    sheet = row.sheets.get(organization=cast.neighbour)
    propose_adjustment(sheet, grade=row.scheme.grades.get(name="差"), reason="测试", on=DAY, actor=cast.staff)
    for tab in ("sheets", "seats", "ranking", "objections"):
        with django_assert_max_num_queries(24):
            assert client.get(row.get_absolute_url(), {"tab": tab}).status_code == 200
    for tab in ("points", "report", "evidence", "visits", "result", "facts", "history"):
        assert client.get(sheet.get_absolute_url(), {"tab": tab}).status_code == 200


def test_dates_of_a_round_are_those_of_its_steps(cast):
    row = announced(cast, on=date(2024, 1, 8))

    assert (row.tallied_on, row.announced_on, row.objections_to) == (DAY, DAY, date(2024, 1, 15))


def test_home_page_asks_the_appraised_for_the_report(client, cast):
    row = make_round(cast, state="open")

    found = [own_steps_to_do(user, on=today()) for user in (cast.secretary, cast.branch_secretary, cast.staff)]

    assert [[(todo.label, todo.count) for todo in todos] for todos in found] == [[("待提交的书面述职", 1)], [], []]
    assert "甲镇团委" in page(client, cast.secretary, found[0][0].url)
    row.sheets.update(exempt_reason="新成立")
    assert own_steps_to_do(cast.secretary, on=today()) == []
