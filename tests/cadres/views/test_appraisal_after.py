"""What becomes of a published result: the ledger, feedback and opinions, uses, rectification."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from docx import Document

from cadres.enums import RoundAction
from cadres.models import AppraisalFeedback, AppraisalRectification, AppraisalUse
from cadres.services.appraisal_after import feed_back_round, give_feedback, list_rectification
from cadres.services.appraisal_rounds import move_round
from tests.cadres.appraisal_rounds import DAY, make_round, mark_all, score_all

PUBLISHED = date(2024, 2, 1)


def published(cast, share="0.9", **scheme):
    """A round whose result is published, by the steps."""
    row = make_round(cast, **scheme)
    mark_all(row, cast.staff)
    score_all(row, cast.staff, share)
    for action, on in (("tally", DAY), ("announce", DAY), ("approve", PUBLISHED), ("publish", PUBLISHED)):
        row = move_round(row, RoundAction(action), on=on, actor=cast.staff)
    return row


def page(client, user, address, **query):
    client.force_login(user)
    return client.get(address, query).content.decode()


def test_ledger_holds_published_results_of_the_own_scope(client, cast):
    published(cast)
    make_round(cast, year=2024)
    address = reverse("cadres:appraisal-ledger-list")

    lines = page(client, cast.staff, address, export="csv").strip().splitlines()
    own = page(client, cast.secretary, address, export="csv").strip().splitlines()

    assert lines[0].endswith("反馈党组织日期,反馈组织部门日期")
    assert [line.split(",")[4:10] for line in lines[1:]] == [["100.00", "90.00", "90.00", "90.00", "94.00", "1"]] * 2
    assert (len(own), cast.township.name in own[1] or cast.township.short_name in own[1]) == (2, True)
    assert page(client, cast.branch_secretary, address, export="csv").strip().splitlines() == lines[:1]


def test_history_stands_on_the_page_of_the_organisation(client, cast):
    row = published(cast)

    text = page(client, cast.secretary, cast.township.get_absolute_url(), tab="appraisal")

    assert f"{row}</a></td><td>{cast.township}</td>" in text


def test_ledger_costs_the_same_for_two_lines_and_four(client, cast, django_assert_max_num_queries):
    for year in (2023, 2024):
        published(cast, year=year)
        client.force_login(cast.staff)
        with django_assert_max_num_queries(14):
            assert client.get(reverse("cadres:appraisal-ledger-list")).status_code == 200


def told(row, cast, target="department", recipient="县委组织部"):
    return feed_back_round(row, target=target, recipient=recipient, told_on=PUBLISHED, actor=cast.staff)


def of(noun, slug, row):
    return reverse(f"cadres:appraisal-{noun}-{slug}", args=[row.pk])


def test_round_is_told_once_to_each_and_never_before_its_publication(client, cast):
    row = published(cast)
    client.force_login(cast.staff)
    form = {"target": "department", "recipient": "县委组织部", "told_on": "2024-02-02", "document": "函1号"}

    early = client.post(of("round", "feedback", row), form | {"told_on": "2024-01-31"}).content.decode()
    client.post(of("round", "feedback", row), form)
    again = client.post(of("round", "feedback", row), form | {"told_on": "2024-02-03"}).content.decode()

    assert "反馈日期不能早于结果公布日期2024-02-01。" in early
    assert list(AppraisalFeedback.objects.values_list("recipient", "document")) == [("县委组织部", "函1号")] * 2
    assert "没有需要反馈的结果：都已反馈，或者没有登记接收单位。" in again
    fields = {"target": "party", "recipient": "某镇党委", "told_on": PUBLISHED, "document": ""}
    running = make_round(cast, year=2024).sheets.first()
    with pytest.raises(ValidationError, match="目前是“评分中”"):
        give_feedback(running, fields=fields, actor=cast.staff)


def test_reviewer_writes_the_departments_opinion_and_nothing_else(client, cast):
    row = published(cast)
    sheet = row.sheets.get(organization=cast.township)
    department = next(each for each in told(row, cast) if each.sheet_id == sheet.pk)
    fields = {"target": "party", "recipient": "某镇党委", "told_on": PUBLISHED, "document": ""}
    party = give_feedback(sheet, fields=fields, actor=cast.staff)
    client.force_login(cast.reviewer)
    form = {"opinion": "同意，列为选拔参考", "opinion_on": "2024-02-20"}

    done = client.post(of("feedback", "opinion", department), form)
    codes = [
        client.post(of("feedback", "opinion", party), form).status_code,
        client.post(of("sheet", "use", sheet), {}).status_code,
        client.post(of("round", "feedback", row), {}).status_code,
    ]

    department.refresh_from_db()
    assert (done.status_code, department.opinion, department.opinion_by) == (302, "同意，列为选拔参考", cast.reviewer)
    assert codes == [403, 403, 403]
    tab = page(client, cast.secretary, sheet.get_absolute_url(), tab="after")
    assert "同意，列为选拔参考（2024-02-20）" in tab
    assert client.post(of("feedback", "opinion", department), form).status_code == 403


def test_uses_are_entered_and_taken_out(client, cast):
    sheet = published(cast).sheets.get(organization=cast.township)
    client.force_login(cast.staff)

    form = {"kind": "honour", "used_on": "2024-03-01", "title": "推荐县五四红旗团委", "document": ""}
    client.post(of("sheet", "use", sheet), form)
    use = AppraisalUse.objects.get()
    assert "2024-03-01 评优评先：推荐县五四红旗团委" in page(
        client, cast.secretary, sheet.get_absolute_url(), tab="after"
    )

    client.force_login(cast.staff)
    client.post(of("use", "remove", use), {"reason": "登记有误"})
    assert not AppraisalUse.objects.exists()


def test_listed_grade_is_put_right_by_a_day(client, cast):
    row = published(cast, share="0.1")
    row.scheme.grades.filter(name="差").update(is_listed=True)
    sheet = row.sheets.get(organization=cast.township)
    client.force_login(cast.staff)
    form = {"listed_on": "2024-02-05", "due_on": "2024-06-30", "problem": "活动少", "measures": ""}

    client.post(of("sheet", "rectify", sheet), form)
    rectification = AppraisalRectification.objects.get()
    address = reverse("cadres:appraisal-rectification-list")
    overdue = page(client, cast.secretary, address, state="overdue")
    client.force_login(cast.staff)
    client.post(of("rectification", "finish", rectification), {"finished_on": "2024-06-01", "outcome": "验收合格"})

    assert "2024-06-30" in overdue
    rectification.refresh_from_db()
    assert (rectification.finished_on, rectification.outcome) == (date(2024, 6, 1), "验收合格")
    assert "2024-06-30" not in page(client, cast.secretary, address, state="open")


def test_a_grade_that_is_not_listed_is_not_put_right(cast):
    sheet = published(cast).sheets.get(organization=cast.township)
    fields = {"listed_on": PUBLISHED, "due_on": date(2024, 6, 30), "problem": "", "measures": ""}

    with pytest.raises(ValidationError, match="按方案不列入整顿名单"):
        list_rectification(sheet, fields=fields, actor=cast.staff)


def test_letter_tells_the_result(client, cast):
    row = published(cast)
    (feedback,) = [each for each in told(row, cast) if each.sheet.organization == cast.township]
    client.force_login(cast.secretary)

    letter = Document(io.BytesIO(client.get(of("feedback", "letter", feedback)).content))

    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert "县委组织部：" in text
    assert "日常考核100.00分，现场述职90.00分，书面述职90.00分，实地考察90.00分。总分94.00分" in text
    client.force_login(cast.neighbour_secretary)
    assert client.get(of("feedback", "letter", feedback)).status_code == 404


@pytest.mark.parametrize("noun", ["feedback", "use", "rectification"])
def test_lists_open_empty(client, cast, noun):
    client.force_login(cast.reviewer)
    assert client.get(reverse(f"cadres:appraisal-{noun}-list"), {"export": "csv"}).status_code == 200
