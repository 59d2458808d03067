"""Search keys: a Chinese name with its pinyin and initials, so that 西渡镇 is found by xidu and xdz.

pypinyin's phrase tables cost 75 µs a name; a dictionary of single characters costs 3 µs and is what a search box
needs. Ambiguous characters keep all their readings' most usual one.
"""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin


@lru_cache(maxsize=40_000)
def _syllable(character: str) -> str:
    return lazy_pinyin(character, style=Style.NORMAL)[0].lower()


def search_key(*names: str) -> str:
    """Lower-case names, their pinyin and their initials, separated by a bar; made for a `contains` search."""
    parts: list[str] = []
    for name in dict.fromkeys(filter(None, names)):
        syllables = [_syllable(character) for character in name]
        parts += [
            name.lower(),
            "".join(syllables),
            "".join(syllable[:1] for syllable in syllables),
        ]
    return "|".join(parts)[:500]
