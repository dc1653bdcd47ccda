"""What happened to one row, told from its versions: added, changed in these fields, removed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

import polars as pl

from graph.kinds import all_kinds, kind_of
from graph.stores.revision import Revision
from graph.tables import is_tie, row_schema

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
#: Changed several times, by whoever, with what was between no longer kept: what is told is what these came to.
COMPACTED = "compacted"
#: The columns of a version beside those of its kind.
SPAN = {"from_revision": pl.Int64(), "to_revision": pl.Int64()}
#: The columns of a history; texts in ``changed`` are ISO days, JSON lists, true and false.
SCHEMA: dict[str, Any] = {
    "revision": pl.Int64(),
    "until_revision": pl.Int64(),
    "at": pl.Datetime("us", "UTC"),
    "by": pl.String(),
    "source": pl.String(),
    "reason": pl.String(),
    "op": pl.String(),
    "kind": pl.String(),
    "key": pl.String(),
    "tie_source": pl.String(),
    "tie_target": pl.String(),
    "changed": pl.List(pl.Struct({"field": pl.String(), "before": pl.String(), "after": pl.String()})),
}

Row = Mapping[str, Any]


class _Step(NamedTuple):
    """One event in the life of a row: the revision that made it, the next to touch the row, what was and what is."""

    revision: int
    until: int | None
    before: Row | None
    after: Row | None
    compacted: bool = False


def told(
    versions: Mapping[str, pl.DataFrame], revisions: Mapping[int, Revision], gone: Collection[int] = ()
) -> pl.DataFrame:
    """Return one row an event, oldest first.

    Args:
        versions: By kind, whole rows with the revisions they were valid from and to.
        revisions: By number.
        gone: Numbers of those that cannot be opened any more.
    """
    events = [
        _event(kind.kind, step, revisions[step.revision])
        for kind in all_kinds()
        if kind.kind in versions
        for _, rows in groupby(_in_order(versions[kind.kind]), key=_key)
        for step in _steps(rows, gone)
    ]
    return pl.DataFrame(events, schema=SCHEMA, orient="row").sort("revision", maintain_order=True)


def _in_order(versions: pl.DataFrame) -> list[Row]:
    """Return the versions by row and age; they are few, so polars would take longer to begin than Python to end."""
    return sorted(versions.iter_rows(named=True), key=lambda row: (row["key"], row["from_revision"]))


def _key(row: Row) -> str:
    return str(row["key"])


def _steps(rows: Iterable[Row], gone: Collection[int]) -> Iterator[_Step]:
    previous: Row | None = None
    for row in rows:
        between = () if previous is None else range(previous["to_revision"], row["from_revision"])
        several = bool(between) and all(one in gone for one in between)
        if previous is not None and between and not several:
            yield _Step(previous["to_revision"], row["from_revision"], previous, None)
            previous = None
        yield _Step(row["from_revision"], row["to_revision"], previous, row, several)
        previous = row
    if previous is not None and previous["to_revision"] is not None:
        yield _Step(previous["to_revision"], None, previous, None)


def _event(kind: str, step: _Step, made: Revision) -> tuple[Any, ...]:
    row = step.after or step.before or {}
    op = ADDED if step.before is None else REMOVED if step.after is None else CHANGED
    by, source, reason = (made.by, made.source, made.reason) if not step.compacted else ("", "", "")
    ends = (row["source"], row["target"]) if is_tie(kind_of(kind)) else (None, None)
    changed = _changed(kind, step.before or {}, step.after or {})
    told = (made.at, by, source, reason, COMPACTED if step.compacted else op)
    return (step.revision, step.until, *told, kind, row["key"], *ends, changed)


def _changed(kind: str, before: Row, after: Row) -> list[dict[str, str | None]]:
    return [
        {"field": name, "before": _text(before.get(name)), "after": _text(after.get(name))}
        for name in row_schema(kind)
        if name != "key" and before.get(name) != after.get(name)
    ]


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
