"""The ledger for other programs over HTTP, as ``linli export`` writes it for whoever may come to have the file.

Only what is open is in it, whoever asks: a file may leave (SEMANTICS Y1). What a request is told is cut before, so
that the doors of needs and what lies outside are in none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from graph.errors import BadInput
from graph.network import Network
from graph.rules import Rules
from graph.words import caption

#: What writes a format: of a network, by rules, with what it calls things.
Write = Callable[[Network, Rules, str], str]


@dataclass(frozen=True)
class Graph:
    """A format.

    Attributes:
        name: What it is called, in the address too.
        ending: How its files end.
        media: Its media type.
        write: What writes it.
    """

    name: str
    ending: str
    media: str
    write: Write

    @property
    def title(self) -> str:
        """The code of what it is called."""
        return f"exports.{self.name}"

    def refuse(self, said: Mapping[str, Any]) -> None:
        """Refuse what only forms take.

        Raises:
            BadInput: Something was said.
        """
        for word, value in said.items():
            if value not in (None, False):
                raise BadInput("form_option", form=caption(self.title, "zh"), option=word, expected="—")


def _written(by: str, part: str | None = None) -> Write:
    """Return what writes a format, imported when somebody asks: a function of `graph.exchange`, and what of it."""

    def write(network: Network, rules: Rules, lang: str) -> str:
        made = getattr(import_module("graph.exchange"), by)(network, rules, lang=lang)
        text: str = made if part is None else getattr(made, part)
        return text

    return write


GRAPHS: Mapping[str, Graph] = {
    one.name: one
    for one in (
        Graph("graphml", "graphml", "application/graphml+xml", _written("graphml")),
        Graph("gexf", "gexf", "application/gexf+xml", _written("gexf")),
        Graph("cypher", "cypher", "text/plain; charset=utf-8", _written("cypher")),
        Graph("geojson", "geojson", "application/geo+json", _written("geojson", "text")),
        Graph("dhis2", "json", "application/json", _written("organisation_units", "json")),
    )
}
