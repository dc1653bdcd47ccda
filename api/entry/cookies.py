"""The cookie of a session: no script reads it, and no other site sends it along with a form."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.access.sessions import LASTS

#: Behind TLS the name itself says that it came over TLS, from this host and for all of it; browsers hold to that.
#: Seconds in which somebody has to fill the form in.
_GREETING = 3600
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


def greeting_of(request: Request) -> str:
    """Return what a browser was given with the form to sign in; empty for nothing."""
    return request.cookies.get(f"{_name(request)}-form", "")


def greet(request: Request, response: Response, greeting: str) -> None:
    """Give a browser what the form to sign in carries too, so that no other site signs somebody in as somebody else."""
    secure = request.app.state.settings.secure
    name = f"{_name(request)}-form"
    response.set_cookie(name, greeting, _GREETING, path="/", httponly=True, samesite="strict", secure=secure)


def _name(request: Request) -> str:
    return _SECURE if request.app.state.settings.secure else _PLAIN
