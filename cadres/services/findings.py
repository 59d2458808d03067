"""What deserves a look, and the rule it follows from: its value, since when, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from league.core.dates import UNKNOWN_START
from organizations.enums import RuleSeverity
from organizations.models import Rule
from organizations.services.records import chinese_date


def since(rule: Rule) -> str:
    """自2019年1月1日起; 一直适用 for a rule whose beginning nobody asks for."""
    return "一直适用" if rule.valid_from <= UNKNOWN_START else f"自{chinese_date(rule.valid_from)}起"


@dataclass(frozen=True)
class Finding:
    """One sentence and its rule. `gate` names the step that a rule of severity 禁止 refuses; empty for none."""

    sentence: str
    rule: Rule
    gate: str = ""

    @property
    def basis(self) -> str:
        """The rule in words: what it says, its value, since when, who says so."""
        value = f"{self.rule.value}{self.rule.unit}"
        return f"{self.rule.text}（规则值{value}，{since(self.rule)}，依据：{self.rule.source}）"

    @property
    def tone(self) -> str:
        """Colour of the message by the rule's severity."""
        return {"block": "danger", "warn": "warning"}.get(self.rule.severity, "info")

    @property
    def blocks(self) -> bool:
        """Whether the rule refuses the step."""
        return bool(self.gate) and self.rule.severity == RuleSeverity.BLOCK

    def __str__(self):
        return f"{self.sentence}{self.basis}"


class Rulebook(Mapping):
    """The rules in force on one day whose codes begin with a prefix; a code without a rule gives None by `get`."""

    def __init__(self, prefix: str, on: date):
        rows = Rule.objects.running_on(on).filter(code__startswith=prefix).order_by("code")
        self._rules = {row.code.removeprefix(prefix): row for row in rows}

    def __getitem__(self, code: str) -> Rule:
        return self._rules[code]

    def __iter__(self):
        return iter(self._rules)

    def __len__(self):
        return len(self._rules)

    def number(self, code: str) -> int:
        """A rule's value; 0 where none is in force: nothing is asked then."""
        rule = self.get(code)
        return int(rule.value) if rule else 0
