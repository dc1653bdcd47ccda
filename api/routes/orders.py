"""An order to close a gap, given over HTTP; the document is the one that ``linli orders add --json`` prints."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

import graph
from api.languages import language_of
from api.rendering.orders import OrderTold
from api.routes.described import PROBLEMS, WRITING_PROBLEMS
from api.routes.parameters import On, strict
from api.routes.requested import LiveNetwork, bad, by_of, day
from api.routes.writing import LONGEST, By, DryRun, Expected, carried_out_on, responses, told
from graph.errors import BadValue
from graph.life.ordering import OrderAsked, OrderMade, order_added
from graph.network import Network
from graph.rules import Rules

router = APIRouter(
    prefix="/v1", tags=["steps"], dependencies=[Depends(strict)], responses={**PROBLEMS, **WRITING_PROBLEMS}
)


class OrderSent(BaseModel):
    """What is sent to order that a gap be closed."""

    model_config = ConfigDict(extra="forbid")

    norm: str = Field(max_length=LONGEST, description="Id or title of the norm")
    subject: str = Field(max_length=LONGEST, description="Id of what has the gap")
    due: str = Field(max_length=LONGEST, description="By this day, inclusive", examples=["2024-11-30"])
    item: str | None = Field(default=None, max_length=LONGEST, description="Which item of the norm")
    responsible: str | None = Field(
        default=None, max_length=LONGEST, description="Id of who is to close it; left out: who answers for the place"
    )
    note: str | None = Field(default=None, max_length=LONGEST, description="Anything else that may be read by all")


@router.post("/orders", responses=responses("OrderGiven"))
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
    due = day("due", sent.due)
    if due is None:
        raise bad("due", BadValue(found=sent.due, expected="expected.day"))
    asked = OrderAsked(**{**sent.model_dump(), "due": due}, by=by_of(request, by))

    def judged(network: Network, rules: Rules) -> OrderMade:
        return order_added(network, rules, asked)

    today = day("on", on) or graph.today()
    made, network, number = carried_out_on(live, today, judged, sent.model_dump(), expected=expected, dry_run=dry_run)
    document = OrderTold(made, network, live.rules, language_of(request), number).document()
    return told(request, document, new=number is not None)
