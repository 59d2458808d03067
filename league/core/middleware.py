"""What the audit log needs to know of a request."""

from contextvars import ContextVar
from ipaddress import ip_address

from django.conf import settings

ADDRESS: ContextVar[str] = ContextVar("address", default="")


def client_address(request) -> str | None:
    """The client's address; None when the connection names none.

    Behind our proxies it is the entry that the outermost of them added: what stands left of it in X-Forwarded-For
    was written by the client.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= settings.PROXY_COUNT:
            address = forwarded[-settings.PROXY_COUNT].strip()
    try:
        return str(ip_address(address))
    except ValueError:
        return None


def request_address(get_response):
    """Keep the client's address at hand for `audit.record` while the request lasts."""

    def middleware(request):
        token = ADDRESS.set(client_address(request) or "")
        try:
            return get_response(request)
        finally:
            ADDRESS.reset(token)

    return middleware
