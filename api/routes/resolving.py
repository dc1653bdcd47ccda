"""What was decided about needs, over HTTP; the document is the one that ``linli need resolve --json`` prints."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

import graph
from api.describing import Resolved
from api.languages import language_of
from api.rendering import rendered
from api.rendering.resolved import ResolutionTold
from api.routes.described import PROBLEMS, WRITING_PROBLEMS
from api.routes.parameters import On, strict
from api.routes.replies import JSON, NO_STORE
from api.routes.requested import LiveNetwork, day, scoped, viewer_of
from api.routes.steps import By, DryRun, Expected, expected_of
from api.whoami import by_whom
from graph.life.resolving import ResolutionAsked, resolution_made
from graph.life.when import when_on
from graph.network import Network
from graph.steps.committing import committed
from graph.viewing import Showing

router = APIRouter(
    prefix="/v1", tags=["needs"], dependencies=[Depends(strict)], responses={**PROBLEMS, **WRITING_PROBLEMS}
)

_FINE, _MADE = 200, 201
_RESPONSES: dict[int | str, dict[str, Any]] = {
    _FINE: {"description": "Checked (`dry_run`)"},
    _MADE: {"description": "Written: there is a new revision", "model": Resolved},
}
_LONGEST, _MOST = 1000, 100
Key = Annotated[str, Field(max_length=_LONGEST)]


class ResolutionSent(BaseModel):
    """What is sent to write a resolution down."""

    model_config = ConfigDict(extra="forbid")

    needs: list[Key] = Field(min_length=1, max_length=_MOST, description="Ids of the needs that it settles")
    decided: str = Field(max_length=_LONGEST, description="What was decided, without anybody's name")
    project: str | None = Field(
        default=None, max_length=_LONGEST, description="Name of the project; left out: as the first need is called"
    )
    funding: str | None = Field(default=None, max_length=_LONGEST, description="Where its money comes from")
    agreement: str | None = Field(
        default=None, max_length=_LONGEST, description="Id of the agreement under which it is"
    )


@router.post("/needs/resolve", response_model=Resolved, responses=_RESPONSES)
def resolve(
    request: Request,
    live: LiveNetwork,
    sent: Annotated[ResolutionSent, Body()],
    *,
    on: On = None,
    dry_run: DryRun = False,
    by: By = None,
    expected: Expected = None,
) -> Response:
    """Write down what was decided about needs: a meeting, a project with its money, and the needs that it takes on."""
    lang, today = language_of(request), day("on", on) or graph.today()
    said = {**sent.model_dump(), "needs": tuple(sent.needs)}
    asked = ResolutionAsked(**said, at=when_on(today), by=by_whom(by))

    def look() -> Network:
        live.refresh()
        return scoped(live.newest.network(today))

    with live.importing:
        if dry_run:
            network = expected_of(look(), expected)
            made, number = resolution_made(network, live.rules, asked), None
            then = network.apply(made.changes)
        else:
            made, revision = committed(
                live.store, look, lambda seen: resolution_made(seen, live.rules, asked), expected
            )
            number, then = revision.number, look()
    told = ResolutionTold(made, then, live.rules, Showing(viewer_of(request), then), lang, number)
    headers = {"Cache-Control": NO_STORE, "Content-Language": lang, "Vary": "Accept-Language"}
    return Response(rendered(told.document()) + "\n", _FINE if number is None else _MADE, headers, JSON)
