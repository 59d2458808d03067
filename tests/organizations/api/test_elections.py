"""Terms and elections over the API: the same door, the same services, the same refusals."""

from datetime import date, timedelta

import pytest
from rest_framework.test import APIClient

from league.core.dates import today
from organizations.models import Election, HealthCase, Term
from tests.factories.elections import ElectionFactory, ExtensionFactory, HealthCaseFactory, TermFactory


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.mark.parametrize("noun", ["terms", "elections", "extensions", "health-cases"])
def test_rows_are_those_of_the_scope(cast, noun):
    ExtensionFactory(term=TermFactory(organization=cast.branch))
    ElectionFactory(organization=cast.branch)
    HealthCaseFactory(organization=cast.branch)

    counts = [api(user).get(f"/api/v1/{noun}/").json()["count"] for user in (cast.secretary, cast.neighbour_secretary)]

    assert counts == [1, 0]
    assert APIClient().get(f"/api/v1/{noun}/").status_code == 401


def test_states_are_asked_for_a_day(cast):
    TermFactory(organization=cast.branch, starts_on=date(2022, 6, 1))

    answers = [
        api(cast.secretary).get("/api/v1/term-states/", {"on": day, "below": cast.branch.code}).json()["results"][0]
        for day in ("2024-12-31", "2025-01-04")
    ]

    assert [(row["state"], row["due_on"], row["days_left"], row["years"]) for row in answers] == [
        ("overdue", "2024-06-01", -213, 2),
        ("approaching", "2025-06-01", 148, 3),
    ]
    assert api(cast.secretary).get("/api/v1/term-states/", {"state": "unknown"}).json()["count"] == 1


def test_election_is_planned_and_taken_step_by_step(cast):
    client = api(cast.secretary)
    plan = {
        "organization": cast.branch.pk, "planned_on": str(today() + timedelta(days=30)), "seats": 1, "candidates": 2,
        "form": "all_members",
    }  # fmt: skip
    made = client.post("/api/v1/elections/", plan, format="json")
    twice = client.post("/api/v1/elections/", plan, format="json")
    url = f"/api/v1/elections/{made.json()['id']}/steps/"

    early = client.post(url, {"action": "approve", "approved_on": "2025-01-01", "approver": "县团委"}, format="json")
    missing = client.post(url, {"action": "request"}, format="json")
    done = client.post(url, {"action": "request", "requested_on": "2025-01-01"}, format="json")

    assert (made.status_code, made.json()["state"], made.json()["number"]) == (201, "planned", 1)
    assert "已有办理中的换届" in twice.json()["message"]
    assert (early.status_code, "“登记批复”只能在“已请示”时办理" in early.json()["message"]) == (400, True)
    assert missing.json()["fields"] == {"requested_on": ["请填写请示日期。"]}
    assert (done.status_code, done.json()["state"]) == (200, "requested")


def test_meeting_brings_its_list(cast):
    election = ElectionFactory(organization=cast.branch, state="approved")
    body = {
        "action": "hold", "meeting_on": "2025-03-01", "form": "all_members", "eligible": 20, "present": 18,
        "ballots_issued": 18, "ballots_returned": 18, "ballots_valid": 18,
        "seat_list": [{"position": "secretary", "name": "王测", "votes": 17, "elected": True}],
    }  # fmt: skip

    answer = api(cast.branch_secretary).post(f"/api/v1/elections/{election.pk}/steps/", body, format="json")

    assert answer.json()["seat_rows"] == [{"position": "secretary", "name": "王测", "votes": 17, "elected": True}]


def test_right_is_asked_for_the_step(cast):
    election = ElectionFactory(organization=cast.branch, state="requested")
    body = {"action": "approve", "approved_on": "2025-02-10", "approver": "测试县团委"}
    url = f"/api/v1/elections/{election.pk}/steps/"

    answers = [
        api(user).post(url, body, format="json").status_code
        for user in (cast.branch_secretary, cast.reviewer, cast.neighbour_secretary, cast.secretary)
    ]

    assert answers == [403, 403, 404, 200]
    assert Election.objects.get().state == "approved"


def test_term_is_added_and_corrected_with_a_reason(cast):
    client = api(cast.secretary)
    body = {"organization": cast.branch.pk, "number": 1, "starts_on": "2023-03-01"}
    made = client.post("/api/v1/terms/", body, format="json")
    url = f"/api/v1/terms/{made.json()['id']}/"

    without = client.patch(url, {"starts_on": "2023-04-01", "revision": 1}, format="json")
    corrected = client.patch(url, {"starts_on": "2023-04-01", "revision": 1, "reason": "录错"}, format="json")
    overtaken = client.patch(url, {"number": 2, "revision": 1, "reason": "录错"}, format="json")

    assert [made.status_code, without.status_code, corrected.status_code, overtaken.status_code] == [201, 400, 200, 409]
    assert Term.objects.get().starts_on == date(2023, 4, 1)


def test_extension_and_case_are_written_by_their_services(cast):
    term = TermFactory(organization=cast.branch, starts_on=date(2023, 3, 1))
    extension = {
        "term": term.pk, "until": "2027-03-01", "reason": "同步", "party_document": "甲党1号",
        "party_approved_on": "2026-01-05", "league_document": "测团1号", "league_approved_on": "2026-01-06",
    }  # fmt: skip
    case = {"organization": cast.branch.pk, "check_code": "few_members", "opened_on": "2025-01-01"}

    refused = api(cast.secretary).post("/api/v1/extensions/", extension, format="json")
    granted = api(cast.secretary).post("/api/v1/extensions/", extension | {"until": "2026-08-01"}, format="json")
    opened = api(cast.secretary).post("/api/v1/health-cases/", case, format="json")
    assigned = api(cast.secretary).patch(
        f"/api/v1/health-cases/{opened.json()['id']}/", {"owner": "李测", "revision": 1}, format="json"
    )

    assert "最多可延期至2026年9月1日" in refused.json()["message"]
    assert (granted.status_code, granted.json()["granted_on"]) == (201, "2026-01-06")
    assert (opened.status_code, assigned.json()["owner"]) == (201, "李测")
    assert HealthCase.objects.get().responsible == cast.township


def test_extension_is_withdrawn_and_case_is_closed_by_those_above(cast):
    extension = ExtensionFactory(term=TermFactory(organization=cast.branch))
    case = HealthCaseFactory(organization=cast.branch, check_code="many_members")
    posts = {
        f"/api/v1/extensions/{extension.pk}/withdraw/": {"reason": "登记有误"},
        f"/api/v1/health-cases/{case.pk}/close/": {"on": str(today()), "outcome": "已分设"},
    }

    for user, status in ((cast.neighbour_secretary, 404), (cast.branch_secretary, 403), (cast.secretary, 200)):
        answers = [api(user).post(address, data, format="json").status_code for address, data in posts.items()]
        assert answers == [status, status]

    extension.refresh_from_db()
    case.refresh_from_db()
    assert (extension.withdraw_reason, case.outcome, case.closed_on) == ("登记有误", "已分设", today())
    again = api(cast.secretary).post(
        f"/api/v1/health-cases/{case.pk}/close/", posts[f"/api/v1/health-cases/{case.pk}/close/"]
    )
    assert again.status_code == 400
    listed = [
        api(cast.secretary).get("/api/v1/health-cases/", query).json()["count"] for query in ({}, {"state": "open"})
    ]
    assert listed == [1, 0]
