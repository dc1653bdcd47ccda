"""拟对接：what a plan proposed and nobody was asked yet, each with the button that asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.page import page_router
from api.console.paging import part_of
from api.console.seats import near
from graph.matching.wanted import inside_of
from graph.steps.pair import Pair
from graph.steps.refusals import possible_now

router = page_router()


@router.get("/match/proposed")
def match_proposed(asked: Annotated[Asked, Depends()]) -> Response:
    """List the proposals in force within the place, by their day of delivery."""
    return asked.framed(
        "match_proposed.html",
        name="needs",
        shown=part_of(asked, list(_proposed(asked))),
        writes=asked.account.role.writes,
        revision=asked.live.newest.revision.number,
    )


def _proposed(asked: Asked) -> Iterator[dict[str, Any]]:
    network, inside = asked.network, inside_of(asked.network)
    ties = network.tables()["meets"].filter(state="proposed").sort("on", "target", "source")
    for tie in ties.iter_rows(named=True):
        pair = Pair(asked.whole, asked.rules, tie["target"], tie["source"])
        if pair.state(tie) is None or not inside[pair.demand]:
            continue
        yield {
            "demand": tie["target"],
            "wanted": near(asked, tie["target"]),
            "source": tie["source"],
            "called": near(asked, tie["source"]),
            "quantity": tie["quantity"],
            "on": tie["on"],
            "ask": "ask" in possible_now(pair) and "asked" not in pair.states,
        }
