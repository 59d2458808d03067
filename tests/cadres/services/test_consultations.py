"""Consultation: limits in working days, the correspondence, and appointments against the answer."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cadres.models import Consultation, ConsultationOpinion
from cadres.services.calendar_days import add_calendar_day, change_calendar_day, remove_calendar_day
from cadres.services.consultations import (
    add_party_opinion,
    answer_consultation,
    appointment_findings,
    ask_consultation,
    change_consultation,
    change_opinion,
    overdue_finding,
    record_appointment,
    unasked,
    withdraw_consultation,
)
from cadres.services.posts import appoint, correct_post, preview_appointment, remove_post
from league.core.models import AuditEvent
from organizations.models import Rule
from organizations.services.rules import set_local_rule
from tests.factories.cadres import PersonFactory
from tests.factories.organizations import UnitFactory
from tests.factories.posts import PostFactory

ASKED = date(2023, 5, 8)
POST = {"title": "secretary", "mode": "full_time", "document": "县委〔2023〕5号"}


@pytest.fixture
def township(cast):
    """甲镇团委 as the committee of a township, about whose leaders the county league is asked."""
    cast.township.unit = UnitFactory(
        responsible=cast.county, division=cast.township_division, kind="township", name="甲镇"
    )
    cast.township.save()
    return cast.township


def ask(cast, on=ASKED, person=None, **more):
    fields = {
        "person": person or PersonFactory(organization=cast.township), "organization": cast.township,
        "title": "secretary", "asked_by": "县委组织部", "asked_on": on, "document": "组干函〔2023〕1号", "remark": "",
    }  # fmt: skip
    return ask_consultation(fields=fields | more, actor=cast.reviewer)


def letter(on, verdict=None, text="同意任职"):
    fields = {"text": text, "document": "", "given_on": on, "given_by": "经办甲"}
    return fields | ({"verdict": verdict} if verdict else {})


def answer(cast, row, on, verdict="agree", text="同意任职"):
    return answer_consultation(row, fields=letter(on, verdict, text), actor=cast.staff)


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (ASKED, date(2023, 5, 22)),
        # Over the first of May: ten working days, two weekends worked in part.
        (date(2023, 4, 20), date(2023, 5, 6)),
        # Over the turn of the year.
        (date(2023, 12, 25), date(2024, 1, 9)),
    ],
)
def test_the_answer_is_due_ten_working_days_later(cast, on, due):
    row = ask(cast, on)

    assert (row.due_on, row.is_due_estimated) == (due, False)


def test_a_limit_into_an_unpublished_year_is_estimated(cast):
    row = ask(cast, date(2049, 10, 4))

    assert (row.due_on, row.is_due_estimated) == (date(2049, 10, 18), True)


def test_the_limit_follows_the_rule_of_its_day_and_a_correction(cast):
    rule = Rule.objects.get(code="consultation.answer_days")
    set_local_rule(rule, value="5", on=date(2023, 5, 8), source="县委通知", actor=cast.staff)

    row = ask(cast)
    assert row.due_on == date(2023, 5, 15)
    row = change_consultation(row, changes={"asked_on": date(2023, 5, 5)}, actor=cast.staff)
    assert (row.asked_on, row.due_on) == (date(2023, 5, 5), date(2023, 5, 18))


def test_a_corrected_day_moves_the_limits_that_still_run(cast):
    waiting, done = ask(cast), ask(cast)
    done = answer(cast, done, date(2023, 5, 9))

    entry = add_calendar_day(
        fields={"day": date(2023, 5, 10), "is_working": False, "reason": "停电放假"}, actor=cast.staff
    )
    assert due_days(waiting, done) == [date(2023, 5, 23), date(2023, 5, 22)]
    change_calendar_day(entry, changes={"day": date(2023, 5, 13), "is_working": True}, actor=cast.staff)
    assert due_days(waiting, done) == [date(2023, 5, 19), date(2023, 5, 22)]
    remove_calendar_day(entry, reason="误登", actor=cast.staff)
    assert due_days(waiting, done) == [date(2023, 5, 22), date(2023, 5, 22)]


def due_days(*rows):
    return [Consultation.objects.get(pk=row.pk).due_on for row in rows]


@pytest.mark.parametrize(
    ("verdict", "text", "state"),
    [
        ("agree", "", "answered"),
        ("remarks", "建议加强基层锻炼", "answered"),
        ("object", "不符合任职年龄", "answered"),
        ("more", "请补充考察材料", "supplement"),
    ],
)
def test_an_answer_is_kept_with_its_letter(cast, verdict, text, state):
    row = answer(cast, ask(cast), date(2023, 5, 12), verdict, text)

    assert (row.answer, row.answered_on, row.answered_by) == (verdict, date(2023, 5, 12), "经办甲")
    assert row.state_on(date(2023, 6, 1)) == state
    assert list(row.opinions.values_list("side", "verdict", "text")) == [("league", verdict, text)]
    assert AuditEvent.objects.about(row).first().sentence == "登记了对甲镇团委书记人选征求意见（2023-05-08）的答复"


def test_an_answer_is_refused_when_it_cannot_be(cast):
    row = ask(cast)

    with pytest.raises(ValidationError, match="请写明意见内容"):
        answer(cast, row, date(2023, 5, 12), "object", "")
    with pytest.raises(ValidationError, match="不能早于征求意见"):
        answer(cast, row, date(2023, 5, 7))
    answer(cast, row, date(2023, 5, 12))
    with pytest.raises(ValidationError, match="已于2023年5月12日答复“同意”"):
        answer(cast, row, date(2023, 5, 13), "object", "不同意")


def test_a_supplement_begins_the_limit_anew(cast):
    row = answer(cast, ask(cast), date(2023, 5, 12), "more", "请补充考察材料")
    with pytest.raises(ValidationError, match="请先登记党组织的补充意见"):
        answer(cast, row, date(2023, 5, 15))

    add_party_opinion(row, fields=letter(date(2023, 5, 22), text="已补充"), actor=cast.reviewer)

    row.refresh_from_db()
    assert (row.answer, row.answered_on, row.due_on) == ("", None, date(2023, 6, 5))
    with pytest.raises(ValidationError, match="不能早于征求意见（补充情况）的日期"):
        answer(cast, row, date(2023, 5, 21))
    assert answer(cast, row, date(2023, 5, 23)).is_answered


def test_a_corrected_letter_corrects_the_answer(cast):
    row = answer(cast, ask(cast), date(2023, 5, 12))
    opinion = ConsultationOpinion.objects.get(consultation=row)

    change_opinion(opinion, changes={"verdict": "object", "given_on": date(2023, 5, 15)}, actor=cast.staff)

    row.refresh_from_db()
    assert (row.answer, row.answered_on, opinion.side) == ("object", date(2023, 5, 15), "league")


def test_a_party_opinion_beside_the_answer_changes_nothing(cast):
    row = answer(cast, ask(cast), date(2023, 5, 12))

    add_party_opinion(row, fields=letter(date(2023, 5, 13), text="已阅"), actor=cast.reviewer)

    row.refresh_from_db()
    assert (row.answer, row.due_on) == ("agree", date(2023, 5, 22))


@pytest.mark.parametrize(
    ("verdict", "answered", "appointed", "finding"),
    [
        ("agree", date(2023, 5, 12), date(2023, 5, 12), "orderly"),
        ("agree", date(2023, 5, 12), date(2023, 5, 11), "premature"),
        ("object", date(2023, 5, 12), date(2023, 6, 1), "against"),
        ("more", date(2023, 5, 12), date(2023, 6, 1), "premature"),
        (None, None, date(2023, 6, 1), "premature"),
        ("agree", date(2023, 5, 12), None, "not_yet"),
    ],
)
def test_the_appointment_is_judged_by_the_row_and_by_the_database_alike(cast, verdict, answered, appointed, finding):
    row = ask(cast)
    if verdict:
        row = answer(cast, row, answered, verdict, "意见")
    row = record_appointment(row, on=appointed, actor=cast.staff)

    stored = Consultation.objects.with_state(on=date(2023, 6, 1)).get()
    assert (row.appointment, stored.finding) == (finding, finding)
    assert stored.state == row.state_on(date(2023, 6, 1))
    assert Consultation.objects.to_warn().exists() == (finding in ("premature", "against"))
    part = Consultation.objects.appointed(date(2023, 1, 1), date(2023, 12, 31)).answered_before_appointment()
    assert part.exists() == (finding in ("orderly", "against"))


def test_an_appointment_before_the_answer_names_rule_and_silence(cast):
    early = record_appointment(ask(cast), on=date(2023, 5, 15), actor=cast.staff)
    assert [finding.sentence for finding in appointment_findings(early)] == [
        "2023年5月15日任职，县级团委尚未答复：应当先征求意见、后任职。"
    ]

    late = record_appointment(ask(cast), on=date(2023, 6, 8), actor=cast.staff)
    assert [(finding.rule.code, finding.sentence) for finding in appointment_findings(late)] == [
        ("consultation.answer_days", "2023年6月8日任职，县级团委尚未答复：应当先征求意见、后任职。"),
        ("consultation.silence_months", "到2023年6月8日仍未答复，按规定视为同意。"),
    ]


def test_overdue_begins_the_day_after_the_limit(cast):
    row = ask(cast)

    assert overdue_finding(row, on=date(2023, 5, 22)) is None
    assert overdue_finding(row, on=date(2023, 5, 23)).sentence == "应于2023年5月22日前答复，已经逾期。"
    stored = Consultation.objects.with_state(on=date(2023, 5, 23)).get()
    assert (stored.state, row.state_on(date(2023, 5, 23))) == ("overdue", "overdue")


def test_withdrawing_ends_the_request_and_an_appointed_one_stays(cast):
    row = withdraw_consultation(ask(cast), on=date(2023, 5, 10), reason="另有任用", actor=cast.staff)
    with pytest.raises(ValidationError, match="已于2023年5月10日撤回"):
        answer(cast, row, date(2023, 5, 12))

    appointed = record_appointment(ask(cast), on=date(2023, 6, 1), actor=cast.staff)
    with pytest.raises(ValidationError, match="不能撤回"):
        withdraw_consultation(appointed, on=date(2023, 6, 2), reason="误登", actor=cast.staff)
    back = record_appointment(appointed, on=None, actor=cast.staff)
    assert (back.appointed_on, back.appointment) == (None, "not_yet")


def test_the_same_request_is_not_entered_twice(cast):
    person = PersonFactory(organization=cast.township)
    ask(cast, person=person)

    with pytest.raises(ValidationError, match="同一职务已在征求意见"):
        ask(cast, person=person)


def test_a_post_takes_its_consultation_along(cast, township):
    row = ask(cast)
    warning = "任命“甲镇团委书记”前应先征求县级团委意见，目前没有登记此前的答复；任职后将列入协管提醒。"
    fields = POST | {"starts_on": date(2023, 6, 1)}
    assert warning in preview_appointment(row.person, township, fields=fields).warnings

    row = answer(cast, row, date(2023, 5, 12))
    assert warning not in preview_appointment(row.person, township, fields=fields).warnings
    post = appoint(row.person, township, fields=fields, actor=cast.staff)
    row.refresh_from_db()
    assert (row.appointed_on, row.post, row.appointment_document) == (date(2023, 6, 1), post, "县委〔2023〕5号")

    correct_post(post, changes={"starts_on": date(2023, 6, 5)}, reason="误登", actor=cast.staff)
    row.refresh_from_db()
    assert row.appointed_on == date(2023, 6, 5)

    remove_post(post, reason="误登", actor=cast.staff)
    row.refresh_from_db()
    assert (row.appointed_on, row.post) == (None, None)


def test_leaders_about_whom_nobody_asked_are_named(cast, township):
    known = record_appointment(ask(cast), on=date(2023, 6, 1), actor=cast.staff)
    PostFactory(person=known.person, organization=township, title="secretary", starts_on=date(2023, 6, 1))
    deputy = PostFactory(
        person=PersonFactory(organization=township), organization=township, title="deputy", starts_on=date(2023, 6, 1)
    )
    PostFactory(
        person=PersonFactory(organization=township), organization=township, title="member", starts_on=date(2023, 6, 1)
    )
    PostFactory(person=PersonFactory(organization=township), organization=township, student=True)

    assert unasked(township, on=date(2023, 7, 1)) == [deputy]
    assert unasked(cast.neighbour, on=date(2023, 7, 1)) == []


def test_the_county_lists_posts_without_a_consultation_and_the_township_does_not(cast, township, client):
    deputy = PostFactory(
        person=PersonFactory(organization=township, name="单一凡"), organization=township, title="deputy",
        starts_on=date(2023, 6, 1),
    )  # fmt: skip
    ended = PersonFactory(organization=township, name="仇明")
    PostFactory(
        person=ended, organization=township, title="secretary", starts_on=date(2019, 6, 1), ends_on=date(2020, 6, 1)
    )
    url = reverse("cadres:unconsulted-list")

    client.force_login(cast.staff)
    text = client.get(url).content.decode()
    earlier = client.get(f"{url}?on=2019-07-01").content.decode()
    form = client.get(reverse("cadres:post-detail", args=[deputy.pk])).content.decode()
    query = f"?organization={township.code}&amp;person={deputy.person_id}&amp;title=deputy"
    asked = client.get(reverse("cadres:consultation-create") + query.replace("&amp;", "&")).content.decode()

    assert [name in text for name in ("单一凡", "仇明")] == [True, False]
    assert [name in earlier for name in ("单一凡", "仇明")] == [False, True]
    assert f"{reverse('cadres:consultation-create')}{query}" in form
    assert f'value="{deputy.person_id} 单一凡"' in asked
    client.force_login(cast.secretary)
    assert client.get(url).status_code == 403
    assert "补录协管" not in client.get(reverse("cadres:post-detail", args=[deputy.pk])).content.decode()
