"""The yearbook, readable in one folder. Importing it declares every built-in figure."""

from reports.indicators import (
    activeness,
    activities,
    appraisals,
    cadres,
    development,
    funds,
    homes,
    honours,
    leading,
    learning,
    mechanisms,
    members,
    organizations,
    recruitment,
    schools,
    secretaries,
    service,
    staff,
    terms,
    units,
)
from reports.indicators.registry import REGISTRY

REGISTRY.add(
    *organizations.FIGURES,
    *units.FIGURES,
    *members.FIGURES,
    *leading.FIGURES,
    *terms.FIGURES,
    *activeness.FIGURES,
    *homes.FIGURES,
    *schools.FIGURES,
    *mechanisms.FIGURES,
    *secretaries.FIGURES,
    *cadres.FIGURES,
    *staff.FIGURES,
    *recruitment.FIGURES,
    *development.FIGURES,
    *appraisals.FIGURES,
    *activities.FIGURES,
    *funds.FIGURES,
    *learning.FIGURES,
    *service.FIGURES,
    *honours.FIGURES,
)
REGISTRY.add_funnels(*units.FUNNELS, *schools.FUNNELS)
REGISTRY.check()

__all__ = ["REGISTRY"]
