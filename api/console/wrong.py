"""What went wrong, as a page: the same sentence and hint that ``/v1`` gives, with a way back that does not end here.

The menu keeps the day and the place of an address. Where one of them is what is wrong, no way keeps it, and it may be
written anew above.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match

from api.console.frame import framed, link, opened
from api.errors import BadRequest, NoSuchPage, PlaceEnded
from api.languages import language_of
from api.problems import HANDLERS, NOT_ALLOWED, NOT_FOUND, problem_document, wrong_method
from graph.errors import BadChange, LinliError, NoSuchRevision, NotFound

#: Where whoever meets an error goes on: the error, an address, and what the way is called.
_WAYS = (
    (NotFound, "/search", "wrong.search"),
    (NoSuchRevision, "/changes", "wrong.changes"),
    (BadChange, "/changes", "wrong.changes"),
)
#: Addresses below these are for programs.
_NO_PAGES = ("/v1", "/docs", "/openapi.json", "/assets")
#: The parameters shown above every page: the day and the place.
_ABOVE = ("on", "within")
#: Errors that another day, written above, would not have.
_OF_DAYS = ("not_yet", "no_longer", "went_on", "no_such_thing")
_READING = ("GET", "HEAD")
_SEE_OTHER = 303


def wrong(request: Request, error: LinliError | RequestValidationError) -> Response:
    """Return an error as a page, with its own status."""
    told = error if isinstance(error, LinliError) else BadRequest()
    document = problem_document(told, language_of(request), request.url.path, page=True)
    lost = _lost(request, told)
    dropped: dict[str, Any] = {} if lost is None else {lost: None}
    return framed(
        request,
        "wrong.html",
        status=int(document["status"]),
        name="wrong",
        problem=document,
        ways=[(path, code) for kind, path, code in _WAYS if isinstance(told, kind)],
        page=_page_of(request),
        lost=lost,
        above=request.method in _READING and (lost is not None or told.code in _OF_DAYS),
        typed={one: request.query_params.get(one, "") for one in _ABOVE},
        meant=_meant(request) if lost == "within" else [],
        link=partial(link, request, **dropped),
    )


def _lost(request: Request, error: LinliError) -> str | None:
    """Return which of the day and the place that an address says is what is wrong; None where it is something else."""
    if getattr(request.state, "lost", None) is not None and isinstance(error, NotFound | PlaceEnded):
        return "within" if request.query_params.get("within", "").strip() else "on"
    said = error.params.get("parameter")
    return said if said in _ABOVE else None


def _meant(request: Request) -> list[tuple[str, str]]:
    """Return the places that may be meant by what an address says: the key of each, and what it is called."""
    from api.console.meant import meant  # noqa: PLC0415 - what is asked is framed, as what goes wrong here is

    asked: Any = getattr(request.state, "lost", None)
    try:
        return [] if asked is None else meant(asked.of_everything(), asked.said("within"), ("place",))
    except PlaceEnded:  # then nothing may be told at all
        return []


def _page_of(request: Request) -> Any:
    """Return the page that an address belongs to, if whoever asks may open it and a way there leads elsewhere."""
    path = request.url.path
    found = [
        one
        for one in opened(request)
        if one.path != "/" and (path.startswith(f"{one.path}/") or (path == one.path and request.method != "GET"))
    ]
    return max(found, key=lambda one: len(one.path), default=None)


async def refused(request: Request, error: HTTPException) -> Response:
    """Tell somebody at a browser as a page that there is nothing at an address, or no such form; all else as ever.

    Where only a form is sent to, as when a page that came of one is asked for anew, they are led to the page before it.
    """
    page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(_NO_PAGES)
    if page and error.status_code == NOT_FOUND:
        return wrong(request, NoSuchPage(path=request.url.path))
    if page and error.status_code == NOT_ALLOWED and request.method in _READING:
        return RedirectResponse(link(request, shown_near(request)), _SEE_OTHER)
    if page and error.status_code == NOT_ALLOWED:
        return wrong(request, wrong_method(request)[0])
    return await HANDLERS[HTTPException](request, error)


def shown_near(request: Request) -> str:
    """Return the address of a request, where something is shown at it, else the nearest above it at which it is."""
    parts = request.url.path.split("/")
    found = ("/".join(parts[:count]) for count in range(len(parts), 1, -1))
    return next((one for one in found if _shows(request, one)), "/")


def _shows(request: Request, path: str) -> bool:
    scope = {**request.scope, "path": path, "method": "GET"}
    return any(one.matches(scope)[0] is Match.FULL for one in request.app.routes)
