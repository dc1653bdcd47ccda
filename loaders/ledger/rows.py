"""The rows of an exported ledger, by sheets and headers of the template, whatever the format of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.kinds import Thing, Tie, kind_of, ties
from graph.network import Network
from graph.rules import Rules, Vocabulary
from graph.viewing import Showing
from loaders.columns import KEY, SOURCE, TARGET, columns_of, thing_sheets, ties_at
from loaders.ledger.cells import Cells
from loaders.ledger.chosen import chosen, going_on
from loaders.ledger.references import References
from loaders.ledger.tied import Columned, columned
from loaders.template import offered

Row = dict[str, Any]
_VACANT, _NOBODY = "vacant", "空缺"


class Ledger:
    """The rows, sheet by sheet.

    Attributes:
        words: What codes are called in it: as the file will be read.
    """

    def __init__(self, network: Network, rules: Rules, showing: Showing, *, every_date: bool) -> None:
        """Take what is written, and who will have it."""
        self._tables, self._showing = network.tables(), showing
        self._every, self._date, self._lifted = every_date, network.date, network.lifted
        self._keys = chosen(network, showing, every_date=every_date)
        self._untold: dict[str, set[str]] = {}  # by tie, the things of which not every one may be told
        self.words = self._read_with(rules)
        self._refs = References(self._tables, self.words)
        self._cells = Cells(self.words, self._refs)

    def sheets(self) -> dict[str, list[Row]]:
        """Return the rows of each sheet: things as the template has them, then ties that no column can say."""
        tied = self._ties()
        found: dict[str, list[Row]] = {}
        for kind in thing_sheets():
            parts = [tied[tie.kind].columns for tie in ties_at(kind)]
            found[kind] = [self._row(kind, row, parts) for row in self._things[kind]]
        for tie in ties():
            if rows := tied[tie.kind].rest:
                found[tie.kind] = [self._tie_row(tie, row) for row in rows]
        return found

    def headers(self, kind: str) -> list[str]:
        """Return the headers that the template has on a sheet, and the days of ties of which there is one at a time."""
        model = kind_of(kind)
        if not issubclass(model, Thing):
            return []
        return [one.header for one in columns_of(kind) if (offered(one) or _dated(one)) and self._shows(one)]

    def _shows(self, column: Any) -> bool:
        of, spec = kind_of(column.kind), column.spec
        tie = not issubclass(of, Tie) or self._showing.viewer.may_see(of.of_person) or of.source != ("person",)
        return tie and (spec is None or self._showing.sees(spec))

    def _read_with(self, rules: Rules) -> Vocabulary:
        """Return the words that the file will be read with: of the one profile that it names, else the store's."""
        places = self._tables["place"].select("key", "profile").drop_nulls()
        mine = self._keys["place"]
        named = {profile for key, profile in places.iter_rows() if key in mine} or set(places["profile"].to_list())
        return rules.vocabulary(named.pop() if len(named) == 1 else None)

    def _ties(self) -> dict[str, Columned]:
        """Return the ties of each kind; who sits in a post that is written is written too."""
        shown = {tie.kind: self._shown_ties(tie) for tie in ties()}
        self._keys["person"] |= {
            key for rows in shown.values() for row in rows for key in (row["source"],) if key.startswith("person-")
        }
        self._things = {kind: self._shown(kind) for kind in thing_sheets()}
        self._refs.call({row["key"]: row.get("name") for row in self._things["person"]})
        vacant = {row["key"] for row in self._things["post"] if row.get(_VACANT)}
        return {
            tie.kind: columned(
                tie,
                shown[tie.kind],
                self._keys,
                self._tables,
                self._cells,
                (vacant if tie.column_at == "target" else set()) | self._untold[tie.kind],
            )
            for tie in ties()
        }

    def _shown_ties(self, tie: type[Tie]) -> list[Row]:
        kinds = tie.source if tie.column_at == "source" else tie.target
        ends = {key for kind in kinds for key in self._keys.get(kind, ())}
        rows = self._tables[tie.kind].filter(going_on(self._date, every_date=self._every))
        found = [row for row in rows.iter_rows(named=True) if row[tie.column_at] in ends]
        behind = [row for row in found if self._behind(tie, row)]  # a building there would be read back as a move
        self._showing.hidden += len(behind)
        self._untold[tie.kind] = {row[tie.column_at] for row in behind}
        found = [row for row in found if row not in behind] if behind else found
        return self._showing.rows(tie.kind, found, as_written=True)

    def _behind(self, tie: type[Tie], row: Row) -> bool:
        """Return whether a tie ends at a door that this viewer is told as the building around it."""
        told = self._showing.told_place(tie.kind, row["source"], row["target"])
        return row["key"] in self._lifted or told != row["target"]

    def _shown(self, kind: str) -> list[Row]:
        keys = self._keys[kind]
        rows = [row for row in self._tables[kind].iter_rows(named=True) if row["key"] in keys]
        apart = self._showing.apart(kind, keys)
        found = self._showing.rows(kind, [{**row, **apart.get(row["key"], {})} for row in rows], as_written=True)
        return sorted(found, key=lambda row: self._refs.order(row["key"], row.get("name")))

    def _row(self, kind: str, row: Row, parts: Iterable[dict[str, Row]]) -> Row:
        found = self._cells.fields(kind, row)
        for part in parts:
            found |= part.get(row["key"], {})
        if kind == "post":
            self._vacant(row, found)
        return {**found, KEY: row["key"]}

    def _vacant(self, row: Row, found: Row) -> None:
        """Say of a seat that it is vacant where its holder would stand, so that a name there fills it."""
        caption = next(one.zh for one in kind_of("post").fields if one.name == _VACANT)
        holder = next(tie.column for tie in ties_at("post") if tie.column_at == "target")
        if row.get(_VACANT) and holder not in found and row["key"] not in self._refs.held:
            found.pop(caption, None)
            found[holder] = _NOBODY

    def _tie_row(self, tie: type[Tie], row: Mapping[str, Any]) -> Row:
        ends = {
            SOURCE: self._refs.sure(row["source"], tie.source),
            TARGET: self._refs.sure(row["target"], tie.target),
        }
        return {**ends, **self._cells.fields(tie.kind, row), KEY: row["key"], **self._refs.aside(row)}


def _dated(column: Any) -> bool:
    """Return whether a column says since when a tie holds of which there is one at a time: what moves needs a day."""
    tie = kind_of(column.kind)
    return column.field == "since" and issubclass(tie, Tie) and tie.single is not None
