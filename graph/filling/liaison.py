"""Who is asked about a unit: its liaison (联络员), where it has one (SEMANTICS Y6)."""

from __future__ import annotations

from graph.network import Network

#: The role of a post whose holder speaks for a unit.
LIAISON = "liaison"
_UNITS = ("organisation", "team")


def liaison_of(network: Network, subject: int) -> int | None:
    """Return the row of the post of the liaison of the unit that a thing is, or is a post or an offer of.

    Of several the first by display order that somebody holds, then by key; None where nobody holds one.

    Args:
        network: The ledger.
        subject: Row of a thing.
    """
    unit = _unit_of(network, subject)
    if unit is None:
        return None
    posts, units = network.view.tied("post_in")
    _, held = network.view.tied("holds")
    taken, frame, first = {*map(int, held)}, network.rows.frame("post"), network.rows.block["post"][0]
    found = [int(post) for post in posts[units == unit] if frame["role"][int(post) - first] == LIAISON]
    found = [post for post in found if post in taken]
    order = frame["display_order"]
    return min(found, key=lambda post: (_last(order[post - first]), network.key(post)), default=None)


def _unit_of(network: Network, subject: int) -> int | None:
    """Return the row of the unit that a thing is, or that it is of; None where it is of none."""
    kind = network.rows.kind_of(subject)
    if kind in _UNITS:
        return subject
    tie = {"post": "post_in", "offer": "gives"}.get(kind)
    if tie is None:
        return None
    sources, targets = network.view.tied(tie)
    of = targets[sources == subject] if kind == "post" else sources[targets == subject]
    return next((int(one) for one in sorted(of) if network.rows.kind_of(int(one)) in _UNITS), None)


def _last(order: int | None) -> tuple[bool, int]:
    """Return an order in which what has none comes last."""
    return order is None, order or 0
