"""How a network and an answer show themselves in a notebook: a little HTML, escaped, with nothing from outside."""

from __future__ import annotations

from graph.cards.answers import answer_card
from graph.cards.html import card, table

__all__ = ["answer_card", "card", "table"]
