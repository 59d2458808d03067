"""Base of the REST API."""

from rest_framework.pagination import LimitOffsetPagination
from rest_framework.views import exception_handler

__all__ = ["Pagination", "exception_handler"]


class Pagination(LimitOffsetPagination):
    default_limit = 50
    max_limit = 500
