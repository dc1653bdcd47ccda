"""How alike two names are, in letters that they have in common in order, plainly."""

from __future__ import annotations

from fractions import Fraction

from graph.names.folding import fold


def likeness(one: str | None, other: str | None) -> Fraction | None:
    """Return how alike two names are, of a hundred: twice what is common beside the length of both; None = no name.

    The words of each are folded and put in their order as text first.

    Example:
        >>> likeness("修路灯", "路灯修"), likeness("a b", "B a"), likeness("", None)
        (Fraction(200, 3), Fraction(100, 1), None)
    """
    first, second = _words(one), _words(other)
    whole = len(first) + len(second)
    return Fraction(200 * _common(first, second), whole) if whole else None


def _words(name: str | None) -> str:
    return " ".join(sorted(word for word in (fold(part) for part in (name or "").split()) if word))


def _common(one: str, other: str) -> int:
    """Return how long the longest text is that both contain in order, with gaps."""
    lengths = [0] * (len(other) + 1)
    for letter in one:
        before = 0
        for position, same in enumerate(other, start=1):
            here = lengths[position]
            lengths[position] = before + 1 if letter == same else max(here, lengths[position - 1])
            before = here
    return lengths[-1]
