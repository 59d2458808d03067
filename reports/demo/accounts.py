"""The people of the demo. Everybody has the same loud password, so that nobody takes it for a secret."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from pypinyin import lazy_pinyin

from league.accounts.models import User
from league.accounts.services.grants import give_grant
from league.core.audit import record
from league.core.roles import Role
from organizations.models import Organization
from reports.demo.committees import EDUCATION, ORGANS, PARK, SOCIAL
from reports.demo.places import Township, read_townships
from reports.demo.records import COUNTY

PASSWORD = "Demo-430421"  # noqa: S105 - printed at every start, refused outside the demo
COUNTY_STAFF, COUNTY_SECOND, REVIEWER = "county", "county2", "reviewer"
SHOWN_TOWNSHIPS = {"xidu", "yanbei", "education"}
BRANCH = ("chishui", "430421100210")


@dataclass(frozen=True)
class Account:
    """A demo account: who, as what, and the code of the organisation where."""

    username: str
    name: str
    role: str
    organization: str = ""


def township_username(township: Township) -> str:
    """xidu for 西渡镇."""
    return "".join(lazy_pinyin(township.place.name[:-1]))


def first_accounts() -> list[Account]:
    """Those who hold a role at the county's root or none, before anything is imported."""
    return [
        Account(COUNTY_STAFF, "演示·县团委", Role.COUNTY_STAFF, COUNTY),
        # Grants are approved by two hands.
        Account(COUNTY_SECOND, "演示·县团委（复核）", Role.COUNTY_STAFF, COUNTY),
        Account(REVIEWER, "演示·组织部审阅人", Role.REVIEWER, COUNTY),
        Account("sysadmin", "演示·系统管理员", Role.SYSTEM_ADMIN),
        Account("secadmin", "演示·安全管理员", Role.SECURITY_ADMIN),
        Account("auditadmin", "演示·审计管理员", Role.AUDIT_ADMIN),
    ]


def secretaries() -> Iterator[Account]:
    """The secretaries of the townships and of the systems; they need their committees."""
    for township in read_townships():
        name = f"演示·{township.place.name}团委书记"
        yield Account(township_username(township), name, Role.TOWNSHIP_SECRETARY, township.committee)
    yield Account("park", "演示·园区团工委书记", Role.TOWNSHIP_SECRETARY, PARK)
    yield Account("education", "演示·教育团工委书记", Role.TOWNSHIP_SECRETARY, EDUCATION)
    yield Account("organs", "演示·县直机关团工委书记", Role.TOWNSHIP_SECRETARY, ORGANS)
    yield Account("social", "演示·社会领域团工委书记", Role.TOWNSHIP_SECRETARY, SOCIAL)


def branch_account() -> Account:
    """One village's secretary."""
    username, organization = BRANCH
    return Account(username, "演示·村团支部书记", Role.BRANCH_SECRETARY, organization)


def open_accounts(accounts: list[Account], *, on: date) -> dict[str, User]:
    """Make the accounts with their grants from that day on. One password hash serves them all: the slowest step of a
    demo would otherwise be hashing the same word thirty times."""
    codes = {account.organization for account in accounts if account.organization}
    organizations = {row.code: row for row in Organization.objects.filter(code__in=codes)}
    password = make_password(PASSWORD)
    users = {}
    for account in accounts:
        user = User(username=account.username, name=account.name, password=password, must_change_password=False)
        user.full_clean()
        user.save(force_insert=True)
        record(None, "user.created", user, after={"登录名": account.username, "姓名": account.name})
        give_grant(
            user,
            role=account.role,
            organization=organizations[account.organization] if account.organization else None,
            starts_on=on,
            reason="演示账号",
            actor=None,
        )
        users[account.username] = user
    return users


def tell_entrance() -> None:
    """Leave the accounts beside the database, where the demo's log-in page finds them."""
    townships = [account for account in secretaries() if account.username in SHOWN_TOWNSHIPS]
    accounts = [*first_accounts()[:1], *townships, branch_account(), *first_accounts()[1:]]
    lines = [
        {"username": account.username, "password": PASSWORD, "role": account.name.removeprefix("演示·")}
        for account in accounts
    ]
    path = Path(settings.VAR_DIR) / "demo-accounts.json"
    path.write_text(json.dumps(lines, ensure_ascii=False, indent=1), encoding="utf-8")
