from league.core.api.errors import exception_handler
from league.core.api.viewsets import ScopedViewSet
from league.core.pagination import Pagination

__all__ = ["Pagination", "ScopedViewSet", "exception_handler"]
