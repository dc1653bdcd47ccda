"""What can exist, and the rules in force."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from api.rendering import rendered
from api.rendering.kinds import kinds_document
from api.rendering.rules import rules_document
from api.routes.described import PROBLEMS, described
from api.routes.parameters import strict
from api.routes.replies import tag_of, tagged
from api.routes.requested import LiveNetwork
from graph.kinds import kind_of

router = APIRouter(prefix="/v1", tags=["what it rests on"], dependencies=[Depends(strict)], responses=PROBLEMS)

OneKind = Annotated[str | None, Query(description="Only this kind, such as `place`")]
Pack = Annotated[str | None, Query(description="Only this pack of norms")]
Profile = Annotated[str | None, Query(description="Only this profile")]


@router.get("/kinds", **described("Kinds"))
def kinds(request: Request, live: LiveNetwork, kind: OneKind = None) -> Response:
    """Tell what can exist and how it can be tied: the data dictionary, in both languages."""
    chosen = None if kind is None else (kind_of(kind),)
    return tagged(request, tag_of(request, live.newest), lambda: rendered(kinds_document(chosen)))


@router.get("/rules", **described("InForce"))
def rules(request: Request, live: LiveNetwork, pack: Pack = None, profile: Profile = None) -> Response:
    """Show the profiles with their chains, and the norms with their sort and source."""
    return tagged(request, tag_of(request, live.newest), lambda: rendered(rules_document(live.rules, pack, profile)))
