"""Pages of terms and elections: a secretary runs one election from plan to reply; who may do what."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from league.core.dates import add_years, today
from league.core.models import AuditEvent
from organizations.models import Election, Extension, Term
from tests.factories.elections import ElectionFactory, ElectionSeatFactory, ExtensionFactory, TermFactory
from tests.factories.organizations import OrganizationFactory

LISTS = ["term-due", "term-reminders", "term-calendar", "term-calendar-file", "term-list", "extension-list",
         "election-list"]  # fmt: skip
NEW = ["term-create", "election-create"]
STEPS = ["replan", "request", "approve", "hold", "report", "confirm", "step-back", "cancel"]
ABOVE = {"approve", "confirm", "step-back"}


def url(name, *args):
    return reverse(f"organizations:{name}", args=args)


def text(response):
    return response.content.decode()


def day(offset):
    return (today() + timedelta(days=offset)).isoformat()


@pytest.fixture
def dossier(cast):
    election = ElectionFactory(organization=cast.branch, state="held", papers=True)
    ElectionSeatFactory(election=election, name="王测", position="secretary", votes=16)
    return election


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("who", ["staff", "secretary", "branch_secretary", "reviewer"])
def test_list_opens_for_every_domain_role(cast, client, dossier, name, who):
    TermFactory(organization=cast.branch)
    client.force_login(getattr(cast, who))

    assert client.get(url(name)).status_code == 200


@pytest.mark.parametrize("tab", ["checklist", "facts", "seats", "documents", "history"])
def test_dossier_opens_above_and_is_unknown_to_the_neighbour(cast, client, dossier, tab):
    client.force_login(cast.secretary)
    assert client.get(url("election-detail", dossier.pk), {"tab": tab}).status_code == 200

    client.force_login(cast.neighbour_secretary)
    assert client.get(url("election-detail", dossier.pk)).status_code == 404


@pytest.mark.parametrize("step", STEPS)
def test_step_is_for_who_may_take_it(cast, client, dossier, step):
    address = url(f"election-{step}", dossier.pk)
    expected = {
        "secretary": 200,
        "branch_secretary": 403 if step in ABOVE else 200,
        "reviewer": 403,
        "neighbour_secretary": 404,
    }

    answers = {}
    for who in expected:
        client.force_login(getattr(cast, who))
        answers[who] = client.get(address).status_code

    assert answers == expected


def test_buttons_are_those_of_the_table_and_of_the_role(cast, client, dossier):
    client.force_login(cast.branch_secretary)
    own = text(client.get(url("election-detail", dossier.pk)))
    client.force_login(cast.secretary)
    above = text(client.get(url("election-detail", dossier.pk)))

    def offered(page):
        return {step for step in STEPS if url(f"election-{step}", dossier.pk) in page}

    assert offered(own) == {"hold", "report", "cancel"}
    assert offered(above) == {"hold", "report", "step-back", "cancel"}


def test_secretary_runs_one_election_from_plan_to_reply(cast, client):
    TermFactory(organization=cast.branch, starts_on=add_years(today(), -3))
    client.force_login(cast.secretary)
    plan = client.get(url("election-create"), {"organization": cast.branch.code})
    assert plan.context["form"].initial["number"] == 2
    assert plan.context["form"].initial["planned_on"] == today()

    client.post(url("election-create"), {
        "organization": cast.branch.code, "number": 2, "planned_on": day(0), "form": "all_members", "seats": 3,
        "candidates": 4,
    })  # fmt: skip
    election = Election.objects.get()
    posts = {
        "request": {"request_document": "甲团请〔2026〕1号", "requested_on": day(-20)},
        "approve": {"approver": "共青团测试县委员会", "approval_document": "测团复〔2026〕1号", "approved_on": day(-15)},
        "hold": {
            "meeting_on": day(-5), "meeting_place": "村部", "chair": "李测", "form": "all_members", "eligible": 20,
            "present": 18, "ballots_issued": 18, "ballots_returned": 18, "ballots_valid": 18, "seat_list-count": 6,
            **{f"seat_list-{row}-position": "member" for row in range(6)}, "seat_list-0-position": "secretary",
            "seat_list-0-name": "王测", "seat_list-0-votes": "17", "seat_list-0-elected": "on",
            "seat_list-1-name": "赵测", "seat_list-1-votes": "15", "seat_list-1-elected": "on",
            "seat_list-2-name": "钱测", "seat_list-2-votes": "12", "seat_list-2-elected": "on",
            "seat_list-3-name": "孙测", "seat_list-3-votes": "10",
        },
        "report": {"report_document": "甲团报〔2026〕1号", "reported_on": day(-4)},
        "confirm": {"reply_document": "测团复〔2026〕2号", "replied_on": day(-1), "begins_on": day(-5)},
    }  # fmt: skip
    for step, data in posts.items():
        answer = client.post(url(f"election-{step}", election.pk), data, follow=True)
        assert answer.redirect_chain, (step, answer.context["form"].errors)

    election.refresh_from_db()
    assert election.state == "confirmed"
    assert Term.objects.get(number=1).ends_on == Term.objects.get(number=2).starts_on == today() - timedelta(days=5)
    page = text(client.get(election.get_absolute_url(), {"tab": "seats"}))
    assert "王测" in page
    assert "第2届" in page
    assert AuditEvent.objects.filter(action__startswith="election.").count() == 6


def test_wrong_list_stays_on_the_form_with_what_was_typed(cast, client):
    election = ElectionFactory(organization=cast.branch, state="approved")
    client.force_login(cast.secretary)

    answer = client.post(url("election-hold", election.pk), {
        "meeting_on": day(-1), "form": "all_members", "eligible": 20, "present": 18, "ballots_issued": 18,
        "ballots_returned": 18, "ballots_valid": 18, "seat_list-count": 1, "seat_list-0-position": "member",
        "seat_list-0-name": "王测", "seat_list-0-votes": "十七",
    })  # fmt: skip

    assert answer.context["form"].errors["seat_list"] == ["第1行“王测”的赞成票应为整数。"]
    assert 'value="十七"' in text(answer)
    assert Election.objects.get().state == "approved"


def test_future_meeting_is_refused(cast, client):
    election = ElectionFactory(organization=cast.branch, state="requested")
    client.force_login(cast.secretary)

    answer = client.post(url("election-approve", election.pk), {"approver": "县团委", "approved_on": day(1)})

    assert answer.context["form"].errors["approved_on"] == ["日期不能晚于今天，请在生效当日或之后办理。"]


def test_step_out_of_turn_is_refused_in_words(cast, client, dossier):
    client.force_login(cast.secretary)

    page = client.get(url("election-confirm", dossier.pk))

    assert "“登记任职批复”只能在“已报批”时办理" in text(page)


def test_second_editor_of_a_plan_gets_both_values(cast, client):
    election = ElectionFactory(organization=cast.branch, planned_on=today())
    client.force_login(cast.secretary)
    plan = {"number": 2, "planned_on": day(0), "form": "all_members", "candidates": 5, "revision": 1}

    first = client.post(url("election-replan", election.pk), plan | {"seats": 4})
    second = client.post(url("election-replan", election.pk), plan | {"seats": 2})

    assert (first.status_code, second.status_code) == (302, 409)
    assert Election.objects.get().seats == 4


def test_same_post_twice_opens_one_dossier(cast, client):
    client.force_login(cast.secretary)
    page = client.get(url("election-create"))
    data = {
        "organization": cast.branch.code, "planned_on": day(30), "form": "all_members", "seats": 3, "candidates": 4,
        "submission": page.context["submission"],
    }  # fmt: skip

    answers = [client.post(url("election-create"), data) for _ in range(2)]

    assert [answer.url for answer in answers] == [Election.objects.get().get_absolute_url()] * 2


def test_dossier_shows_each_finding_with_its_rule(cast, client):
    election = ElectionFactory(organization=cast.branch, state="held", papers=True, eligible=30, seats=3)
    for number in range(3):
        ElectionSeatFactory(election=election, order=number + 1, votes=8 + number)
    client.force_login(cast.secretary)

    page = text(client.get(url("election-detail", election.pk)))

    assert "应到30人，实到18人，不足法定到会人数。" in page
    assert "应选3人，候选人3人，差额不足；至少应有4名候选人。" in page
    assert "规则值80%" in page


def test_due_list_shows_what_is_pressing_first(cast, client):
    for organization, days in ((cast.branch, 20), (cast.neighbour_branch, -3)):
        TermFactory(organization=organization, starts_on=add_years(today() + timedelta(days=days), -3))
    client.force_login(cast.staff)

    page = client.get(url("term-due"))
    rows = page.context["view"].page_rows()

    assert [(str(row.subject), row.term_state) for row in rows] == [
        ("乙镇东村团支部", "overdue"),
        ("甲镇东村团支部", "urgent"),
    ]
    assert "届满在即" in text(page)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"state": "all"}, 5), ({"state": "unknown"}, 3), ({"state": "overdue"}, 1), ({"below": "430421101"}, 1),
        ({"state": "all", "below": "430421101"}, 2), ({"kind": "committee"}, 0), ({"working": "yes"}, 1),
        ({"due_from": "2020-01-01", "due_to": "2100-01-01"}, 2), ({"due_to": "2020-01-01"}, 0), ({"on": "2020-01-01"}, 0),
        ({"sort": "-due_on"}, 2), ({"sort": "extended_until"}, 2),
    ],
)  # fmt: skip
def test_due_list_is_narrowed(cast, client, query, expected):
    TermFactory(organization=cast.branch, starts_on=add_years(today() + timedelta(days=20), -3))
    TermFactory(organization=cast.neighbour_branch, starts_on=add_years(today() - timedelta(days=3), -3))
    ElectionFactory(organization=cast.branch)
    client.force_login(cast.staff)

    assert len(client.get(url("term-due"), query).context["view"].page_rows()) == expected


@pytest.mark.parametrize("name", ["term-due", "term-list", "election-list", "extension-list", "term-reminders"])
def test_list_costs_the_same_for_one_row_and_for_three(cast, client, django_assert_max_num_queries, name):
    def queries():
        with django_assert_max_num_queries(40) as captured:
            assert client.get(url(name), {"state": "all"} if name == "term-due" else {}).status_code == 200
        return len(captured)

    def fill(organization):
        term = TermFactory(organization=organization, starts_on=add_years(today() - timedelta(days=3), -3))
        ExtensionFactory(term=term, until=today() - timedelta(days=1))
        ElectionFactory(organization=organization)

    client.force_login(cast.staff)
    fill(cast.branch)
    client.get(url(name))
    one = queries()
    for _ in range(2):
        fill(OrganizationFactory(parent=cast.township))
    assert queries() == one


def test_reminder_is_ready_to_copy(cast, client):
    TermFactory(organization=cast.branch, starts_on=add_years(today() - timedelta(days=3), -3))
    client.force_login(cast.secretary)

    page = text(client.get(url("term-reminders")))

    assert "【换届提醒】甲镇团委：截至" in page
    assert "1. 甲镇东村团支部：" in page
    assert "已逾期3天" in page


def test_calendar_shows_due_days_and_meetings_of_the_own_scope(cast, client):
    TermFactory(organization=cast.branch, starts_on=add_years(date(today().year, today().month, 15), -3))
    ElectionFactory(organization=cast.neighbour_branch, planned_on=date(today().year, today().month, 16))

    client.force_login(cast.secretary)
    own = text(client.get(url("term-calendar")))
    client.force_login(cast.staff)
    all_of_it = text(client.get(url("term-calendar")))

    assert ("甲镇东村团支部" in own, "乙镇东村团支部" in own) == (True, False)
    assert "乙镇东村团支部" in all_of_it


def test_calendar_file_is_a_calendar(cast, client):
    TermFactory(organization=cast.branch, starts_on=add_years(today() + timedelta(days=7), -3))
    client.force_login(cast.secretary)

    answer = client.get(url("term-calendar-file"))

    lines = answer.content.decode().split("\r\n")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "SUMMARY:届满：甲镇东村团支部" in lines
    assert f"DTSTART;VALUE=DATE:{today() + timedelta(days=7):%Y%m%d}" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_extension_is_registered_by_the_level_above(cast, client):
    TermFactory(organization=cast.branch, starts_on=add_years(today(), -3))
    data = {
        "organization": cast.branch.code, "until": day(90), "reason": "与村两委换届同步", "party_document": "甲党〔2026〕1号",
        "party_approved_on": day(-3), "league_document": "测团复〔2026〕9号", "league_approved_on": day(-1),
    }  # fmt: skip
    client.force_login(cast.branch_secretary)
    assert client.get(url("extension-create")).status_code == 403
    client.force_login(cast.secretary)

    refused = client.post(url("extension-create"), data | {"until": day(400)})
    done = client.post(url("extension-create"), data)

    assert "最多可延期至" in refused.context["form"].non_field_errors()[0]
    assert "依据：" in refused.context["form"].non_field_errors()[0]
    assert done.status_code == 302
    extension = Extension.objects.get()
    assert extension.granted_on == today() - timedelta(days=1)
    assert client.post(url("extension-withdraw", extension.pk), {"reason": "登记有误"}).status_code == 302
    assert Extension.objects.granted(on=today()).count() == 0


def test_term_is_added_corrected_and_removed(cast, client):
    client.force_login(cast.secretary)
    client.post(url("term-create"), {"organization": cast.branch.code, "number": 1, "starts_on": "2023-03-01"})
    term = Term.objects.get()

    client.post(url("term-correct", term.pk), {"number": 2, "starts_on": "2023-03-01", "reason": "届次录错"})
    term.refresh_from_db()
    assert term.number == 2

    assert client.post(url("term-remove", term.pk), {"reason": "误登"}).url == cast.branch.get_absolute_url()
    assert Term.objects.count() == 0


def test_form_refuses_an_organization_that_is_not_the_users_to_write_for(cast, client):
    client.force_login(cast.secretary)

    answer = client.post(url("election-create"), {
        "organization": cast.neighbour_branch.code, "planned_on": day(30), "form": "all_members", "seats": 1,
        "candidates": 2,
    })  # fmt: skip

    assert "不在您的管理范围内" in answer.context["form"].errors["organization"][0]
    assert Election.objects.count() == 0


def test_next_step_stands_out_and_what_it_needs_is_marked(cast, client, dossier):
    client.force_login(cast.secretary)
    page = client.get(dossier.get_absolute_url())
    form = client.get(url("election-report", dossier.pk)).context["form"]

    assert {link.label: link.tone for link in page.context["actions"]} == {
        "更正大会记录": "outline-secondary", "登记报批": "primary", "退回上一步": "outline-secondary",
        "取消换届": "outline-secondary",
    }  # fmt: skip
    assert {name: field.required for name, field in form.fields.items() if name != "revision"} == {
        "report_document": False,
        "reported_on": True,
    }


def test_meeting_that_is_not_held_shows_its_planned_day(cast, client):
    election = ElectionFactory(organization=cast.branch, state="approved", papers=True, meeting_on=None)
    client.force_login(cast.secretary)

    page = client.get(election.get_absolute_url())

    assert [(step.label, step.is_current) for step in page.context["steps"] if step.is_current] == [("大会", True)]
    assert "拟2025-03-01" in text(page)


def test_day_with_many_entries_unfolds_the_rest(cast, client):
    for _ in range(6):
        ElectionFactory(organization=OrganizationFactory(parent=cast.township), planned_on=today())
    client.force_login(cast.secretary)

    page = client.get(url("term-calendar"))

    (busy,) = [cell for week in page.context["weeks"] for cell in week if cell["entries"]]
    assert (len(busy["entries"]), len(busy["more"])) == (4, 2)
    assert "<summary>另有 2 项</summary>" in text(page)


def test_organisation_shows_its_terms_and_leads_to_a_plan(cast, client):
    TermFactory(organization=cast.branch, starts_on=add_years(today() - timedelta(days=3), -3))
    client.force_login(cast.secretary)

    def tab(organization):
        return client.get(organization.get_absolute_url(), {"tab": "terms"})

    page = tab(cast.branch)
    assert (page.context["state"], page.context["plan_url"]) == (
        "overdue", f"{url('election-create')}?organization={cast.branch.code}",
    )  # fmt: skip
    assert "逾期未换届" in text(page)

    election = ElectionFactory(organization=cast.branch)
    page = tab(cast.branch)
    assert (page.context["plan_url"], page.context["elections"]) == ("", [election])

    client.force_login(cast.reviewer)
    assert tab(cast.township).context["plan_url"] == ""
    client.force_login(cast.staff)
    assert tab(OrganizationFactory(parent=cast.county, kind="work_committee")).context["plan_url"] == ""
