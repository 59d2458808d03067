"""What every service of the register shares: naming fields for the audit log, and asking for fresh statistics."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.files import FieldFile

from league.core.crypto import EncryptedField
from league.core.jobs import enqueue
from league.core.versions import VersionConflict

REFRESH = "reports.refresh_open_period"


def describe(obj: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """The named fields as the audit log keeps them: Chinese label to what a reader would see."""
    return {str(obj._meta.get_field(name).verbose_name): _shown(obj, name) for name in names}


def _shown(obj: models.Model, name: str) -> Any:
    value, field = getattr(obj, name), obj._meta.get_field(name)
    if isinstance(field, EncryptedField):
        return field.masked(value)
    if isinstance(value, models.Model | FieldFile):
        return str(value)
    shown = getattr(obj, f"get_{name}_display", None)
    return shown() if shown else value


def chinese_date(day: date) -> str:
    """2024年1月1日, as official documents write a day."""
    return f"{day.year}年{day.month}月{day.day}日"


def enqueue_refresh() -> None:
    """Ask for fresh statistics of the open period; a burst of changes falls into one job. By name: reports lie above."""
    enqueue(REFRESH, label="更新统计", dedupe_key=REFRESH, delay=1)


@contextmanager
def dated_refusals() -> Iterator[None]:
    """A change dated before the stretch it would end is refused like any other wrong input."""
    try:
        yield
    except VersionConflict as conflict:
        raise ValidationError(str(conflict), code="late") from conflict
