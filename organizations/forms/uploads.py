"""A file field for documents: what it holds is told by its first bytes, never by its name alone."""

import zipfile
from pathlib import PurePath
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

MAX_BYTES = 20 * 1024 * 1024
# Suffix to (first bytes, media type).
KINDS = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".docx": (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".jpg": (b"\xff\xd8\xff", "image/jpeg"),
    ".png": (b"\x89PNG\r\n\x1a\n", "image/png"),
}
SYNONYMS = {".jpeg": ".jpg"}
ALLOWED = "PDF、Word（.docx）、JPG 或 PNG"


def document_suffix(file) -> str:
    """The suffix of a file of an allowed kind; ValidationError for any other and for one that is too large."""
    if file.size > MAX_BYTES:
        raise ValidationError(f"文件超过{MAX_BYTES >> 20}MB，请压缩后再上传。")
    suffix = PurePath(file.name).suffix.lower()
    suffix = SYNONYMS.get(suffix, suffix)
    if suffix not in KINDS:
        raise ValidationError(f"不能上传这种文件，请上传{ALLOWED}。")
    file.seek(0)
    begins_right = file.read(16).startswith(KINDS[suffix][0])
    file.seek(0)
    if not begins_right or (suffix == ".docx" and not _is_word(file)):
        raise ValidationError(f"文件内容与扩展名“{suffix}”不符，请上传{ALLOWED}原件。")
    return suffix


def _is_word(file) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return "word/document.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False
    finally:
        file.seek(0)


class DocumentFileField(forms.FileField):
    """A document of an allowed kind, kept under a name of ours."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file is not initial:
            file.name = f"{uuid4().hex}{document_suffix(file)}"
        return file
