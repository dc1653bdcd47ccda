"""The cookie of a session: no script reads it, and no other site sends it along with a form."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.access.sessions import LASTS

#: Behind TLS the name itself says that it came over TLS, from this host and for all of it; browsers hold to that.
_PLAIN, _SECURE = "linli", "__Host-linli"


def cookie_of(request: Request) -> str | None:
    """Return the cookie that a request shows; None = it has none."""
    return request.cookies.get(_name(request))


def give(request: Request, response: Response, cookie: str) -> None:
    """Give a browser the cookie of a session."""
    secure = request.app.state.settings.secure
    response.set_cookie(_name(request), cookie, LASTS, path="/", httponly=True, samesite="lax", secure=secure)


def take(request: Request, response: Response) -> None:
    """Take the cookie away."""
    secure = request.app.state.settings.secure
    response.delete_cookie(_name(request), path="/", httponly=True, samesite="lax", secure=secure)


def _name(request: Request) -> str:
    return _SECURE if request.app.state.settings.secure else _PLAIN
