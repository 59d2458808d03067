"""Who may do what, a file for each circle of nouns; importing the package registers the permissions."""

from activities.rules import activities, funds, honours, learning, service

__all__ = ["activities", "funds", "honours", "learning", "service"]
