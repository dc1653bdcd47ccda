"""The guard behind the gate: whose a request is, and whether they may make it; decided here once for all addresses.

A program is told a problem. A browser is sent to where one signs in, or shown a page.
"""

from __future__ import annotations

from collections.abc import Callable
from hmac import compare_digest
from typing import TypeVar
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access import NOBODY, OWNER
from api.access.arriving import Access, Arrival
from api.access.may import READING, is_open, may
from api.console.wrong import shown_near, wrong
from api.entry.again import given_back, typed
from api.entry.cookies import cookie_of, take
from api.entry.forms import token_sent
from api.entry.opening import may_open
from api.errors import NotAllowed, NotSignedIn, TooLarge, WrongFormToken
from api.problems import problem
from api.serving.threads import aside
from graph.errors import LinliError

T = TypeVar("T")

_SEE_OTHER = 303
_HEALTH = "/v1/healthz"
#: Addresses of whoever watches the service.
_WATCHED = (_HEALTH, "/v1/metrics")
_FORM = 10_000  # bytes
#: Where what a form said is kept, once it was read to find its token.
_TYPED = "linli.typed"
#: Addresses that programs ask; all others are pages.
_OF_PROGRAMS = ("/v1/", "/openapi.json")


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through with whose it is written on it, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            arrival = await _arrival(request)
            found = {"account": arrival.account, "session": arrival.session, "form_token": arrival.form_token}
            scope["state"] = {**scope.get("state", {}), **found}
            receive = await _allowed(request, arrival, receive)
        except LinliError as error:
            scope["state"] = {"account": NOBODY, **scope.get("state", {})}
            await (await _refused(request, error, receive))(scope, receive, send)
        else:
            known = arrival.account != OWNER
            await self._app(scope, receive, _kept_apart(send) if known else send)
            if known:
                await _in_a_thread(request, request.app.state.access.keep_head)


async def _arrival(request: Request) -> Arrival:
    access: Access = request.app.state.access
    shown = request.headers.get("authorization"), cookie_of(request)
    if access.unused:  # most services on somebody's own machine: nothing is read, so no thread is waited for
        return access.arrival(*shown)
    try:
        return await _in_a_thread(request, lambda: access.arrival(*shown))
    except LinliError:
        if request.url.path == _HEALTH:  # it tells of the service even where the users cannot be read
            return Arrival(NOBODY)
        raise


async def _in_a_thread(request: Request, work: Callable[[], T]) -> T:
    """Return what some work returns; whoever watches the service does not wait behind those who ask it."""
    return await (aside if request.url.path in _WATCHED else run_in_threadpool)(work)


async def _allowed(request: Request, arrival: Arrival, receive: Receive) -> Receive:
    """Return what receives the body of a request that may be made.

    Raises:
        NotSignedIn: Nobody makes it, and it is not for everybody.
        NotAllowed: Whoever makes it may not.
        WrongFormToken: It comes with a cookie and writes, and no page of ours sent it.
    """
    account, path = arrival.account, request.url.path
    if account == OWNER:
        return receive
    if is_open(path):
        _not_long(request)
        return receive
    if account == NOBODY:
        raise NotSignedIn
    if not (may(account, request.method, path) and may_open(account, path)):
        raise NotAllowed(role=account.called)
    if arrival.session is not None and request.method not in READING:
        sent, receive = await token_sent(request, receive)
        if not compare_digest(sent.encode(), arrival.form_token.encode()):
            request.scope[_TYPED] = await typed(request, receive)
            raise WrongFormToken
    return receive


def _not_long(request: Request) -> None:
    """Refuse more than a form to sign in can be, from somebody who is not known yet.

    Raises:
        TooLarge: It is more, or does not say how much.
    """
    headers = request.headers
    said = headers.get("content-length", "0")
    if "transfer-encoding" in headers or not said.isdigit() or int(said) > _FORM:
        raise TooLarge("http_form_too_large", limit=_FORM)


async def _refused(request: Request, error: LinliError, receive: Receive) -> Response:
    """Return what whoever may not make a request is told; a form of theirs is given back with what was typed."""
    of_form = isinstance(error, NotSignedIn | WrongFormToken) and request.method not in READING
    if of_form and not _of_a_program(request):
        read = _TYPED in request.scope
        fields = request.scope[_TYPED] if read else await typed(request, receive)
        if fields:
            return given_back(request, error, fields)
    return _sent_away(request, error) if isinstance(error, NotSignedIn) else _told(request, error)


def _sent_away(request: Request, error: NotSignedIn) -> Response:
    if _of_a_program(request):
        return problem(request, error, {"WWW-Authenticate": "Bearer"})
    query = f"?{request.url.query}" if request.url.query else ""
    reading = request.method in READING
    path = request.url.path if reading else _after(request)
    asked = path if path == "/" and not reading else f"{path}{query}"
    lang = request.query_params.get("lang")
    more = (f"&lang={quote(lang, safe='')}" if lang else "") + ("" if reading or path == "/" else "&unsent=1")
    response = RedirectResponse(f"/login?next={quote(asked, safe='')}{more}", _SEE_OTHER, {"Cache-Control": "no-store"})
    take(request, response)
    return response


def _after(request: Request) -> str:
    """Return where whoever sent a form goes on once they are signed in: to its page, and not to sign in again."""
    near = shown_near(request)
    return "/" if near == "/login" else near


def _told(request: Request, error: LinliError) -> Response:
    return problem(request, error) if _of_a_program(request) else wrong(request, error)


def _of_a_program(request: Request) -> bool:
    return request.url.path.startswith(_OF_PROGRAMS)


def _kept_apart(send: Send) -> Send:
    """Return what sends a response so that no cache between shows it to somebody else."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Cookie, Authorization")
        await send(message)

    return sending
