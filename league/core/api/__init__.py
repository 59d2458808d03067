from league.core.api.errors import exception_handler
from league.core.api.pagination import Pagination
from league.core.api.viewsets import ScopedViewSet

__all__ = ["Pagination", "ScopedViewSet", "exception_handler"]
