"""The listings that speak on a day: of one selector and place the latest, from its as-of date on (SEMANTICS L2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.errors import BadSelector
from graph.network import Network
from graph.selectors import Selector, parse


@dataclass(frozen=True)
class Speaking:
    """One listing that speaks on the date: the latest of its selector and place."""

    row: int
    selector: Selector
    within: int
    as_of: date


def speaking(network: Network) -> list[Speaking]:
    """Return the listings that speak on the date of a network, by key."""
    found = []
    frame = network.rows.frame("listing")
    first, _ = network.rows.block["listing"]
    for position, (text, within, as_of) in enumerate(frame[["selector", "within", "as_of"]].iter_rows()):
        row, place = first + position, network.rows.row(within)
        if not network.view.valid[row] or place is None or not network.view.valid[place] or as_of > network.date:
            continue
        try:
            found.append(Speaking(row, parse(text), place, as_of))
        except BadSelector:
            continue  # refused by the loaders; a ledger that says nothing proves nothing
    latest: dict[tuple[Selector, int], date] = {}
    for one in found:
        asked = (one.selector, one.within)
        latest[asked] = max(one.as_of, latest.get(asked, one.as_of))
    return [one for one in found if one.as_of == latest[one.selector, one.within]]
