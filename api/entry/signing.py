"""Signing in and out: a form, the cookie that comes of it, and where one goes next."""

from __future__ import annotations

import re
from hmac import compare_digest
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api.access.arriving import Access
from api.access.secret import new_secret
from api.access.sessions import end_session
from api.access.signing_in import Said, sign_in
from api.console.frame import framed
from api.console.page import PageRoute
from api.entry.cookies import cookie_of, give, greet, greeting_of, take
from api.entry.opening import first_page
from api.errors import NotSignedIn, TooOften, WrongFormToken, status_of
from api.languages import language_of
from api.problems import problem_document
from graph.errors import LinliError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

_SEE_OTHER = 303
#: A path of ours: one stroke and not two, which would be a host, and nothing that a browser reads as a stroke.
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
Text = Annotated[str, Form()]
Next = Annotated[str, Form(alias="next")]


@router.get("/login")
def login(request: Request) -> Response:
    """Show the form; where nobody was ever added, how the first is."""
    return _form(request, local(request.query_params.get("next", "")))


@router.post("/login")
def signed_in(
    request: Request, name: Text = "", password: Text = "", wanted: Next = "", form_token: Text = ""
) -> Response:
    """Sign somebody in and send them where they wanted to go; whatever is wrong, the page says the same."""
    access = _access(request)
    file, to = access.file, local(wanted)
    if file is None:
        return _form(request, to)
    address = request.client.host if request.client else ""
    try:
        _check_greeting(request, form_token)
        cookie, account = sign_in(file, Said(name, password, address, cookie_of(request)), access.log)
    except LinliError as error:
        response = _form(request, to, error, name if isinstance(error, NotSignedIn) else "")
        if isinstance(error, TooOften):
            response.headers["Retry-After"] = str(error.params["seconds"])
        return response
    response = RedirectResponse(first_page(account) if to == "/" else to, _SEE_OTHER, {"Cache-Control": "no-store"})
    give(request, response, cookie)
    return response


@router.post("/logout")
def signed_out(request: Request) -> Response:
    """Sign somebody out: the session is over, whoever has its cookie."""
    access = _access(request)
    if access.file is not None and request.state.session is not None:
        end_session(access.file, request.state.session)
    response = RedirectResponse("/login", _SEE_OTHER, {"Cache-Control": "no-store"})
    take(request, response)
    return response


def local(said: str) -> str:
    r"""Return where to go next: a path of this service, else its first page (SEMANTICS V14).

    Example:
        >>> local("/v1/gaps?on=2024-11-01"), local("//evil.example"), local("https://evil.example"), local("/\\evil")
        ('/v1/gaps?on=2024-11-01', '/', '/', '/')
    """
    return said if _LOCAL.fullmatch(said) else "/"


def _form(request: Request, to: str, error: LinliError | None = None, named: str = "") -> Response:
    told = None if error is None else problem_document(error, language_of(request), request.url.path, page=True)
    first = _access(request).file is None
    status = 200 if error is None else status_of(error)
    greeting = greeting_of(request) or new_secret()
    unsent = error is None and request.query_params.get("unsent") is not None
    said = {"problem": told, "unsent": unsent, "first": first, "next": to, "named": named, "greeting": greeting}
    response = framed(request, "login.html", name="login", status=status, **said)
    if not first:
        greet(request, response, greeting)
    return response


def _check_greeting(request: Request, sent: str) -> None:
    """Refuse a form to sign in that no page of ours gave to this browser.

    Raises:
        WrongFormToken: It carries something else than the browser was given with it, or nothing.
    """
    given = greeting_of(request)
    if not given or not compare_digest(given.encode(), sent.encode()):
        raise WrongFormToken("http_login_token")


def _access(request: Request) -> Access:
    access: Access = request.app.state.access
    return access
