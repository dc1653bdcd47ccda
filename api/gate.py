"""The gate before everything: who may ask, how much they may send, and what every response says.

The one asynchronous piece of the service, since it stands between the socket and the framework. It
refuses a request that names another host (a page that had its own name point to this machine), a
writing one that a page of another site sent, and a body that is longer than may be, counted while it
comes in. What nobody foresaw ends here, so that no server prints it.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Busy, Crowded, OtherOrigin, TooLarge, WrongHost
from api.problems import TOO_LARGE, problem, unforeseen
from api.serving import Slots
from api.settings import Settings
from graph.errors import LinliError

_READING = ("GET", "HEAD", "OPTIONS")
_OURS = ("same-origin", "none")
_MEGABYTE = 2**20
#: Where files are sent: nothing of them is read where there is no room.
_IMPORTS = frozenset({"/v1/imports", "/import", "/v1/fill", "/fill", "/v1/fill/back", "/fill/back", "/v1/fill/record"})
#: What is answered however many ask: whoever watches the service is told that it is there.
_ALWAYS = frozenset({"/v1/healthz", "/v1/metrics"})
#: No page of another site may frame, embed or sniff what we send; a page of ours loads nothing from outside.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
    "script-src 'self'{inline}; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
#: The one page whose script stands in it, as FastAPI writes it.
_INLINE = "/docs"
#: For so many seconds a browser that was here over TLS comes by no other way.
_YEAR = 31_536_000


class Gate:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, settings: Settings, slots: Slots) -> None:
        self._app, self._settings, self._slots = app, settings, slots
        self._open = 0  # requests inside; one thread alone counts them

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, started = Request(scope), False
        headers = self._headers(request)
        head = request.method == "HEAD"  # as GET, without what would be read

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message).update(headers)
            elif head:
                message = {**message, "body": b""}
            await send(message)

        try:
            refused = self._refused(request)
            if refused is None:
                inside = {**scope, "method": "GET"} if head else scope
                self._open += 1
                try:
                    await self._app(inside, _Counted(receive, self._settings.upload), sending)
                finally:
                    self._open -= 1
                return
            response = problem(request, refused, {"Connection": "close"})
        except Exception as error:
            if started:
                raise
            response = unforeseen(request, error)
        await response(scope, receive, sending)

    def _headers(self, request: Request) -> dict[str, str]:
        policy = _POLICY.format(inline=" 'unsafe-inline'" if request.url.path == _INLINE else "")
        found = {**_HEADERS, "Content-Security-Policy": policy}
        if self._settings.secure:
            found["Strict-Transport-Security"] = f"max-age={_YEAR}"
        return found

    def _refused(self, request: Request) -> LinliError | None:
        headers = request.headers
        if _host(headers) not in self._settings.hosts:
            return WrongHost(expected=" ".join(self._settings.hosts))
        if request.method not in _READING and not _from_here(headers, secure=self._settings.secure):
            return OtherOrigin()
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > self._settings.upload:
            return TooLarge(limit=self._settings.upload // _MEGABYTE)
        if request.url.path in _IMPORTS and request.method == "POST" and self._slots.full:
            return Busy(limit=self._slots.limit)
        if self._open >= self._settings.crowd and request.url.path not in _ALWAYS:
            return Crowded(limit=self._settings.crowd)
        return None


class _Counted:
    """Receives a body, and stops where it is longer than may be."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(TOO_LARGE, headers={"Connection": "close"})
        return message


def _host(headers: Headers) -> str:
    """Return the host that a request names, without its port.

    Example:
        >>> _host(Headers({"host": "localhost:8000"})), _host(Headers({"host": "[::1]:8000"}))
        ('localhost', '[::1]')
    """
    said = headers.get("host", "").lower()
    bare, colon, port = said.rpartition(":")
    return bare if colon and port.isdigit() else said


def _from_here(headers: Headers, *, secure: bool = False) -> bool:
    """Return whether a page of our own sent a request, or no page at all.

    Every browser says where a writing request comes from: since 2020 in ``Sec-Fetch-Site``, before in ``Origin``.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in _OURS:
        return False
    return origin in (None, f"{'https' if secure else 'http'}://{headers.get('host')}")
