"""Youth Homes with their versions, periods, months and checks, as the services would leave them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from league.core.photo_files import keep
from league.core.pinyin import search_key
from league.core.versions import open_versions
from organizations.models import (
    HomeCheck,
    HomeCheckItem,
    HomeMonth,
    HomePeriod,
    HomePhoto,
    HomeVersion,
    HomeVisit,
    YouthHome,
)
from tests.core.photos import drawn, upload


class YouthHomeFactory(DjangoModelFactory):
    """`YouthHomeFactory(responsible=township, state="running")` was applied for, and so has run, since 2022-05-01."""

    class Meta:
        model = YouthHome
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"H{n:05d}")
    name = factory.Sequence(lambda n: f"测试青年之家{n}")
    base = "service_centre"
    state = "running"
    division = factory.LazyAttribute(lambda home: home.responsible.division)
    org_path = factory.LazyAttribute(lambda home: home.responsible.path)
    area = 80
    has_sign = True
    manager = "团支部书记 演示员"
    weekdays = "13567"
    applied_on = date(2022, 5, 1)
    source = "测试"
    search_key = factory.LazyAttribute(lambda home: search_key(home.name))

    @factory.post_generation
    def history(self, create, extracted, **kwargs):
        open_versions([(self, self.applied_on, None)])
        HomePeriod.objects.create(home=self, state=self.state, starts_on=self.applied_on)


class HomeVersionFactory(DjangoModelFactory):
    """A stretch of `subject`'s past; what is not given is as it is now."""

    class Meta:
        model = HomeVersion

    valid_from = date(1990, 1, 1)
    valid_to = date(1995, 1, 1)
    name = factory.SelfAttribute("subject.name")
    kind = factory.SelfAttribute("subject.kind")
    base = factory.SelfAttribute("subject.base")
    responsible = factory.SelfAttribute("subject.responsible")
    division = factory.SelfAttribute("subject.division")


class HomePeriodFactory(DjangoModelFactory):
    class Meta:
        model = HomePeriod

    state = "running"
    starts_on = date(2020, 1, 1)
    ends_on = date(2020, 6, 1)


class HomeMonthFactory(DjangoModelFactory):
    class Meta:
        model = HomeMonth

    month = date(2023, 12, 1)
    activities = 3
    attendances = 2
    source = "测试"


class HomeCheckFactory(DjangoModelFactory):
    class Meta:
        model = HomeCheck

    checked_on = date(2023, 6, 1)
    year = factory.LazyAttribute(lambda check: check.checked_on.year)
    checker = "检查员"
    passed = True


class HomeCheckItemFactory(DjangoModelFactory):
    class Meta:
        model = HomeCheckItem

    item = "place"
    passed = True


class HomePhotoFactory(DjangoModelFactory):
    """`HomePhotoFactory(home=home, shows="sign")`; `content` is the file that was sent."""

    class Meta:
        model = HomePhoto
        exclude = ("content", "kept")

    content = factory.Sequence(lambda n: drawn((64, 48), colour=(n % 16 * 16, n // 16 % 16 * 16, 90)))
    kept = factory.LazyAttribute(lambda photo: keep(upload(photo.content)))
    picture = factory.SelfAttribute("kept.picture")
    thumbnail = factory.SelfAttribute("kept.thumbnail")
    digest = factory.SelfAttribute("kept.digest")
    width = factory.SelfAttribute("kept.width")
    height = factory.SelfAttribute("kept.height")
    shows = "place"
    caption = "测试照片"
    taken_on = date(2023, 6, 1)
    added_on = date(2023, 6, 2)


class HomeVisitFactory(DjangoModelFactory):
    """`HomeVisitFactory(home=home, visited=True)` was visited, `closed=True` came to an end."""

    class Meta:
        model = HomeVisit

    class Params:
        visited = factory.Trait(state="visited", visited_on=date(2023, 9, 10), visitor="走访员", finding="门锁着")
        closed = factory.Trait(visited=True, state="closed", outcome="revived", closed_on=date(2023, 9, 20))

    reasons = "久无活动"
    owner = "责任人"
    assigned_on = date(2023, 9, 1)
    due_on = date(2023, 9, 15)
