"""Loading the demo: what cannot be imported is made first, everything else comes through the importer as the accounts
of the demo, and then the closed years are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from league.accounts.models import User
from league.core.audit import record
from league.core.dates import Period
from league.core.models import AuditEvent
from league.core.pinyin import search_key
from league.core.versions import open_versions
from organizations.models import Division, Organization, Rule
from organizations.services.organizations import change_organization
from organizations.services.rules import set_local_rule
from reports.demo.accounts import (
    COUNTY_STAFF,
    Account,
    branch_account,
    first_accounts,
    open_accounts,
    secretaries,
    tell_entrance,
)
from reports.demo.activities import load_activities
from reports.demo.appraisals import load_appraisals
from reports.demo.cadres import load_people
from reports.demo.development import load_development
from reports.demo.elections import load_elections, load_health_cases
from reports.demo.events import live_on
from reports.demo.funds import load_funds
from reports.demo.homes import load_homes
from reports.demo.honours import load_honours
from reports.demo.importing import Sending, import_committees, import_register
from reports.demo.league_schools import load_league_schools
from reports.demo.learning import load_learning
from reports.demo.mechanisms import load_mechanisms
from reports.demo.own_indicators import load_own_indicators
from reports.demo.records import COUNTING_DAYS, COUNTY, COUNTY_DIVISION, INVENTED, REFORM_START
from reports.demo.recruitment import load_recruitment
from reports.demo.service import load_service
from reports.demo.story import tell
from reports.demo.terms import load_terms
from reports.models import StatPeriod
from reports.services.fill import Fill, fill_period
from reports.services.periods import close_period

FOUNDED = date(1950, 5, 4)
LOADED = "demo.loaded"


class State(StrEnum):
    """What the database holds."""

    EMPTY = "empty"
    BEGUN = "begun"
    LOADED = "loaded"
    FOREIGN = "foreign"


class DemoRefused(Exception):
    """The demo must not be loaded here; the Chinese message says why."""


@dataclass(frozen=True)
class Loading:
    """Who loads what as of when, and who is told of each step."""

    on: date
    at: datetime
    say: Callable[[str], None]


def state_of_database() -> State:
    """Whether the demo may be loaded, was loaded, or somebody works here with other data."""
    if AuditEvent.objects.filter(action=LOADED).exists():
        return State.LOADED
    if User.objects.filter(username=COUNTY_STAFF, name__startswith="演示").exists():
        return State.BEGUN
    if Organization.objects.exists() or User.objects.exists():
        return State.FOREIGN
    return State.EMPTY


def load_demo(loading: Loading) -> bool:
    """Load the demo county; False when it was there already. Raise DemoRefused outside a demo and over other data.

    A load that was interrupted is taken up again: importing the same rows twice changes nothing.
    """
    if not settings.DEMO:
        raise DemoRefused("本系统不是演示环境（DEMO=False），不能装入演示数据和演示账号。")
    state = state_of_database()
    if state == State.LOADED:
        return False
    if state == State.FOREIGN:
        raise DemoRefused("数据库里已有其他数据，不能再装入演示县。请换一个空的数据库。")
    if state == State.EMPTY:
        begin(on=loading.on)
    sending = Sending(loading.on, loading.say)
    county, counts = tell(on=loading.on)
    import_committees(county, sending)
    finish_root()
    open_missing(secretaries(), on=loading.on)
    import_register(county, counts, sending)
    live_on(county, on=loading.on)
    stories = load_terms(sending)
    crowd = load_people(stories, sending)
    load_recruitment(crowd, sending)
    load_development(crowd, sending)
    load_elections(stories, on=loading.on)
    load_homes(on=loading.on)
    load_league_schools(on=loading.on)
    load_mechanisms(on=loading.on)
    load_happenings(sending)
    load_appraisals(on=loading.on)
    know_sizes()
    load_health_cases(on=loading.on)
    open_missing([branch_account()], on=loading.on)
    tell_entrance()
    load_own_indicators(at=loading.at, actor=User.objects.get(username=COUNTY_STAFF))
    fill_years(loading)
    record(None, LOADED, Organization.objects.get(code=COUNTY))
    return True


def load_happenings(sending: Sending) -> None:
    """What happens: activities, money and goods, learning, service, honours."""
    load_activities(sending)
    load_funds(sending)
    load_learning(sending)
    load_service(on=sending.on)
    load_honours(on=sending.on)


@transaction.atomic
def begin(*, on: date) -> None:
    """The root, the county's own accounts and its rules: what an operator sets up before the first import."""
    root = Organization(
        code=COUNTY, name="共青团衡阳县委员会", short_name="团衡阳县委", kind="leading_body", path="new", depth=1,
        stat_field="organ", party_organization="中国共产党衡阳县委员会", founded_on=FOUNDED, source=INVENTED,
    )  # fmt: skip
    root.search_key = search_key(root.name, root.short_name)
    root.save(force_insert=True)
    root.path = f"/{root.pk}/"
    root.save(update_fields=["path"])
    open_versions([(root, FOUNDED, None)])
    record(None, "organization.founded", root, after={"全称": root.name, "组织编码": root.code}, parent="—")
    open_accounts(first_accounts(), on=on)
    set_reform_start()


def set_reform_start() -> None:
    """The county sets since when organisations are new; the other rules come with the system."""
    rule = Rule.objects.get(code="county.reform_start", valid_to__isnull=True)
    staff = User.objects.get(username=COUNTY_STAFF)
    set_local_rule(rule, value=REFORM_START.isoformat(), on=rule.valid_from, source=INVENTED, actor=staff)


def open_missing(accounts: Iterable[Account], *, on: date) -> None:
    """Accounts of those whose organisations were imported in the meantime."""
    known = set(User.objects.values_list("username", flat=True))
    open_accounts([account for account in accounts if account.username not in known], on=on)


def finish_root() -> None:
    """Divisions came after the root, so it learns its own only now."""
    root = Organization.objects.get(code=COUNTY)
    if root.division_id is None:
        division = Division.objects.get(code=COUNTY_DIVISION)
        staff = User.objects.get(username=COUNTY_STAFF)
        change_organization(root, changes={"division": division}, actor=staff, reason="补登所在区划")


def know_sizes() -> None:
    """PostgreSQL learns by itself within minutes how large its tables have become; the branches are
    reviewed and the years counted at once."""
    if connection.vendor == "postgresql":
        tables = [
            connection.ops.quote_name(model._meta.db_table)
            for app in ("organizations", "cadres", "activities")
            for model in apps.get_app_config(app).models.values()
        ]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE " + ", ".join(tables))


def fill_years(loading: Loading) -> None:
    """Count every year since the first head-count; years that are over are closed."""
    staff = User.objects.get(username=COUNTY_STAFF)
    for year in range(COUNTING_DAYS[0].year, loading.on.year + 1):
        span = Period.parse(str(year))
        if StatPeriod.objects.filter(code=span.code, closed_at__isnull=False).exists():
            continue
        loading.say(f"统计{span.label}")
        snapshot = fill_period(Fill(span, span.as_of(loading.on), at=loading.at, actor=staff))
        if not span.is_open(loading.on):
            close_period(snapshot.period, at=loading.at, actor=staff)
