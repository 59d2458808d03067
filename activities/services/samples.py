"""抽样核验: the level above looks at a share of what was held below it, chosen by lot."""

from __future__ import annotations

from datetime import date
from random import Random

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.enums import ActivityState
from activities.models import Activity, ActivitySample, SampledActivity
from league.core.audit import record
from organizations.models import Organization, Rule
from organizations.services.records import describe
from organizations.services.tree import lock_nodes

PERCENT_RULE = "activity.sample_percent"
SHOWN = ("organization", "first_day", "last_day", "percent", "seed", "population")


def awaiting(organization: Organization, first: date, last: date):
    """Held on [first, last] strictly below the organisation, and not verified."""
    rows = Activity.objects.below(organization.path).held_within(first, last)
    return rows.filter(state=ActivityState.HELD).exclude(organization=organization)


def sample_size(population: int, percent: int) -> int:
    """At least the share, rounded up: a single activity is looked at too."""
    return -(-population * percent // 100)


def lots(keys: list[int], size: int, *, seed: int) -> list[int]:
    """The draw: the same keys, size and seed always give the same list in the same order."""
    return Random(seed).sample(sorted(keys), size)  # noqa: S311 - repeatable by whoever checks it, not a secret


@transaction.atomic
def draw_sample(
    organization: Organization, *, first_day: date, last_day: date, seed: int, on: date, actor
) -> ActivitySample:
    """抽取 the list; its share is the rule's of that day."""
    (organization,) = lock_nodes(organization)
    percent = Rule.objects.number(PERCENT_RULE, on=on)
    if last_day < first_day:
        raise ValidationError({"last_day": "截止日期不能早于起始日期。"})
    keys = list(awaiting(organization, first_day, last_day).order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise ValidationError("这段时间里，下级没有已举办而未核验的活动，无须抽样。")
    sample = ActivitySample(
        organization=organization, org_path=organization.path, first_day=first_day, last_day=last_day,
        percent=percent, seed=seed, population=len(keys), drawn_on=on,
    )  # fmt: skip
    sample.full_clean()
    sample.save(force_insert=True)
    drawn = lots(keys, sample_size(len(keys), percent), seed=seed)
    SampledActivity.objects.bulk_create(
        [SampledActivity(sample=sample, activity_id=key, position=at) for at, key in enumerate(drawn, start=1)],
        batch_size=500,
    )
    record(actor, "activity_sample.drawn", sample, after=describe(sample, SHOWN) | {"抽中": len(drawn)})
    return sample
