"""What was written into the store when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.describing import Revisions
from api.rendering import rendered
from api.rendering.history import revisions_document
from api.routes.described import PROBLEMS, described
from api.routes.listing import Listed
from api.routes.parameters import strict
from api.routes.replies import tag_of, tagged
from api.routes.requested import LiveNetwork

router = APIRouter(prefix="/v1", tags=["what it rests on"], dependencies=[Depends(strict)], responses=PROBLEMS)


@router.get("/revisions", **described(Revisions))
def revisions(listed: Annotated[Listed, Depends()], live: LiveNetwork) -> Response:
    """List every revision, oldest first."""
    tag = tag_of(listed.request, listed.served)
    return tagged(listed.request, tag, lambda: rendered(revisions_document(live.store, listed.page)))
