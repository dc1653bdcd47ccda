"""Needs of the same category beside one just written down, so that a second report is seen at once."""

from __future__ import annotations

from graph.network import Network
from graph.questions import needs
from graph.rules import Rules

_TOLD = 5


def needs_beside(network: Network, rules: Rules, need: str) -> tuple[list[str], int]:
    """Return the first needs of the category that stand in the same building, else the same place, and how many.

    They are called by name and number, else key. What lies in a home is looked for in its whole building,
    as that is what is told of it (SEMANTICS N10, N11).

    Args:
        network: With the need written down, on its day.
        rules: The rules in force.
        need: Its key.
    """
    row = network.row(need)
    category = network.tables()["need"].filter(key=need)["category"][0]
    place = int(network.view.anchor[row])
    if category is None or place < 0:
        return [], 0
    levels = dict(network.tables()["place"].select("key", "level").iter_rows())
    around = [network.key(one) for one, _ in network.view.enclosing(place)]
    spot = next((one for one in around if levels[one] == "building"), around[0])
    standing = needs(network.within(spot), rules).rows.iter_rows(named=True)
    found = [
        f"{one['demand']['name']}（{one['order_number'] or one['demand']['id']}）"
        for one in standing
        if one["demand"]["id"] != need and one["category"] == category and one["place"] and one["place"]["id"] == spot
    ]
    return found[:_TOLD], len(found)
