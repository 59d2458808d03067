"""What the audit log needs to know of a request."""

from contextvars import ContextVar

from ipware import get_client_ip

ADDRESS: ContextVar[str] = ContextVar("address", default="")


def request_address(get_response):
    """Keep the client's address at hand for `audit.record` while the request lasts."""

    def middleware(request):
        token = ADDRESS.set(get_client_ip(request)[0] or "")
        try:
            return get_response(request)
        finally:
            ADDRESS.reset(token)

    return middleware
