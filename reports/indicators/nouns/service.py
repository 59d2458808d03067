"""Nouns of serving young people: teams, meetings, needs, honours, the federation's members."""

from __future__ import annotations

from django.db.models import Q

from activities.enums import FederationPost, HonourKind, HonourLevel, NeedCategory, NeedState, RaiserKind, Sector
from reports.indicators.base import Measure
from reports.indicators.honours import sitting, valid
from reports.indicators.nouns.base import Key, Noun, choice, day, flag, number
from reports.indicators.nouns.derived import holds
from reports.indicators.nouns.terms import ORGANIZATION
from reports.indicators.service import meetings, needs, teams

UNIT = Key("unit", "村（社区）", "unit_id", "个", Measure.UNITS)

TEAM = Noun(
    code="service_team", label="服务队", unit="支", measure=Measure.TEAMS, opening="截至日在册的服务队", rows=teams,
    node="organization_id",
    fields=(
        flag("at_home", "以青年阵地为阵地", derive=holds(Q(home__isnull=False))),
        flag("with_party", "有联建党组织", derive=holds(~Q(party_organization=""))),
        number("party_members", "党员数", "人"),
        number("league_members", "团员数", "人"),
        number("pioneers", "少先队员数", "人"),
        number("volunteers", "青年志愿者数", "人"),
        day("founded_on", "成立日期"),
    ),
    keys=(ORGANIZATION,),
)  # fmt: skip

MEETING = Noun(
    code="yard_meeting", label="屋场恳谈会", unit="次", measure=Measure.MEETINGS, within_period=True,
    opening="统计期内截至日召开的青春屋场恳谈会", rows=meetings, node="organization_id",
    fields=(
        flag("by_team", "由服务队召开", derive=holds(Q(team__isnull=False))),
        number("attendees", "参加人次", "人次", measure=Measure.PERSON_TIMES),
        day("held_on", "召开日期"),
    ),
    keys=(ORGANIZATION, UNIT),
)  # fmt: skip

NEED = Noun(
    code="need", label="急难愁盼诉求", unit="件", measure=Measure.NEEDS, opening="截至日及以前反映的急难愁盼诉求", rows=needs,
    node="organization_id",
    fields=(
        choice("state", "当时状态", NeedState.choices, lookup="state_then"),
        choice("category", "类别", NeedCategory.choices),
        choice("raiser_kind", "反映人身份", RaiserKind.choices),
        flag("at_meeting", "在恳谈会上反映", derive=holds(Q(meeting__isnull=False))),
        day("raised_on", "反映日期"),
    ),
    keys=(ORGANIZATION,),
)  # fmt: skip

HONOUR = Noun(
    code="honour", label="荣誉", unit="项", measure=Measure.HONOURS, opening="截至日有效的荣誉", rows=valid,
    node="organization_id",
    fields=(
        choice("kind", "类别", HonourKind.choices),
        choice("level", "级别", HonourLevel.choices),
        flag("of_person", "授予个人", derive=holds(Q(person__isnull=False))),
        flag("of_organization", "授予团组织", derive=holds(Q(holder_organization__isnull=False))),
        number("year", "表彰年度", "年"),
        day("awarded_on", "授予日期"),
    ),
    keys=(ORGANIZATION,),
    hidden=("holder",),
)  # fmt: skip

FEDERATION_MEMBER = Noun(
    code="federation_member", label="青联委员", unit="人", measure=Measure.PERSONS, opening="截至日在任的青联委员",
    rows=sitting, node="federation__organization_id",
    fields=(
        choice("sector", "界别", Sector.choices),
        choice("post", "职务", FederationPost.choices),
        day("joined_on", "增补日期"),
    ),
    hidden=("name", "employer"),
)  # fmt: skip

NOUNS = (TEAM, MEETING, NEED, HONOUR, FEDERATION_MEMBER)
