"""Needs written down, and the steps of their lives; the documents are those that ``linli need … --json`` prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StrictInt, create_model

from api.errors import BadParameter
from api.languages import language_of
from api.rendering import rendered
from api.rendering.life import LifeTold, MadeTold
from api.routes.described import PROBLEMS, WRITING_PROBLEMS, described
from api.routes.parameters import strict
from api.routes.replies import NO_STORE, reply
from api.routes.requested import LiveNetwork, Requested, by_of, day, viewer_of
from api.routes.sent import Key, step_of
from api.routes.writing import LONGEST, By, DryRun, Expected, carried_out_on, responses, told
from graph.errors import BadValue
from graph.life.adding import NeedAsked, need_added
from graph.life.asked import StepAsked, StepMade
from graph.life.register import GOING_ON, SAYINGS
from graph.life.stepping import step_made
from graph.life.subject import Subject
from graph.life.when import when_said
from graph.network import Network
from graph.rules import Rules
from graph.values.amounts import MOST_WANTED
from graph.values.instant import INSTANT, day_in_shanghai, kept_instant
from graph.viewing import Showing

router = APIRouter(prefix="/v1/needs", tags=["needs"], dependencies=[Depends(strict)], responses=PROBLEMS)

_RESPONSES = {**PROBLEMS, **WRITING_PROBLEMS, **responses("NeedStep")}
Id = Annotated[str, Path(description="Id of a need or project", examples=["need-5222ni5m42r262ec"])]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _text(said: str, **more: Any) -> Any:
    return (str | None, Field(default=None, max_length=LONGEST, description=said, **more))


def _number(said: str) -> Any:
    return (StrictInt | None, Field(default=None, ge=1, le=MOST_WANTED, description=said))


def _id(said: str) -> Any:
    return (Key | None, Field(default=None, description=said))


_FIELDS: Mapping[str, Callable[[str], Any]] = {"quantity": _number, "reference": _id}
_COMMON: dict[str, Any] = {
    "at": _text("When: a day with a time, of Shanghai unless it says otherwise; left out: now"),
    "seat": _id("Id of the post, organisation, team or person that takes it; then it is checked whether they may"),
}
_STEP: dict[str, Any] = {
    "step": (step_of(GOING_ON, "need.step"), Field(description="Which step; what is possible is listed by GET")),
    **{name: _FIELDS.get(saying.holds, _text)(saying.said) for name, saying in SAYINGS.items()},
    **_COMMON,
}
_NEED: dict[str, Any] = {
    "name": (str, Field(max_length=LONGEST, description="What is needed, in a few words without anybody's name")),
    "place": (Key, Field(description="Id of the place that it lies in")),
    "channel": (str, Field(max_length=LONGEST, description="How it came in, by code or word")),
    "category": _text("What is needed, by code or word"),
    "raiser": _id("Id of who raised it: a person only if they agreed to be named"),
    "purpose": _text("For what who raised it agreed to be named; left out: they did not"),
    "agreed_until": _text("The first day on which they agree no more"),
    "about": _id("Id of whom or what it is about; that is never asked to meet it"),
    "number": _text("The office's own number"),
    "quantity": _number("How much of it"),
    "unit": _text("In what it is counted, by code or word"),
    "priority": _text("urgent, high or normal"),
    "from": _text("The day from which on it is wished"),
    "due": _text("The day by which it is wished"),
    **_COMMON,
}
#: What is sent to take a step, and to write a need down.
SentStep = create_model("NeedStepSent", __base__=_Sent, **_STEP)
SentNeed = create_model("NeedSent", __base__=_Sent, **_NEED)


@router.get("/{id}/steps", **described("NeedLife"))
def life(id: Id, asked: Annotated[Requested, Depends()]) -> Response:
    """Show how far a need is: its steps, who has it, by when what follows is due, and what is possible now."""

    def make() -> str:
        subject = Subject(asked.network, asked.rules, id)
        showing = Showing(viewer_of(asked.request), asked.network)
        return rendered(LifeTold(subject, asked.rules, showing, language_of(asked.request)).document())

    return reply(asked, make, NO_STORE)


@router.post("", responses=_RESPONSES)
def add(
    request: Request,
    live: LiveNetwork,
    sent: Annotated[SentNeed, Body()],
    *,
    dry_run: DryRun = False,
    by: By = None,
    expected: Expected = None,
) -> Response:
    """Write a need down, with the first step of its life."""
    said: dict[str, Any] = sent.model_dump()
    at = _instant(said.pop("at"))
    days = {"from_": day("from", said.pop("from")), **{name: day(name, said[name]) for name in ("due", "agreed_until")}}
    asked = NeedAsked(**{**said, **days}, at=at, by=by_of(request, by))

    def judged(network: Network, rules: Rules) -> StepMade:
        return need_added(network, rules, asked)

    return _written(request, live, at, judged, said, dry_run=dry_run, expected=expected, new=True)


@router.post("/{id}/steps", responses=_RESPONSES)
def step(
    id: Id,
    request: Request,
    live: LiveNetwork,
    sent: Annotated[SentStep, Body()],
    *,
    dry_run: DryRun = False,
    by: By = None,
    expected: Expected = None,
) -> Response:
    """Take a step in the life of a need, or tell why it is not possible and what is."""
    said: dict[str, Any] = sent.model_dump()
    at = _instant(said.pop("at"))
    days = {name: day(name, said[name]) for name, saying in SAYINGS.items() if saying.holds == "day"}
    asked = StepAsked(**{**said, **days}, need=id, at=at, by=by_of(request, by), outside=True)

    def judged(network: Network, rules: Rules) -> StepMade:
        return step_made(network, rules, asked)

    return _written(request, live, at, judged, {**said, "need": id}, dry_run=dry_run, expected=expected)


def _written(
    request: Request,
    live: LiveNetwork,
    at: datetime,
    judged: Callable[[Network, Rules], StepMade],
    said: dict[str, Any],
    *,
    dry_run: bool,
    expected: int | None,
    new: bool = False,
) -> Response:
    on = day_in_shanghai(kept_instant(at))
    made, before, number = carried_out_on(live, on, judged, said, expected=expected, dry_run=dry_run, new=new)
    then = before.apply(made.changes)
    showing = Showing(viewer_of(request), then)
    document = MadeTold(made, then, live.rules, showing, language_of(request), number).document()
    return told(request, document, new=number is not None)


def _instant(said: str | None) -> datetime:
    """Return when a step is taken: as said, else now.

    Raises:
        BadParameter: It is no day with a time.
        StepRefused: It is yet to come.
    """
    try:
        kept = INSTANT.clean(said)
    except BadValue as error:
        raise BadParameter(parameter="at", found=said, expected=error.params["expected"]) from None
    return when_said(kept)
