"""Who may do what, a file for each circle of nouns; importing the package registers the permissions."""

from cadres.rules import appraisals, development, people, posts, recruitment

__all__ = ["appraisals", "development", "people", "posts", "recruitment"]
