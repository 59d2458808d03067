"""Pages for people without an account: no session, a bounded number of requests, nothing kept by browsers between.

The limits are those of Django REST framework's throttles, which the project carries anyway: well kept, on the cache that
is configured, and no second package with a state of its own. With several web processes they are common to all of them
when the cache is Redis, and count for each process without it.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters
from rest_framework.throttling import SimpleRateThrottle

from league.core.middleware import client_address


class PublicThrottle(SimpleRateThrottle):
    """At most so many requests of a `scope` (a key of settings.PUBLIC_RATES) by what `ident` stands for."""

    def __init__(self, scope: str, ident: str):
        # Read by the base class.
        self.scope, self.ident = scope, ident
        super().__init__()

    def get_rate(self) -> str:
        """``30/hour``."""
        return settings.PUBLIC_RATES[self.scope]

    def get_cache_key(self, request, view) -> str:
        """A digest: a cache that somebody reads tells no addresses."""
        return f"public:{self.scope}:{hashlib.sha256(self.ident.encode()).hexdigest()}"


@method_decorator([login_not_required, sensitive_post_parameters()], name="dispatch")
class PublicView(View):
    """Base. `read_scope` and `write_scope` name the limits by address for GET and POST; `more_throttles` adds others.

    The answer is never cached. `private`: it stands at a secret address, which search engines must not keep either.
    """

    read_scope = "public_read"
    write_scope = "public_write"
    private = False

    def more_throttles(self) -> list[PublicThrottle]:
        """Limits besides those by address, for requests that write."""
        return []

    def throttles(self) -> list[PublicThrottle]:
        """All that count this request."""
        address = client_address(self.request) or "unknown"
        found = [PublicThrottle(self.read_scope, address)]
        if self.request.method == "POST":
            found += [PublicThrottle(self.write_scope, address), *self.more_throttles()]
        return found

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        """Refuse who asks too often, else answer."""
        waits = [throttle.wait() for throttle in self.throttles() if not throttle.allow_request(request, self)]
        try:
            response = self.refuse(waits) if waits else super().dispatch(request, *args, **kwargs)
        except Http404 as missing:
            # Not the offices' page, which speaks of a scope and leads to the log-in.
            context = {"title": "没有找到", "reason": str(missing)}
            response = render(request, "public/missing.html", context, status=404)
        response["Cache-Control"] = "no-store"
        if self.private:
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def refuse(self, waits: list[float | None]) -> HttpResponse:
        """429, and after how many seconds to try again."""
        seconds = max(int(wait or 1) for wait in waits) + 1
        minutes = -(-seconds // 60)
        response = render(self.request, "public/limited.html", {"title": "请稍后再试", "minutes": minutes}, status=429)
        response["Retry-After"] = str(seconds)
        return response
