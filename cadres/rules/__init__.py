"""Who may do what, a file for each circle of nouns; importing the package registers the permissions."""

from cadres.rules import development, people, recruitment

__all__ = ["development", "people", "recruitment"]
