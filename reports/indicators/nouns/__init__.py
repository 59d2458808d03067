"""The nouns that own indicators may be composed from, in the order in which they are offered."""

from reports.indicators.nouns import activities, cadres, people, places, register, schools, service, terms
from reports.indicators.nouns.base import Field, Key, Kind, Noun, Operator

_MODULES = (register, terms, cadres, people, places, schools, activities, service)
NOUNS: dict[str, Noun] = {noun.code: noun for module in _MODULES for noun in module.NOUNS}

__all__ = ["NOUNS", "Field", "Key", "Kind", "Noun", "Operator"]
