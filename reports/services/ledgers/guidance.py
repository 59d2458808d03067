"""TJ-15 引导教育: a line for each occasion that was held once or many times, and one for each learning series."""

from __future__ import annotations

from django.db.models import Count, Sum

from activities.enums import ActivityKind, Audience
from activities.models import Activity, ActivityAudience, ActivityReach, LearningRecord
from organizations.enums import UnitKind
from reports.services.ledgers.base import Asked, Head, Ledger, Line

KINDS = (ActivityKind.LECTURE, ActivityKind.THEME_DAY, ActivityKind.MEETING, ActivityKind.LEARNING)
STAGES = {
    UnitKind.PRIMARY_SCHOOL.value: "小学", UnitKind.JUNIOR_SCHOOL.value: "初中", UnitKind.SENIOR_SCHOOL.value: "高中",
    UnitKind.VOCATIONAL_SCHOOL.value: "中职",
}  # fmt: skip
HEADS = (
    Head("活动（栏目）"), Head("类别"), Head("场次（期）", "number"), Head("人次", "number"),
    Head("覆盖人数（不重复）", "number"), Head("对象"), Head("学段"),
)  # fmt: skip
REMARKS = (
    "活动为统计期内已举办、已核验的宣讲、主题团（队）日、三会两制一课和学习教育，同名的合为一行；学习栏目按截止日期在统计期内的各期计。",
    "人次重复计算。覆盖人数只有按姓名签到、只办一场的才知道，其余为不详，不用人次代替。",
    "学段为到达的和所在的学校的类别；没有到学校的为空。人次与人数不相加，参加情况不用于考核计分。",
)
Key = tuple[str, str]


def held(asked: Asked):
    """Occasions of guidance that were held in those days."""
    return (
        Activity.objects.held_within(asked.first, asked.last).below(asked.node.path).filter(kind__in=KINDS).order_by()
    )


def _learned(asked: Asked):
    return LearningRecord.objects.ended_within(asked.first, asked.last).below(asked.node.path).order_by()


def _heads(asked: Asked):
    return ActivityAudience.objects.filter(activity__in=held(asked).values("pk")).order_by()


def _audiences(asked: Asked) -> dict[Key, dict[str, tuple]]:
    """By occasion and audience: person-times, persons if all are known."""
    found: dict[Key, dict[str, tuple]] = {}
    rows = _heads(asked).values_list("activity__title", "activity__kind", "audience").annotate(
        times=Sum("person_times"), rows=Count("pk"), told=Count("persons"), people=Sum("persons")
    )  # fmt: skip
    for title, kind, audience, times, number, told, people in rows:
        found.setdefault((title, kind), {})[audience] = (times, people if number == told else None)
    return found


def _stages(asked: Asked) -> dict[Key, set[str]]:
    """Kinds of the schools that were reached or in which it took place."""
    found: dict[Key, set[str]] = {}
    reached = ActivityReach.objects.filter(activity__in=held(asked).values("pk"), unit__kind__in=STAGES).order_by()
    inside = held(asked).filter(unit__kind__in=STAGES)
    for title, kind, school in (
        *reached.values_list("activity__title", "activity__kind", "unit__kind").distinct(),
        *inside.values_list("title", "kind", "unit__kind").distinct(),
    ):
        found.setdefault((title, kind), set()).add(school)
    return found


def _told(choices, values) -> str:
    """In the order of the choices."""
    return "、".join(label for value, label in choices if value in values)


def _occasions(asked: Asked) -> list[Line]:
    audiences, stages = _audiences(asked), _stages(asked)
    found = []
    rows = held(asked).values_list("title", "kind").annotate(n=Count("pk")).order_by("kind", "-n", "title")
    for title, kind, number in rows:
        heads = audiences.get((title, kind), {})
        people = [persons for _, persons in heads.values()]
        known = number == 1 and people and None not in people
        found.append(
            (
                title, ActivityKind(kind).label, number, sum(times for times, _ in heads.values()),
                sum(people) if known else None, _told(Audience.choices, heads),
                _told(STAGES.items(), stages.get((title, kind), ())),
            )
        )  # fmt: skip
    return found


def _series(asked: Asked) -> list[Line]:
    stages: dict[int, set[str]] = {}
    for series, kind in _learned(asked).filter(unit__kind__in=STAGES).values_list("series", "unit__kind").distinct():
        stages.setdefault(series, set()).add(kind)
    rows = _learned(asked).values_list("series__name", "series__audience", "series").annotate(
        issues=Count("issue", distinct=True), times=Sum("person_times")
    )  # fmt: skip
    return [
        (name, "学习栏目", issues, times, None, Audience(audience).label, _told(STAGES.items(), stages.get(key, ())))
        for name, audience, key, issues, times in rows.order_by("series__code")
    ]


def lines(asked: Asked) -> list[Line]:
    """Learning series first, then occasions by kind, those held most often first."""
    return [*_series(asked), *_occasions(asked)]


def total(asked: Asked) -> Line:
    """Occasions and issues, person-times; distinct people of all are not known."""
    everything = lines(asked)
    return ("合计", "", sum(line[2] for line in everything), sum(line[3] for line in everything), None, "", "")


GUIDANCE = Ledger("tj-15", "TJ-15", "引导教育台账", HEADS, lines, total, REMARKS)
