"""Giving and ending roles, and the separation of the three administrators."""

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from league.accounts.models import Grant, User
from league.accounts.services.grants import create_administrator, end_grant, give_grant
from league.accounts.services.users import disable_user
from league.core.dates import today
from league.core.models import AuditEvent
from tests.factories.accounts import GrantFactory, UserFactory

DAY = date(2026, 1, 1)


def give(user, actor, **kwargs):
    return give_grant(user, starts_on=kwargs.pop("starts_on", DAY), reason="任职通知", actor=actor, **kwargs)


def fresh(user):
    return User.objects.get(pk=user.pk)


def test_grant_opens_the_node_and_all_below(cast):
    user = UserFactory(username="newcomer")

    grant = give(
        user, cast.system_admin, role="township_secretary", organization=cast.township, document="团发〔2026〕1号"
    )

    user = fresh(user)
    assert user.scope.paths == (cast.township.path,)
    assert user.holds("township_secretary", above=cast.branch.path)
    assert not user.holds("township_secretary", above=cast.neighbour.path)
    event = AuditEvent.objects.get()
    assert (event.action, event.document) == ("grant.given", "团发〔2026〕1号")
    assert event.sentence == f"授予{user}{grant}"


def test_ended_grant_is_lost_at_the_next_look(cast):
    grant = cast.secretary.grants.get()
    assert fresh(cast.secretary).scope

    end_grant(grant, on=today(), reason="离任", actor=cast.system_admin)

    assert not fresh(cast.secretary).scope
    assert Grant.objects.filter(pk=grant.pk).exists()


def test_grant_of_today_can_be_taken_back_today(cast):
    user = UserFactory()
    grant = give(user, cast.system_admin, role="reviewer", organization=cast.county, starts_on=today())

    end_grant(grant, on=today(), reason="误授", actor=cast.system_admin)

    assert not fresh(user).scope
    give(user, cast.system_admin, role="county_staff", organization=cast.county, starts_on=today())
    assert fresh(user).scope


def test_grant_to_come_opens_nothing_yet(cast):
    user = UserFactory()

    give(user, cast.system_admin, role="reviewer", organization=cast.county, starts_on=today() + timedelta(days=1))

    assert not fresh(user).scope


def test_end_is_not_put_off(cast):
    grant = cast.secretary.grants.get()
    end_grant(grant, on=DAY, reason="离任", actor=cast.system_admin)

    with pytest.raises(ValidationError, match="已于2026-01-01结束"):
        end_grant(grant, on=DAY + timedelta(days=9), reason="延长", actor=cast.system_admin)


def test_same_grant_twice_is_refused(cast):
    with pytest.raises(ValidationError, match="已有同样的授权"):
        give(cast.staff, cast.system_admin, role="county_staff", organization=cast.county)


def test_disabled_account_gets_no_role(cast):
    disable_user(cast.staff, reason="调离", actor=cast.system_admin)

    with pytest.raises(ValidationError, match="已停用"):
        give(cast.staff, cast.system_admin, role="reviewer", organization=cast.county)


def test_domain_role_needs_a_node_and_an_administrator_has_none(cast):
    with pytest.raises(ValidationError, match="业务角色必须指定组织"):
        give(UserFactory(), cast.system_admin, role="reviewer")
    with pytest.raises(ValidationError, match="不得指定组织"):
        give(UserFactory(), cast.system_admin, role="audit_admin", organization=cast.county)


@pytest.mark.parametrize("admin", ["system_admin", "security_admin", "audit_admin"])
def test_nobody_grants_himself_or_ends_his_own(cast, admin):
    account = getattr(cast, admin)

    with pytest.raises(ValidationError, match="不能给自己授权"):
        give(account, account, role="county_staff", organization=cast.county)
    with pytest.raises(ValidationError, match="不能变更自己的授权"):
        end_grant(account.grants.get(), on=today(), reason="?", actor=account)


@pytest.mark.parametrize("second", ["system_admin", "security_admin", "audit_admin"])
def test_administrator_takes_no_second_role(cast, second):
    account = next(user for user in (cast.security_admin, cast.audit_admin) if second not in user.roles)

    with pytest.raises(ValidationError, match="三员分立"):
        give(account, cast.system_admin, role=second)
    with pytest.raises(ValidationError, match="三员分立"):
        give(account, cast.system_admin, role="reviewer", organization=cast.county)
    with pytest.raises(ValidationError, match="三员分立"):
        give(cast.staff, cast.system_admin, role=second)


def test_administrators_role_may_follow_an_ended_domain_role(cast):
    end_grant(cast.secretary.grants.get(), on=DAY, reason="离任", actor=cast.system_admin)

    give(cast.secretary, None, role="audit_admin")

    assert fresh(cast.secretary).roles == {"audit_admin"}


def test_mixture_written_past_the_services_opens_nothing(cast):
    GrantFactory(user=cast.audit_admin, role="county_staff", organization=cast.county)

    account = fresh(cast.audit_admin)

    assert (account.roles, bool(account.scope)) == (frozenset(), False)
    assert not account.has_perm("accounts.view_audit")


def test_database_refuses_two_open_administrators(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantFactory(user=cast.audit_admin, role="system_admin")


def test_administrator_is_made_on_the_server(db):
    user, password = create_administrator(role="security_admin", username="guard", name="安全员", on=DAY)

    assert fresh(user).roles == {"security_admin"}
    assert user.check_password(password)
    assert set(AuditEvent.objects.values_list("actor", "action")) == {
        (None, "user.created"),
        (None, "grant.given"),
        (None, "user.administrator_created"),
    }
    with pytest.raises(ValidationError, match="不是管理员角色"):
        create_administrator(role="county_staff", username="other", name="某", on=DAY)
    assert not User.objects.filter(username="other").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="the in-memory database of the tests has one connection")
def test_two_grants_at_the_same_moment_see_each_other():
    user, outcomes = UserFactory(), []
    barrier = threading.Barrier(2)

    def attempt(role):
        barrier.wait()
        try:
            give(user, None, role=role)
            outcomes.append("given")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[role]) for role in ("audit_admin", "security_admin")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["given", "refused"]
    assert user.grants.count() == 1
