"""The form field for photos: several at once, each made anew at once, and not to be chosen twice."""

from __future__ import annotations

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from league.core.images import PictureRefused
from league.core.photo_files import Kept, keep

ACCEPTED = "image/jpeg,image/png,image/webp"


class Posted(NamedTuple):
    """What a post brings: new files, and tickets of those that an earlier post of the same form brought."""

    files: list
    tickets: list[str]


class PicturesInput(forms.FileInput):
    """A button for the camera or the album, and below it what was taken already."""

    template_name = "django/forms/widgets/pictures.html"
    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return Posted(
            files.getlist(name) if hasattr(files, "getlist") else [],
            data.getlist(f"{name}_kept") if hasattr(data, "getlist") else [],
        )

    def value_omitted_from_data(self, data, files, name):
        return name not in files and f"{name}_kept" not in data

    def format_value(self, value):
        """The pictures kept so far."""
        return value or []


class PicturesField(forms.Field):
    """Photos as a list of `Kept`. With `camera` a phone opens its camera at once, for one photo at a time.

    A file that is refused is named in the error; the others stay with the form, which carries them when it comes back.
    """

    widget = PicturesInput

    def __init__(self, *, limit: int = 9, camera: bool = False, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit
        self.kept: list[Kept] = []
        self.widget.attrs |= {"accept": ACCEPTED, "multiple": not camera}
        if camera:
            self.widget.attrs["capture"] = "environment"

    def clean(self, value: Posted) -> list[Kept]:
        """Keep what is good, then complain about the rest."""
        found: dict[str, Kept] = {}
        wrong: list[str] = []
        for source, label, take in [
            *((ticket, "先前选的照片", Kept.of_ticket) for ticket in value.tickets),
            *((file, f"“{file.name}”", keep) for file in value.files),
        ]:
            try:
                kept = take(source)
            except PictureRefused as refusal:
                wrong.append(f"{label}{refusal}。")
            else:
                # The same picture chosen twice in one go is meant once.
                found.setdefault(kept.digest, kept)
        self.kept = list(found.values())
        if len(self.kept) > self.limit:
            wrong.append(f"一次最多{self.limit}张，请去掉{len(self.kept) - self.limit}张。")
        if self.required and not self.kept and not wrong:
            wrong.append("请选择照片。")
        if wrong:
            raise ValidationError(wrong)
        return self.kept

    def bound_data(self, data, initial):
        """What the page shows again is what was kept."""
        return self.kept

    def has_changed(self, initial, data):
        return bool(data and (data.files or data.tickets))
