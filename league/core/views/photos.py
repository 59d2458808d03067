"""Photos on pages: their files through the scope, and forms that take them."""

from __future__ import annotations

from contextlib import suppress

from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from league.core.images import PictureRefused
from league.core.models import Photo
from league.core.photo_files import keep
from league.core.views.base import Page, get_permitted_or_404


class PhotoFileView(Page):
    """The file of a photo to those who may see its row, 404 to everybody else. `part` is ``picture`` or ``thumbnail``.

    A browser may keep it but asks each time whether it may still show it.
    """

    model: type[Photo] | None = None
    part = "picture"

    def open(self) -> None:
        """Load the row through the door."""
        self.object = get_permitted_or_404(self.model, self.kwargs["pk"], self.request.user, self.permission)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The picture itself, never as a page."""
        return photo_response(request, self.object, self.part)


def photo_response(request, photo: Photo, part: str) -> HttpResponse:
    """One of the photo's two files, or 304 to who has it already."""
    file = getattr(photo, part)
    if not file.storage.exists(file.name):
        raise Http404("照片文件已不存在，请联系系统管理员从备份中找回。")
    etag = quote_etag(f"{photo.digest[:32]}-{part}")
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = FileResponse(file.open("rb"), content_type="image/jpeg")
        response["Content-Disposition"] = f'inline; filename="{photo.pk}.jpg"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


class TakesPhotos:
    """A form page with photos: they are made and stored before the transaction begins, so that nobody waits for a lock
    while a picture is decoded."""

    def post(self, request, *args, **kwargs) -> HttpResponse:
        for _, files in request.FILES.lists():
            for file in files:
                # The form's field says what is wrong.
                with suppress(PictureRefused):
                    keep(file)
        return super().post(request, *args, **kwargs)
