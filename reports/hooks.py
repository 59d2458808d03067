"""What the figures do for the apps below: appraisals score by them."""

from cadres.figures import register_provider
from reports.services.scored_figures import ScoredFigures

register_provider(ScoredFigures())
