"""People by name: ``演示张一``, and where two have one name ``演示张一（1960）``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from graph.names.folding import fold

_YEAR = re.compile(r"(.+?)[（(](\d{4})\D*[）)]$")


class Persons:
    """Some people, and those added since.

    Example:
        >>> rows = pl.DataFrame({"key": ["person-a"], "open": [True]})
        >>> names = pl.DataFrame({"key": ["person-a"], "name": ["演示张一"], "birth_year": [1960]})
        >>> Persons(rows, names).named("演示张一（1960）")
        ['person-a']
    """

    def __init__(self, rows: pl.DataFrame, names: pl.DataFrame) -> None:
        """Take who there is, ``open`` those who are still there, and what they are called."""
        self._called: dict[str, str] = {}
        self._by_name: dict[str, list[tuple[str, int | None, bool]]] = {}
        wanted = ("key", "name", "birth_year", "open")
        for key, name, year, still in names.join(rows, on="key").select(wanted).iter_rows():
            if name:
                self.add(key, name, year, still=still)

    def add(self, key: str, name: str, birth_year: int | None = None, *, still: bool = True) -> None:
        """Add a person."""
        self._called[key] = name
        self._by_name.setdefault(fold(name), []).append((key, birth_year, still))

    def named(self, said: str) -> list[str]:
        """Return the people of a name, which may also say the year of birth; those who left only if nobody stayed."""
        found = self._by_name.get(fold(said), [])
        if not found and (dated := _YEAR.fullmatch(said)):
            found = [one for one in self._by_name.get(fold(dated[1]), []) if one[1] == int(dated[2])]
        kept = [key for key, _, still in found if still] or [key for key, _, _ in found]
        return list(dict.fromkeys(kept))

    def called(self, key: str) -> str | None:
        """Return the name of a person."""
        return self._called.get(key)

    def names(self) -> Iterator[str]:
        """Yield every name."""
        yield from self._called.values()
