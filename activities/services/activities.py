"""Planning activities: entered, changed, copied and repeated. What happens to them afterwards is in activity_moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localtime

from activities.enums import ActivityState, Topic
from activities.models import Activity, ActivityTopic
from activities.services.codes import next_code
from league.core.audit import record
from league.core.pinyin import search_key
from league.core.scoping import is_within
from organizations.models import Organization
from organizations.services.records import describe, enqueue_refresh
from organizations.services.tree import existence_refusal, lock_nodes

FIELDS = (
    "title", "kind", "programme", "by_federation", "partners", "summary", "starts_at", "ends_at", "home", "unit",
    "division", "place",
)  # fmt: skip
MOST_REPEATS = 52
MOST_WEEKS = 12


def lock_activity(activity: Activity) -> Activity:
    """The activity fresh, its row locked after the tree: every change of it takes its turn here."""
    lock_nodes(activity.organization)
    rows = Activity.objects.select_for_update(of=("self",), no_key=True).select_related("organization")
    return rows.get(pk=activity.pk)


@transaction.atomic
def create_activity(
    organization: Organization,
    *,
    fields: dict[str, Any],
    topics: Iterable[str] = (),
    actor,
    code: str = "",
    series: Activity | None = None,
) -> Activity:
    """登记 an activity of the organiser as a draft; `fields` are of FIELDS, a missing code is the year's next."""
    (organization,) = lock_nodes(organization)
    day = localtime(fields["starts_at"]).date()
    activity = Activity(
        organization=organization, org_path=organization.path, code=code or next_code(Activity, "HD", day.year), series=series,
        search_key=search_key(fields["title"]), **fields,
    )  # fmt: skip
    if refusal := existence_refusal(organization, on=day):
        raise ValidationError(refusal)
    check_plan(activity)
    activity.save(force_insert=True)
    _set_topics(activity, topics)
    after = describe(activity, ("code", "organization", *FIELDS)) | topics_told(topics)
    record(actor, "activity.created", activity, after=after)
    enqueue_refresh()
    return activity


def check_plan(activity: Activity) -> None:
    """Every rule over one row; ValidationError names the field."""
    activity.full_clean()
    programme = activity.programme
    if programme and not is_within(activity.org_path, programme.org_path):
        owner = programme.organization
        raise ValidationError({"programme": f"“{programme}”是{owner}的项目，“{activity.organization}”不在其范围内。"})
    if not activity.where:
        raise ValidationError({"place": "请选择青年阵地、单位或区划，或者写明地点。"})


@transaction.atomic
def change_activity(
    activity: Activity, *, changes: dict[str, Any], topics: Iterable[str] | None = None, actor
) -> Activity:
    """更正 what was planned; nothing is written when nothing differs. A verified activity is left alone."""
    activity = lock_activity(activity)
    if refusal := change_refusal(activity):
        raise ValidationError(refusal, code="state")
    changes = {name: value for name, value in changes.items() if getattr(activity, name) != value}
    if unknown := changes.keys() - set(FIELDS):
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    former = topics_of(activity)
    retold = topics is not None and set(topics) != set(former)
    if not changes and not retold:
        return activity
    before = describe(activity, changes) | (topics_told(former) if retold else {})
    for name, value in changes.items():
        setattr(activity, name, value)
    check_plan(activity)
    activity.search_key = search_key(activity.title)
    activity.revision += 1
    activity.save()
    if retold:
        _set_topics(activity, topics)
    after = describe(activity, changes) | (topics_told(topics) if retold else {})
    record(actor, "activity.changed", activity, before=before, after=after)
    enqueue_refresh()
    return activity


def change_refusal(activity: Activity) -> str:
    """Why what was planned stands as it is; empty while it may be changed."""
    if activity.state == ActivityState.VERIFIED:
        return "该活动已核验，不能再修改；确有错误的，请上级先撤销核验。"
    if activity.state == ActivityState.CANCELLED:
        return "该活动已取消，不能再修改；仍要举办的，请先恢复活动。"
    return ""


def topics_of(activity: Activity) -> list[str]:
    """Its topics in the order they were given."""
    return list(activity.topics.order_by("pk").values_list("topic", flat=True))


def topics_told(topics: Iterable[str]) -> dict[str, str]:
    """For the audit log: 主题 and their names."""
    return {"主题": "、".join(Topic(topic).label for topic in topics)}


def _set_topics(activity: Activity, topics: Iterable[str]) -> None:
    activity.topics.all().delete()
    rows = [ActivityTopic(activity=activity, topic=Topic(topic)) for topic in dict.fromkeys(topics)]
    ActivityTopic.objects.bulk_create(rows)


def _planned(activity: Activity) -> dict[str, Any]:
    return {name: getattr(activity, name) for name in FIELDS}


@transaction.atomic
def copy_activity(activity: Activity, *, starts_at: datetime, actor, series: Activity | None = None) -> Activity:
    """照抄: a new draft with the same plan at another time. What happened is not copied."""
    length = activity.ends_at - activity.starts_at
    fields = _planned(activity) | {"starts_at": starts_at, "ends_at": starts_at + length}
    return create_activity(
        activity.organization, fields=fields, topics=topics_of(activity), series=series, actor=actor
    )  # fmt: skip


@transaction.atomic
def repeat_activity(activity: Activity, *, weeks: int, times: int, actor) -> list[Activity]:
    """排成系列: `times` further drafts, one every `weeks` weeks at the same hour."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise ValidationError({"weeks": f"间隔应在1至{MOST_WEEKS}周之间。"})
    if not 1 <= times <= MOST_REPEATS:
        raise ValidationError({"times": f"一次最多排{MOST_REPEATS}场。"})
    activity = lock_activity(activity)
    first = activity.series or activity
    return [
        copy_activity(activity, starts_at=starts_at, series=first, actor=actor)
        for starts_at in repeated(activity.starts_at, weeks=weeks, times=times)
    ]


def repeated(starts_at: datetime, *, weeks: int, times: int) -> list[datetime]:
    """When the further ones begin."""
    return [starts_at + timedelta(weeks=weeks * step) for step in range(1, times + 1)]
