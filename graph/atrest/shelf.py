"""A place beside a store for what is worked out of a revision on one day, by whoever works it out first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from graph.atrest.folder import forget, keep, take_up
from graph.atrest.pieces import Pieces, made_again

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

    def keep(self, of: Mapping[str, Any], facts: Collection[tuple[Any, Any]]) -> None:
        """Keep facts in the place of what is here; not where the revision is kept no longer.

        Args:
            of: What they hang on besides the revision and the day.
            facts: What each is called, in numbers and texts, and it.
        """
        if not self._current:
            return
        said: dict[str, Any] = {"pieces": []}

        def frames() -> Iterator[tuple[str, pl.DataFrame]]:
            for number, (called, fact) in enumerate(facts):
                pieces, file = Pieces(), f"piece{number}"
                said["pieces"].append([file, pieces.told(called), pieces.told(fact)])
                yield file, pl.DataFrame({_BYTES: pieces.bytes()})

        keep(self._folder, self._name, {**self._of, **of}, frames(), said)
        if not self._current:  # somebody wrote meanwhile: it may be that somebody is forgotten (SEMANTICS Q4)
            forget(self._folder, self._name)
