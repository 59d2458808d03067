"""Pages of the branches' health card: the worklist, its states, and who may do what."""

from datetime import timedelta

import pytest
from django.urls import reverse

from league.core.dates import today
from league.core.models import JobRun
from organizations.models import HealthCase
from tests.factories.elections import HealthCaseFactory
from tests.factories.organizations import HeadCountFactory, OrganizationFactory

DOMAIN = ("staff", "secretary", "branch_secretary", "reviewer", "neighbour_secretary")


def url(name, *args):
    return reverse(f"organizations:health-{name}", args=args)


def day(offset):
    return today() + timedelta(days=offset)


def rows_of(response):
    return response.context["view"].page_rows()


@pytest.fixture
def case(cast):
    HeadCountFactory(unit=None, organization=cast.branch, value=2)
    return HealthCaseFactory(organization=cast.branch, opened_on=day(-40))


def test_worklist_is_that_of_the_scope(cast, client, case):
    HealthCaseFactory(organization=cast.neighbour_branch, check_code="term_overdue")

    seen = {}
    for who in DOMAIN:
        client.force_login(getattr(cast, who))
        seen[who] = {row.organization for row in rows_of(client.get(url("case-list")))}

    own, other = {cast.branch}, {cast.neighbour_branch}
    assert seen == {
        "staff": own | other, "secretary": own, "branch_secretary": own, "reviewer": own | other,
        "neighbour_secretary": other,
    }  # fmt: skip


def test_worklist_shows_each_state_in_code_order(cast, client, case):
    branches = [OrganizationFactory(parent=cast.township, code=f"430421100{number}") for number in range(301, 304)]
    HealthCaseFactory(organization=branches[0], opened_on=day(-40), owner="李测", due_on=day(5))
    HealthCaseFactory(organization=branches[1], opened_on=day(-40), owner="李测", due_on=day(-1))
    HealthCaseFactory(organization=branches[2], opened_on=day(-40), closed_on=day(-1))
    client.force_login(cast.secretary)

    def states(**query):
        return [row.state for row in rows_of(client.get(url("case-list"), query))]

    assert states() == ["waiting", "underway", "late"]
    assert states(state="late") == ["late"]
    assert states(state="closed") == ["closed"]
    assert "超过期限" in client.get(url("case-list")).content.decode()


@pytest.mark.parametrize("page", ["assign", "close"])
def test_case_is_for_who_answers_for_it(cast, client, case, page):
    answers = {}
    for who in DOMAIN:
        client.force_login(getattr(cast, who))
        answers[who] = client.get(url(f"case-{page}", case.pk)).status_code

    assert answers == {
        "staff": 200, "secretary": 200, "branch_secretary": 403, "reviewer": 403, "neighbour_secretary": 404,
    }  # fmt: skip


def test_case_is_assigned_and_closed_in_the_browser(cast, client, case):
    client.force_login(cast.secretary)
    answer = client.post(
        url("case-assign", case.pk),
        {"responsible": cast.township.code, "owner": "李测", "due_on": day(30)},
        follow=True,
    )
    assert answer.context["object"].state == "underway"
    closing = {"on": today(), "outcome": "并入联合团支部", "confirmed": "1"}

    refused = client.post(url("case-close", case.pk), closing)
    done = client.post(url("case-close", case.pk), closing | {"quiet_until": day(60)}, follow=True)

    assert "该问题按规则仍然存在" in refused.content.decode()
    assert done.context["object"].state == "resting"
    assert done.context["links"] == []
    assert HealthCase.objects.get().outcome == "并入联合团支部"


def test_case_is_opened_by_hand_once(cast, client, case):
    client.force_login(cast.secretary)
    data = {"organization": cast.branch.code, "check_code": "uncounted", "opened_on": today()}

    first, second = client.post(url("case-create"), data), client.post(url("case-create"), data)

    assert (first.status_code, second.status_code) == (302, 200)
    assert HealthCase.objects.filter(check_code="uncounted").count() == 1


def test_review_of_the_county_is_the_countys(cast, client, case):
    client.force_login(cast.secretary)
    assert client.get(url("review")).status_code == 403

    client.force_login(cast.staff)
    answer = client.post(url("review"))

    assert answer.url == JobRun.objects.get(task="organizations.review_health").get_absolute_url()


def test_worklist_costs_the_same_for_one_row_and_for_three(cast, client, django_assert_max_num_queries, case):
    def queries():
        with django_assert_max_num_queries(40) as captured:
            assert client.get(url("case-list")).status_code == 200
        return len(captured)

    client.force_login(cast.staff)
    client.get(url("case-list"))
    one = queries()
    for _ in range(2):
        HealthCaseFactory(organization=OrganizationFactory(parent=cast.township))

    assert queries() == one
