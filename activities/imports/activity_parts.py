"""What belongs to an activity and is no field of its row: topics, units reached, person-times of each audience."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from activities.enums import Topic
from activities.imports.activity_cells import heads_name
from activities.models import ActivityAudience, ActivityReach, ActivityTopic
from league.core.bulk import insert_rows
from league.core.importing.lookups import chunked
from league.core.importing.rows import Row

TOPIC = ("activity", "topic")
REACH = ("activity", "unit")
HEADS = ("activity", "audience", "person_times")
ORDER = {value: place for place, value in enumerate(Topic.values)}


def read_parts(pks: Iterable[int]) -> dict[int, dict[str, Any]]:
    """By activity, the values of the columns that tell its parts."""
    found: dict[int, dict[str, Any]] = {}
    for chunk in chunked(pks):
        topics: dict[int, list[str]] = {}
        for pk, topic in ActivityTopic.objects.filter(activity__in=chunk).order_by().values_list(*TOPIC):
            topics.setdefault(pk, []).append(topic)
        units: dict[int, list[str]] = {}
        rows = ActivityReach.objects.filter(activity__in=chunk).order_by()
        for pk, code in rows.values_list("activity", "unit__code"):
            units.setdefault(pk, []).append(code)
        for pk, chosen in topics.items():
            found.setdefault(pk, {})["topics"] = "、".join(sorted(chosen, key=ORDER.get))
        for pk, codes in units.items():
            found.setdefault(pk, {})["reach"] = "、".join(sorted(codes))
        for pk, audience, number in ActivityAudience.objects.filter(activity__in=chunk).order_by().values_list(*HEADS):
            found.setdefault(pk, {})[heads_name(audience)] = number
    return found


def write_parts(importer, plan, new: list[Row], changed: list[Row]) -> list[list]:
    """Write the parts of new rows and those that changed; return what changed activities had, for an undo."""
    names = importer.part_names
    restated = [row for row in changed if any(row.changes(importer.positions[name]) for name in names)]
    before = keep_parts([row.pk for row in restated])
    delete_parts([row.pk for row in restated])
    rows = [*new, *restated]
    insert_parts(
        [(row.pk, topic) for row in rows for topic in _several(row, importer.positions["topics"])],
        [(row.pk, importer.unit_of(plan, code)) for row in rows for code in _several(row, importer.positions["reach"])],
        [
            (row.pk, audience, number)
            for row in rows
            for audience, position in importer.heads
            if (number := row.final(position))
        ],
    )
    return before


def keep_parts(pks: list[int]) -> list[list]:
    """For each activity its key, topics, units and heads, as JSON takes them."""
    kept = {pk: [pk, [], [], []] for pk in pks}
    for chunk in chunked(pks):
        for place, model, names in ((1, ActivityTopic, TOPIC), (2, ActivityReach, REACH), (3, ActivityAudience, HEADS)):
            for pk, *values in model.objects.filter(activity__in=chunk).order_by("pk").values_list(*names):
                kept[pk][place].append(values)
    return list(kept.values())


def put_back(kept: list[list]) -> None:
    """The activities have again the parts that were kept."""
    delete_parts([pk for pk, *_ in kept])
    insert_parts(
        [(pk, *values) for pk, topics, _, _ in kept for values in topics],
        [(pk, *values) for pk, _, units, _ in kept for values in units],
        [(pk, *values) for pk, _, _, heads in kept for values in heads],
    )


def delete_parts(pks: list[int]) -> None:
    """Take all parts of the activities away."""
    for chunk in chunked(pks):
        for model in (ActivityTopic, ActivityReach, ActivityAudience):
            model.objects.filter(activity__in=chunk).delete()


def insert_parts(topics: list[tuple], units: list[tuple], heads: list[tuple]) -> None:
    """Rows of the three kinds; heads that come in so were not recorded by name."""
    insert_rows(ActivityTopic, TOPIC, topics)
    insert_rows(ActivityReach, REACH, units)
    insert_rows(ActivityAudience, (*HEADS, "by_name", "persons"), [(*values, False, None) for values in heads])


def _several(row: Row, position: int) -> list[str]:
    value = row.final(position)
    return value.split("、") if value else []
