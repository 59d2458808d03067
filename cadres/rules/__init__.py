"""Who may do what, a file for each circle of nouns; importing the package registers the permissions."""

from cadres.rules import people, recruitment

__all__ = ["people", "recruitment"]
