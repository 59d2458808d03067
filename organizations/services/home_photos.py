"""Photos of homes: adding, describing, removing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import Entry, record, record_many
from league.core.photo_files import Kept, discard
from organizations.enums import HomeState
from organizations.models import HomeCheck, HomePhoto, HomeVisit, YouthHome
from organizations.services.homes import lock_home
from organizations.services.records import describe, enqueue_refresh

TOLD = ("shows", "taken_on", "caption")


@transaction.atomic
def add_photos(
    home: YouthHome,
    *,
    pictures: Iterable[Kept],
    shows: str,
    on: date,
    actor,
    taken_on: date | None = None,
    caption: str = "",
    check: HomeCheck | None = None,
    visit: HomeVisit | None = None,
) -> list[HomePhoto]:
    """Put pictures into the home's album. Without `taken_on` the day is the camera's; `on` is the day of adding."""
    home = lock_home(home)
    if home.state == HomeState.CLOSED:
        raise ValidationError(f"“{home}”已撤销，不再添加照片。")
    photos = []
    for kept in pictures:
        day = taken_on or kept.taken_on
        if day is None:
            raise ValidationError({"taken_on": "照片本身没有记录拍摄日期，请填写拍摄日期。"})
        photo = HomePhoto(
            home=home, picture=kept.picture, thumbnail=kept.thumbnail, digest=kept.digest, width=kept.width,
            height=kept.height, shows=shows, caption=caption, taken_on=day, added_on=on, home_check=check,
            home_visit=visit,
        )  # fmt: skip
        photo.full_clean()
        photo.save(force_insert=True)
        photos.append(photo)
    if photos:
        entries = (Entry(photo, None, describe(photo, TOLD) | {"照片指纹": photo.digest}) for photo in photos)
        record_many(actor, "home_photo.added", entries)
        enqueue_refresh()
    return photos


def _locked(photo: HomePhoto) -> HomePhoto:
    lock_home(photo.home)
    return HomePhoto.objects.select_for_update(of=("self",)).select_related("home").get(pk=photo.pk)


@transaction.atomic
def change_photo(photo: HomePhoto, *, changes: dict[str, Any], actor) -> HomePhoto:
    """Mend what is said of a photo; `changes` are of TOLD. The picture itself is never exchanged."""
    photo = _locked(photo)
    changes = {name: value for name, value in changes.items() if getattr(photo, name) != value}
    if not changes:
        return photo
    if unknown := changes.keys() - set(TOLD):
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    before = describe(photo, changes)
    for name, value in changes.items():
        setattr(photo, name, value)
    photo.revision += 1
    photo.full_clean()
    photo.save()
    record(actor, "home_photo.changed", photo, before=before, after=describe(photo, changes))
    enqueue_refresh()
    return photo


@transaction.atomic
def remove_photo(photo: HomePhoto, *, reason: str, actor) -> YouthHome:
    """Delete a photo and its files. The home's history keeps what it was and why it went."""
    photo = _locked(photo)
    home = photo.home
    if not reason.strip():
        raise ValidationError({"reason": "请写明删除的理由。"})
    before = describe(photo, TOLD) | {"照片指纹": photo.digest}
    record(actor, "home_photo.removed", home, before=before, reason=reason.strip(), photo=str(photo))
    discard(photo)
    photo.delete()
    enqueue_refresh()
    return home
