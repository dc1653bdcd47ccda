"""What went wrong, as a page: the same sentence and hint that ``/v1`` gives, with a way back."""

from __future__ import annotations

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.console.frame import framed
from api.errors import BadRequest, NoSuchPage
from api.languages import language_of
from api.problems import HANDLERS, NOT_ALLOWED, NOT_FOUND, problem_document, wrong_method
from graph.errors import BadChange, LinliError, NoSuchRevision, NotFound

#: Where whoever meets an error goes on: the error, an address, and what the way is called.
_WAYS = (
    (NotFound, "/search", "wrong.search"),
    (NoSuchRevision, "/changes", "wrong.changes"),
    (BadChange, "/changes", "wrong.changes"),
)
#: What lies below these is asked by programs.
_NO_PAGES = ("/v1", "/docs", "/openapi.json", "/assets")


def wrong(request: Request, error: LinliError | RequestValidationError) -> Response:
    """Return an error as a page, with its own status."""
    told = error if isinstance(error, LinliError) else BadRequest()
    document = problem_document(told, language_of(request), request.url.path, page=True)
    ways = [(path, code) for kind, path, code in _WAYS if isinstance(told, kind)]
    return framed(request, "wrong.html", status=int(document["status"]), name="wrong", problem=document, ways=ways)


async def refused(request: Request, error: HTTPException) -> Response:
    """Tell somebody at a browser as a page that there is nothing at an address, or no such form; all else as ever."""
    page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(_NO_PAGES)
    if page and error.status_code == NOT_FOUND:
        return wrong(request, NoSuchPage(path=request.url.path))
    if page and error.status_code == NOT_ALLOWED:
        return wrong(request, wrong_method(request)[0])
    return await HANDLERS[HTTPException](request, error)
