"""A place beside a store for what is worked out of a revision on one day, by whoever works it out first.

A question only offers what it worked out: whoever has shown the answer has it written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from graph.atrest.folder import forget, keep, take_up
from graph.atrest.pieces import Pieces, made_again

#: Facts: what each is called, in numbers and texts, and it.
Facts = Collection[tuple[Any, Any]]
_BYTES = "bytes"
_NOTHING = np.array([], dtype=np.uint8)


class Shelf:
    """Where facts of a day lie, each in a file of its own.

    Attributes:
        day: The day, as days since 1970; facts of another one are not kept here.
    """

    def __init__(self, folder: Path, name: str, beside: str, day: int, of: Callable[[], Mapping[str, Any]]) -> None:
        """Take where it is.

        Args:
            folder: Where things are kept beside the store.
            name: What all facts together are kept as, as ``facts-12``.
            beside: What the numbering of their revision is kept as; once that is gone, nothing is put here.
            day: The day.
            of: Returns what everything here is made of, and by what.
        """
        self._folder, self._name, self._beside, self.day, self._make_of = folder, name, beside, day, of
        self._offered: tuple[Mapping[str, Any], Callable[[], Facts]] | None = None

    def beside(self, name: str) -> Shelf:
        """Return another one of the same day, for facts of another view of the same revision."""
        number = self._name.rpartition("-")[2]
        return Shelf(self._folder, f"{name}-{number}", self._beside, self.day, self._make_of)

    @cached_property
    def _of(self) -> dict[str, Any]:
        return {**self._make_of(), "day": self.day}

    @property
    def _current(self) -> bool:
        return (self._folder / self._beside).is_dir()

    def take_up(self, of: Mapping[str, Any], classes: Collection[type]) -> list[tuple[Any, Any]] | None:
        """Return the facts that lie here with what each is called, if they are of what is asked; else None.

        Args:
            of: What they hang on besides the revision and the day.
            classes: Those that may be in them.
        """
        kept = take_up(self._folder, self._name, {**self._of, **of})
        if kept is None:
            return None
        return [
            (made_again(called, _NOTHING, ()), made_again(told, kept.bytes(file, _BYTES), classes))
            for file, called, told in kept.said["pieces"]
        ]

    def offer(self, of: Mapping[str, Any], facts: Callable[[], Facts]) -> None:
        """Take facts that are worth keeping; nothing is written before ``put_away``.

        Args:
            of: What they hang on besides the revision and the day.
            facts: Returns them.
        """
        self._offered = of, facts

    def put_away(self) -> None:
        """Write what was offered last in the place of what is here; not where the revision is kept no longer."""
        offered, self._offered = self._offered, None
        if offered is not None and self._current:
            of, facts = offered
            self._write({**self._of, **of}, facts())

    def _write(self, of: Mapping[str, Any], facts: Facts) -> None:
        said: dict[str, Any] = {"pieces": []}

        def frames() -> Iterator[tuple[str, pl.DataFrame]]:
            for number, (called, fact) in enumerate(facts):
                pieces, file = Pieces(), f"piece{number}"
                said["pieces"].append([file, pieces.told(called), pieces.told(fact)])
                yield file, pl.DataFrame({_BYTES: pieces.bytes()})

        keep(self._folder, self._name, of, frames(), said)
        if not self._current:  # somebody wrote meanwhile: it may be that somebody is forgotten (SEMANTICS Q4)
            forget(self._folder, self._name)
