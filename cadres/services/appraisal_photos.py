"""Photos of site visits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import RoundState
from cadres.models import AppraisalPhoto, AppraisalRound, AppraisalVisit
from cadres.services.appraisal_rounds import demand
from league.core.audit import Entry, record, record_many
from league.core.photo_files import Kept, discard
from organizations.services.records import describe

TOLD = ("taken_on", "caption")


def _demand(visit: AppraisalVisit, what: str) -> None:
    demand(AppraisalRound.objects.get(sheets=visit.sheet_id), RoundState.filling, what)


@transaction.atomic
def add_photos(
    visit: AppraisalVisit, *, pictures: Iterable[Kept], on: date, actor, caption: str = ""
) -> list[AppraisalPhoto]:
    """Put pictures under the visit; a picture without a day of its own was taken on the visit's."""
    _demand(visit, "添加考察照片")
    photos = []
    for kept in pictures:
        photo = AppraisalPhoto(
            visit=visit, picture=kept.picture, thumbnail=kept.thumbnail, digest=kept.digest, width=kept.width,
            height=kept.height, caption=caption, taken_on=kept.taken_on or min(visit.visited_on, on), added_on=on,
        )  # fmt: skip
        photo.full_clean()
        photo.save(force_insert=True)
        photos.append(photo)
    entries = [Entry(photo, None, describe(photo, TOLD) | {"照片指纹": photo.digest}) for photo in photos]
    if entries:
        record_many(actor, "appraisal_photo.added", entries)
    return photos


@transaction.atomic
def remove_photo(photo: AppraisalPhoto, *, reason: str, actor) -> AppraisalVisit:
    """Delete a photo and its files; the visit's history keeps what it was."""
    _demand(photo.visit, "删除考察照片")
    photo = AppraisalPhoto.objects.select_for_update(of=("self",)).select_related("visit__sheet").get(pk=photo.pk)
    if not reason.strip():
        raise ValidationError({"reason": "请写明删除的理由。"})
    before = describe(photo, TOLD) | {"照片指纹": photo.digest}
    record(actor, "appraisal_photo.removed", photo.visit, before=before, reason=reason.strip(), photo=str(photo))
    discard(photo)
    photo.delete()
    return photo.visit
