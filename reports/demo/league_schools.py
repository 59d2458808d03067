"""The league work of the 83 schools: all surveyed and all with a league school that teaches at the end of the
article's year; in the last years a few fall behind, so that there is something to correct."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from league.accounts.models import User
from organizations.enums import UnitKind
from organizations.models import LeagueClass, LeagueSchool, LeagueTeacher, LeagueTopic, RelationSurvey, Unit
from organizations.services.entries import add_entries
from organizations.services.league_classes import FIELDS as CLASS_FIELDS
from organizations.services.league_schools import PLAIN, ROSTER, close_league_school
from organizations.services.relation_surveys import FIELDS as SURVEY_FIELDS
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.naming import Chance

SURNAMES = "王李张刘陈杨黄赵周吴徐孙"
GIVEN = ("禾", "沐宁", "砚", "晗", "榆", "桐", "垣", "屿", "筠", "朔")
# By their place among the schools, in the order of their codes.
UNCLEAR = frozenset(range(3, 83, 7))
SURVEYED_AGAIN = (8, 21, 34, 47, 60, 73)
STILL_UNCLEAR = frozenset((21, 47))
IDLE = frozenset((5, 31, 62))
IDLE_SINCE = date(2025, 9, 1)
CLOSED, CLOSED_ON = 12, date(2026, 3, 2)
AGAIN_ON = date(2026, 4, 14)
# (month, day) of the classes of a school year; the busy schools hold them all in autumn.
BUSY = ((9, 20), (10, 18), (11, 15), (12, 13))
USUAL = ((9, 27), (11, 22), (3, 20), (5, 15))


def load_league_schools(*, on: date) -> None:
    """Write what is known on that day; nothing where surveys are there already."""
    if RelationSurvey.objects.exists():
        return
    actor = User.objects.get(username=COUNTY_STAFF)
    chance = Chance()
    schools = list(Unit.objects.filter(kind__in=UnitKind.secondary_schools, closed_on__isnull=True).order_by("code"))
    with transaction.atomic():
        surveys = [survey for place, unit in enumerate(schools) for survey in _surveys(place, unit, chance)]
        surveys = [_known(survey, on) for survey in surveys if survey.surveyed_on <= on]
        add_entries(RelationSurvey, surveys, action="relation_survey.recorded", fields=SURVEY_FIELDS, actor=actor)
        founded = [_league_school(unit, chance) for unit in schools]
        founded = [row for row in founded if row.founded_on <= on]
        add_entries(LeagueSchool, founded, action="league_school.founded", fields=PLAIN, actor=actor)
        _teach(founded, chance, on, actor)
        if on >= CLOSED_ON:
            close_league_school(
                founded[CLOSED], on=CLOSED_ON, reason="学校教学楼改造，团校暂停", document="", actor=actor
            )  # fmt: skip


def _name(chance: Chance) -> str:
    return f"{chance.pick(SURNAMES)}{chance.pick(GIVEN)}"


def _surveys(place: int, unit: Unit, chance: Chance) -> list[RelationSurvey]:
    first = RelationSurvey(
        unit=unit, surveyed_on=chance.day(date(2023, 3, 6), date(2023, 4, 28)), surveyor=_name(chance), result="clear"
    )  # fmt: skip
    if place in UNCLEAR:
        first.result = "unclear"
        first.remark = "团组织隶属关系与教育团工委登记不一致（演示）"
        first.corrected_on = first.surveyed_on + timedelta(days=40)
    if place not in SURVEYED_AGAIN:
        return [first]
    again = RelationSurvey(unit=unit, surveyed_on=AGAIN_ON, surveyor=_name(chance), result="clear")
    if place in STILL_UNCLEAR:
        again.result, again.remark = "unclear", "撤并校后团员关系未全部转接（演示）"
    return [first, again]


def _known(survey: RelationSurvey, on: date) -> RelationSurvey:
    """What was put right later is not known yet."""
    if survey.corrected_on and survey.corrected_on > on:
        survey.corrected_on = None
    return survey


def _league_school(unit: Unit, chance: Chance) -> LeagueSchool:
    return LeagueSchool(
        unit=unit, name=f"{unit.name}团校", founded_on=chance.day(date(2023, 5, 4), date(2023, 8, 25)),
        head_name=_name(chance), head_role="学校党组织书记", founding_document="", classroom="团队活动室", has_rules=True,
    )  # fmt: skip


def _teach(founded: list[LeagueSchool], chance: Chance, on: date, actor) -> None:
    teachers = [
        LeagueTeacher(league_school=row, name=_name(chance), role="团委书记", starts_on=row.founded_on)
        for row in founded
    ]
    add_entries(LeagueTeacher, teachers, action="league_teacher.added", fields=ROSTER[:3], actor=actor)
    topics = list(LeagueTopic.objects.order_by("code"))
    classes = [
        held
        for place, (row, teacher) in enumerate(zip(founded, teachers, strict=True))
        for held in _classes(place, row, teacher, topics, chance, on)
    ]
    add_entries(LeagueClass, classes, action="league_class.recorded", fields=CLASS_FIELDS, actor=actor)


def _classes(place: int, row: LeagueSchool, teacher: LeagueTeacher, topics, chance: Chance, on: date):
    """Four classes of 90 minutes a school year before admission: eight hours of 45 minutes."""
    until = min(on, CLOSED_ON - timedelta(days=1)) if place == CLOSED else on
    for begins in range(2023, on.year + 1):
        for number, (month, day) in enumerate(BUSY if place % 3 == 0 else USUAL):
            held_on = date(begins if month > 8 else begins + 1, month, day) + timedelta(days=place % 5)
            if held_on > until or (place in IDLE and held_on >= IDLE_SINCE):
                continue
            yield LeagueClass(
                league_school=row, held_on=held_on, topic=topics[(place + number) % len(topics)], minutes=90,
                teacher=teacher.name, audience="before_admission", attendance=chance.between(30, 90),
            )  # fmt: skip
