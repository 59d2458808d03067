"""The nouns that own indicators may be composed from, in the order in which they are offered."""

from reports.indicators.nouns import cadres, places, register, schools, terms
from reports.indicators.nouns.base import Field, Key, Kind, Noun, Operator

NOUNS: dict[str, Noun] = {
    noun.code: noun for noun in (*register.NOUNS, *terms.NOUNS, *cadres.NOUNS, *places.NOUNS, *schools.NOUNS)
}

__all__ = ["NOUNS", "Field", "Key", "Kind", "Noun", "Operator"]
