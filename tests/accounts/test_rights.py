"""Rights in words, and the command that makes the first administrators."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from rules.permissions import permissions

from league.accounts.matrix import role_may, sentences_for
from league.accounts.models import User
from league.core.rights import RIGHTS, describe
from league.core.roles import Role


def test_every_permission_of_the_system_is_described():
    assert set(RIGHTS) == set(permissions)


def test_permission_is_described_once():
    with pytest.raises(ValueError, match="described twice"):
        describe("账号与授权", {"accounts.view_user": "又一句"})


def test_misspelt_permission_is_an_error(cast):
    with pytest.raises(LookupError, match=r"accounts\.vew_user"):
        cast.system_admin.has_perm("accounts.vew_user")


@pytest.mark.parametrize("role", list(Role))
def test_role_on_paper_is_the_role_of_the_cast(cast, role):
    name = {"county_staff": "staff", "township_secretary": "secretary"}.get(role.value, role.value)
    account = getattr(cast, name)

    assert {p for p in permissions if role_may(role, p)} == {p for p in permissions if account.has_perm(p)}


def test_disabled_account_may_nothing(cast):
    cast.system_admin.is_active = False

    assert [p for p in permissions if cast.system_admin.has_perm(p)] == []


def test_reviewer_only_reads_but_for_the_partys_own_letters_and_opinions():
    words = {sentence for section in sentences_for("reviewer").values() for sentence in section}

    # A trial of other weights writes nothing.
    assert {sentence for sentence in words if sentence[:2] not in {"查看", "建立"}} - {"按其他权重和等次试算"} == {
        "登记对考核结果的意见；审阅人只登记组织部门的意见",
        "登记协管征求意见",
        "登记党组织的意见",
        "更正本人登记的协管意见",
    }
    assert "建立自己的接口令牌" in sentences_for("reviewer")["账号与授权"]


def test_command_makes_an_administrator_and_prints_the_password_once(db):
    out = StringIO()

    call_command("create_administrator", "audit_admin", "auditor", "张审计", stdout=out)

    password = re.search("一次性密码（只显示这一次）：(.+)", out.getvalue())[1]
    account = User.objects.get(username="auditor")
    assert (account.check_password(password), account.must_change_password) == (True, True)
    assert account.roles == {"audit_admin"}
    with pytest.raises(CommandError, match="该登录名已被使用"):
        call_command("create_administrator", "audit_admin", "auditor", "别人", stdout=out)
