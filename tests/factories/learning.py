"""Learning series and records, names of platforms, works and their readings, as the services would leave them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from activities.models import LearningRecord, LearningSeries, MediaItem, MediaReading, PlatformName
from league.core.pinyin import search_key


class LearningSeriesFactory(DjangoModelFactory):
    """`LearningSeriesFactory(organization=county)` runs since 2022."""

    class Meta:
        model = LearningSeries

    code = factory.Sequence(lambda n: f"XX{n:04d}")
    name = factory.Sequence(lambda n: f"测试栏目{n}")
    org_path = factory.LazyAttribute(lambda series: series.organization.path)
    audience = "members"
    channel = "online"
    platform = "测试平台"
    starts_on = date(2022, 1, 1)
    search_key = factory.LazyAttribute(lambda series: search_key(series.name))


class LearningRecordFactory(DjangoModelFactory):
    """`LearningRecordFactory(series=series, organization=branch)`: 30 person-times in May 2023."""

    class Meta:
        model = LearningRecord

    issue = "2023年第1期"
    first_day = date(2023, 5, 1)
    last_day = date(2023, 5, 31)
    org_path = factory.LazyAttribute(lambda record: record.organization.path)
    name = factory.Sequence(lambda n: f"平台组织{n}")
    person_times = 30
    source = "测试来源"


class PlatformNameFactory(DjangoModelFactory):
    """`PlatformNameFactory(organization=county, name="东村团支部")` waits to be matched."""

    class Meta:
        model = PlatformName

    org_path = factory.LazyAttribute(lambda name: name.organization.path)
    name = factory.Sequence(lambda n: f"平台名称{n}")
    seen_on = date(2023, 6, 1)


class MediaItemFactory(DjangoModelFactory):
    """`MediaItemFactory(organization=county)`: a film of May 2023."""

    class Meta:
        model = MediaItem

    code = factory.Sequence(lambda n: f"XC2023-{n:05d}")
    title = factory.Sequence(lambda n: f"测试宣传片{n}")
    kind = "work"
    org_path = factory.LazyAttribute(lambda item: item.organization.path)
    platform = "学习强国"
    outlet = "测试频道"
    level = "national"
    published_on = date(2023, 5, 4)
    search_key = factory.LazyAttribute(lambda item: search_key(item.title))


class MediaReadingFactory(DjangoModelFactory):
    """`MediaReadingFactory(item=item, read_on=date(2023, 6, 1), plays=500)`."""

    class Meta:
        model = MediaReading

    read_on = date(2023, 5, 10)
    plays = 100
