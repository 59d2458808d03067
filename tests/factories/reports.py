"""Counted periods and their snapshots."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from league.core.dates import Period
from reports.models import (
    IndicatorKey,
    OwnIndicator,
    OwnIndicatorVersion,
    Snapshot,
    SnapshotRow,
    SnapshotValue,
    StatPeriod,
)

COUNTED_AT = datetime(2024, 1, 2, 2, 10, tzinfo=UTC)


class IndicatorKeyFactory(DjangoModelFactory):
    class Meta:
        model = IndicatorKey
        django_get_or_create = ("code",)

    code = "org.total"


class OwnIndicatorFactory(DjangoModelFactory):
    class Meta:
        model = OwnIndicator

    number = factory.Sequence(lambda number: number + 1)
    name = factory.Sequence(lambda number: f"自定义指标{number}")


class OwnIndicatorVersionFactory(DjangoModelFactory):
    class Meta:
        model = OwnIndicatorVersion

    indicator = factory.SubFactory(OwnIndicatorFactory)
    version = 1
    name = factory.SelfAttribute("indicator.name")
    definition = "截至日现存的团组织数。"
    unit = "个"
    spec = factory.LazyFunction(
        lambda: {"noun": "organization", "conditions": [], "measure": "count", "column": "", "part": [], "grouping": ""}
    )
    created_at = COUNTED_AT


class StatPeriodFactory(DjangoModelFactory):
    class Meta:
        model = StatPeriod

    code = "2023"
    first_day = factory.LazyAttribute(lambda period: Period.parse(period.code).first)
    last_day = factory.LazyAttribute(lambda period: Period.parse(period.code).last)


class SnapshotFactory(DjangoModelFactory):
    class Meta:
        model = Snapshot

    period = factory.SubFactory(StatPeriodFactory)
    as_of = date(2023, 12, 31)
    started_at = COUNTED_AT
    fingerprint = "0" * 64


class SnapshotValueFactory(DjangoModelFactory):
    class Meta:
        model = SnapshotValue

    snapshot = factory.SubFactory(SnapshotFactory)
    indicator = factory.SubFactory(IndicatorKeyFactory)
    value = 1


class SnapshotRowFactory(DjangoModelFactory):
    class Meta:
        model = SnapshotRow

    snapshot = factory.SubFactory(SnapshotFactory)
    indicator = factory.SubFactory(IndicatorKeyFactory)
    object_id = 1
