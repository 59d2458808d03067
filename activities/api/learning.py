"""Learning series, records and names of platforms, works and readings over the API."""

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from activities.filters.learning import LearningRecordFilter, LearningSeriesFilter, PlatformNameFilter
from activities.filters.media import MediaItemFilter, MediaReadingFilter
from activities.models import LearningRecord, LearningSeries, MediaItem, MediaReading, PlatformName
from activities.services.learning import RECORD_FIELDS, SERIES_FIELDS, add_record, change_record
from activities.services.media import FIELDS, READING_FIELDS, add_reading, change_item, change_reading, create_item
from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from organizations.api.organizations import not_after_today
from organizations.api.serializers import RegisterSerializer


class LearningSeriesSerializer(RegisterSerializer):
    class Meta:
        model = LearningSeries
        fields = ["id", "organization", *SERIES_FIELDS, "revision"]
        read_only_fields = fields


class LearningRecordSerializer(RegisterSerializer):
    rate = serializers.DecimalField(max_digits=12, decimal_places=1, read_only=True, allow_null=True, label="参学率")
    is_over = serializers.BooleanField(read_only=True, label="超过100%")

    class Meta:
        model = LearningRecord
        fields = [
            "id", "series", "organization", "unit", *RECORD_FIELDS, "superior", "name", "is_matched", "rate", "is_over",
            "revision",
        ]  # fmt: skip
        read_only_fields = ["superior", "name", "is_matched", "revision"]
        extra_kwargs = {"organization": {"required": False}}


class PlatformNameSerializer(RegisterSerializer):
    records = serializers.IntegerField(read_only=True, label="待匹配记录")
    person_times = serializers.IntegerField(read_only=True, label="待匹配人次")

    class Meta:
        model = PlatformName
        fields = [
            "id", "organization", "superior", "name", "state", "meant_organization", "meant_unit", "seen_on",
            "decided_on", "reason", "records", "person_times",
        ]  # fmt: skip
        read_only_fields = fields


class MediaItemSerializer(RegisterSerializer):
    class Meta:
        model = MediaItem
        fields = ["id", "code", "organization", *FIELDS, "revision"]
        read_only_fields = ["code", "revision"]


class MediaReadingSerializer(RegisterSerializer):
    class Meta:
        model = MediaReading
        fields = ["id", "item", *READING_FIELDS, "revision"]
        read_only_fields = ["revision"]


class LearningSeriesViewSet(ScopedViewSet):
    """学习栏目."""

    model, serializer_class, filterset_class = LearningSeries, LearningSeriesSerializer, LearningSeriesFilter


class LearningRecordViewSet(Creates, Updates, ScopedViewSet):
    """学习记录. Whose record it is stays; names of platforms are matched on the pages."""

    model, serializer_class, filterset_class = LearningRecord, LearningRecordSerializer, LearningRecordFilter
    select_related = ("organization", "unit")
    add_permission = "activities.add_learning_record"
    change_permission = "activities.change_learning_record"

    def create_object(self, data, actor):
        """登记, of a school or of an organisation."""
        series, unit, organization = data.pop("series"), data.pop("unit", None), data.pop("organization", None)
        if not (unit or organization):
            raise ValidationError({"organization": ["请填团组织，或者填学校（单位）。"]})
        demand(actor, self.add_permission, unit.responsible if unit else organization)
        not_after_today(data["last_day"])
        return add_record(series, organization=organization, unit=unit, fields=data, actor=actor)

    def update_object(self, obj, data, actor):
        """更正."""
        not_after_today(data.get("last_day"))
        changes = {name: value for name, value in data.items() if name in RECORD_FIELDS}
        return change_record(obj, changes=changes, actor=actor)


class PlatformNameViewSet(ScopedViewSet):
    """平台名称."""

    model, serializer_class, filterset_class = PlatformName, PlatformNameSerializer, PlatformNameFilter

    def get_queryset(self):
        """With what waits under each."""
        return super().get_queryset().with_records()


class MediaItemViewSet(Creates, Updates, ScopedViewSet):
    """宣传条目."""

    model, serializer_class, filterset_class = MediaItem, MediaItemSerializer, MediaItemFilter
    select_related = ("organization", "activity")
    add_permission = "activities.add_media_item"
    change_permission = "activities.change_media_item"

    def create_object(self, data, actor):
        """登记."""
        organization = data.pop("organization")
        demand(actor, self.add_permission, organization)
        not_after_today(data["published_on"])
        return create_item(organization, fields=data, actor=actor)

    def update_object(self, obj, data, actor):
        """更正; whose it is stays."""
        not_after_today(data.get("published_on"))
        changes = {name: value for name, value in data.items() if name in FIELDS}
        return change_item(obj, changes=changes, actor=actor)


class MediaReadingViewSet(Creates, Updates, ScopedViewSet):
    """播放量读数."""

    model, serializer_class, filterset_class = MediaReading, MediaReadingSerializer, MediaReadingFilter
    select_related = ("item",)
    add_permission = "activities.add_media_reading"
    change_permission = "activities.change_media_reading"

    def create_object(self, data, actor):
        """登记."""
        item = data.pop("item")
        demand(actor, self.add_permission, item)
        not_after_today(data["read_on"])
        return add_reading(item, fields=data, actor=actor)

    def update_object(self, obj, data, actor):
        """更正."""
        not_after_today(data.get("read_on"))
        changes = {name: value for name, value in data.items() if name in READING_FIELDS}
        return change_reading(obj, changes=changes, actor=actor)
