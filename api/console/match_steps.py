"""A form that asks, pins, claims or declines between an offer and a need: one step, wherever the form stands."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from api.console.asked import Asked
from api.console.seeing import see
from api.console.sent import Sent
from api.console.writing import ChangedMeanwhile, again, by, written
from api.rendering.steps import StepTold
from graph.life.mirrored import taken_in_life
from graph.network import Network
from graph.rules import Rules
from graph.steps.asked import Asked as StepAsked
from graph.steps.asked import Taken
from graph.steps.register import DEMANDS, SAYINGS, SOURCES
from graph.viewing import Showing


def step_taken(asked: Asked, sent: Sent, path: str, **state: str | None) -> Response:
    """Take the step that a form says, and lead to a page that shows the result.

    Args:
        asked: The page.
        sent: The form: ``step``, ``demand``, ``source``, and what is said with it.
        path: Where it leads.
        **state: What the address there says.

    Raises:
        LinliError: The step is not possible; nothing was written.
    """
    wanted = step_said(asked, sent, asked.key(sent.said("demand") or "", DEMANDS), _source(asked, sent))

    def judged(network: Network, rules: Rules) -> Taken:
        return taken_in_life(network, rules, wanted)

    try:
        made, network, number = written(asked, sent, asked.on, judged, [wanted.demand])
    except ChangedMeanwhile as change:
        return again(asked, sent, change, name="needs")
    told = StepTold(made, network, asked.rules, Showing(asked.showing.viewer, network), asked.lang, number)
    return see(asked, path, list(told.lines(commands=False)), number, **state)


def step_said(asked: Asked, sent: Sent, demand: str, source: str) -> StepAsked:
    """Return the step that a form says, between two things.

    Raises:
        BadParameter: A number or a day is none.
        NotFound: Something that is named is not there.
    """
    days: dict[str, Any] = {name: sent.day(name) for name, saying in SAYINGS.items() if saying.holds == "day"}
    liaison = sent.said("liaison")
    return StepAsked(
        step=sent.said("step") or "",
        demand=demand,
        source=source,
        quantity=sent.number("quantity"),
        liaison=None if liaison is None else asked.key(liaison, ("post",)),
        reason=sent.said("reason"),
        by=by(asked),
        **days,
    )


def _source(asked: Asked, sent: Sent) -> str:
    return asked.key(sent.said("source") or "", SOURCES)
