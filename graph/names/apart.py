"""What tells a thing apart from what is called the same beside it: the number of its seat, else nothing.

``一网格//网格员`` is no path of the first of two seats, since it may mean either: ``一网格//网格员1`` is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from graph.names.entry import Named
from graph.names.folding import fold


@dataclass
class _Beside:
    """How often something is said of what is there: names, words, and words with the number of a seat."""

    names: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    seats: Counter[tuple[str, int | None]] = field(default_factory=Counter)


class Apart:
    """Labels that mean one thing among those at one target; counted when first asked for."""

    def __init__(
        self, known: Mapping[str, Named], word: Callable[[str], str], there: Callable[[str], Iterable[str]]
    ) -> None:
        """Take what is known by key, what says the word for a key, and what says the keys at a target."""
        self._known, self._word, self._there = known, word, there
        self._counted: dict[str, _Beside] = {}

    def forget(self, target: str) -> None:
        """Count again what is at a target."""
        self._counted.pop(target, None)

    def label(self, key: str, target: str) -> str | None:
        """Return how a thing at a target is called so that nothing else there is meant; None where nothing tells it.

        What has ended gives way: its name means what is still there.
        """
        one, beside = self._known[key], self._beside(target)
        if one.name:
            return one.name if beside.names[fold(one.name)] <= 1 or not one.open else None
        word = self._word(key)
        numbered = f"{word}{one.seat}"
        if not one.open:
            return word if one.seat in (None, 1) else numbered
        if one.seat is None:
            return word if beside.seats[word, None] == 1 and not beside.names[fold(word)] else None
        if beside.seats[word, one.seat] > 1 or beside.names[fold(numbered)]:
            return None
        return word if one.seat == beside.words[word] == 1 and not beside.names[fold(word)] else numbered

    def _beside(self, target: str) -> _Beside:
        found = self._counted.get(target)
        if found is None:
            found = self._counted[target] = _Beside()
            for key in self._there(target):
                one = self._known[key]
                if one.open:
                    word = self._word(key)
                    found.names.update(set(one.spellings))
                    found.words[word] += 1
                    found.seats[word, one.seat] += 1
        return found
