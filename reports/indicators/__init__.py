"""The yearbook, readable in one folder. Importing it declares every built-in figure."""

from reports.indicators import homes, members, organizations, units
from reports.indicators.registry import REGISTRY

REGISTRY.add(*organizations.FIGURES, *units.FIGURES, *members.FIGURES, *homes.FIGURES)
REGISTRY.add_funnels(*units.FUNNELS)
REGISTRY.check()

__all__ = ["REGISTRY"]
