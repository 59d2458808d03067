"""Every route of the product, read from the resolver; one that cannot be classed fails the test, it is not skipped."""

import re
from typing import NamedTuple

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

# Tested where they are built: log-in and accounts stand outside the tree (tests/accounts).
ELSEWHERE = ("account_", "mfa_", "accounts:")
OPEN = {"healthz", "readyz"}
# Routes about a row whose view does not name the row's model.
MODEL_OF = {"organizations:tree-children": "Organization"}
PLAIN_ARGUMENTS = {"core:lookup"}


class Route(NamedTuple):
    """One address: its full name, its argument's name ("" for none) and the model of the row it is about."""

    name: str
    argument: str
    model: type[Model] | None


def walk(resolver: URLResolver, namespace: str = "", prefix: str = ""):
    """(name, full pattern, view) of every route."""
    for pattern in resolver.url_patterns:
        text = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", text, pattern.callback
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern, inner, text)


def all_routes() -> list[Route]:
    """Every route that is about rows of the domain."""
    from organizations.models import Organization

    found = []
    for name, pattern, view in walk(get_resolver()):
        if name in OPEN or name.startswith(ELSEWHERE) or name.startswith("static"):
            continue
        arguments = re.findall(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>", pattern)
        names = [one or other for one, other in arguments if (one or other) != "format"]
        if not names or name in PLAIN_ARGUMENTS:
            found.append(Route(name, "", None))
            continue
        view_class = getattr(view, "view_class", None) or getattr(view, "cls", None)
        model = getattr(view_class, "model", None)
        if MODEL_OF.get(name) == "Organization":
            model = Organization
        found.append(Route(name, names[0], model))
    return list(dict.fromkeys(found))
