"""Large exports in the background: the list itself is asked again, with its user's rights of that moment."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, QueryDict
from django.urls import resolve

from league.core.exporter import ListExport
from league.core.jobs import JobError


def exported_list(address: str, user) -> ListExport:
    """The export of the list at that address, as the user would get it now."""
    parts = urlsplit(address)
    match = resolve(parts.path)
    request = HttpRequest()
    request.method, request.path, request.user = "GET", parts.path, user
    request.GET = QueryDict(parts.query)
    view = match.func.view_class(**match.func.view_initkwargs)
    view.setup(request, *match.args, **match.kwargs)
    view.open()
    return view.export()


def export_list(run, *, address: str, kind: str) -> None:
    """Write the file with progress, attach it, audit it."""
    try:
        export = exported_list(address, run.actor)
    except (Http404, PermissionDenied) as error:
        raise JobError(str(error)) from error
    content = export.write(
        kind, lambda written: run.progress(100 * written // max(export.count, 1), f"已写 {written:,} 行")
    )
    run.attach(export.filename(kind), content)
    with transaction.atomic():
        export.note(kind)
        run.finish(f"共 {export.count:,} 行。")
