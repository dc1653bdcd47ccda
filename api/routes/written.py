"""Documents that are written once and kept as long as they hold: who asks again has the names put in that they may see.

No name is kept (``graph.viewing.blanks``). What shows something personal is written anew each time, since it is written
down who was shown it. Where a document was kept, whoever asks with the very same address is answered before the request
is taken apart (``AtOnce``): half of what a short answer cost was finding its address and reading its parameters.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

import graph
from api.access import Account
from api.routes.replies import PRIVATE, digest_of, known, sent, tagged_by
from api.routes.requested import Requested, account_of, showing_of, viewer_of
from api.serving import Live, Served, tellable
from api.serving.documents import Document, address_of
from graph.answers import Page
from graph.errors import LinliError
from graph.kinds import Sensitivity
from graph.viewing import Blanks, Showing, Unread, next_blank

#: Writes a document, or a page of it, as somebody is shown it.
Write = Callable[[Showing, Page | None], str]


def written_once(
    asked: Requested,
    write: Write,
    cache_control: str = PRIVATE,
    *,
    personal: bool = False,
    nameless: str | None = None,
    remarks: bool = False,
    aside: frozenset[str] = frozenset(),
    shows: bool = False,
) -> Response:
    """Return a document as a response: written now, or before for somebody who asked the same.

    Args:
        asked: What is asked of.
        write: Writes it.
        cache_control: Who may keep it.
        personal: Whether what is personal is asked for.
        nameless: What it says of who has no name.
        remarks: Whether it tells remarks.
        aside: The kinds of rows that change nothing in it.
        shows: Whether what places are called is only shown in it, and decides nothing.
    """
    request, served = asked.request, asked.served
    digest = digest_of(request, served, asked.on)
    tag = tagged_by(served, digest)
    if (found := known(request, tag, cache_control)) is not None:
        return found
    showing = showing_of(request, asked.network, personal=personal)
    if showing.viewer.may_see(Sensitivity.PERSONAL):
        return sent(write(showing, asked.page).encode(), tag, cache_control)

    def made() -> Document:
        page = None if asked.page is None else Page(asked.page.first, asked.page.limit, next_blank)
        text = write(Unread(showing.viewer, asked.network), page)
        cursor = None if asked.page is None else asked.page.named_of
        return Document(Blanks.cut(text), asked.on, cache_control, cursor, nameless, remarks, aside, shows)

    document = served.documents.get(digest, made)
    if document.blanks is None:
        return sent(write(showing, asked.page).encode(), tag, cache_control)
    served.documents.lead(_address(request), digest)
    return sent(_filled(document, served, showing), tag, cache_control)


class AtOnce:
    """Wraps the application: a document kept for the very same request is sent before any route is looked for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through."""
        found = None
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith("/v1/"):
            found = await _at_once(Request(scope, receive))
        await (self._app if found is None else found)(scope, receive, send)


async def _at_once(request: Request) -> Response | None:
    """Return what was written before for who asked the same; None where nothing was, or it has to be looked at."""
    account = account_of(request)
    if _bound(account):
        return None
    live: Live = request.app.state.live
    try:
        served = live.newest
        found = served.documents.found(_address(request))
        return None if found is None else await _again(request, served, *found)
    except LinliError:  # they are told by whoever answers
        return None


async def _again(request: Request, served: Served, digest: str, document: Document) -> Response | None:
    """Return what was written before; None where it is written anew each time."""
    tag = tagged_by(served, digest)
    had = known(request, tag, document.cache_control)
    if had is not None or document.blanks is None:
        return had
    if not document.blanks.people:
        return sent(document.filled(served.revision.number, served.mark, {}), tag, document.cache_control)
    return sent(await run_in_threadpool(_named, request, served, document), tag, document.cache_control)


def _named(request: Request, served: Served, document: Document) -> bytes:
    """Return a document with names, in a thread: to read them is to wait for the store."""
    return _filled(document, served, Showing(viewer_of(request), tellable(served.network(document.on))))


def _filled(document: Document, served: Served, showing: Showing) -> bytes:
    people = () if document.blanks is None else document.blanks.people
    return document.filled(served.revision.number, served.mark, showing.names(people))


def _address(request: Request) -> bytes:
    """Return what names a request; without a day it is about today, so that is in it."""
    account, sees = account_of(request), viewer_of(request).sees.value
    on = str(graph.today())
    return address_of(request.url.path, request.url.query.encode(), account.role.value, sees, on)


def _bound(account: Account) -> bool:
    return account.place is not None or account.partner is not None or account.seat is not None
