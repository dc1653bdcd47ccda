"""Things by name, or one after the other: what ``linli find`` and ``/v1/things`` return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from api.rendering.text import SCHEMA
from graph.answers import Page
from graph.finding.asked import Entry
from graph.kinds import Sensitivity, things
from graph.names import Found, Names
from graph.network import Network
from graph.viewing import Showing, is_person

#: More than anybody reads; a search finds no more.
MOST = 1000


def sought(
    network: Network, names: Names, showing: Showing, q: str | None = None, kind: str | None = None
) -> tuple[str, ...]:
    """Return the keys of what is called so, or nearly so, best first; without a text everything, by kind and key.

    In a place nobody is found who is only known to live there, unless the viewer may know that.

    Args:
        network: Only what is anchored in its *within* is returned.
        names: Everything on its date by name.
        showing: Who looks.
        q: A name, a part of it, its pinyin or its initials.
        kind: Only things of this kind.

    Raises:
        NotLogged: That somebody is shown to live there cannot be written down.
    """
    chosen = _chosen(network, kind)
    if q is None:
        found = network.rows.keys.filter(chosen).to_list()
    else:
        narrow = kind is not None or network.within_row is not None
        results = names.keys_of(q, network.rows.size if narrow else MOST)
        found = [key for key in results if not narrow or chosen[network.row(key)]][:MOST]
    return tuple(_told(network, showing, found, counted=q is None))


def _told(network: Network, showing: Showing, found: list[str], *, counted: bool) -> list[str]:
    """Return what was found in a place, but for those whom only their home tells to be there."""
    if network.within_row is None:
        return found
    told = network.view.told_anchor
    residents = [key for key in found if is_person(key) and told[network.row(key)] < 0]
    if showing.viewer.may_see(Sensitivity.PERSONAL):
        showing.tell(residents)
        return found
    if counted:  # else it would be told of somebody who is named that they live there
        showing.hidden += len(residents)
    return [key for key in found if key not in set(residents)]


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
    network: Network,
    names: Names,
    showing: Showing,
    found: tuple[str, ...],
    options: dict[str, Any],
    page: Page | None = None,
) -> dict[str, Any]:
    """Return what was found as a document; with a page, a part of it."""
    shown = found if page is None else found[page.first : page.first + page.limit]
    people = showing.names(shown)
    rows = [_row(names.result(key), people.get(key)) for key in shown]
    of = {"revision": network.revision, "on": network.date, "within": network.within_key, "options": options}
    following = None if page is None else page.next(len(found))
    other_days = () if found else _on_other_days(network, names, options)
    return listed(rows, of, total=len(found), hidden=showing.hidden, following=following, on_other_days=other_days)


def _on_other_days(network: Network, names: Names, options: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is called so on other days; a kind or a place is asked about on the day alone."""
    if not options.get("q") or options.get("kind") is not None or network.within_row is not None:
        return []
    told = ((one.code, one.params) for one in names.on_other_days(options["q"]))
    return [
        {"code": code, "path": said["ref"], **{name: said.get(name) for name in ("since", "until", "others")}}
        for code, said in told
    ]


def listed(
    rows: list[dict[str, Any]],
    of: dict[str, Any],
    *,
    total: int,
    hidden: int = 0,
    following: str | None = None,
    on_other_days: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return rows of things as a document.

    Args:
        rows: Those that are shown.
        of: Of which ``revision`` they are, ``on`` which day, ``within`` which place, with which ``options``.
        total: How many were found.
        hidden: How much the viewer was not shown.
        following: Where the next page begins.
        on_other_days: What is called so on other days alone.
    """
    found = {"totals": {"things": total}, "rows": rows, "on_other_days": [*on_other_days]}
    return {"schema": SCHEMA, "list": "things", **of, **found, "hidden": hidden, "next": following}


def _row(found: Found, called: str | None) -> dict[str, Any]:
    """Return a thing as a row; a person has no path but the name."""
    return as_row(found) if called is None else {**as_row(found), "name": called, "path": called}


def as_row(found: Found | Entry) -> dict[str, Any]:
    """Return what was found, with what it was called before and the first day on which it was called so no more."""
    return {**found._asdict(), "formerly": [{"name": name, "until": until} for name, until in found.formerly]}


def thing_kinds() -> tuple[str, ...]:
    """Return the kinds that a thing may be of."""
    return tuple(one.kind for one in things())
