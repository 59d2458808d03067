"""Photos of activities: adding and removing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localtime

from activities.enums import ActivityState
from activities.models import Activity, ActivityPhoto
from activities.services.activities import lock_activity
from league.core.audit import Entry, record, record_many
from league.core.photo_files import Kept, discard
from organizations.services.records import describe

TOLD = ("taken_on", "caption")


@transaction.atomic
def add_photos(
    activity: Activity, *, pictures: Iterable[Kept], on: date, actor, caption: str = ""
) -> list[ActivityPhoto]:
    """Put pictures under the activity; a picture without a day of its own was taken on the activity's."""
    activity = lock_activity(activity)
    if activity.state == ActivityState.CANCELLED:
        raise ValidationError(f"“{activity}”已取消，不再添加照片。")
    usual = min(activity.held_on or localtime(activity.starts_at).date(), on)
    photos = []
    for kept in pictures:
        photo = ActivityPhoto(
            activity=activity, picture=kept.picture, thumbnail=kept.thumbnail, digest=kept.digest, width=kept.width,
            height=kept.height, caption=caption, taken_on=kept.taken_on or usual, added_on=on,
        )  # fmt: skip
        photo.full_clean()
        photo.save(force_insert=True)
        photos.append(photo)
    entries = [Entry(photo, None, describe(photo, TOLD) | {"照片指纹": photo.digest}) for photo in photos]
    if entries:
        record_many(actor, "activity_photo.added", entries)
    return photos


@transaction.atomic
def remove_photo(photo: ActivityPhoto, *, reason: str, actor) -> Activity:
    """Delete a photo and its files; the activity's history keeps what it was. Evidence of a verified one stays."""
    activity = lock_activity(photo.activity)
    photo = ActivityPhoto.objects.select_for_update(of=("self",)).get(pk=photo.pk)
    if activity.state == ActivityState.VERIFIED:
        raise ValidationError("该活动已核验，照片是核验的依据，不能删除。")
    if not reason.strip():
        raise ValidationError({"reason": "请写明删除的理由。"})
    before = describe(photo, TOLD) | {"照片指纹": photo.digest}
    record(actor, "activity_photo.removed", activity, before=before, reason=reason.strip(), photo=str(photo))
    discard(photo)
    photo.delete()
    return activity
