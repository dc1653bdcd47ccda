"""The ledger of a whole network for an excerpt of it, since where absence means something depends on everything."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from graph.facts.kept import Keeper
from graph.facts.ledger import Cover, Ledger
from graph.facts.speaking import Speaking
from graph.network.excerpt import Excerpt
from graph.selectors import Selector


class NotInExcerptError(Exception):
    """The answer has to name something outside the excerpt: internal, and the whole is then asked instead."""


class LedgerAround(Ledger):
    """The listings that speak in the whole, asked by the rows of an excerpt; the whole is asked when this is."""

    def __init__(self, whole: Callable[[], Ledger], excerpt: Excerpt) -> None:
        """Take what makes the ledger of the whole, and the excerpt."""
        Keeper.__init__(self)
        self._ledger, self._excerpt = whole, excerpt
        self.network, self.view = excerpt.network, excerpt.network.view
        self._at = excerpt.of[: self.view.places]

    def covers(self, selector: Selector, tie: str | None = None) -> Cover:
        """Return where a selector is covered, by place of the excerpt."""
        return self._ledger().covers_at(selector, self._at, tie)

    def spoilers(self, selector: Selector, place: int, tie: str | None = None) -> list[int]:
        """Return the unscoped things that may belong at a covered place, by row of the excerpt.

        Raises:
            NotInExcerptError: One of them is not in it.
        """
        found = self._ledger().spoilers(selector, int(self._excerpt.of[place]), tie)
        own: list[int] = self._excerpt.own(np.array(found, dtype=np.int32)).tolist()
        if -1 in own:
            raise NotInExcerptError
        return own

    def relevant(self, selector: Selector) -> list[Speaking]:
        """Return the listings that cover some value of the selector somewhere, by key; in rows of the whole."""
        return self._ledger().relevant(selector)
