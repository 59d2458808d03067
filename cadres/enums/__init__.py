"""The vocabularies of people and of what they hold, a file for each circle of nouns."""

from cadres.enums.nationalities import Nationality
from cadres.enums.people import Degree, Education, PoliticalStatus, Sex

__all__ = ["Degree", "Education", "Nationality", "PoliticalStatus", "Sex"]
