"""How a cell names a thing: by its path where reading that back surely gives this thing, else by 编号."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import polars as pl

from graph.kinds import ties as all_ties
from graph.names import Names, fold
from graph.names.quoting import parted
from graph.rules import Vocabulary
from graph.tables import Tables
from loaders.columns import ASIDE, SOURCE, TARGET
from loaders.conventions import conventions

_NUMBER = re.compile(r"(\d+)")
_YEAR = re.compile(r"[（(]\d{4}\D*[）)]$")


class References:
    """What things are called in one workbook.

    Attributes:
        names: Everything in the tables by name, of any date.
    """

    def __init__(self, tables: Tables, words: Vocabulary) -> None:
        """Take the tables, without the names of people, and the words that the file is read with."""
        self._tables, self._words = tables, words
        self.names = Names(tables, words=words)
        self._known: dict[tuple[str, tuple[str, ...]], str] = {}
        self._people: Mapping[str, str | None] = {}
        self._often: Counter[str] = Counter()

    def call(self, people: Mapping[str, str | None]) -> None:
        """Say who is on the sheet of people, and what they are called."""
        self._people = people
        self._often = Counter(fold(name) for name in people.values() if name)

    def of(self, key: str, kinds: Sequence[str]) -> str:
        """Return how a cell that holds things of some kinds names one of them."""
        if key.startswith("person-"):
            name = self._people.get(key)
            alone = name is not None and self._often[fold(name)] == 1 and not _YEAR.search(name) and _plain(name)
            return name if name is not None and alone else key
        return self.sure(key, kinds)

    def sure(self, key: str, kinds: Sequence[str]) -> str:
        """Return the same where whatever was ever called so counts, and people go by 编号."""
        asked = (key, tuple(kinds))
        if asked not in self._known:
            path = self.names.displayed.bare(key) or key
            read = (self.names, self._any_date, self._in_columns)
            sure = _plain(path) and all(one.matches(path, kinds) == [key] for one in read)
            at = parted(path, "at")[0]  # of several places called so, rows of the file itself change which is meant
            sure = sure and len(self._any_date.paths.alike(at)) < 2  # noqa: PLR2004
            self._known[asked] = path if sure else key
        return self._known[asked]

    def aside(self, row: Mapping[str, Any]) -> dict[str, str]:
        """Return the names of people that a row of ties names by 编号, for columns that nobody reads back."""
        ends = {SOURCE: row["source"], TARGET: row["target"]}
        return {f"{ASIDE}{label}": name for label, key in ends.items() if (name := self._people.get(key))}

    def order(self, key: str, name: str | None) -> tuple[list[tuple[int, str]], str]:
        """Return where a thing stands on its sheet: by path, numbers in it read as numbers."""
        path = name if key.startswith("person-") else self.names.path_of(key)
        parts = _NUMBER.split(path or key)
        return [(int(part), "") if part.isdecimal() and part.isascii() else (-1, part) for part in parts], key

    @cached_property
    def held(self) -> set[str]:
        """The posts that somebody holds, now or later, by a tie that has not ended."""
        return set(self._tables["holds"].filter(pl.col("until").is_null())["target"].to_list())

    @cached_property
    def _any_date(self) -> Names:
        """Everything by name as if nothing had ended: a file that lists what has ended is read so."""
        open_ended = {
            name: frame.with_columns(until=pl.lit(None, pl.Date)) if "until" in frame.columns else frame
            for name, frame in self._tables.items()
        }
        return Names(Tables(open_ended, self._tables.revision), words=self._words)

    @cached_property
    def _in_columns(self) -> Names:
        """Everything by name without the ties that have an end.

        They stand on sheets of their own, which are read after the things: a store that holds nothing yet does not
        know by them what a thing is called.
        """
        ties = {tie.kind for tie in all_ties()}
        lasting = {
            name: frame.filter(pl.col("until").is_null()) if name in ties and "until" in frame.columns else frame
            for name, frame in self._tables.items()
        }
        return Names(Tables(lasting, self._tables.revision), words=self._words)


def _plain(said: str) -> bool:
    """Return whether a text in a cell of several is one, and not a word for none."""
    return parted(said, "next") == [said] and not conventions().is_nobody(said) and not said.startswith(ASIDE)
