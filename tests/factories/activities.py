"""Programmes and activities as the services would leave them."""

from datetime import date, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from activities.models import (
    Activity,
    ActivityAudience,
    ActivityPhoto,
    ActivityReach,
    ActivitySample,
    ActivityTopic,
    Programme,
    SampledActivity,
)
from league.core.photo_files import keep
from league.core.pinyin import search_key
from tests.core.photos import drawn, upload


def moment(day: date, hour: int = 9):
    """A full hour of the day in the county."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_default_timezone())


class ProgrammeFactory(DjangoModelFactory):
    """`ProgrammeFactory(organization=county)` runs since 2022."""

    class Meta:
        model = Programme

    code = factory.Sequence(lambda n: f"PP{n:04d}")
    name = factory.Sequence(lambda n: f"测试项目{n}")
    org_path = factory.LazyAttribute(lambda programme: programme.organization.path)
    starts_on = date(2022, 1, 1)
    search_key = factory.LazyAttribute(lambda programme: search_key(programme.name))


class ActivityFactory(DjangoModelFactory):
    """`ActivityFactory(organization=branch, day=date(2023, 5, 4))`: held on that day unless `state` says otherwise."""

    class Meta:
        model = Activity

    class Params:
        day = date(2023, 5, 4)

    code = factory.Sequence(lambda n: f"HD{n:05d}")
    title = factory.Sequence(lambda n: f"测试活动{n}")
    kind = "lecture"
    org_path = factory.LazyAttribute(lambda activity: activity.organization.path)
    starts_at = factory.LazyAttribute(lambda activity: moment(activity.day))
    ends_at = factory.LazyAttribute(lambda activity: activity.starts_at + timedelta(hours=2))
    place = "测试会议室"
    state = "held"
    held_on = factory.LazyAttribute(
        lambda activity: activity.day if activity.state in ("held", "verified", "returned") else None
    )
    verified_on = factory.LazyAttribute(lambda activity: activity.day if activity.state == "verified" else None)
    search_key = factory.LazyAttribute(lambda activity: search_key(activity.title))


class ActivityTopicFactory(DjangoModelFactory):
    """`ActivityTopicFactory(activity=activity)`."""

    class Meta:
        model = ActivityTopic

    topic = "law"


class ActivityReachFactory(DjangoModelFactory):
    """`ActivityReachFactory(activity=activity, unit=school)`."""

    class Meta:
        model = ActivityReach


class ActivityAudienceFactory(DjangoModelFactory):
    """`ActivityAudienceFactory(activity=activity, person_times=30)` pupils."""

    class Meta:
        model = ActivityAudience

    audience = "pupils"
    person_times = 30


class ActivityPhotoFactory(DjangoModelFactory):
    """`ActivityPhotoFactory(activity=activity)`: `content` is the file that was sent."""

    class Meta:
        model = ActivityPhoto
        exclude = ("content", "kept")

    content = factory.Sequence(lambda n: drawn((64, 48), colour=(n % 200, n // 200 % 200, 150)))
    kept = factory.LazyAttribute(lambda photo: keep(upload(photo.content)))
    picture = factory.SelfAttribute("kept.picture")
    thumbnail = factory.SelfAttribute("kept.thumbnail")
    digest = factory.SelfAttribute("kept.digest")
    width = factory.SelfAttribute("kept.width")
    height = factory.SelfAttribute("kept.height")
    taken_on = date(2023, 5, 4)
    added_on = date(2023, 5, 4)


class ActivitySampleFactory(DjangoModelFactory):
    """`ActivitySampleFactory(organization=township)`: a tenth of what was held in 2023."""

    class Meta:
        model = ActivitySample

    org_path = factory.LazyAttribute(lambda sample: sample.organization.path)
    first_day = date(2023, 1, 1)
    last_day = date(2023, 12, 31)
    percent = 10
    seed = 1
    population = 10
    drawn_on = date(2024, 1, 10)


class SampledActivityFactory(DjangoModelFactory):
    """`SampledActivityFactory(sample=sample, activity=activity)`."""

    class Meta:
        model = SampledActivity

    position = factory.Sequence(lambda n: n + 1)
