"""Keys of needs are never made from a door, as they could be tried against a list of doors (SEMANTICS N7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

import polars as pl

from graph.doors import DOORS, behind_doors
from graph.keys import free_key
from graph.kinds import kind_of
from graph.names.paths import Paths
from graph.tables import Tables
from loaders.reading import Batch
from loaders.sources.workbook.sheet_rows import Rows


class Behind:
    """The doors of a ledger and a file, and the place shown instead of each."""

    def __init__(self, tables: Tables, places: Iterable[Rows], paths: Paths) -> None:
        """Take what is known, and the sheets of places of the file, keyed by now."""
        self._tables, self._places, self._paths = tables, tuple(places), paths
        self._at: dict[str, set[str]] = {}
        for tie in behind_doors():
            for source, target in tables[tie].filter(pl.col("until").is_null()).select("source", "target").iter_rows():
                self._at.setdefault(source, set()).add(target)

    @cached_property
    def _doors(self) -> set[str | None]:
        known = self._tables["place"].filter(pl.col("level").is_in(DOORS))["key"].to_list()
        rows = (row for sheet in self._places for row in zip(sheet.keys, sheet.values("level"), strict=True))
        return {*known, *(key for key, level in rows if level in DOORS)}

    def told(self, kind: str, tie: str, place: str | None) -> str | None:
        """Return the place to make a key of a kind from: for a door the narrowest place around it that is none."""
        if kind not in behind_doors().get(tie, ()) or place not in self._doors:
            return place
        keys, seen = self._paths.keys, {place}
        number = self._paths.ids.get(place or "")
        while number is not None and keys[number] in self._doors:
            number = next((one for one in self._paths.parents(number) if keys[one] not in seen), None)
            seen.add(None if number is None else keys[number])
        return None if number is None else keys[number]

    def lies_at(self, key: str) -> set[str]:
        """Return where something known lies that may be told as lying elsewhere, doors as they are."""
        return self._at.get(key, set())

    @staticmethod
    def may_lie_behind(kind: str) -> bool:
        """Return whether keys of a kind may be made of another place than the one where a thing of it lies."""
        return any(kind in kinds for kinds in behind_doors().values())

    def told_in_keys(self, batch: Batch) -> Batch:
        """Return ties with new keys that are not made from a door (SEMANTICS N7)."""
        kinds, frame = behind_doors().get(batch.kind, ()), batch.frame
        if not kinds or not frame.height:
            return batch
        taken = {*self._tables[batch.kind]["key"].to_list()}
        new = pl.col("source").str.contains(f"^({'|'.join(kinds)})-") & pl.col("target").is_in(list(self._doors))
        keys: dict[str, str] = {}
        for row in frame.filter(new & ~pl.col("key").is_in(list(taken))).iter_rows(named=True):
            told = {**row, "target": self.told(row["source"].rpartition("-")[0], batch.kind, row["target"])}
            natural = [told.get(name) for name in kind_of(batch.kind).natural_key]
            key = keys[row["key"]] = free_key(batch.kind, taken.__contains__, *natural)
            taken.add(key)
        return replace(batch, frame=frame.with_columns(pl.col("key").replace(keys))) if keys else batch
