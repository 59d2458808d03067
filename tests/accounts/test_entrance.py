"""Log-in, lock, second factor, sessions: what a browser meets."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from league.accounts.models import User
from league.core.models import AuditEvent
from tests.factories.accounts import PASSWORD

LOGIN, HOME = "/account/login/", "/accounts/mine/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def no_code_was_used_before():
    cache.clear()


def log_in(client, username, password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": username, "password": password}, **extra)


def code(secret=SECRET, step=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def actions():
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def test_log_in_leads_home_and_is_audited(cast, client):
    response = log_in(client, "staff")

    assert (response.status_code, response.url) == (302, "/")
    assert client.get(HOME).status_code == 200
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.address) == ("user.logged_in", cast.staff, "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "home"),
    [("system", "/accounts/"), ("security", "/accounts/security/"), ("audit", "/audit/")],
)
def test_administrator_begins_where_the_work_is(cast, client, settings, name, home):
    settings.DEMO = True

    assert log_in(client, name).url == home
    assert client.get(home).status_code == 200


def test_name_is_found_in_any_spelling(cast, client):
    assert log_in(client, " ＳTAFF ").status_code == 302


def test_wrong_password_unknown_name_and_closed_account_read_the_same(cast, client):
    User.objects.filter(username="reviewer").update(is_active=False)

    pages = [
        re.sub(r'(value=|Token": )"[^"]*"', "", log_in(client, name, password).content.decode())
        for name, password in (("staff", "wrong"), ("nobody", "wrong"), ("reviewer", PASSWORD))
    ]

    assert pages[0] == pages[1] == pages[2]
    assert "登录名或密码不正确" in pages[0]
    assert actions() == ["user.login_failed", "user.unknown_login_failed", "user.login_failed"]
    assert "nobody" not in str(list(AuditEvent.objects.values()))


def test_lock_holds_with_the_right_password_in_any_spelling_from_anywhere(cast, client):
    answers = [log_in(client, "staff", "wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]

    for name, address in (("staff", "127.0.0.1"), ("STAFF", "127.0.0.1"), ("staff", "10.0.0.9")):
        response = log_in(Client(), name, REMOTE_ADDR=address)
        assert response.status_code == 429
        assert "账号已锁定" in response.content.decode()
    assert log_in(Client(), "secretary").status_code == 302
    assert actions() == [*["user.login_failed"] * 5, "user.locked", "user.logged_in"]


def test_locked_account_costs_no_hash(cast, client, monkeypatch):
    checked = []
    original = User.check_password
    monkeypatch.setattr(User, "check_password", lambda user, raw: checked.append(raw) or original(user, raw))

    for _ in range(20):
        log_in(client, "staff", "wrong")

    assert len(checked) == 5


def test_unknown_name_is_locked_too(cast, client):
    assert [log_in(client, "nobody", "wrong").status_code for _ in range(6)] == [200] * 4 + [429] * 2


def test_right_password_forgets_the_failures(cast, client):
    for _ in range(4):
        log_in(client, "staff", "wrong")
    assert log_in(client, "staff").status_code == 302
    client.post("/account/logout/")

    assert log_in(client, "staff", "wrong").status_code == 200


def test_log_out_kills_the_cookie(cast, client):
    log_in(client, "staff")
    cookie = client.cookies["sessionid"].value

    assert client.post("/account/logout/").url == LOGIN

    client.cookies["sessionid"] = cookie
    assert client.get(HOME).status_code == 302
    assert actions() == ["user.logged_in", "user.logged_out"]


def test_key_of_the_session_changes_at_log_in(cast, client):
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    log_in(client, "staff")

    assert client.cookies["sessionid"].value != planted
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


@pytest.mark.parametrize(("idle", "answer"), [(1700, 200), (1801, 302)])
def test_session_ends_after_half_an_hour_without_a_request(cast, client, idle, answer):
    log_in(client, "staff")
    client.get(HOME)
    session = client.session
    began, seen = session["clock"]
    session["clock"] = (began, seen - idle)
    session.save()

    assert client.get(HOME).status_code == answer


def test_session_ends_after_eight_hours_of_work(cast, client):
    log_in(client, "staff")
    session = client.session
    session["clock"] = (int(time.time()) - 8 * 3600, int(time.time()))
    session.save()

    assert client.get(HOME).status_code == 302


def test_one_time_password_leads_to_the_password_page_first(cast, client):
    User.objects.filter(username="staff").update(must_change_password=True)
    log_in(client, "staff")
    assert client.get(HOME).url == "/account/password/"

    page = "/account/password/"
    same = client.post(page, {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD})
    assert "新密码不能与现用密码相同" in same.content.decode()
    plain = client.post(page, {"oldpassword": PASSWORD, "password1": "abcdefghijkl", "password2": "abcdefghijkl"})
    assert "至少三种" in plain.content.decode()

    new = "Fresh-horse-2024"
    assert client.post(page, {"oldpassword": PASSWORD, "password1": new, "password2": new}).url == "/"
    assert client.get(HOME).status_code == 200
    assert actions()[-1] == "user.password_changed"


def test_change_of_password_ends_the_other_sessions(cast, client):
    other = Client()
    log_in(other, "staff")
    log_in(client, "staff")

    new = "Fresh-horse-2024"
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert client.get(HOME).status_code == 200
    assert other.get(HOME).status_code == 302


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "account_set_password", "account_inactive"]
)
def test_unused_pages_of_allauth_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_administrator_must_set_up_the_second_factor(cast, client):
    log_in(client, "audit")
    assert client.get("/audit/").url == "/account/factor/activate/"

    page = client.get("/account/factor/activate/")
    secret = page.context["form"].secret
    wrong = client.post("/account/factor/activate/", {"code": "000000"})
    assert "动态口令不正确" in wrong.content.decode()
    assert client.post("/account/factor/activate/", {"code": code(secret)}).url == "/account/factor/codes/"

    assert len(client.get("/account/factor/codes/").context["unused_codes"]) == 10
    assert client.get("/audit/").status_code == 200
    assert actions()[-1] == "user.totp_activated"
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_second_factor_is_asked_for_and_let_through(cast, client):
    TOTP.activate(cast.audit_admin, SECRET)

    assert log_in(client, "audit").url == "/account/code/"
    assert client.get("/audit/").status_code == 302
    assert actions() == []

    assert client.post("/account/code/", {"code": code()}).url == "/audit/"
    assert client.get("/audit/").status_code == 200
    assert actions() == ["user.logged_in"]


def test_wrong_codes_lock_the_account(cast, client):
    TOTP.activate(cast.audit_admin, SECRET)
    log_in(client, "audit")

    answers = [client.post("/account/code/", {"code": "000000"}).status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    assert client.post("/account/code/", {"code": code()}).status_code == 429
    assert log_in(Client(), "audit").status_code == 429


def test_used_code_opens_nothing_again(cast, client):
    TOTP.activate(cast.audit_admin, SECRET)
    used = code()
    log_in(client, "audit")
    client.post("/account/code/", {"code": used})

    other = Client()
    log_in(other, "audit")
    assert other.post("/account/code/", {"code": used}).status_code == 200
    assert other.get("/audit/").status_code == 302


def test_recovery_code_opens_once(cast, client):
    log_in(client, "audit")
    secret = client.get("/account/factor/activate/").context["form"].secret
    client.post("/account/factor/activate/", {"code": code(secret)})
    recovery = client.get("/account/factor/codes/").context["unused_codes"][0]
    assert recovery in client.get("/account/factor/codes/download/").content.decode()
    client.post("/account/logout/")

    log_in(client, "audit")
    assert client.post("/account/code/", {"code": recovery}).url == "/audit/"
    client.post("/account/logout/")
    log_in(client, "audit")
    assert client.post("/account/code/", {"code": recovery}).status_code == 200


def test_administrator_cannot_give_up_the_second_factor_but_staff_can(cast, client):
    for user, name in ((cast.audit_admin, "audit"), (cast.staff, "staff")):
        TOTP.activate(user, SECRET)
        browser = Client()
        log_in(browser, name)
        browser.post("/account/code/", {"code": code(step=1 if name == "staff" else 0)})
        answer = browser.post("/account/factor/deactivate/")
        if name == "audit":
            assert "不能停用" in answer.content.decode()
    assert list(Authenticator.objects.values_list("user__username", flat=True)) == ["audit"]
    assert actions()[-1] == "user.totp_deactivated"


def test_demo_offers_the_second_factor_and_lets_everybody_look(cast, client, settings):
    settings.DEMO = True
    log_in(client, "audit")

    assert client.get("/audit/").status_code == 200


def test_forwarded_address_is_believed_only_behind_our_proxy(cast, client, settings):
    log_in(client, "staff", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4")
    client.post("/account/logout/")
    settings.PROXY_COUNT = 1
    log_in(client, "staff", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 10.0.0.7")

    addresses = AuditEvent.objects.filter(action="user.logged_in").order_by("id").values_list("address", flat=True)
    assert list(addresses) == ["10.0.0.1", "10.0.0.7"]
