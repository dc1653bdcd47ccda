"""Steps between offers and needs, one a request; the document is the one that ``linli match STEP --json`` prints."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StrictInt, create_model

import graph
from api.languages import language_of
from api.rendering.steps import StepTold
from api.routes.described import PROBLEMS, WRITING_PROBLEMS
from api.routes.parameters import On, strict
from api.routes.requested import LiveNetwork, by_of, day, viewer_of
from api.routes.sent import Key, step_of
from api.routes.writing import LONGEST, By, DryRun, Expected, carried_out_on, responses, told
from graph.life.mirrored import taken_in_life
from graph.network import Network
from graph.rules import Rules
from graph.steps.asked import Asked, Taken
from graph.steps.register import SAYINGS, STEPS, Saying
from graph.values.amounts import MOST_WANTED
from graph.viewing import Showing

router = APIRouter(
    prefix="/v1", tags=["steps"], dependencies=[Depends(strict)], responses={**PROBLEMS, **WRITING_PROBLEMS}
)

_RESPONSES = responses("StepTaken", "Checked (`dry_run`), or nothing is new")


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _field(saying: Saying) -> Any:
    if saying.holds == "quantity":
        return (StrictInt | None, Field(default=None, ge=1, le=MOST_WANTED, description=saying.said))
    if saying.holds == "reference":
        return (Key | None, Field(default=None, description=f"{saying.said}, as its id"))
    example = "2024-11-08" if saying.holds == "day" else None
    return (
        str | None,
        Field(default=None, max_length=LONGEST, description=saying.said, examples=[example] * bool(example)),
    )


_SAID: dict[str, Any] = {
    "step": (step_of(tuple(STEPS), "step"), Field(description="Which step")),
    "demand": (Key, Field(description="Id of the need or project")),
    "source": (Key, Field(description="Id of the offer, or of an organisation or project itself")),
    **{name: _field(saying) for name, saying in SAYINGS.items()},
}
#: What is sent: which step, between which two, and what is said with it.
Sent = create_model("Step", __base__=_Sent, **_SAID)


@router.post("/match/steps", responses=_RESPONSES)
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
    said: dict[str, Any] = sent.model_dump()
    for name, saying in SAYINGS.items():
        if saying.holds == "day":
            said[name] = day(name, said[name])
    asked = Asked(**said, by=by_of(request, by))

    def judged(network: Network, rules: Rules) -> Taken:
        return taken_in_life(network, rules, asked)

    today = day("on", on) or graph.today()
    made, network, number = carried_out_on(live, today, judged, sent.model_dump(), expected=expected, dry_run=dry_run)
    showing = Showing(viewer_of(request), network)
    document = StepTold(made, network, live.rules, showing, language_of(request), number).document()
    return told(request, document, new=number not in (None, network.revision))
