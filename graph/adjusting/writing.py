"""The rows of one piece of weekly work, gathered: what is there on the day, what ends, what begins (SEMANTICS K10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from graph.adjusting.outcome import Adjusted, Issue, Left
from graph.changes import PUT, REMOVE, ChangeSet
from graph.errors import BadInput
from graph.keys import free_key, random_key
from graph.kinds import kind_of
from graph.network import Network
from graph.network.meant import meant
from graph.stores.integrity import check
from graph.tables import apart_kinds, row_schema

Row = dict[str, Any]
_ENDS = ("source", "target")


class Writing:
    """What a piece of work writes, with the ledger that it is written into.

    Attributes:
        network: The ledger, on the day of the change.
        day: That day.
        issues: What has to be told.
        left: What stays behind.
        made: Things that begin.
    """

    def __init__(self, network: Network) -> None:
        """Take the ledger, with every door in it: what is told to a reader is never written back."""
        assert not network.lifted  # noqa: S101 - whoever calls judges on the whole
        self.network, self.day = network, network.date
        self.issues: list[Issue] = []
        self.left: list[Left] = []
        self.made: list[str] = []
        self._now: dict[str, dict[str, Row | None]] = {}
        self._keys: dict[str, set[str]] = {}

    def there(self, key: str, kinds: tuple[str, ...] = ()) -> str:
        """Return the key of a thing that is there on the day.

        Raises:
            NotFound: It is not, or it is of a kind that cannot be meant.
        """
        if kinds:
            meant(self.network, key, kinds)
        else:
            self.network.row(key)
        return key

    def thing(self, key: str) -> Row:
        """Return the row of a thing as it is written by now."""
        kind = kind_in(key)
        known = self._now.get(kind, {}).get(key)
        if known is not None:
            return known
        return self.network.tables()[kind].row(by_predicate=pl.col("key") == key, named=True)

    def ties(self, kind: str, *, source: str | None = None, target: str | None = None) -> list[Row]:
        """Return the ties of a kind at some ends, of every date, as they are written by now, by key."""
        ends = {name: key for name, key in (("source", source), ("target", target)) if key is not None}
        frame = self.network.tables()[kind].filter(**ends)
        now = self._now.get(kind, {})
        found = [row for row in frame.to_dicts() if row["key"] not in now]
        found += [row for row in now.values() if row is not None and all(row[end] == key for end, key in ends.items())]
        return sorted(found, key=lambda row: str(row["key"]))

    def valid(self, kind: str, *, source: str | None = None, target: str | None = None) -> list[Row]:
        """Return those that hold on the day, between things that are there (SEMANTICS P2)."""
        return [row for row in self.ties(kind, source=source, target=target) if self.holds(row)]

    def later(self, kind: str, *, source: str | None = None, target: str | None = None) -> list[Row]:
        """Return those that begin after the day, first those that begin first."""
        found = [row for row in self.ties(kind, source=source, target=target) if self.begins_later(row)]
        return sorted(found, key=lambda row: (row["since"], row["key"]))

    def referring(self, kind: str, field: str, key: str) -> list[Row]:
        """Return the rows of a kind of which a field names a thing, as the ledger has them, by key."""
        return self.network.tables()[kind].filter(pl.col(field) == key).sort("key").to_dicts()

    def holds(self, row: Row) -> bool:
        """Return whether a row is in force on the day, and so are the ends of a tie."""
        return self.in_force(row) and all(self._exists(row[end]) for end in _ENDS if end in row)

    def in_force(self, row: Row) -> bool:
        """Return whether the day lies in a row's own days."""
        return (row["since"] is None or row["since"] <= self.day) and (row["until"] is None or self.day < row["until"])

    def begins_later(self, row: Row) -> bool:
        """Return whether a row begins after the day."""
        return row["since"] is not None and row["since"] > self.day

    def put(self, row: Row, **said: Any) -> Row:
        """Write a row as it is from now on, with the given values.

        Somebody's own row never: a network knows nothing of what is kept apart of them, and what is put is all.
        """
        kind = kind_in(row["key"])
        assert kind not in apart_kinds() or row["key"] in self.made  # noqa: S101 - whoever calls sees to it
        row = row | said
        self._now.setdefault(kind, {})[row["key"]] = row
        return row

    def remove(self, row: Row) -> None:
        """Write down that a row should never have been."""
        self._now.setdefault(kind_in(row["key"]), {})[row["key"]] = None

    def end(self, row: Row) -> None:
        """Let a row end on the day; one that begins then or later should never have been: it held on no day."""
        if row["since"] is not None and row["since"] >= self.day:
            self.remove(row)
        else:
            self.put(row, until=self.day)

    def end_thing(self, key: str) -> None:
        """Let a thing end on the day.

        Raises:
            BadInput: It begins on that very day, and others may refer to it.
        """
        row = self.thing(key)
        if row["since"] is not None and row["since"] >= self.day:
            raise BadInput("adjust_begins_today", thing=self.called(key), day=self.day)
        self.put(row, until=self.day)

    def tie(self, kind: str, source: str, target: str, **fields: Any) -> Row:
        """Write a tie that begins on the day, or when it is said to."""
        fields.setdefault("since", self.day)
        row = dict.fromkeys(row_schema(kind)) | fields | {"source": source, "target": target}
        natural = [row[name] for name in kind_of(kind).natural_key]
        return self.put(row | {"key": self.free(kind, *natural)})

    def begin(self, kind: str, *natural: object, **fields: Any) -> str:
        """Write a thing that begins on the day and return its key; without a natural key it is a random one."""
        key = self.free(kind, *natural) if natural else random_key(kind)
        self.made.append(key)
        self.put(dict.fromkeys(row_schema(kind)) | {"since": self.day} | fields | {"key": key})
        return key

    def free(self, kind: str, *natural: object) -> str:
        """Return the key of a natural key, or where one has it already, of its next."""
        if kind not in self._keys:
            self._keys[kind] = {*self.network.tables()[kind]["key"].to_list()}
        now = self._now.get(kind, {})
        return free_key(kind, lambda key: key in self._keys[kind] or key in now, *natural)

    def note(self, code: str, **params: Any) -> None:
        """Tell something, once."""
        if (issue := Issue(code, params)) not in self.issues:
            self.issues.append(issue)

    def note_path(self, name: str | None) -> None:
        """Tell where a new name looks like a path: nothing splits it, and whoever meant one sees so before."""
        if name is not None and "/" in name:
            self.note("slash_in_name", name=name)

    def leave(self, key: str, by: str, to: str) -> None:
        """Tell that something stays behind, once."""
        if (left := Left(key, by, to)) not in self.left:
            self.left.append(left)

    def called(self, key: str) -> str:
        """Return the name of a thing in a refusal: a person only by the key."""
        row = self.network.rows.row(key)
        return key if row is None else self.network.name(row) or key

    def adjusted(self, source: str, by: str, reason: str | None) -> Adjusted:
        """Return the result; rows that did not change are left out.

        Raises:
            BadChange: No store would take it, as where a later parent makes places lie in themselves.
        """
        frames = {kind: frame for kind in self._now if (frame := self._frame(kind)).height}
        changes = ChangeSet(frames, by, source=f"linli {source}", reason=reason or "", base=self.network.revision)
        check(self.network.tables(), changes)
        left = tuple(sorted(self.left, key=lambda one: (one.to, one.by, one.key)))
        return Adjusted(changes, tuple(self.issues), left, tuple(self.made))

    def _frame(self, kind: str) -> pl.DataFrame:
        schema, now = row_schema(kind), self._now[kind]
        known = self.network.tables()[kind].filter(pl.col("key").is_in(list(now)))
        before = {row["key"]: row for row in known.to_dicts()}
        rows = list(self._differing(now, before))
        return pl.DataFrame(rows, schema={"op": pl.String(), **schema}, orient="row")

    def _differing(self, now: dict[str, Row | None], before: dict[str, Row]) -> Iterator[Row]:
        for key in sorted(now):
            row = now[key]
            if row is None:
                if key in before:
                    yield {"op": REMOVE, **dict.fromkeys(before[key]), "key": key}
            elif key not in before or {**row, **before[key]} != row:
                yield {"op": PUT, **row}

    def _exists(self, key: str) -> bool:
        row = self._now.get(kind_in(key), {}).get(key)
        if row is not None:
            return self.in_force(row)
        number = self.network.rows.row(key)
        return number is not None and bool(self.network.view.valid[number])


def kind_in(key: str) -> str:
    """Return the kind that a key names.

    Example:
        >>> kind_in("place-5222ni5m42r262ec")
        'place'
    """
    return key.partition("-")[0]


def earliest(*days: date | None) -> date | None:
    """Return the first of some days, None being none.

    Example:
        >>> earliest(None, date(2024, 11, 2), date(2024, 11, 1)), earliest(None)
        (datetime.date(2024, 11, 1), None)
    """
    return min((day for day in days if day is not None), default=None)
