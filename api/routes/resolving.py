"""What was decided about needs, over HTTP; the document is the one that ``linli need resolve --json`` prints."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

import graph
from api.languages import language_of
from api.rendering.resolved import ResolutionTold
from api.routes.described import PROBLEMS, WRITING_PROBLEMS
from api.routes.parameters import On, strict
from api.routes.requested import LiveNetwork, by_of, day, viewer_of
from api.routes.sent import Key
from api.routes.writing import LONGEST, By, DryRun, Expected, carried_out_on, responses, told
from graph.life.resolving import ResolutionAsked, ResolutionMade, resolution_made
from graph.life.when import when_on
from graph.network import Network
from graph.rules import Rules
from graph.viewing import Showing

router = APIRouter(
    prefix="/v1", tags=["needs"], dependencies=[Depends(strict)], responses={**PROBLEMS, **WRITING_PROBLEMS}
)

_MOST = 100


class ResolutionSent(BaseModel):
    """What is sent to write a resolution down."""

    model_config = ConfigDict(extra="forbid")

    needs: list[Key] = Field(min_length=1, max_length=_MOST, description="Ids of the needs that it settles")
    decided: str = Field(max_length=LONGEST, description="What was decided, without anybody's name")
    project: str | None = Field(
        default=None, max_length=LONGEST, description="Name of the project; left out: as the first need is called"
    )
    funding: str | None = Field(default=None, max_length=LONGEST, description="Where its money comes from")
    agreement: Key | None = Field(default=None, description="Id of the agreement under which it is")


@router.post("/needs/resolve", responses=responses("Resolved"))
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
    today = day("on", on) or graph.today()
    said = {**sent.model_dump(), "needs": tuple(sent.needs)}
    asked = ResolutionAsked(**said, at=when_on(today), by=by_of(request, by))

    def judged(network: Network, rules: Rules) -> ResolutionMade:
        return resolution_made(network, rules, asked)

    made, before, number = carried_out_on(live, today, judged, said, expected=expected, dry_run=dry_run)
    then = before.apply(made.changes)
    showing = Showing(viewer_of(request), then)
    document = ResolutionTold(made, then, live.rules, showing, language_of(request), number).document()
    return told(request, document, new=number is not None)
