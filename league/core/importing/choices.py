"""A column that holds several of an enum's labels."""

from __future__ import annotations

from league.core.importing.cleaning import compact, split, tidy
from league.core.importing.columns import Choice, Value


class Choices(Choice):
    """Several of an enum's labels with 、 between them, each once, in the enum's order."""

    width = 24

    def text(self, raw) -> str:
        return tidy(raw)

    def convert(self, text: str) -> str:
        chosen = {super(Choices, self).convert(compact(token)) for token in split(text)}
        return "、".join(value for value in self._labels if value in chosen)

    def show(self, value: Value) -> str:
        return "、".join(self._labels[one] for one in str(value).split("、")) if value else ""

    def options(self, context) -> list[str]:
        return []
