"""What a cell of a blank form asks of the ledger, one file a sort of it, and what it is given (SEMANTICS Y6).

Nothing is guessed: what the ledger cannot say is not given, with why and whom to ask.
"""

from __future__ import annotations

from graph.filling.asking import Asked, Given, Want
from graph.filling.field import OfField
from graph.filling.measure import OfMeasure
from graph.filling.norm import OfNorm
from graph.filling.protecting import Cell, protected
from graph.filling.text import OfText

__all__ = ["WANTS", "Asked", "Cell", "Given", "OfField", "OfMeasure", "OfNorm", "OfText", "Want", "protected"]

#: By the word of a map that says it, what a cell may ask for.
WANTS = {"measure": OfMeasure, "field": OfField, "norm": OfNorm, "text": OfText}
