"""Whether the service can answer."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Response

from api.describing import Health
from api.rendering import SCHEMA, rendered
from api.routes.described import PROBLEMS, described
from api.routes.parameters import strict
from api.routes.replies import JSON, NO_STORE
from api.routes.requested import LiveNetwork

router = APIRouter(prefix="/v1", tags=["service"], dependencies=[Depends(strict)], responses=PROBLEMS)


@router.get("/healthz", **described(Health))
def healthz(live: LiveNetwork) -> Response:
    """Tell that the store can be read and which revision is served; a problem (503) where it cannot."""
    document = {"schema": SCHEMA, "status": "ok", "revision": live.newest.revision.number}
    return Response(rendered(document) + "\n", media_type=JSON, headers={"Cache-Control": NO_STORE})
