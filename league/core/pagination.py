"""Pages of the API. A module of its own: Django REST framework loads it while it loads its own views."""

from rest_framework.pagination import LimitOffsetPagination


class Pagination(LimitOffsetPagination):
    """``?limit=&offset=``; at most 500 rows a page."""

    default_limit = 50
    max_limit = 500
