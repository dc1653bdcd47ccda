"""Steps between offers and needs, one a request; the document is the one that ``linli match STEP --json`` prints."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StrictInt, create_model

import graph
from api.describing import StepTaken
from api.languages import language_of
from api.rendering import rendered
from api.rendering.steps import StepTold
from api.routes.described import PROBLEMS, WRITING_PROBLEMS
from api.routes.parameters import On, strict
from api.routes.replies import JSON, NO_STORE
from api.routes.requested import LiveNetwork, day, scoped, viewer_of
from api.whoami import by_whom
from graph.errors import StaleRevision
from graph.life.mirrored import taken_in_life
from graph.network import Network
from graph.steps.asked import Asked
from graph.steps.committing import committed
from graph.steps.register import SAYINGS, STEPS, Saying
from graph.values.amounts import MOST_WANTED
from graph.viewing import Showing

router = APIRouter(
    prefix="/v1", tags=["steps"], dependencies=[Depends(strict)], responses={**PROBLEMS, **WRITING_PROBLEMS}
)

_FINE, _MADE = 200, 201
_RESPONSES: dict[int | str, dict[str, Any]] = {
    _FINE: {"description": "Checked (`dry_run`), or nothing is new"},
    _MADE: {"description": "Written: there is a new revision", "model": StepTaken},
}
_LONGEST = 1000


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _field(saying: Saying) -> Any:
    if saying.holds == "quantity":
        return (StrictInt | None, Field(default=None, ge=1, le=MOST_WANTED, description=saying.said))
    example = "2024-11-08" if saying.holds == "day" else None
    said = saying.said + (", as its id" if saying.holds == "reference" else "")
    return (str | None, Field(default=None, max_length=_LONGEST, description=said, examples=[example] * bool(example)))


_SAID: dict[str, Any] = {
    "step": (Literal[tuple(STEPS)], Field(description="Which step")),
    "demand": (str, Field(max_length=_LONGEST, description="Id of the need or project")),
    "source": (str, Field(max_length=_LONGEST, description="Id of the offer, or of an organisation or project itself")),
    **{name: _field(saying) for name, saying in SAYINGS.items()},
}
#: What is sent: which step, between which two, and what is said with it.
Sent = create_model("Step", __base__=_Sent, **_SAID)
By = Annotated[str | None, Query(max_length=100, description="Who takes it; left out: the user of this machine")]
DryRun = Annotated[bool, Query(description="Show what it would do, write nothing")]
Expected = Annotated[int | None, Query(ge=0, description="The revision that was looked at; another one is refused")]


@router.post("/match/steps", response_model=StepTaken, responses=_RESPONSES)
def steps(
    request: Request,
    live: LiveNetwork,
    sent: Annotated[Sent, Body()],
    *,
    on: On = None,
    dry_run: DryRun = False,
    by: By = None,
    expected: Expected = None,
) -> Response:
    """Ask, claim, decline, release, finish or pin: one step between a need and an offer, or why it is not possible."""
    lang, today = language_of(request), day("on", on) or graph.today()
    said: dict[str, Any] = sent.model_dump()
    for name, saying in SAYINGS.items():
        if saying.holds == "day":
            said[name] = day(name, said[name])
    asked = Asked(**said, by=by_whom(by))

    def look() -> Network:
        live.refresh()
        return scoped(live.newest.network(today))

    with live.importing:
        network = look()
        if dry_run:
            made, number = taken_in_life(expected_of(network, expected), live.rules, asked), None
        else:
            made, revision = committed(live.store, look, lambda now: taken_in_life(now, live.rules, asked), expected)
            number = revision.number
    live.refresh()  # who wrote it sees it at once
    told = StepTold(made, network, live.rules, Showing(viewer_of(request), network), lang, number)
    headers = {"Cache-Control": NO_STORE, "Content-Language": lang, "Vary": "Accept-Language"}
    status = _FINE if number in (None, network.revision) else _MADE
    return Response(rendered(told.document()) + "\n", status, headers, JSON)


def expected_of(network: Network, expected: int | None) -> Network:
    """Return the network, if it is of the revision that was looked at.

    Raises:
        StaleRevision: It is not; a dry run says so too.
    """
    if expected not in (None, network.revision):
        raise StaleRevision(expected=expected, found=network.revision)
    return network
