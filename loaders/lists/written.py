"""What the ledger itself says of a thing on a list, as its workbook would write it: by header, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import polars as pl

from graph.changes import whole_rows
from graph.rules import Rules, Vocabulary
from graph.tables import Tables
from loaders.ledger.cells import Cells
from loaders.ledger.references import References
from loaders.lists.layout import heads_of


def words_of(rules: Rules, tables: Tables) -> Vocabulary:
    """Return the words that a ledger is written and read with: of its one profile, else all."""
    known = set(tables["place"]["profile"].drop_nulls().to_list())
    return rules.vocabulary(known.pop() if len(known) == 1 else None)


class Written:
    """The ledger's own cells of the things of some kinds, at one revision."""

    def __init__(self, tables: Tables, words: Vocabulary, kinds: Iterable[str]) -> None:
        """Take the tables and the words that the workbook is read with."""
        self._tables = tables
        self._cells = Cells(words, References(tables, words))
        self._rows = {row["key"]: row for kind in kinds for row in whole_rows(tables, kind).iter_rows(named=True)}

    def knows(self, key: str) -> bool:
        """Return whether there is such a thing, of any date."""
        return key in self._rows

    def value(self, key: str, field: str) -> Any:
        """Return a field as the tables keep it."""
        return self._rows[key].get(field)

    def numbers(self, kind: str) -> dict[str, str]:
        """Return the numbers of the things of a kind that have one, by key."""
        rows = (row for key, row in self._rows.items() if key.rpartition("-")[0] == kind)
        return {row["key"]: row["number"] for row in rows if row["number"]}

    def own(self, key: str) -> dict[str, Any]:
        """Return the cells of all fields of a thing that say something."""
        return self._cells.fields(key.rpartition("-")[0], self._rows[key])

    def tied(self, name: str, called: Callable[[str], str], day: date) -> dict[str, dict[str, str]]:
        """Return the cells of a list that hold ties in force on a day, by thing and header, 、 between several."""
        begun, lasts = pl.col("since").fill_null(day) <= day, pl.col("until").is_null() | (pl.col("until") > day)
        found: dict[str, dict[str, list[str]]] = {}
        for head in heads_of(name):
            column = head.column
            if head.sort != "new" or column is None:
                continue
            other = "target" if column.at == "source" else "source"
            ties = self._tables[column.kind].filter(begun & lasts).sort("key")
            for thing, end in ties.select(column.at or "source", other).iter_rows():
                found.setdefault(thing, {}).setdefault(head.header, []).append(called(end))
        return {thing: {header: "、".join(said) for header, said in cells.items()} for thing, cells in found.items()}
