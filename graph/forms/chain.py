"""链条图: who is asked from each place of a community up, and where it is lacking, on one A3 page (SEMANTICS F34)."""

from __future__ import annotations

from graph.answers import Answer
from graph.forms.asked import Asked
from graph.forms.paper import Paper
from graph.forms.sheaf import sheaf
from graph.network import Network
from graph.pictures import chain_page, seats_in
from graph.questions import escalate
from graph.rules import Rules
from graph.viewing import Showing, named_together


def chain(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return the chains of a community, or of each community of a place."""

    def draw(key: str, found: Answer) -> str:
        asked_from = seats_in(network, rules, key)
        paths = named_together([escalate(network, rules, start) for start in asked_from], showing)
        return chain_page(network, rules, key, paths, found, lang=asked.lang, by=asked.by)

    return sheaf(network, rules, asked, draw)
