"""Who was shown personal values and who wrote, for an admin; the document is that of ``linli log --json``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from api.access.arriving import Access
from api.access.head import is_cut
from api.access.may import may
from api.errors import NotAllowed
from api.rendering import rendered
from api.rendering.log import log_document
from api.routes.described import PROBLEMS, described
from api.routes.parameters import strict
from api.routes.replies import JSON, NO_STORE
from api.routes.requested import account_of
from graph.errors import StoreError
from graph.files import why_not

router = APIRouter(prefix="/v1", tags=["service"], dependencies=[Depends(strict)], responses=PROBLEMS)

Before = Annotated[int | None, Query(ge=1, description="Only lines before this one: `next` of the page before")]
Most = Annotated[int, Query(ge=1, le=10_000, description="So many lines")]


@router.get("/log", **described("AuditLog"))
def log(request: Request, limit: Most = 100, before: Before = None) -> Response:
    """Show the log, newest first, and whether it was changed."""
    account = account_of(request)
    if not may(account, "GET", request.url.path):  # the guard asks too; an address that shows people asks itself
        raise NotAllowed(role=account.called)
    access: Access = request.app.state.access
    path = access.log.path
    try:
        cut = access.file is not None and is_cut(access.file, access.log)
        text = rendered(log_document(path, limit, before, cut=cut)) + "\n"
    except OSError as error:
        raise StoreError("log_unreadable", log=path.name, reason=why_not(error)) from None
    return Response(text, media_type=JSON, headers={"Cache-Control": NO_STORE})
