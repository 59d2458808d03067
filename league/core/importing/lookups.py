"""Finding what a file's references mean: all tokens at once, inside the user's scope, with a guess where none fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import connection

CODE_FIRST = re.compile(r"([0-9A-Z][0-9A-Z-]{1,29})(?:[\s:：|].*)?", re.DOTALL)
# Beyond this many names a guess costs more than it helps.
GUESSED = 20_000
OPTIONS = 2000
# Share of common pairs of characters: codes of one county are alike, so more of them must fit.
CLOSE_NAME, CLOSE_CODE = 0.5, 0.75


class Found(NamedTuple):
    """What a reference means: its code, key, path in the tree, name, and what the noun wants to know besides."""

    code: str
    pk: int
    path: str
    label: str
    facts: tuple = ()


def chunked(values: Iterable[Any], *, spare: int = 20) -> Iterator[list[Any]]:
    """Lists short enough for one statement's parameters."""
    values = list(values)
    size = (connection.features.max_query_params or 20_000) - spare
    for start in range(0, len(values), size):
        yield values[start : start + size]


class Lookup:
    """Base: subclasses give `by_code` and may give `by_name`, `names` and `options`."""

    label = ""

    def __init__(self, context):
        self.context = context
        self._guesses: Guesses | None = None

    @classmethod
    def options(cls, context) -> list[str]:
        """What a drop-down offers: "code name", at most OPTIONS of them, none when there are more."""
        return []

    def by_code(self, codes: set[str]) -> dict[str, Found]:
        """Rows inside the scope with these codes."""
        raise NotImplementedError

    def by_name(self, tokens: set[str]) -> dict[str, Found | str]:
        """Rows meant by other tokens; a str is the reason why a token is ambiguous."""
        return {}

    def names(self) -> Iterable[tuple[str, str]]:
        """(name, text of the guess) of what could have been meant."""
        return ()

    def resolve(self, tokens: set[str]) -> dict[str, Found | str]:
        """For every token what it means, or the reason why it is refused."""
        codes = {token: match[1] for token in tokens if (match := CODE_FIRST.fullmatch(token.upper()))}
        found = self.by_code(set(codes.values()))
        result: dict[str, Found | str] = {token: found[code] for token, code in codes.items() if code in found}
        rest = tokens - result.keys()
        if rest:
            result |= self.by_name(rest)
            for token in rest - result.keys():
                result[token] = self.unknown(token)
        return result

    def unknown(self, token: str) -> str:
        """The refusal of a token that means nothing inside the scope."""
        if self._guesses is None:
            self._guesses = Guesses(self.names())
        guess = self._guesses.best(token)
        more = f"，您要填的是不是{guess}？" if guess else "，请核对"
        return f"没有找到{self.label}“{token[:40]}”{more}"


class Guesses:
    """Names by their pairs of characters: the one that shares most pairs with a token is what was probably meant."""

    def __init__(self, names: Iterable[tuple[str, str]]):
        self.texts: list[tuple[str, str]] = []
        self.pairs: dict[str, list[int]] = {}
        for number, (name, text) in enumerate(names):
            if number >= GUESSED:
                self.texts, self.pairs = [], {}
                return
            self.texts.append((name, text))
            for pair in _pairs(name):
                self.pairs.setdefault(pair, []).append(number)

    def best(self, token: str) -> str:
        wanted = _pairs(token)
        shared = Counter(number for pair in wanted for number in self.pairs.get(pair, ()))
        if not shared:
            return ""
        closeness = {
            number: 2 * count / (len(wanted) + len(_pairs(self.texts[number][0])))
            for number, count in shared.most_common(20)
        }
        number = max(closeness, key=closeness.get)
        needed = CLOSE_CODE if token.isascii() else CLOSE_NAME
        return self.texts[number][1] if closeness[number] >= needed else ""


def _pairs(text: str) -> set[str]:
    text = f"^{text}$"
    return {text[start : start + 2] for start in range(len(text) - 1)}
