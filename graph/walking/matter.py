"""The matter of a walk: what decides who is asked beside the chain."""

from __future__ import annotations

from dataclasses import dataclass

from graph.rules.categories import Categories


@dataclass(frozen=True)
class Matter:
    """What a walk is about, as far as it decides who is asked beside the chain.

    Attributes:
        tree: The categories.
        category: Its category; None = it has none.
    """

    tree: Categories
    category: str | None = None
