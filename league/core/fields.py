"""Column types shared by all apps."""

from django.db import models


class PathField(models.CharField):
    """A tree path. Compared byte by byte: PostgreSQL under a language's collation orders '/' and '0' otherwise."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 190)
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
