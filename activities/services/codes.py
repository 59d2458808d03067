"""Running codes by year: HD2023-00001."""

from django.db import models


def next_code(model: type[models.Model], letters: str, year: int) -> str:
    """The year's next `code` of the model; the caller holds the tree's lock."""
    prefix = f"{letters}{year}-"
    last = model.objects.filter(code__startswith=prefix).order_by("-code").values_list("code", flat=True).first()
    number = int(last.removeprefix(prefix)) + 1 if last and last.removeprefix(prefix).isdigit() else 1
    while model.objects.filter(code=f"{prefix}{number:05d}").exists():
        number += 1
    return f"{prefix}{number:05d}"
