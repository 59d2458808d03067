"""Every route of the product, read from the resolver; one that cannot be classed fails the test, it is not skipped."""

import re
from typing import NamedTuple

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from league.core.models import ImportBatch, JobRun
from organizations.models import Organization

# Tested where they are built: log-in and accounts stand outside the tree (tests/accounts), and pages for everybody
# (tests/cadres/test_public_recruitment.py, tests/scope/test_anonymous.py).
ELSEWHERE = ("account_", "mfa_", "accounts:", "recruitment:", "scoring:")
OPEN = {"healthz", "readyz"}
# Routes about a row whose view does not name the row's model.
MODEL_OF = {
    "organizations:tree-children": Organization,
    "core:job-detail": JobRun,
    "core:job-file": JobRun,
    **{f"core:import-{step}": ImportBatch for step in ("detail", "failed", "check", "commit", "undo")},
}
# Routes whose argument is no row of somebody's: a look-up's or a noun's name, an indicator's or a period's code.
PLAIN_ARGUMENTS = {"core:lookup": "unit"}
CODES = {
    "reports:figure-": "org.total",
    "reports:period-": "2023",
    "core:import-create": "unit",
    "core:import-template": "unit",
}


class Route(NamedTuple):
    """One address: its full name, its argument's name ("" for none), the model of the row it is about, and the code
    to ask with where it is about none."""

    name: str
    argument: str
    model: type[Model] | None = None
    code: str = ""


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
    found = []
    for name, pattern, view in walk(get_resolver()):
        if name in OPEN or name.startswith((*ELSEWHERE, "static")):
            continue
        names = [one or other for one, other in re.findall(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>", pattern)]
        argument = next((name for name in names if name != "format"), "")
        code = PLAIN_ARGUMENTS.get(name) or next((code for start, code in CODES.items() if name.startswith(start)), "")
        if not argument or code:
            found.append(Route(name, "", code=code if argument else ""))
            continue
        view_class = getattr(view, "view_class", None) or getattr(view, "cls", None)
        found.append(Route(name, argument, MODEL_OF.get(name) or getattr(view_class, "model", None)))
    return list(dict.fromkeys(found))
