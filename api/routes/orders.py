"""An order to close a gap, given over HTTP; the document is the one that ``linli orders add --json`` prints."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

import graph
from api.describing import OrderGiven
from api.languages import language_of
from api.rendering import rendered
from api.rendering.orders import OrderTold
from api.routes.described import PROBLEMS, WRITING_PROBLEMS
from api.routes.parameters import On, strict
from api.routes.replies import JSON, NO_STORE
from api.routes.requested import LiveNetwork, bad, day, scoped
from api.routes.steps import By, DryRun, Expected, expected_of
from api.whoami import by_whom
from graph.errors import BadValue
from graph.life.ordering import OrderAsked, order_added
from graph.network import Network
from graph.steps.committing import committed

router = APIRouter(
    prefix="/v1", tags=["steps"], dependencies=[Depends(strict)], responses={**PROBLEMS, **WRITING_PROBLEMS}
)

_FINE, _MADE = 200, 201
_RESPONSES: dict[int | str, dict[str, Any]] = {
    _FINE: {"description": "Checked (`dry_run`)"},
    _MADE: {"description": "Written: there is a new revision", "model": OrderGiven},
}
_LONGEST = 1000


class OrderSent(BaseModel):
    """What is sent to order that a gap be closed."""

    model_config = ConfigDict(extra="forbid")

    norm: str = Field(max_length=_LONGEST, description="Id or title of the norm")
    subject: str = Field(max_length=_LONGEST, description="Id of what has the gap")
    due: str = Field(max_length=_LONGEST, description="By this day, inclusive", examples=["2024-11-30"])
    item: str | None = Field(default=None, max_length=_LONGEST, description="Which item of the norm")
    responsible: str | None = Field(
        default=None, max_length=_LONGEST, description="Id of who is to close it; left out: who answers for the place"
    )
    note: str | None = Field(default=None, max_length=_LONGEST, description="Anything else that may be read by all")


@router.post("/orders", response_model=OrderGiven, responses=_RESPONSES)
def give(
    request: Request,
    live: LiveNetwork,
    sent: Annotated[OrderSent, Body()],
    *,
    on: On = None,
    dry_run: DryRun = False,
    by: By = None,
    expected: Expected = None,
) -> Response:
    """Order that a gap be closed by a day; refused where the norm has no such gap now."""
    lang, today = language_of(request), day("on", on) or graph.today()
    due = day("due", sent.due)
    if due is None:
        raise bad("due", BadValue(found=sent.due, expected="expected.day"))
    asked = OrderAsked(**{**sent.model_dump(), "due": due}, by=by_whom(by))

    def look() -> Network:
        live.refresh()
        return scoped(live.newest.network(today))

    with live.importing:
        network = expected_of(look(), expected)
        if dry_run:
            made, number = order_added(network, live.rules, asked), None
        else:
            made, revision = committed(live.store, look, lambda seen: order_added(seen, live.rules, asked), expected)
            number = revision.number
    live.refresh()  # who wrote it sees it at once
    told = OrderTold(made, network, live.rules, lang, number)
    headers = {"Cache-Control": NO_STORE, "Content-Language": lang, "Vary": "Accept-Language"}
    return Response(rendered(told.document()) + "\n", _FINE if number is None else _MADE, headers, JSON)
