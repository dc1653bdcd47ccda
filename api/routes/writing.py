"""Requests that write one change: judged against the newest revision, written or only tried, and told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import Query, Request, Response

from api.languages import language_of
from api.rendering import rendered
from api.routes.described import returned
from api.routes.replies import JSON, NO_STORE
from api.routes.requested import LiveNetwork
from graph.network import Network
from graph.rules import Rules
from graph.steps.committing import M

By = Annotated[str | None, Query(max_length=100, description="Who takes it; left out: the user of this machine")]
DryRun = Annotated[bool, Query(description="Show what it would do, write nothing")]
Expected = Annotated[int | None, Query(ge=0, description="The revision that was looked at; another one is refused")]

_FINE, _MADE = 200, 201
#: No text that is sent is longer.
LONGEST = 1000


def responses(name: str, fine: str = "Checked (`dry_run`)") -> dict[int | str, dict[str, Any]]:
    """Return how the API's description tells what comes of such a request."""
    return {_FINE: returned(name, fine), _MADE: returned(name, "Written: there is a new revision")}


def carried_out_on(
    live: LiveNetwork,
    day: date,
    judged: Callable[[Network, Rules], M],
    said: Any,
    *,
    expected: int | None,
    dry_run: bool,
    new: bool = False,
) -> tuple[M, Network, int | None]:
    """Judge a change on a day and commit it; return it, the network to show it by, and the revision; None = only tried.

    Args:
        live: What is live, as far as whoever asks sees it.
        day: The day.
        judged: Makes the change, or raises why there is none.
        said: What was asked for, with the keys of things in it.
        expected: The revision that was looked at; another one is refused.
        dry_run: Whether to write nothing.
        new: Whether it is something new, that rests on nothing else.

    Raises:
        StaleRevision: Somebody committed since ``expected``, or again and again meanwhile.
        LinliError: As ``judged`` raises it; nothing was written.
    """
    with live.importing:
        found = live.carried_out(day, judged, said, expected=expected, dry_run=dry_run, new=new)
    live.refresh()  # who wrote it sees it at once
    return found


def told(request: Request, document: Any, *, new: bool) -> Response:
    """Return the document of what was made, and whether it is new."""
    headers = {"Cache-Control": NO_STORE, "Content-Language": language_of(request), "Vary": "Accept-Language"}
    return Response(rendered(document) + "\n", _MADE if new else _FINE, headers, JSON)
