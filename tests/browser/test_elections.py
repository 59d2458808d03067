"""One election in the browser: a township secretary carries it from the plan to the reply and takes its papers along."""

import re
from datetime import timedelta

import pytest

from league.core.dates import add_years, today
from league.core.word import LINE
from organizations import rulebook
from organizations.exports.election_documents import DOCUMENTS
from organizations.models import Election, Organization, Rule, Term
from tests.factories.elections import TermFactory
from tests.organizations.views.test_elections_documents import words_of

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
LIST = (("secretary", "王测", 16, True), ("member", "赵测", 14, True), ("member", "钱测", 12, True),
        ("member", "孙测", 5, False))  # fmt: skip


@pytest.fixture
def due_branch(cast):
    """A village branch whose term runs out in a few days."""
    # Emptying the tables between such tests takes the seeded rules as well.
    rulebook.load(Rule)
    Organization.objects.filter(pk=cast.branch.pk).update(party_organization="中共甲镇东村支部委员会")
    TermFactory(organization=cast.branch, number=3, starts_on=add_years(today() + timedelta(days=4), -3))
    return cast.branch


def day(offset):
    return (today() + timedelta(days=offset)).isoformat()


def save(page, **fields):
    """Fill the form and send it."""
    for name, value in fields.items():
        page.fill(f"main [name={name}]", str(value))
    page.click("main form button[type=submit]")
    page.wait_for_load_state("networkidle")


def step(page, label, **fields):
    """The step that stands out is the one to take."""
    assert page.locator("main a.btn-primary").inner_text().strip() == label
    page.click("main a.btn-primary")
    save(page, **fields)


def test_a_secretary_carries_an_election_from_the_plan_to_the_reply(due_branch, open_as, tmp_path):
    page = open_as("secretary")
    page.goto("/organizations/terms/due/")
    assert page.locator("tbody .badge").first.inner_text() == "届满在即"
    page.locator("tbody a", has_text="甲镇东村团支部").first.click()
    page.get_by_role("link", name="届期与换届").click()
    page.get_by_role("link", name="制定换届计划").click()
    save(page, planned_on=day(0), seats=3, candidates=4)

    step(page, "登记请示", request_document="甲团请〔2026〕1号", requested_on=day(-20))
    step(page, "登记批复", approver="共青团测试县委员会", approval_document="测团复〔2026〕1号", approved_on=day(-15))
    page.click("main a.btn-primary")
    for row, (position, name, votes, elected) in enumerate(LIST):
        page.select_option(f"[name=seat_list-{row}-position]", position)
        page.fill(f"[name=seat_list-{row}-name]", name)
        page.fill(f"[name=seat_list-{row}-votes]", str(votes))
        page.set_checked(f"[name=seat_list-{row}-elected]", elected)
    save(
        page, meeting_on=day(-5), meeting_place="村部会议室", chair="李测", eligible=20, present=18, ballots_issued=18,
        ballots_returned=18, ballots_valid=17,
    )  # fmt: skip
    step(page, "登记报批", report_document="甲团报〔2026〕1号", reported_on=day(-4))
    papers = {code: download(page, code, tmp_path) for code in DOCUMENTS}
    step(page, "登记任职批复", reply_document="测团复〔2026〕2号", replied_on=day(-1), begins_on=day(-5))
    page.get_by_role("button", name=re.compile("确认")).click()
    page.wait_for_load_state("networkidle")

    election = Election.objects.get()
    assert (election.state, page.locator(".step-done").count()) == ("confirmed", 6)
    assert [(term.number, term.starts_on, term.ends_on) for term in Term.objects.order_by("number")] == [
        (3, add_years(today() + timedelta(days=4), -3), today() - timedelta(days=5)),
        (4, today() - timedelta(days=5), None),
    ]
    assert {code: unfilled(text) for code, text in papers.items()} == dict.fromkeys(DOCUMENTS, 0)
    assert "王测、赵测、钱测当选为第4届委员会委员，共3名。" in papers["minutes"]


def download(page, code, folder):
    """The words of the paper."""
    with page.expect_download() as waiting:
        page.evaluate(f"location.assign(location.pathname + 'documents/{code}/')")
    path = folder / f"{code}.docx"
    waiting.value.save_as(path)
    return words_of(path.read_bytes())


def unfilled(text):
    """Blanks left beside those for signatures."""
    return text.replace(f"记录人：{LINE}", "").replace(f"监票人：{LINE}", "").count(LINE)
