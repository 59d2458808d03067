"""Works and coverage: entered and changed, and the readings of how often they were played."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.models import MediaItem, MediaReading
from activities.services.codes import next_code
from league.core.pinyin import search_key
from league.core.scoping import is_within
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry, remove_entry
from organizations.services.records import chinese_date
from organizations.services.tree import existence_refusal, lock_nodes

FIELDS = ("title", "kind", "platform", "outlet", "level", "published_on", "url", "activity", "note")
READING_FIELDS = ("read_on", "plays", "source")


def _check_item(item: MediaItem) -> None:
    item.search_key = search_key(item.title, item.outlet)
    activity = item.activity
    if activity and not is_within(activity.org_path, item.org_path) and not is_within(item.org_path, activity.org_path):
        raise ValidationError({"activity": f"“{activity}”由{activity.organization}主办，与“{item.organization}”无关。"})
    if item.pk and (first := item.readings.order_by("read_on").first()) and first.read_on < item.published_on:
        raise ValidationError({"published_on": f"{chinese_date(first.read_on)}已有播放量读数，发布日期不能晚于它。"})


@transaction.atomic
def create_item(organization: Organization, *, fields: dict[str, Any], code: str = "", actor) -> MediaItem:
    """登记 a work or report; `fields` are those of FIELDS, a missing code is the year's next."""
    (organization,) = lock_nodes(organization)
    published_on = fields["published_on"]
    if refusal := existence_refusal(organization, on=published_on):
        raise ValidationError(refusal)
    item = MediaItem(
        organization=organization, org_path=organization.path, code=code or next_code(MediaItem, "XC", published_on.year), **fields
    )  # fmt: skip
    _check_item(item)
    return add_entry(item, action="media_item.created", fields=("code", "organization", *FIELDS), actor=actor)


def change_item(item: MediaItem, *, changes: dict[str, Any], actor) -> MediaItem:
    """更正."""
    return change_entry(
        item, action="media_item.changed", changes=changes, allowed=FIELDS, check=_check_item, actor=actor
    )


def remove_item(item: MediaItem, *, reason: str, actor) -> None:
    """删去 what was entered by mistake and never read."""
    if item.readings.exists():
        raise ValidationError("该条目已有播放量读数，不能删去；读数也是误登的，请先删去读数。")
    remove_entry(item, action="media_item.removed", fields=("code", *FIELDS), reason=reason, actor=actor)


def fall_warning(item: MediaItem, *, read_on: date, plays: int, without: int | None = None) -> str:
    """Says which neighbouring reading a new one contradicts; empty while the counter only rises."""
    others = item.readings.exclude(pk=without)
    before = others.filter(read_on__lt=read_on).order_by("-read_on").first()
    if before and plays < before.plays:
        return f"{chinese_date(before.read_on)}已有{before.plays}次，新读数少了{before.plays - plays}次。"
    after = others.filter(read_on__gt=read_on).order_by("read_on").first()
    if after and plays > after.plays:
        return f"{chinese_date(after.read_on)}只有{after.plays}次，新读数多了{plays - after.plays}次。"
    return ""


def _check_reading(reading: MediaReading) -> None:
    if reading.read_on < reading.item.published_on:
        published = chinese_date(reading.item.published_on)
        raise ValidationError({"read_on": f"该条目{published}才发布，读数日期不能早于它。"})


def add_reading(item: MediaItem, *, fields: dict[str, Any], actor) -> MediaReading:
    """登记读数; one that falls is kept and shown, platforms do correct themselves. `fields` are READING_FIELDS."""
    return add_entry(
        MediaReading(item=item, **fields), action="media_reading.added", fields=READING_FIELDS, check=_check_reading,
        actor=actor,
    )  # fmt: skip


def change_reading(reading: MediaReading, *, changes: dict[str, Any], actor) -> MediaReading:
    """更正."""
    return change_entry(
        reading, action="media_reading.changed", changes=changes, allowed=READING_FIELDS, check=_check_reading,
        actor=actor,
    )  # fmt: skip


def remove_reading(reading: MediaReading, *, reason: str, actor) -> None:
    """删去 what was entered by mistake."""
    remove_entry(reading, action="media_reading.removed", fields=READING_FIELDS, reason=reason, actor=actor)
