"""Who may do what, a file for each circle of nouns; importing the package registers the permissions."""

from organizations.rules import homes, register, schools, terms

__all__ = ["homes", "register", "schools", "terms"]
