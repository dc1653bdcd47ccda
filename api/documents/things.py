"""Things by name, or one after the other: what ``linli find`` and ``/v1/things`` return.

Persons are found by name too: this is for the owner of a local store; a service with users masks
before it looks.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from api.documents.rendering import SCHEMA
from graph.answers import Page
from graph.kinds import things
from graph.names import Names
from graph.network import Network

#: More than anybody reads; a search finds no more.
MOST = 1000


def sought(network: Network, names: Names, q: str | None = None, kind: str | None = None) -> tuple[str, ...]:
    """Return the keys of what is called so, or nearly so, best first; without a text everything, by kind and key.

    Args:
        network: Only what is anchored in its *within* is returned.
        names: Everything on its date by name.
        q: A name, a part of it, its pinyin or its initials.
        kind: Only things of this kind.
    """
    chosen = _chosen(network, kind)
    if q is None:
        return tuple(network.rows.keys.filter(chosen).to_list())
    narrow = kind is not None or network.within_row is not None
    results = names.find(q, network.rows.size if narrow else MOST)
    return tuple(one.key for one in results if not narrow or chosen[network.row(one.key)])[:MOST]


def _chosen(network: Network, kind: str | None) -> Any:
    view = network.view
    chosen = view.valid.copy()
    if kind is not None:
        first, last = network.rows.block[kind]
        chosen[:first] = chosen[last:] = False
    if network.within_row is not None:
        anchor = view.anchor
        chosen &= (anchor >= 0) & view.inside(network.within_row)[np.maximum(anchor, 0)]
    return chosen


def things_document(
    network: Network, names: Names, found: tuple[str, ...], options: dict[str, Any], page: Page | None = None
) -> dict[str, Any]:
    """Return what was found as a document; with a page, a part of it."""
    shown = found if page is None else found[page.first : page.first + page.limit]
    return {
        "schema": SCHEMA,
        "list": "things",
        "revision": network.revision,
        "on": network.date,
        "within": network.within_key,
        "options": options,
        "totals": {"things": len(found)},
        "rows": [names.result(key)._asdict() for key in shown],
        "next": None if page is None else page.next(len(found)),
    }


def thing_kinds() -> tuple[str, ...]:
    """Return the kinds that a thing may be of."""
    return tuple(one.kind for one in things())
