"""What a partner has of a ledger: what is its own, and the demands that concern it as they may be told (SEMANTICS V26).

It is what the partner's own workbook shows: its offers, what it was asked and has claimed, what it could do; besides,
its posts with their holders, and the agreements that it signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from graph.matching.disclosed import Discloser
from graph.network import Network
from graph.network.columns import Bools
from graph.network.numbering import Rows
from graph.questions import match
from graph.rules import Rules
from graph.scoping.scope import Scope
from graph.scoping.standing import AROUND, INSIDE, NOT, STUB, Standing

#: What is told of a demand beside its name: what is wanted, how much of it and by when.
TOLD = ("category", "quantity", "unit", "divisible", "from", "due", "weekdays", "hours", "status")
_DEMANDS = ("need", "project")
_CLAIMED = ("claimed", "done")


@dataclass(frozen=True)
class Partner:
    """A partner's part.

    Attributes:
        standing: How everything stands to it.
        told: By kind, whole rows as they are told in place of those that are there.
    """

    standing: Standing
    told: dict[str, pl.DataFrame]


def partner_of(network: Network, rules: Rules, scope: Scope) -> Partner:
    """Return what a partner has.

    Args:
        network: The whole network, on the day that counts as today.
        rules: The rules in force.
        scope: Its organisation; where it is bound to a place too, it could claim what lies there alone.
    """
    rows = network.rows
    things = np.full(rows.size, NOT, dtype=np.int8)
    ties = {kind: np.full(one.source.size, NOT, dtype=np.int8) for kind, one in rows.ties.items()}
    own = rows.row(str(scope.partner))
    if own is None or not network.view.valid[own]:
        return Partner(Standing(things, ties, np.zeros(rows.size, dtype=bool)), {})
    giver = _mask(rows, [own])
    offers = _ends(rows, "gives", ties, source=giver)
    posts = _ends(rows, "post_in", ties, target=giver)
    holders = _ends(rows, "holds", ties, target=posts)
    agreements = _ends(rows, "party_to", ties, source=giver)
    parties = _ends(rows, "party_to", ties, target=agreements)
    projects = _ends(rows, "under", ties, target=agreements)
    areas = _ends(rows, "serves", ties, source=offers | giver)
    asked = _ends(rows, "meets", ties, source=offers | giver)
    demands = asked | projects | _mask(rows, _could(network, rules, scope))
    told, places = _demands(network, rules, demands, _claimed(network, offers | giver))
    located = rows.ties["located_at"].frame["key"].is_in(told["located_at"]["key"].implode()).to_numpy()
    ties["located_at"][located] = STUB
    for one in (parties, demands, _above(network, areas | places)):
        things[one] = STUB
    above = rows.ties["part_of"]
    ties["part_of"][(things[above.source] == STUB) & (things[above.target] == STUB)] = STUB
    things[holders] = STUB
    things[agreements | giver | posts] = AROUND  # what the office noted of it is the office's
    things[offers] = INSIDE
    return Partner(Standing(things, ties, holders), told)


def _ends(
    rows: Rows,
    kind: str,
    ties: dict[str, np.ndarray[tuple[int], np.dtype[np.int8]]],
    *,
    source: Bools | None = None,
    target: Bools | None = None,
) -> Bools:
    """Return what some things are tied to by a kind, whenever; the ties are the partner's own."""
    tie, found = rows.ties[kind], np.zeros(rows.size, dtype=bool)
    if source is not None:
        mine = source[tie.source]
        found[tie.target[mine]] = True
    else:
        assert target is not None  # noqa: S101 - one of the two is said
        mine = target[tie.target]
        found[tie.source[mine]] = True
    ties[kind][mine] = AROUND
    return found


def _mask(rows: Rows, some: list[int]) -> Bools:
    found = np.zeros(rows.size, dtype=bool)
    found[some] = True
    return found


def _could(network: Network, rules: Rules, scope: Scope) -> list[int]:
    """Return the demands that the partner could meet, but for those of which it is still to be verified that it may."""
    there = scope.place is None or network.rows.row(scope.place) is not None
    asked = network.within(scope.place) if there else None
    if asked is None:
        return []
    found = match(asked, rules, giver=scope.partner).rows.filter(pl.col("state") != "pending")
    return [network.row(one["id"]) for one in found["demand"].to_list()]


def _claimed(network: Network, sources: Bools) -> set[int]:
    """Return the demands that the partner has claimed: of these it may know the building."""
    tie = network.rows.ties["meets"]
    if not tie.source.size:
        return set()
    in_force = (tie.since <= network.day) & (network.day < tie.until)
    claimed = sources[tie.source] & in_force & tie.frame["state"].is_in(_CLAIMED).to_numpy()
    return {int(one) for one in tie.target[claimed]}


def _demands(
    network: Network, rules: Rules, demands: Bools, claimed: set[int]
) -> tuple[dict[str, pl.DataFrame], Bools]:
    """Return the rows of demands and of where they are, as they may be told, and these places."""
    tables, places = network.tables(), np.zeros(network.rows.size, dtype=bool)
    followed = set(tables["place"]["profile"].drop_nulls().to_list()) & set(rules.profiles)
    discloser = Discloser(network, rules, rules.vocabulary(followed.pop() if len(followed) == 1 else None))
    names: dict[str, str] = {}
    dues: dict[str, date | None] = {}
    at: dict[str, str] = {}
    for row in map(int, np.flatnonzero(demands)):
        told = discloser(row, claimed=row in claimed)
        names[network.key(row)], dues[network.key(row)] = told.name, told.due
        if told.at >= 0:
            at[network.key(row)], places[told.at] = network.key(told.at), True
    found = {kind: _told(tables[kind], names, dues) for kind in _DEMANDS}
    ties = tables["located_at"].filter(pl.col("source").is_in(list(at))).unique("source")
    target = pl.col("source").replace_strict(at, default=None, return_dtype=pl.String)
    found["located_at"] = ties.with_columns(target=target)
    return found, places


def _told(frame: pl.DataFrame, names: dict[str, str], dues: dict[str, date | None]) -> pl.DataFrame:
    rows = frame.filter(pl.col("key").is_in(list(names)))
    shown = {"key", "since", "until", *TOLD}
    name = pl.col("key").replace_strict(names, default=None, return_dtype=pl.String)
    due = pl.Series("due", [dues[key] for key in rows["key"]], dtype=pl.Date)
    return rows.select(list(_columns(rows, shown))).with_columns(due, name=name).select(frame.columns)


def _columns(rows: pl.DataFrame, shown: set[str]) -> Iterator[pl.Expr]:
    for name, dtype in rows.schema.items():
        yield pl.col(name) if name in shown else pl.lit(None, dtype=dtype).alias(name)


def _above(network: Network, places: Bools) -> Bools:
    """Return places and all that enclose them, so that they have a path."""
    found = places.copy()
    for row in map(int, np.flatnonzero(places[: network.view.places])):
        if network.view.valid[row]:
            found[network.view.named_by(row)] = True
    return found
