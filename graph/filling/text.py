"""A text that the map itself has, such as the name of the office that fills in."""

from __future__ import annotations

from dataclasses import dataclass

from graph.filling.asking import Asked, Given


@dataclass(frozen=True)
class OfText:
    """A fixed text."""

    text: str

    @property
    def said(self) -> str:
        """That it is a text."""
        return "text"

    def give(self, asked: Asked, _subject: int) -> Given:
        """Return the text."""
        return Given(self.text, asked.network.date)
