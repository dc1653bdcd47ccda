"""Which of many revisions touched what somebody sees, without reading each of them again for every question.

The rows that small revisions touched are kept, as keys; a change of what is seen is then one look at all of them.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from graph.scoping.cut import Cut
from graph.scoping.touching import concerned, touches
from graph.stores import Store
from graph.tables import references_of

#: A revision of more rows is read anew; of all together no more are kept, the newest first.
_LARGE, _MOST = 2_000, 100_000
#: So many revisions are read at once.
_AT_ONCE = 1_000
_NUMBER = "revision"


class Remembered:
    """What revisions touched, of one store."""

    def __init__(self, store: Store) -> None:
        """Take the store, of which nothing is read yet."""
        self._store = store
        self._rows: dict[str, pl.DataFrame] = {}
        self._first, self._last = 1, 0  # the revisions whose rows are kept, but for large ones
        self._large: set[int] = set()
        self._of: Cut | None = None
        self._known: dict[int, bool] = {}

    def touching(self, cut: Cut, newest: int) -> set[int]:
        """Return the numbers of the revisions, up to one, that touched what is seen."""
        self._about(cut)
        self._read(newest)
        if len(self._known) < newest:
            found = {
                number
                for kind, rows in self._rows.items()
                for number in concerned(kind, rows, cut)[_NUMBER].unique().to_list()
            }
            alone = {*range(1, min(self._first, newest + 1)), *self._large}
            for number in range(1, newest + 1):
                if number not in self._known:
                    self._known[number] = touches(self._store, cut, number) if number in alone else number in found
        return {number for number, touched in self._known.items() if touched and number <= newest}

    def touched(self, cut: Cut, number: int) -> bool:
        """Return whether one revision touched what is seen."""
        self._about(cut)
        if number not in self._known:
            self._known[number] = touches(self._store, cut, number)
        return self._known[number]

    def _about(self, cut: Cut) -> None:
        """Forget what was found of another cut."""
        if self._of is not cut:
            self._of, self._known = cut, {}

    def _read(self, newest: int) -> None:
        """Take over the rows that revisions touched which were made since the last time."""
        while self._last < newest:
            until = min(newest, self._last + _AT_ONCE)
            self._keep(self._store.rows_touched(self._last, until))
            self._last = until
        self._rows = _as_few(self._rows, self._first)

    def _keep(self, read: Mapping[str, pl.DataFrame]) -> None:
        new = {kind: rows.select(_NUMBER, "key", *_references(kind)) for kind, rows in read.items()}
        size = _size(new)
        self._large |= {number for number, rows in size.items() if rows > _LARGE}
        large = pl.Series(sorted(self._large), dtype=pl.Int64).implode()
        for kind, rows in new.items():
            small = rows.filter(~pl.col(_NUMBER).is_in(large))
            if small.height:
                self._rows[kind] = pl.concat([self._rows[kind], small]) if kind in self._rows else small
        left = _MOST
        for number, count in sorted(_size(self._rows).items(), reverse=True):
            left -= count
            if left < 0:
                self._first = max(self._first, number + 1)
                break


def _references(kind: str) -> list[str]:
    return [name for name, _ in references_of(kind)]


def _size(rows: Mapping[str, pl.DataFrame]) -> dict[int, int]:
    """Return how many rows each revision touched."""
    if not rows:
        return {}
    return dict(pl.concat(frame.select(_NUMBER) for frame in rows.values()).group_by(_NUMBER).len().iter_rows())


def _as_few(rows: dict[str, pl.DataFrame], first: int) -> dict[str, pl.DataFrame]:
    """Return the rows without those of revisions before one."""
    return {kind: frame.filter(pl.col(_NUMBER) >= first) for kind, frame in rows.items()}
