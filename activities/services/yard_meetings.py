"""Yard meetings: entered with the needs that came up, changed; their photos."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.models import YardMeeting, YardMeetingPhoto
from activities.services.codes import next_code
from activities.services.places import check_place
from league.core.audit import Entry, record, record_many
from league.core.photo_files import Kept, discard
from league.core.pinyin import search_key
from league.core.scoping import is_within
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry
from organizations.services.records import describe
from organizations.services.tree import existence_refusal, lock_nodes

FIELDS = ("title", "team", "unit", "place", "held_on", "host", "attendees", "youth", "minutes")
TOLD = ("taken_on", "caption")


@transaction.atomic
def record_meeting(organization: Organization, *, fields: dict[str, Any], actor, code: str = "") -> YardMeeting:
    """登记恳谈会 that was held; a missing code is the year's next."""
    (organization,) = lock_nodes(organization)
    if refusal := existence_refusal(organization, on=fields["held_on"]):
        raise ValidationError({"held_on": refusal})
    meeting = YardMeeting(
        organization=organization, org_path=organization.path, search_key=search_key(fields["title"]),
        code=code or next_code(YardMeeting, "KT", fields["held_on"].year), **fields,
    )  # fmt: skip
    shown = ("code", "organization", *FIELDS)
    return add_entry(meeting, action="yard_meeting.recorded", fields=shown, check=check_meeting, actor=actor)


def check_meeting(meeting: YardMeeting) -> None:
    """Place and team belong to the organisation that invites."""
    check_place(meeting.unit, meeting.organization, field="unit")
    if meeting.team_id and not is_within(meeting.team.org_path, meeting.org_path):
        raise ValidationError({"team": f"“{meeting.team}”不是“{meeting.organization}”本级及以下的服务队。"})


@transaction.atomic
def change_meeting(meeting: YardMeeting, *, changes: dict[str, Any], actor) -> YardMeeting:
    """更正; needs that came up cannot be older than the meeting."""
    lock_nodes(meeting.organization)

    def check(row: YardMeeting) -> None:
        row.search_key = search_key(row.title)
        check_meeting(row)
        if row.needs.exclude(raised_on=row.held_on).exists():
            raise ValidationError({"held_on": "会上已登记诉求，召开日期应与诉求的反映日期相同，请先更正诉求。"})

    return change_entry(
        meeting, action="yard_meeting.changed", changes=changes, allowed=FIELDS, check=check, actor=actor
    )  # fmt: skip


@transaction.atomic
def add_photos(
    meeting: YardMeeting, *, pictures: Iterable[Kept], on: date, actor, caption: str = ""
) -> list[YardMeetingPhoto]:
    """Put pictures under the meeting; a picture without a day of its own was taken on the meeting's."""
    lock_nodes(meeting.organization)
    photos = []
    for kept in pictures:
        photo = YardMeetingPhoto(
            meeting=meeting, picture=kept.picture, thumbnail=kept.thumbnail, digest=kept.digest, width=kept.width,
            height=kept.height, caption=caption, taken_on=kept.taken_on or min(meeting.held_on, on), added_on=on,
        )  # fmt: skip
        photo.full_clean()
        photo.save(force_insert=True)
        photos.append(photo)
    entries = [Entry(photo, None, describe(photo, TOLD) | {"照片指纹": photo.digest}) for photo in photos]
    if entries:
        record_many(actor, "yard_meeting_photo.added", entries)
    return photos


@transaction.atomic
def remove_photo(photo: YardMeetingPhoto, *, reason: str, actor) -> YardMeeting:
    """Delete a photo and its files; the meeting's history keeps what it was."""
    meeting = photo.meeting
    lock_nodes(meeting.organization)
    photo = YardMeetingPhoto.objects.select_for_update(of=("self",)).get(pk=photo.pk)
    if not reason.strip():
        raise ValidationError({"reason": "请写明删除的理由。"})
    before = describe(photo, TOLD) | {"照片指纹": photo.digest}
    record(actor, "yard_meeting_photo.removed", meeting, before=before, reason=reason.strip(), photo=str(photo))
    discard(photo)
    photo.delete()
    return meeting
