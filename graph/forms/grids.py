"""网格底图: the grids of a community with what bounds each and what lies in it, drawn as boxes (SEMANTICS F38)."""

from __future__ import annotations

from graph.forms.asked import Asked
from graph.forms.paper import Paper
from graph.forms.sheaf import sheaf
from graph.network import Network
from graph.pictures import grid_plan
from graph.rules import Rules
from graph.viewing import Showing


def grids(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return the grids of a community, or of each community of a place."""
    return sheaf(
        network, rules, asked, lambda key, _: grid_plan(network, rules, key, showing, lang=asked.lang, by=asked.by)
    )
