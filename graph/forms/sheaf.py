"""A place as pages to hang up: one a community, and of several an index of what is on which (SEMANTICS F37)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from graph.answers import Answer
from graph.errors import BadInput, NotFound
from graph.forms.paper import Column, Sheet, Table
from graph.forms.pdf import Drawn
from graph.network import Network
from graph.pictures import chain_page, grid_plan, seats_in
from graph.questions import coverage, escalate
from graph.rules import Rules
from graph.viewing import Showing, named
from graph.words import caption

_COMMUNITY = "community"


def sheaf(
    form: str, network: Network, rules: Rules, showing: Showing, key: str, *, by: str, lang: str = "zh"
) -> list[Sheet | Drawn]:
    """Return the pages of a place: one of what is a community or lies in one, else an index and one a community.

    Args:
        form: A name of ``PAGES``.
        network: The network.
        rules: The rules in force.
        showing: Who looks, and so whose names are on the pages.
        key: Public key of the place.
        by: Who makes them.
        lang: ``zh`` or ``en``.

    Raises:
        NotFound: There is no such page.
        BadInput: It is no place, or there is more on a page than it has room for.
    """
    if form not in PAGES:
        raise NotFound("no_such_page", ref=form, candidates=" ".join(PAGES))
    place = network.row(key)
    if network.rows.kind_of(place) != "place":
        raise BadInput("page_not_place", ref=key)
    widest = network.key(network.view.named_by(place)[-1])
    found = coverage(network.within(widest), rules, states=None)

    def page(one: str) -> str:
        return PAGES[form](network, rules, showing, one, found, by, lang)

    inside = caption("picture.comma", lang).join(
        (caption("picture.internal", lang), caption("picture.by", lang, name=by))
    )
    communities = _communities(network, place)
    if not communities:
        return [Drawn(network.path(place), page(key), inside)]
    pages = [Drawn(network.path(row), page(network.key(row)), inside) for row in communities]
    return [_index(network, place, communities, found, inside, lang), *pages]


def _communities(network: Network, place: int) -> list[int]:
    """Return the communities below a place, as they lie in it; none where it is one, or lies in one."""
    view, levels = network.view, network.rows.frame("place")["level"].to_list()
    inside = np.flatnonzero(view.inside(place)[: view.places] & view.valid[: view.places])
    found = [row for row in inside.tolist() if levels[row] == _COMMUNITY and row != place]
    return sorted(found, key=lambda row: int(view.territory.low[row]))


def _index(network: Network, place: int, communities: list[int], found: Answer, foot: str, lang: str) -> Sheet:
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
        Column(caption("sheaf.community", lang), 40),
        *(Column(caption(f"sheaf.{one}", lang), 12, "right") for one in ("page", "gaps", "unknown")),
    )
    title = caption("sheaf.index", lang, place=network.path(place))
    of = caption("picture.of", lang, day=network.date, revision=network.revision)
    return Sheet(title, title, (of, caption("sheaf.said", lang)), (Table(columns, tuple(lines)),), foot=foot)


def _chain(network: Network, rules: Rules, showing: Showing, key: str, found: Answer, by: str, lang: str) -> str:
    paths = [named(escalate(network, rules, start), showing) for start in seats_in(network, rules, key)]
    return chain_page(network, rules, key, paths, found, lang=lang, by=by)


def _grids(network: Network, rules: Rules, showing: Showing, key: str, _: Answer, by: str, lang: str) -> str:
    return grid_plan(network, rules, key, showing, lang=lang, by=by)


#: What may be on the pages of a sheaf, by name, as the terminal knows it.
PAGES: Mapping[str, Callable[[Network, Rules, Showing, str, Answer, str, str], str]] = {
    "chain": _chain,
    "grids": _grids,
}
