"""Which things stand on a list, in which order: by the network alone, so that it is the same when it comes back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from graph.facts.demands import HOLDING
from graph.facts.lives import done_by_steps
from graph.matching.meetings import Meetings, meetings_of
from graph.matching.supply import Supply, supply_of
from graph.matching.wanted import HORIZON, inside_of
from graph.network import Network
from graph.network.columns import Longs

_PRIORITIES = ("urgent", "high")
_LATE = "9999-12-31"


def ids_on(network: Network, name: str, giver: str | None = None) -> list[str]:
    """Return the ids of the things on a list, in order; ``giver`` is whose own offers are meant."""
    return [network.key(row) for row in rows_on(network, name, giver)]


def rows_on(network: Network, name: str, giver: str | None = None) -> list[int]:
    """Return the rows of the things on a list, in order.

    Demands are valid needs that are not wholly done, and open projects of which something is left, none of them done
    by its steps; what lies nowhere is on no list. Offers are those valid from today on; within a place, those that
    serve it, or something in it, or have no area recorded. Projects are all valid ones.
    """
    if name == "demands":
        return _demands(network)
    if name == "projects":
        return _projects(network)
    return _offers(network, giver)


def wanted_of(network: Network, row: int) -> int:
    """Return how much a demand asks for."""
    kind, line = _line(network, row)
    return int(network.rows.frame(kind)["quantity"][line] or 1)


def held_of(network: Network, meetings: Meetings) -> Longs:
    """Return, by row of a demand, how much is claimed or done."""
    return meetings.sums(meetings.target, HOLDING, network.rows.size)


def _demands(network: Network) -> list[int]:
    meetings, inside = meetings_of(network), inside_of(network) & ~done_by_steps(network)
    held, done = held_of(network, meetings), meetings.sums(meetings.target, ("done",), network.rows.size)
    found: list[tuple[int, str, int]] = []
    for row in _valid(network, "need"):
        if inside[row] and wanted_of(network, row) > done[row]:
            line = network.rows.frame("need").row(row - network.rows.block["need"][0], named=True)
            place = _PRIORITIES.index(line["priority"]) if line["priority"] in _PRIORITIES else len(_PRIORITIES)
            found.append((place, str(line["raised_on"] or _LATE), row))
    for row in _valid(network, "project"):
        line = network.rows.frame("project").row(row - network.rows.block["project"][0], named=True)
        if inside[row] and line["status"] == "open" and wanted_of(network, row) > held[row]:
            found.append((len(_PRIORITIES), _LATE, row))
    return [row for *_, row in sorted(found)]


def _projects(network: Network) -> list[int]:
    inside = inside_of(network)
    rows = [row for row in _valid(network, "project") if network.within_row is None or inside[row]]
    names = {row: network.rows.frame("project")["number"][row - network.rows.block["project"][0]] for row in rows}
    return sorted(rows, key=lambda row: (str(names[row] or "~"), network.name(row) or "", row))


def _offers(network: Network, giver: str | None) -> list[int]:
    supply = supply_of(network, network.day + HORIZON)
    if giver is not None:
        supply = supply.of(network.row(giver))
    elif network.within_row is not None:
        supply = _serving(network, supply)
    offers = supply.offers.with_columns(
        _giver=pl.col("giver").map_elements(lambda row: _named(network, row), return_dtype=pl.String),
        _name=pl.col("offer").map_elements(lambda row: _named(network, row), return_dtype=pl.String),
    )
    return offers.sort("_giver", "_name", "offer")["offer"].to_list()


def _serving(network: Network, supply: Supply) -> Supply:
    within = network.within_row
    assert within is not None  # noqa: S101 - asked only within a place
    view = network.view
    near = view.inside(within)
    near[[place for place, _ in view.enclosing(within)]] = True
    serving = supply.areas.filter(pl.Series(near[supply.areas["area"].to_numpy()], dtype=pl.Boolean))["offer"]
    kept = supply.offers.filter(pl.col("offer").is_in(serving.implode()) | ~pl.col("recorded"))
    return Supply(kept, supply.areas, supply.categories)


def _named(network: Network, row: int) -> str:
    return "" if row < 0 else network.name(row) or network.key(row)


def _valid(network: Network, kind: str) -> Iterator[int]:
    first, last = network.rows.block[kind]
    return (int(at) + first for at in np.flatnonzero(network.view.valid[first:last]))


def _line(network: Network, row: int) -> tuple[str, int]:
    kind = network.rows.kind_of(row)
    return kind, row - network.rows.block[kind][0]
