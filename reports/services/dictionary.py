"""The dictionary of figures (口径): every declaration in words."""

from __future__ import annotations

from dataclasses import dataclass

from reports.indicators.base import Average, Count, Declaration, Distinct, Indicator, Ratio, Sum
from reports.indicators.settings import SETTINGS
from reports.services.catalogue import Catalogue
from reports.services.figures import Figure


@dataclass(frozen=True)
class Entry:
    """One declaration and, where something was counted, its present figure as an example."""

    declared: Declaration
    catalogue: Catalogue
    example: Figure | None = None

    @property
    def method(self) -> str:
        """How the number comes about and how it rolls up."""
        match self.declared:
            case Average():
                return "相除，逐级重新计算"
            case Ratio():
                return "相除，显示时四舍五入"
            case Indicator(value=Count()):
                return "计数，逐级相加"
            case Indicator(value=Sum()):
                return "求和，逐级相加"
            case Indicator(value=Distinct()):
                return "去重计数，逐级重新去重"
        return ""

    @property
    def related(self) -> list[tuple[str, Declaration]]:
        """Part, whole and the rows that cannot be judged."""
        declared = self.declared
        named = [("分子", getattr(declared, "part", "")), ("分母", getattr(declared, "whole", ""))]
        named.append(("不详", getattr(declared, "unknown", "")))
        return [(word, self.catalogue[code]) for word, code in named if code and not is_inner(code)]

    @property
    def settings(self) -> list[str]:
        """Names of the county's rules it asks for."""
        return [SETTINGS[code].label for code in getattr(self.declared, "settings", ())]

    def cells(self) -> list[str]:
        """The entry as a line of the exported sheet, in the order of COLUMNS."""
        declared = self.declared
        related = "；".join(f"{word}：{one.label}（{one.code}）" for word, one in self.related)
        example = f"{self.example.text}{declared.unit}" if self.example and self.example.value is not None else ""
        return [
            declared.code, declared.label, declared.unit, declared.chapter, declared.group, declared.definition,
            self.method, related, "、".join(self.settings), declared.source, example,
        ]  # fmt: skip


def find_entries(text: str, examples: dict[str, Figure], catalogue: Catalogue) -> list[Entry]:
    """Declarations whose code, name or definition contains the text; all without one.

    An own indicator that was changed since the count has no example: its number would stand beside another definition.
    """
    return [
        Entry(declared, catalogue, _example(declared, examples))
        for declared in catalogue
        if not is_inner(declared.code)
        and (text in declared.code or text in declared.label or text in declared.definition)
    ]


def is_inner(code: str) -> bool:
    """Part, whole and unknown of a group: they follow from the figure's own and would fill the page."""
    return ".by." in code and code.endswith((".part", ".whole", ".unknown"))


def _example(declared: Declaration, examples: dict[str, Figure]) -> Figure | None:
    example = examples.get(declared.code)
    return example if example is not None and example.declaration is declared else None


def group_entries(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Entries under ``chapter · group``, in the order of the yearbook."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(f"{entry.declared.chapter} · {entry.declared.group}", []).append(entry)
    return list(groups.items())
