"""Making, closing and opening accounts."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from league.accounts.models import ApiToken, User
from league.accounts.services.tokens import create_token, revoke_token
from league.accounts.services.users import (
    change_password,
    create_user,
    disable_user,
    edit_user,
    enable_user,
    end_sessions,
    one_time_password,
    reset_password,
)
from league.core.models import AuditEvent
from tests.factories.accounts import PASSWORD

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def actions():
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def test_new_account_has_a_one_time_password_and_no_right(cast):
    user, password = create_user(username="newcomer", name="新同志", actor=cast.system_admin)

    stored = User.objects.get(username="newcomer")
    assert stored.check_password(password)
    assert stored.must_change_password
    assert (stored.roles, bool(stored.scope)) == (frozenset(), False)
    assert actions() == ["user.created"]
    assert password not in str(list(AuditEvent.objects.values()))
    assert user == stored


@pytest.mark.parametrize("name", ["Admin", "张三", "a b", "a", "-x1", "x" * 31, "staff"])
def test_account_name_must_be_plain_and_free(cast, name):
    with pytest.raises(ValidationError):
        create_user(username=name, name="某", actor=cast.system_admin)
    assert actions() == []


def test_one_time_passwords_differ_and_are_easy_to_copy():
    passwords = {one_time_password() for _ in range(200)}

    assert len(passwords) == 200
    assert {len(password) for password in passwords} == {14}
    assert not set("0O1lI").intersection("".join(passwords))


def test_edit_changes_name_and_counts_the_revision(cast):
    user = edit_user(cast.staff, name="改名", email="a@example.org", actor=cast.system_admin)

    assert (user.name, user.email, user.revision) == ("改名", "a@example.org", 2)
    event = AuditEvent.objects.get()
    assert (event.action, event.after["name"]) == ("user.edited", "改名")


def test_disabled_account_comes_back_without_its_old_sessions_and_tokens(cast, client):
    create_token(cast.staff, label="同步", days=30)
    client.force_login(cast.staff)

    disable_user(cast.staff, reason="调离", actor=cast.system_admin)
    assert client.get("/accounts/mine/").status_code == 302

    enable_user(cast.staff, reason="回任", actor=cast.system_admin)
    assert client.get("/accounts/mine/").status_code == 302
    assert ApiToken.objects.count() == 0
    assert actions() == ["token.created", "user.disabled", "user.enabled"]


def test_disabling_twice_is_refused(cast):
    disable_user(cast.staff, reason="调离", actor=cast.system_admin)

    with pytest.raises(ValidationError, match="已经停用"):
        disable_user(cast.staff, reason="调离", actor=cast.system_admin)
    with pytest.raises(ValidationError, match="正在启用"):
        enable_user(cast.secretary, reason="?", actor=cast.system_admin)


def test_reset_ends_sessions_and_makes_the_password_one_time(cast, client):
    client.force_login(cast.staff)

    user, password = reset_password(cast.staff, at=NOW, reason="遗忘", actor=cast.system_admin)

    user.refresh_from_db()
    assert user.check_password(password)
    assert not user.check_password(PASSWORD)
    assert (user.must_change_password, user.password_changed_at) == (True, NOW)
    assert client.get("/accounts/mine/").status_code == 302


def test_ending_sessions_leaves_the_password(cast, client):
    client.force_login(cast.staff)

    end_sessions(cast.staff, reason="手机遗失", actor=cast.security_admin)

    assert client.get("/accounts/mine/").status_code == 302
    cast.staff.refresh_from_db()
    assert cast.staff.check_password(PASSWORD)


def test_own_change_of_password_revokes_tokens_and_lifts_the_duty(cast):
    cast.staff.must_change_password = True
    create_token(cast.staff, label="同步", days=30)

    change_password(cast.staff, "another-Horse-2024", at=NOW)

    cast.staff.refresh_from_db()
    assert cast.staff.check_password("another-Horse-2024")
    assert not cast.staff.must_change_password
    assert ApiToken.objects.count() == 0


@pytest.mark.parametrize(
    "attempt",
    [
        lambda user: disable_user(user, reason="?", actor=user),
        lambda user: edit_user(user, name="?", email="", actor=user),
        lambda user: reset_password(user, at=NOW, reason="?", actor=user),
        lambda user: end_sessions(user, reason="?", actor=user),
    ],
)
def test_nobody_administers_himself(cast, attempt):
    with pytest.raises(ValidationError, match="不能对自己"):
        attempt(cast.system_admin)
    assert actions() == []


def test_token_is_stored_as_a_digest_and_limited_in_number(cast):
    token, text = create_token(cast.staff, label="同步", days=30)

    assert text not in str(list(ApiToken.objects.values()))
    for number in range(4):
        create_token(cast.staff, label=f"另{number}", days=30)
    with pytest.raises(ValidationError, match="最多5个"):
        create_token(cast.staff, label="第六", days=30)

    revoke_token(token, actor=cast.staff)
    assert ApiToken.objects.count() == 4
    assert actions()[-1] == "token.revoked"


def test_password_is_due_when_one_time_or_old(cast):
    user = cast.staff
    user.password_changed_at = NOW

    assert not user.password_is_due(on=datetime(2026, 5, 30, tzinfo=UTC).date(), days=90)
    assert user.password_is_due(on=datetime(2026, 5, 31, tzinfo=UTC).date(), days=90)
    user.must_change_password = True
    assert user.password_is_due(on=NOW.date(), days=90)
