"""A network as a card in a notebook: how many things of each kind, on which day, at which revision, in which place."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import numpy as np

from graph.cards import card, table
from graph.kinds import things, ties
from graph.network.numbering import Rows
from graph.network.view import View
from graph.words import caption


class Looked(Protocol):
    """What the card is of: a network, on its date and within its place."""

    date: date

    @property
    def revision(self) -> int:
        """Revision of the store it was opened at."""

    @property
    def rows(self) -> Rows:
        """The numbering of everything."""

    @property
    def view(self) -> View:
        """What holds on the date."""

    @property
    def within_row(self) -> int | None:
        """The place it is cut to."""

    def path(self, row: int) -> str:
        """Return the displayed path of a thing."""


def network_card(network: Looked, lang: str = "zh") -> str:
    """Return a network as HTML: what exists on its date, within its place."""
    view = network.view
    here = view.valid
    if network.within_row is not None:
        inside = np.append(view.inside(network.within_row), False)  # the last is for what has no anchor
        here = here & inside[view.anchor]
    counts = {kind: int(here[first:last].sum()) for kind, (first, last) in network.rows.block.items()}
    tied = sum(int((here[source] & here[target]).sum()) for source, target in (view.tied(tie.kind) for tie in ties()))
    rows = [[getattr(kind, lang), f"{counts[kind.kind]:,}"] for kind in things() if counts[kind.kind]]
    place = caption("card.everywhere", lang) if network.within_row is None else network.path(network.within_row)
    return card(
        caption("card.network", lang, place=place),
        [
            caption("picture.of", lang, day=network.date, revision=network.revision),
            caption("card.one_axis" if view.one_axis else "card.two_axes", lang),
        ],
        table(
            [caption("card.kind", lang), caption("card.count", lang)],
            [*rows, [caption("card.ties", lang), f"{tied:,}"]],
        ),
    )
