"""What a proxy before the service says of a request: its host name, its scheme, and the address that it came from.

Only who starts the service can say that there is one (``--behind-proxy``); else these headers are anybody's and mean
nothing. Whoever can reach the service past its proxy can say what they like in them, so it listens to the proxy alone.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import WrongHost
from api.problems import problem

_SAID = (b"x-forwarded-host", b"x-forwarded-proto", b"x-forwarded-for")


class Proxied:
    """Wraps the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put what the proxy says where everybody reads it, and refuse what did not come over TLS."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, proto, sender = (_last(headers, name.decode()) for name in _SAID)
        told = [(name, value) for name, value in scope["headers"] if name not in (*_SAID, b"host")]
        named = (host or headers.get("host", "")).encode("latin-1")
        inside = {**scope, "headers": [(b"host", named), *told], "scheme": proto or scope["scheme"]}
        if sender:
            inside["client"] = (sender, 0)
        if proto != "https":
            await problem(Request(inside), WrongHost("http_not_tls"))(inside, receive, send)
            return
        await self._app(inside, receive, send)


def _last(headers: Headers, name: str) -> str:
    """Return what the nearest proxy says: the last of what is said, since those before may be the asker's own."""
    return ",".join(headers.getlist(name)).rpartition(",")[2].strip()
