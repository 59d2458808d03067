"""Narrowing whatever reaches a user: every list, choice, look-up and API queryset passes here."""

from django.db.models import QuerySet


def narrowed(queryset: QuerySet, user) -> QuerySet:
    """The rows of `queryset` inside the user's scope; TypeError for a model without ``visible_to``."""
    if not hasattr(queryset, "visible_to"):
        raise TypeError(f"{queryset.model.__name__} has no visible_to(): give its manager a ScopedQuerySet")
    return queryset.visible_to(user)
