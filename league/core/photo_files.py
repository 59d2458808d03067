"""Where the files of photos lie, who uses them, and how one that waits for its form is found again.

A picture is kept at once when it arrives, under a name that tells nothing. While its form is sent back for mending, the
page carries a signed ticket for it, so that nobody takes the photo a second time. A file that no row names after two
days is swept away: of a form given up, of a transaction rolled back, of a row removed.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import PurePosixPath
from uuid import uuid4

from django.apps import apps
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from league.core.images import PictureRefused, encode
from league.core.models.photo import Photo

FOLDER = "photos"
SALT = "league.core.photo_files"
TICKET_SECONDS = 12 * 3600
UNUSED_KEPT = timedelta(days=2)


@dataclass(frozen=True)
class Kept:
    """A picture whose two files lie in the storage: their names, and what `league.core.images.Encoded` says of it."""

    picture: str
    thumbnail: str
    digest: str
    width: int
    height: int
    taken_on: date | None = None

    @property
    def ticket(self) -> str:
        """What a form that was sent back carries for it."""
        day = self.taken_on.isoformat() if self.taken_on else ""
        return signing.dumps(asdict(self) | {"taken_on": day}, salt=SALT, compress=True)

    @classmethod
    def of_ticket(cls, ticket: str) -> Kept:
        """The picture of a ticket; PictureRefused when it is too old or not ours."""
        try:
            fields = signing.loads(ticket, salt=SALT, max_age=TICKET_SECONDS)
        except signing.BadSignature as error:
            raise PictureRefused("已过期。请重新选择") from error
        day = fields["taken_on"]
        return cls(**fields | {"taken_on": date.fromisoformat(day) if day else None})

    @property
    def data_url(self) -> str:
        """The thumbnail inside the page: nobody else may ask for it by an address yet."""
        with default_storage.open(self.thumbnail) as file:
            return f"data:image/jpeg;base64,{b64encode(file.read()).decode()}"


def keep(file) -> Kept:
    """Make the picture of an uploaded file and store it. Once for each file: the form is cleaned under the row's lock,
    the view has called this before."""
    if not hasattr(file, "kept"):
        encoded = encode(file)
        name = uuid4().hex
        place = f"{FOLDER}/{name[:2]}/{name}"
        file.kept = Kept(
            default_storage.save(f"{place}.jpg", ContentFile(encoded.picture)),
            default_storage.save(f"{place}-small.jpg", ContentFile(encoded.thumbnail)),
            encoded.digest, encoded.width, encoded.height, encoded.taken_on,
        )  # fmt: skip
    return file.kept


def photo_models() -> list[type[Photo]]:
    """Every model of photos, whichever app it belongs to."""
    return [model for model in apps.get_models() if issubclass(model, Photo)]


def same_pictures(photos: Iterable[Photo], user) -> list[Photo]:
    """Other photos in the user's scope that show exactly what one of these shows (D-27), of whatever model."""
    photos = list(photos)
    digests = {photo.digest for photo in photos}
    own = {(type(photo), photo.pk) for photo in photos}
    return [
        row
        for model in photo_models()
        for row in model.objects.visible_to(user)
        .filter(digest__in=digests)
        .select_related(*model.told_with)
        .order_by("pk")
        if (model, row.pk) not in own
    ]


def used_again(model: type[Photo], user) -> Q:
    """Condition on rows of `model`: the same picture stands at another photo that the user may see."""
    condition = Q(pk__in=[])
    for other in photo_models():
        same = other.objects.visible_to(user).filter(digest=OuterRef("digest"))
        condition |= Exists(same.exclude(pk=OuterRef("pk")) if other is model else same)
    return condition


def discard(photo: Photo) -> None:
    """Delete a photo's files once the transaction that removes its row is through."""
    for file in (photo.picture, photo.thumbnail):
        transaction.on_commit(partial(default_storage.delete, file.name))


def _files(folder: str = FOLDER) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, names = default_storage.listdir(folder)
    yield from (str(PurePosixPath(folder) / name) for name in names)
    for inner in folders:
        yield from _files(f"{folder}/{inner}")


def sweep_photos(*, at: datetime) -> int:
    """Delete files that no row names and that are older than two days; return how many."""
    named: set[str] = set()
    for model in photo_models():
        for picture, thumbnail in model.objects.values_list("picture", "thumbnail").order_by().iterator():
            named |= {picture, thumbnail}
    before = at - UNUSED_KEPT
    unused = [name for name in _files() if name not in named and default_storage.get_modified_time(name) < before]
    for name in unused:
        default_storage.delete(name)
    return len(unused)
