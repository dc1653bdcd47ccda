"""Whether the service can answer, and whether anything in its store is lost."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response

from api.access import NOBODY, OWNER
from api.languages import language_of
from api.rendering import SCHEMA, rendered
from api.rendering.examined import examined_document
from api.routes.described import PROBLEMS, described
from api.routes.parameters import strict
from api.routes.replies import JSON, NO_STORE
from api.routes.requested import LiveNetwork, account_of, live_of
from api.serving import Live
from api.serving.threads import aside

router = APIRouter(prefix="/v1", tags=["service"], dependencies=[Depends(strict)], responses=PROBLEMS)


@router.get("/healthz", **described("Health"))
async def healthz(request: Request) -> Response:
    """Tell that the store can be read and which revision is served; a problem (503) where it cannot.

    Who has not signed in, where one has to, is not told how often somebody writes.
    """
    # it reads what is at hand, so it waits for no thread: else it would wait behind all that are busy
    live: Live = request.app.state.live
    number: int | None = live.newest.revision.number
    if (account := account_of(request)) != OWNER:
        number = None if account == NOBODY else await aside(lambda: live_of(request).newest.revision.number)
    document = {"schema": SCHEMA, "status": "ok", "revision": number}
    return Response(rendered(document) + "\n", media_type=JSON, headers={"Cache-Control": NO_STORE})


@router.get("/doctor", **described("Findings"))
def doctor(request: Request, live: LiveNetwork) -> Response:
    """Look at everything in the store, each row of each revision; it takes as long as reading all of it."""
    lang = language_of(request)
    headers = {"Cache-Control": NO_STORE, "Content-Language": lang, "Vary": "Accept-Language"}
    text = rendered(examined_document(live.store.examine(), lang)) + "\n"
    return Response(text, headers=headers, media_type=JSON)
