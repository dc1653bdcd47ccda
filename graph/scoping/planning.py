"""What the plan of somebody bound to a part is made of: their demands, what they see, and what others took of that.

A plan made of the part alone would give away what a neighbour has claimed of a shared offer, since of that claim the
part knows nothing; one made of the whole would propose offers of which they are never told (SEMANTICS V25).
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from graph.changes import PUT, ChangeSet
from graph.network import Network
from graph.scoping.cut import HOW, Cut
from graph.scoping.scope import Scope
from graph.scoping.standing import AROUND, INSIDE

_DEMANDS = ("need", "project")


@dataclass(frozen=True)
class Planned:
    """What a plan is made of.

    Attributes:
        network: The whole network within the place asked about, where nothing is to be had of offers that are not seen.
        theirs: The demands inside, and the offers that are seen in more than name; None = all.
    """

    network: Network
    theirs: frozenset[str] | None = None


def planned_of(whole: Network, cut: Cut, scope: Scope, within: str | None) -> Planned:
    """Return what the plan of somebody bound to a scope is made of.

    Args:
        whole: The whole network on the day of the plan.
        cut: What they see of it.
        scope: To what they are bound.
        within: Key of the place whose demands are asked about; None = their own.

    Raises:
        NotFound: There is no such place on the day.
    """
    offers = _keys(cut, "offer", AROUND)
    unseen = whole.tables()["offer"].filter(~pl.col("key").is_in(list(offers)))
    paused = unseen.with_columns(status=pl.lit("paused"), op=pl.lit(PUT))
    network = whole.apply(ChangeSet({"offer": paused})).within(_narrowed(whole, scope.place, within))
    return Planned(network, offers.union(*(_keys(cut, kind, INSIDE) for kind in _DEMANDS)))


def _keys(cut: Cut, kind: str, least: int) -> frozenset[str]:
    return frozenset(cut.kept[kind].filter(pl.col(HOW) >= least)["key"])


def _narrowed(whole: Network, own: str | None, within: str | None) -> str | None:
    """Return the place whose demands are planned: of one around their own it is their own."""
    if own is None or within is None:
        return own or within
    return own if whole.view.encloses(whole.row(within), whole.row(own)) else within
