"""The administrators' pages: who opens which, what they show and do, and how many queries they cost."""

import io
import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from league.accounts.models import ApiToken, Grant, User
from league.accounts.services.grants import end_grant
from league.accounts.services.tokens import create_token
from league.core.dates import today
from league.core.models import AuditEvent
from tests.factories.accounts import PASSWORD, GrantFactory, UserFactory

NOBODY = frozenset()
ACCOUNTS = ("staff", "secretary", "branch_secretary", "reviewer", "system_admin", "security_admin", "audit_admin")
KEEPERS = {"system_admin", "security_admin"}
# Page → who gets 200. Everybody else gets 403 or, where the row is behind a door, 404.
PAGES = {
    "user-list": KEEPERS,
    "user-create": {"system_admin"},
    "user-detail": KEEPERS,
    "user-edit": {"system_admin"},
    "user-disable": {"system_admin"},
    "user-enable": {"system_admin"},
    "user-reset-password": {"system_admin"},
    "user-unlock": KEEPERS,
    "user-end-sessions": {"security_admin"},
    "user-reset-totp": {"security_admin"},
    "user-rights": KEEPERS | {"audit_admin"},
    "grant-create": {"system_admin"},
    "grant-end": {"system_admin"},
    "grant-list": {"system_admin", "staff", "secretary"},
    "security": {"security_admin"},
    "my-rights": set(ACCOUNTS),
    "rights-matrix": set(ACCOUNTS),
    "token-list": {"staff", "secretary", "branch_secretary", "reviewer"},
    "token-create": {"staff", "secretary", "branch_secretary", "reviewer"},
    "audit-list": {"audit_admin"},
    "audit-detail": {"audit_admin"},
    "audit-verify": {"audit_admin"},
    "audit-digest": {"audit_admin"},
}


@pytest.fixture(autouse=True)
def second_factor_only_offered(settings):
    settings.DEMO = True


def browser(user):
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(page, cast):
    if page == "audit-detail":
        return reverse("accounts:audit-detail", args=[AuditEvent.objects.latest("id").pk])
    if page == "grant-end":
        return reverse("accounts:grant-end", args=[cast.neighbour_secretary.grants.get().pk])
    if page.startswith(("user-", "grant-create")) and page not in {"user-list", "user-create"}:
        return reverse(f"accounts:{page}", args=[cast.neighbour_secretary.pk])
    return reverse(f"accounts:{page}")


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_to_the_right_roles_only(cast, page):
    create_token(cast.staff, label="同步", days=30)
    url = address(page, cast)

    opened = {name for name in ACCOUNTS if browser(getattr(cast, name)).get(url).status_code == 200}

    assert opened == set(PAGES[page])


@pytest.mark.parametrize("page", PAGES)
def test_page_asks_strangers_to_log_in(cast, client, page):
    create_token(cast.staff, label="同步", days=30)
    url = address(page, cast)

    assert client.get(url).url == f"/account/login/?next={url}"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.startswith(("user-", "grant-")) and "list" not in page]
)
def test_nothing_is_done_by_those_who_may_not(cast, page):
    url, before = address(page, cast), state()

    for name in set(ACCOUNTS) - set(PAGES[page]):
        response = browser(getattr(cast, name)).post(
            url, {"reason": "试", "on": today(), "username": "intruder", "name": "某"}
        )
        assert response.status_code in {403, 404, 405}

    assert state() == before


def state():
    users = list(User.objects.order_by("pk").values("username", "is_active", "password", "session_round"))
    return users, list(Grant.objects.order_by("pk").values()), AuditEvent.objects.count()


@pytest.mark.parametrize(
    "page", ["user-edit", "user-disable", "user-reset-password", "user-unlock", "grant-create", "user-end-sessions"]
)
def test_administrator_has_no_page_against_himself(cast, page):
    for account in (cast.system_admin, cast.security_admin):
        url = reverse(f"accounts:{page}", args=[account.pk])
        assert browser(account).get(url).status_code == 403


def test_administrators_see_no_domain_row(cast):
    for account in (cast.system_admin, cast.security_admin, cast.audit_admin):
        assert (account.scope.paths, list(type(cast.county).objects.visible_to(account))) == ((), [])


def test_account_is_made_shown_its_password_once_and_logs_in(cast):
    administrator = browser(cast.system_admin)
    data = {"username": "newcomer", "name": "新同志", "email": "", "submission": "7b0b8f3e-0f2c-4f0b-9a58-0d6ce1a3d0aa"}

    page = administrator.post(reverse("accounts:user-create"), data)
    password = page.context["secret"]
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert password in page.content.decode()

    again = administrator.post(reverse("accounts:user-create"), data)
    assert again.url == User.objects.get(username="newcomer").get_absolute_url()
    assert User.objects.filter(username="newcomer").count() == 1

    newcomer = Client()
    assert newcomer.post("/account/login/", {"login": "newcomer", "password": password}).status_code == 302
    assert newcomer.get("/accounts/mine/").url == "/account/password/"


def test_grant_is_given_after_a_preview_and_acts(cast):
    administrator, user = browser(cast.system_admin), UserFactory(username="newcomer")
    url = reverse("accounts:grant-create", args=[user.pk])
    data = {
        "role": "township_secretary",
        "organization": cast.township.code,
        "starts_on": today().isoformat(),
        "reason": "任职通知",
    }

    preview = administrator.post(url, data | {"preview": "1"})
    assert preview.context["sentences"][1] == "权限及于甲镇团委及其全部下级，共2个团组织。"
    assert not user.grants.exists()

    assert administrator.post(url, data).url == f"{user.get_absolute_url()}?tab=grants"
    assert User.objects.get(pk=user.pk).scope.paths == (cast.township.path,)


def test_page_gives_no_administrators_role(cast):
    user = UserFactory(username="newcomer")
    url = reverse("accounts:grant-create", args=[user.pk])

    browser(cast.system_admin).post(url, {"role": "audit_admin", "starts_on": today().isoformat(), "reason": "试"})

    assert not user.grants.exists()
    end = reverse("accounts:grant-end", args=[cast.audit_admin.grants.get().pk])
    assert browser(cast.system_admin).get(end).status_code == 403


def test_revoked_grant_is_gone_at_the_next_request(cast):
    secretary = browser(cast.secretary)
    assert secretary.get("/accounts/grants/").status_code == 200

    end_grant(cast.secretary.grants.get(), on=today(), reason="离任", actor=cast.system_admin)

    assert secretary.get("/accounts/grants/").status_code == 403
    assert "没有有效的授权" in secretary.get("/accounts/mine/").content.decode()


def test_grant_list_shows_the_own_node_and_below(cast):
    assert {row.pk for row in shown(cast.secretary)} == {
        cast.secretary.grants.get().pk,
        cast.branch_secretary.grants.get().pk,
    }
    assert len(shown(cast.system_admin)) == 8
    assert len(shown(cast.staff)) == 5


def shown(user):
    return Grant.objects.visible_to(user)


def test_locked_account_is_shown_and_unlocked(cast):
    for _ in range(5):
        Client().post("/account/login/", {"login": "staff", "password": "wrong"})
        Client().post("/account/login/", {"login": "whoever", "password": "wrong"})
    guard = browser(cast.security_admin)

    page = guard.get("/accounts/security/").content.decode()
    assert "不存在的登录名 1 个" in page
    assert "whoever" not in page

    guard.post(reverse("accounts:user-unlock", args=[cast.staff.pk]), {"reason": "本人来电"})
    assert Client().post("/account/login/", {"login": "staff", "password": PASSWORD}).status_code == 302


def test_security_page_names_idle_accounts_and_missing_second_factors(cast):
    User.objects.update(created_at=timezone.now() - timedelta(days=200))
    User.objects.exclude(username="reviewer").update(last_login=timezone.now())
    TOTP.activate(cast.staff, "JBSWY3DPEHPK3PXP")

    context = browser(cast.security_admin).get("/accounts/security/").context

    assert [user.username for user in context["idle"]] == ["reviewer"]
    assert [(user.username, user.totp) for user in context["factors"]] == [
        ("audit", False),
        ("security", False),
        ("system", False),
        ("staff", True),
    ]


def test_second_factor_is_reset_and_the_account_logged_out(cast):
    TOTP.activate(cast.staff, "JBSWY3DPEHPK3PXP")
    staff = browser(cast.staff)

    browser(cast.security_admin).post(reverse("accounts:user-reset-totp", args=[cast.staff.pk]), {"reason": "换手机"})

    assert not cast.staff.authenticator_set.exists()
    assert staff.get("/accounts/mine/").status_code == 302


def test_my_rights_say_what_where_since_and_why(cast):
    GrantFactory(
        user=cast.reviewer, role="county_staff", organization=cast.township, reason="兼职通知", document="团发〔2026〕3号",
        ends_on=None,
    )  # fmt: skip

    page = browser(cast.reviewer).get("/accounts/mine/")

    explanation = page.context["explanation"]
    assert {(one.grant.role, one.reach) for one in explanation.in_force} == {("reviewer", 5), ("county_staff", 2)}
    assert "团发〔2026〕3号" in page.content.decode()


def test_matrix_separates_the_three_administrators(cast):
    response = browser(cast.staff).get("/accounts/rights/?export=xlsx")
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    administrators = {
        role: {row[1] for row in rows[1:] if row[index]} for index, role in enumerate(rows[0]) if index > 5
    }

    assert len(administrators) == 3
    shared = {"解除他人的登录锁定", "查看全部账号", "查看任一账号能看到什么、为什么"}
    system, security, audit = (administrators[name] - shared for name in ("系统管理员", "安全管理员", "审计管理员"))
    assert [system & security, system & audit, security & audit] == [set(), set(), set()]
    assert audit == {"查看、导出审计日志", "校验审计链、留存摘要"}


def test_token_opens_the_api_until_revoked(cast):
    staff = browser(cast.staff)
    page = staff.post(reverse("accounts:token-create"), {"label": "同步", "days": "30"})
    text = page.context["secret"]
    header = {"HTTP_AUTHORIZATION": f"Token {text}"}
    assert Client().get("/api/v1/me/", **header).json()["username"] == "staff"

    token = ApiToken.objects.get()
    other = browser(cast.secretary).post(reverse("accounts:token-revoke", args=[token.token_key]))
    assert other.status_code == 404
    assert staff.post(reverse("accounts:token-revoke", args=[token.token_key])).status_code == 302

    assert Client().get("/api/v1/me/", **header).status_code == 401


def test_audit_list_filters_and_exports(cast):
    Client().post("/account/login/", {"login": "staff", "password": PASSWORD})
    Client().post("/account/login/", {"login": "staff", "password": "wrong"})
    auditor = browser(cast.audit_admin)

    cells = re.findall(
        'data-label="做了什么">(.*?)</td>', auditor.get("/audit/?action=user.login_failed").content.decode()
    )
    assert cells == [f"以{cast.staff}登录失败"]
    assert auditor.get(f"/audit/?since={today() + timedelta(days=1)}").context["paging"].count == 0

    sheet = load_workbook(io.BytesIO(auditor.get("/audit/?export=xlsx").content)).worksheets[0]
    assert sheet.max_row == 3
    assert AuditEvent.objects.latest("id").action == "list.exported"


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("who", "url", "queries"),
    [
        ("system_admin", "/accounts/", 8),
        ("staff", "/accounts/grants/", 8),
        ("audit_admin", "/audit/", 6),
        ("security_admin", "/accounts/security/", 9),
        ("staff", "/accounts/tokens/", 6),
        ("staff", "/accounts/mine/", 8),
    ],
)
def test_page_asks_the_database_a_fixed_number_of_times(cast, django_assert_max_num_queries, rows, who, url, queries):
    for number in range(rows):
        user = UserFactory(username=f"extra{number}", role="reviewer", organization=cast.township)
        create_token(user, label="甲", days=30)
        create_token(cast.staff, label="乙", days=30)
    client = browser(getattr(cast, who))
    client.get(url)

    with django_assert_max_num_queries(queries):
        assert client.get(url).status_code == 200
