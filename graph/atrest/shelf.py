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


class Shelf:
    """Where facts of a day lie, each in a file of its own.

    Attributes:
        day: The day, as days since 1970; of another one nothing is there.
    """

    def __init__(
        self, folder: Path, revision: str, number: int, day: int, of: Callable[[], Mapping[str, Any]]
    ) -> None:
        """Take where it is.

        Args:
            folder: Where things are kept beside the store.
            revision: What the numbering of the revision is kept as; once that is gone, nothing is put beside it.
            number: Of the revision.
            day: The day.
            of: Returns what everything on it is made of, and by what.
        """
        self._folder, self._revision, self._number, self.day, self._make_of = folder, revision, number, day, of

    def _current(self) -> bool:
        return (self._folder / self._revision).is_dir()

    @cached_property
    def _of(self) -> dict[str, Any]:
        return {**self._make_of(), "day": self.day}

    def take_up(self, name: str, of: Mapping[str, Any], classes: Collection[type]) -> list[tuple[Any, Any]] | None:
        """Return what lies there under a name with what each is called, if it is of what is asked; else None.

        Args:
            name: Of all that was kept together, in small letters.
            of: What it hangs on besides the revision and the day.
            classes: Those that may be in it.
        """
        kept = take_up(self._folder, f"{name}-{self._number}", {**self._of, **of})
        if kept is None:
            return None
        nothing = np.array([], dtype=np.uint8)
        return [
            (made_again(called, nothing, ()), made_again(told, kept.bytes(file, _BYTES), classes))
            for file, called, told in kept.said["pieces"]
        ]

    def keep(self, name: str, of: Mapping[str, Any], facts: Collection[tuple[Any, Any]]) -> None:
        """Keep facts under a name, in the place of what is there; not where the revision is kept no longer.

        Args:
            name: Of all of them.
            of: What they hang on besides the revision and the day.
            facts: What each is called, as JSON knows it, and it.
        """
        if not self._current():
            return
        said: dict[str, Any] = {"pieces": []}

        def frames() -> Iterator[tuple[str, pl.DataFrame]]:
            for number, (called, fact) in enumerate(facts):
                pieces, file = Pieces(), f"piece{number}"
                said["pieces"].append([file, pieces.told(called), pieces.told(fact)])
                yield file, pl.DataFrame({_BYTES: pieces.bytes()})

        mine = f"{name}-{self._number}"
        keep(self._folder, mine, {**self._of, **of}, frames(), said)
        if not self._current():  # somebody wrote meanwhile: it may be that somebody is forgotten (SEMANTICS Q4)
            forget(self._folder, mine)
