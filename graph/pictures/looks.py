"""How kinds and ties look: as they declare, else plainly."""

from __future__ import annotations

from graph.kinds import Thing, Tie, kind_of
from graph.kinds.looks import Line, Look

_OTHER_KIND = Look("#455a64", "#455a64", "triangle")
_OTHER_TIE = Line("#455a64", 99, (7, 4))


def kind_look(kind: str) -> Look:
    """Return how things of a kind look."""
    model = kind_of(kind)
    return (model.look if issubclass(model, Thing) else None) or _OTHER_KIND


def tie_look(tie: str) -> Line:
    """Return how ties of a kind look."""
    model = kind_of(tie)
    return (model.look if issubclass(model, Tie) else None) or _OTHER_TIE


def first_of(kinds: list[str]) -> str:
    """Return which of several ties is drawn; the tooltip names all."""
    return min(kinds, key=lambda kind: (tie_look(kind).rank, kind))
