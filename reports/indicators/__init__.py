"""The yearbook, readable in one folder. Importing it declares every built-in figure."""

from reports.indicators import homes, mechanisms, members, organizations, schools, terms, units
from reports.indicators.registry import REGISTRY

REGISTRY.add(
    *organizations.FIGURES,
    *units.FIGURES,
    *members.FIGURES,
    *terms.FIGURES,
    *homes.FIGURES,
    *schools.FIGURES,
    *mechanisms.FIGURES,
)
REGISTRY.add_funnels(*units.FUNNELS, *schools.FUNNELS)
REGISTRY.check()

__all__ = ["REGISTRY"]
