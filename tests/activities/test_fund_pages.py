"""The pages and the API of money and goods as their users see them."""

from datetime import date
from html.parser import HTMLParser
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from activities.models import AidCase, BankLine, Donation, Fund, Grant
from league.core.models import AuditEvent
from tests.factories.accounts import UserFactory
from tests.factories.funds import (
    AidCaseFactory,
    BankLineFactory,
    DonationFactory,
    FundFactory,
    GiftUseFactory,
    GrantFactory,
    GrantRecipientFactory,
)


class Words(HTMLParser):
    """What a reader sees, without tags."""

    def __init__(self):
        super().__init__()
        self.words = []

    def handle_data(self, data):
        self.words += data.split()


def shown(answer):
    reader = Words()
    reader.feed(answer.content.decode())
    return " ".join(reader.words)


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"activities:{name}", args=args), query)


def send(client, user, name, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"activities:{name}", args=args), data)


@pytest.fixture
def fund(cast):
    return FundFactory(organization=cast.county, name="希望工程")


@pytest.fixture
def second(cast):
    return UserFactory(username="second", role="county_staff", organization=cast.county)


def gift(fund, cast, **more):
    return {
        "fund": fund.pk, "organization": cast.township.code, "raiser": "league", "donor_kind": "person",
        "donor": "王大明", "asset": "money", "amount": "1234.50", "received_on": "2023-06-01",
    } | more  # fmt: skip


def test_gift_is_entered_and_the_fund_tells_its_balance(client, cast, fund):
    answer = send(client, cast.staff, "donation-create", **gift(fund, cast))

    row = Donation.objects.get()
    assert (answer.url, row.amount, row.org_path) == (row.get_absolute_url(), 1234_50, cast.township.path)
    text = shown(page(client, cast.staff, "fund-detail", fund.pk))
    assert "资金结余 1,234.50 元 到账 1,234.50 元；支出 0.00 元" in text
    assert "王**" in shown(page(client, cast.staff, "donation-list"))
    assert "王大明" not in shown(page(client, cast.staff, "donation-detail", row.pk))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"amount": "0"}, "金额（折价）应大于0。"),
        ({"asset": "goods"}, "物资须写明名称和数量；资金不填这两项。"),
        ({"is_public": "on"}, "请写明合作慈善组织和募捐方案备案号"),
        ({"received_on": "2199-01-01"}, "日期不能晚于今天"),
    ],
)
def test_gift_that_does_not_add_up_is_refused_in_words(client, cast, fund, more, words):
    answer = send(client, cast.staff, "donation-create", **gift(fund, cast, **more))

    assert words in shown(answer)
    assert not Donation.objects.exists()


def test_gift_is_corrected_without_telling_who_gave_it(client, cast, fund):
    row = DonationFactory(fund=fund, donor_kind="person", donor="王大明")
    form = page(client, cast.staff, "donation-change", row.pk)
    assert "王大明" not in form.content.decode()

    data = gift(fund, cast, donor="", amount="2000.00", received_on="2023-05-04", revision=1)
    answer = send(client, cast.staff, "donation-change", row.pk, **data)

    row.refresh_from_db()
    assert (answer.status_code, row.donor, row.amount) == (302, "王大明", 2000_00)


def test_secretary_applies_to_the_county_s_fund_without_reading_its_books(client, cast, fund):
    DonationFactory(fund=fund)
    form = shown(page(client, cast.secretary, "grant-create"))
    assert "希望工程" in form
    plan = {
        "title": "夏季助学", "fund": fund.pk, "organization": cast.township.code, "use": "scholarship",
        "recipient": "students", "asset": "money", "amount": "400", "person_times": "4", "persons": "4",
    }  # fmt: skip

    send(client, cast.secretary, "grant-create", **plan)

    grant = Grant.objects.get()
    assert (grant.org_path, grant.applied_by, grant.state) == (cast.township.path, cast.secretary, "applied")
    assert page(client, cast.secretary, "fund-detail", fund.pk).status_code == 404
    assert page(client, cast.secretary, "grant-review", grant.pk).status_code == 403
    elsewhere = send(client, cast.neighbour_secretary, "grant-create", **plan)
    assert "不在您的管理范围内" in shown(elsewhere)


def test_grant_goes_its_way_by_two_accounts(client, cast, fund, second):
    DonationFactory(fund=fund)
    grant = GrantFactory(fund=fund, applied_by=cast.staff, applied_on=date(2023, 7, 1))
    day = {"on": "2023-07-20"}
    send(client, cast.staff, "grant-review", grant.pk, on="2023-07-03")

    text = shown(page(client, cast.staff, "grant-detail", grant.pk))
    assert "您办理过这笔发放的申请、初审，复核须由另一个账号办理。" in text
    assert send(client, cast.staff, "grant-check", grant.pk, **day).status_code == 403
    send(client, second, "grant-check", grant.pk, on="2023-07-04")
    notice = {"publicity_from": "2023-07-05", "publicity_to": "2023-07-11", "publicity_place": "公示栏"}
    send(client, cast.staff, "grant-publicize", grant.pk, **notice)
    told = shown(send(client, second, "grant-approve", grant.pk, preview="1", **day))
    assert "审定后，专项结余减少500.00元，按到账先后从各笔来源中列支。" in told
    send(client, second, "grant-approve", grant.pk, **day)
    send(client, cast.staff, "grant-pay", grant.pk, **day)

    grant.refresh_from_db()
    assert (grant.state, grant.paid_on, grant.checked_by, grant.approved_by) == (
        "paid", date(2023, 7, 20), second, second,
    )  # fmt: skip
    actions = list(AuditEvent.objects.filter(object_id=grant.pk).order_by("pk").values_list("action", flat=True))
    assert actions == [f"grant.{step}" for step in ("review", "check", "publicize", "approve", "pay")]


def test_adults_are_named_by_the_line_and_shown_masked(client, cast, fund):
    grant = GrantFactory(fund=fund, applied_by=cast.staff)
    wrong = send(client, cast.staff, "grant-name", grant.pk, people="李小四 100.001\n13812345678")
    assert "第1行：姓名之后应依次是身份证号和金额" in shown(wrong)
    assert "第2行：第一项应是姓名。" in shown(wrong)

    people = "李小四，11010519491231002X，100\n孙小七 50.5\n"
    send(client, cast.staff, "grant-name", grant.pk, people=people)

    text = shown(page(client, cast.staff, "grant-detail", grant.pk, tab="recipients"))
    assert "李** **************002X 100.00" in text
    assert "孙** 50.50" in text
    revealed = shown(send(client, cast.staff, "grant-reveal", grant.pk, reason="核对银行卡信息"))
    assert "李小四 11010519491231002X" in revealed
    event = AuditEvent.objects.get(action="grant.disclosed")
    assert (event.reason, event.words) == ("核对银行卡信息", {"number": 2})
    assert page(client, cast.reviewer, "grant-reveal", grant.pk).status_code == 403


def test_both_ends_of_a_flow_show_the_other_only_inside_the_scope(client, cast, fund):
    gift = DonationFactory(fund=fund, organization=cast.township)
    near = GrantFactory(fund=fund, organization=cast.township, title="近处的发放")
    far = GrantFactory(fund=fund, organization=cast.neighbour, title="远处的发放")
    for grant, amount in ((near, 100_00), (far, 200_00)):
        GiftUseFactory(donation=gift, grant=grant, amount=amount)

    uses = shown(page(client, cast.secretary, "donation-detail", gift.pk, tab="uses"))
    assert "近处的发放" in uses
    assert "您管理范围外的发放 200.00" in uses
    assert "未使用 700.00 元" in uses
    sources = shown(page(client, cast.neighbour_secretary, "grant-detail", far.pk, tab="sources"))
    assert "您管理范围外的来源 200.00" in sources
    assert gift.code in shown(page(client, cast.staff, "grant-detail", far.pk, tab="sources"))


def test_public_notice_is_a_page_and_a_workbook(client, cast, fund):
    DonationFactory(fund=fund, amount=3000_00, donor="=某公司")
    DonationFactory(fund=fund, amount=200_00, donor_kind="person", donor="王大明")
    for recipient, times in (("students", 12), ("elderly", 2), ("members", 4)):
        GrantFactory(
            fund=fund, recipient=recipient, person_times=times, state="paid", paid_on=date(2023, 7, 13),
            applied_by=cast.staff, reviewed_by=cast.staff, checked_by=cast.reviewer, approved_by=cast.reviewer,
            approved_on=date(2023, 7, 12),
        )  # fmt: skip
    days = {"first": "2023-01-01", "last": "2023-12-31"}

    text = shown(page(client, cast.reviewer, "fund-disclosure", fund.pk, **days))
    assert "助学：困难大学生 12人次 500.00 合并列示的其他 6人次 1,000.00" in text
    assert "支出合计 1,500.00元，受助 18人次" in text
    assert "王" not in text.replace("王安石", "")
    book = load_workbook(BytesIO(page(client, cast.staff, "fund-disclosure", fund.pk, **days, export="xlsx").content))
    incoming = [[cell.value for cell in row] for row in book["收入"].iter_rows(min_row=4, max_row=6)]
    assert incoming == [
        ["资金", "团组织", "=某公司", 1, None, 3000], ["资金", "团组织", "个人", 1, None, 200],
        ["资金合计", None, None, None, None, 3200],
    ]  # fmt: skip
    assert book["收入"]["C4"].data_type == "s"
    outgoing = [[cell.value for cell in row] for row in book["支出"].iter_rows(min_row=4, max_row=6)]
    assert outgoing == [
        ["资金", "助学：困难大学生", 12, 500], ["资金", "合并列示的其他", 6, 1000], ["资金合计", None, 18, 1500],
    ]  # fmt: skip
    assert AuditEvent.objects.filter(action="fund.disclosed").count() == 1


def test_proposals_are_accepted_in_one_go(client, cast, fund):
    gifts = [DonationFactory(fund=fund, amount=amount) for amount in (500_00, 600_00)]
    lines = [BankLineFactory(organization=cast.county, income=amount) for amount in (500_00, 600_00, 700_00)]
    assert f"（流水{lines[0].serial}）" in shown(page(client, cast.staff, "bank-line-accept"))

    answer = send(client, cast.staff, "bank-line-accept", chosen=[str(line.pk) for line in lines[:2]])

    assert answer.url == reverse("activities:bank-line-list")
    assert list(BankLine.objects.order_by("pk").values_list("donation", flat=True)) == [gifts[0].pk, gifts[1].pk, None]
    assert "现在没有可以建议的对应。" in shown(page(client, cast.staff, "bank-line-accept"))
    assert page(client, cast.reviewer, "bank-line-list").status_code == 403


def test_aid_case_is_entered_and_taken_out(client, cast):
    data = {
        "organization": cast.branch.code, "cared_on": "2023-05-04", "recipient": "left_behind", "way": "visit",
        "person_times": "5", "new_persons": "6",
    }  # fmt: skip
    refused = send(client, cast.secretary, "aid-case-create", **data)
    assert "首次关爱人数不能多于人次。" in shown(refused)
    send(client, cast.secretary, "aid-case-create", **data | {"new_persons": "3"})
    case = AidCase.objects.get()
    assert (case.organization, case.new_persons) == (cast.branch, 3)

    answer = send(client, cast.secretary, "aid-case-remove", case.pk, reason="误登")

    assert answer.url == reverse("activities:aid-case-list")
    assert not AidCase.objects.exists()


LISTS = {
    "fund-list": lambda cast: FundFactory(organization=cast.township),
    "donation-list": lambda cast: DonationFactory(fund=Fund.objects.first() or FundFactory(organization=cast.county)),
    "grant-list": lambda cast: GrantFactory(fund=Fund.objects.first() or FundFactory(organization=cast.county)),
    "aid-case-list": lambda cast: AidCaseFactory(organization=cast.branch),
    "bank-line-list": lambda cast: BankLineFactory(organization=cast.county),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_cost_the_same_queries_at_one_and_at_three_rows(client, cast, name, django_assert_max_num_queries):
    client.force_login(cast.staff)
    spent = []
    for rows in (1, 2):
        for _ in range(rows):
            LISTS[name](cast)
        client.get(reverse(f"activities:{name}"))
        with django_assert_max_num_queries(30) as asked:
            client.get(reverse(f"activities:{name}"))
        spent.append(len(asked))

    assert spent[0] == spent[1]


def test_api_masks_donors_and_lets_an_aid_case_be_corrected(client, cast, fund):
    DonationFactory(fund=fund, donor_kind="person", donor="王大明")
    GrantRecipientFactory(grant=GrantFactory(fund=fund, applied_by=cast.staff))
    case = AidCaseFactory(organization=cast.branch)
    client.force_login(cast.staff)

    gifts = client.get("/api/v1/donations/").json()["results"]
    assert [(row["donor"], row["amount"]) for row in gifts] == [("王**", 1000_00)]
    assert client.get("/api/v1/funds/").json()["results"][0]["money_balance"] == 1000_00
    assert "recipients" not in client.get("/api/v1/grants/").json()["results"][0]
    url = f"/api/v1/aid-cases/{case.pk}/"
    answer = client.patch(url, {"new_persons": 2, "revision": 1}, content_type="application/json")
    assert (answer.status_code, answer.json()["new_persons"]) == (200, 2)
    refused = client.patch(url, {"new_persons": 9}, content_type="application/json")
    assert refused.status_code == 400
    client.force_login(cast.neighbour_secretary)
    assert client.get(url).status_code == 404
