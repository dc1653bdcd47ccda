"""A place as pages to hang up: one per community, and an index where there are several (SEMANTICS F37)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from graph.answers import Answer
from graph.errors import BadInput
from graph.forms.asked import Asked
from graph.forms.paper import Column, Drawn, Paper, Sheet, Table
from graph.network import Network
from graph.questions import coverage
from graph.rules import Rules

_COMMUNITY = "community"


#: Draws one place, of which coverage has found this, as an SVG.
Draw = Callable[[str, Answer], str]


def sheaf(network: Network, rules: Rules, asked: Asked, draw: Draw) -> Paper:
    """Return the pages of a place: one of what is a community or lies in one, else an index and one a community.

    Args:
        network: The network, within the place.
        rules: The rules in force.
        asked: Who makes them, and in which language.
        draw: What is drawn on a page.

    Raises:
        BadInput: No place is asked about, and there are several that lie in none.
    """
    place = _asked_about(network)
    found = coverage(network.within(network.key(network.view.named_by(place)[-1])), rules, states=None)
    inside = asked.say("picture.comma").join((asked.say("picture.internal"), asked.say("picture.by", name=asked.by)))
    communities = _communities(network, place)
    drawn = tuple(Drawn(network.path(row), draw(network.key(row), found), inside) for row in communities or [place])
    return Paper((_index(network, place, communities, found, inside, asked),) if communities else (), drawn)


def pages(network: Network) -> int:
    """Return how many places a sheaf would draw: of several it takes a while.

    Raises:
        BadInput: As ``sheaf``.
    """
    return len(_communities(network, _asked_about(network))) or 1


def _asked_about(network: Network) -> int:
    """Return the row of the place asked about, else of the only one that lies in no other."""
    if network.within_row is not None:
        return network.within_row
    view = network.view
    roots = [row for row in range(view.places) if view.valid[row] and len(view.enclosing(row)) == 1]
    if len(roots) != 1:
        raise BadInput("page_no_place", count=len(roots))
    return roots[0]


def _communities(network: Network, place: int) -> list[int]:
    """Return the communities below a place, as they lie in it; none where it is one, or lies in one."""
    view, levels = network.view, network.rows.frame("place")["level"].to_list()
    inside = np.flatnonzero(view.inside(place)[: view.places] & view.valid[: view.places])
    found = [row for row in inside.tolist() if levels[row] == _COMMUNITY and row != place]
    return sorted(found, key=lambda row: int(view.territory.low[row]))


def _index(network: Network, place: int, communities: list[int], found: Answer, foot: str, asked: Asked) -> Sheet:
    """Return the first page: which community is on which, with how many gaps, in the order in which they lie."""
    view = network.view
    rows = found.rows.select("subject", "state").iter_rows(named=True)
    at = [(view.anchor[network.row(row["subject"]["id"])], row["state"]) for row in rows]
    lines = []
    for number, row in enumerate(communities):
        inside = view.inside(row)
        states = [state for anchor, state in at if anchor >= 0 and inside[anchor]]
        lines.append((network.name(row), number + 2, states.count("gap"), states.count("unknown")))
    columns = (
        Column(asked.say("sheaf.community"), 40),
        *(Column(asked.say(f"sheaf.{one}"), 12, "right") for one in ("page", "gaps", "unknown")),
    )
    title = asked.say("sheaf.index", place=network.path(place))
    of = asked.say("picture.of", day=network.date, revision=network.revision)
    return Sheet(title, title, (of, asked.say("sheaf.said")), (Table(columns, tuple(lines)),), foot=foot)
