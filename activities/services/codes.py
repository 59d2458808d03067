"""Running codes by year: HD2023-00001."""

from django.db import models


def last_number(model: type[models.Model], letters: str, year: int) -> int:
    """The highest number among the year's codes; 0 before the first. The caller holds the tree's lock."""
    prefix = f"{letters}{year}-"
    last = model.objects.filter(code__startswith=prefix).order_by("-code").values_list("code", flat=True).first()
    return int(last.removeprefix(prefix)) if last and last.removeprefix(prefix).isdigit() else 0


def next_code(model: type[models.Model], letters: str, year: int) -> str:
    """The year's next `code` of the model; the caller holds the tree's lock."""
    number = last_number(model, letters, year) + 1
    while model.objects.filter(code=f"{letters}{year}-{number:05d}").exists():
        number += 1
    return f"{letters}{year}-{number:05d}"
