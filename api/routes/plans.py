"""Plans over HTTP: looked at, compared, carried out; the documents of ``linli plan … --json`` (SEMANTICS K44–K47).

A plan comes as lines, each as the body of that piece of work, so that whoever keeps plans elsewhere needs no workbook.
A file is read by the page.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.planning import all_understood, chosen
from api.rendering.plans import carried_document
from api.routes.adjusting import Foretold
from api.routes.described import PROBLEMS, WRITING_PROBLEMS, returned
from api.routes.parameters import On, strict
from api.routes.planned import plan_carried, plan_told, plans_compared
from api.routes.requested import LiveNetwork, by_of, day
from api.routes.writing import LONGEST, By, DryRun, Expected, responses, told
from graph.adjusting.register import ADJUSTMENTS
from graph.errors import StaleRevision, StepRefused
from graph.planning.line import Line

router = APIRouter(prefix="/v1/plans", tags=["weekly work"], dependencies=[Depends(strict)], responses=PROBLEMS)

_MOST = 500  # lines of a plan
_MANY = 1000  # of a list in a line
_Text = Annotated[str, Field(max_length=LONGEST)]
_Texts = Annotated[list[_Text], Field(max_length=_MANY)]
_Said = _Text | bool | _Texts | dict[_Text, _Text] | dict[_Text, _Texts]
First = Annotated[int | None, Query(alias="from", ge=1, description="Only from this line on; the first is 1")]
Last = Annotated[int | None, Query(alias="to", ge=1, description="Only to this line")]
_WORKS = f"^({'|'.join(ADJUSTMENTS)})$"


class PlanLine(BaseModel):
    """A line: a piece of weekly work."""

    model_config = ConfigDict(extra="forbid")

    work: str = Field(pattern=_WORKS, description="The piece of work, by its name under `adjustments`")
    day: _Text | None = Field(default=None, description="From which day on; null: that of the line before, first today")
    reason: _Text | None = Field(default=None, description="Why")
    said: dict[_Text, _Said] = Field(
        description="What is said with it, as in the body of that piece of work; a thing also by name, since a line "
        "may mean what one before it begins",
        examples=[{"seat": "甲社区//书记", "name": "演示一"}],
    )


class SentPlan(BaseModel):
    """A plan."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(max_length=100)] = Field(default="", description="What it is called")
    lines: Annotated[list[PlanLine], Field(min_length=1, max_length=_MOST)] = Field(description="In order")


class SentPlans(BaseModel):
    """Two plans."""

    model_config = ConfigDict(extra="forbid")

    first: SentPlan
    second: SentPlan


@router.post("/look", responses={200: returned("PlanLooked")})
def look(request: Request, live: LiveNetwork, sent: Annotated[SentPlan, Body()], on: On = None) -> Response:
    """Lay a plan out: whether each line can be done, what it would write, and what all of it would do."""
    with live.slots.taken():
        found = plan_told(request, live, (sent.name, _lines("", sent)), on=day("on", on))
        return told(request, found.document(), new=False)


@router.post("/compare", responses={200: returned("PlansCompared")})
def compare(request: Request, live: LiveNetwork, sent: Annotated[SentPlans, Body()], on: On = None) -> Response:
    """Lay two plans beside each other, on the last day of both."""
    first, second = (
        (one.name, _lines(f"{side}.", one)) for side, one in (("first", sent.first), ("second", sent.second))
    )
    with live.slots.taken():
        found = plans_compared(request, live, first, second, day("on", on))
        return told(request, found.document(), new=False)


@router.post(
    "/apply",
    responses={**WRITING_PROBLEMS, **responses("PlanApplied", "Tried (`dry_run`), or all of it is so already")},
)
def apply(
    request: Request,
    live: LiveNetwork,
    sent: Annotated[SentPlan, Body()],
    *,
    first: First = None,
    last: Last = None,
    dry_run: DryRun = False,
    by: By = None,
    expected: Expected = None,
    foretold: Foretold = None,
) -> Response:
    """Carry a plan out line by line, each its own revision; where a line cannot be done, none is."""
    who, lines = by_of(request, by), chosen(_lines("", sent), first, last)
    with live.slots.taken():
        live.refresh()
        newest = live.newest.revision.number
        if expected not in (None, newest):
            raise StaleRevision(expected=expected, found=newest)
        found = plan_told(request, live, (sent.name, lines), by=who)
        if foretold not in (None, found.digest):
            raise StepRefused("foretold_otherwise")
        all_understood(found.laid)
        if dry_run:
            return told(request, carried_document(found), new=False)
        written, same = plan_carried(live, found, who)
    new = any(one.revision is not None for one in written)
    return told(request, carried_document(found, written, same=same), new=new)


def _lines(at: str, sent: SentPlan) -> list[Line]:
    return [_line(number, f"{at}lines[{number - 1}]", one) for number, one in enumerate(sent.lines, 1)]


def _line(number: int, at: str, sent: PlanLine) -> Line:
    work = ADJUSTMENTS[sent.work]
    said: dict[str, Any] = dict(sent.said)
    for part in work.options:
        if part.holds == "day" and isinstance(said.get(part.name), str):
            said[part.name] = day(f"{at}.said.{part.name}", said[part.name])
    cells = {"": at, "day": f"{at}.day", "reason": f"{at}.reason", **{name: f"{at}.said.{name}" for name in said}}
    return Line(number, work.name, day(f"{at}.day", sent.day), said, sent.reason, cells)
