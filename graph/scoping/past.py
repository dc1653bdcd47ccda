"""What happened to something, as far as somebody sees it: events of what is theirs, and no key unknown to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.kinds import Kind, kind_of
from graph.network import Network
from graph.scoping.cut import HOW, Cut
from graph.scoping.standing import INSIDE
from graph.tables import is_tie

_ENDS = ("source", "target")


def seen_history(events: pl.DataFrame, cut: Cut, whole: Network) -> pl.DataFrame:
    """Return the events of ``Store.history`` that are of rows inside.

    A tie that is no more is one of theirs if an end is inside and both are seen now.

    Args:
        events: All events of something that is seen.
        cut: What is seen now.
        whole: The whole network of now.
    """
    if not events.height:
        return events
    seen = set(cut.seen)
    inside = seen - cut.outside
    untold = _untold(cut, whole)
    found = [
        {
            **event,
            "changed": [
                _shown(kind_of(event["kind"]), one, seen)
                for one in event["changed"]
                if one["field"] not in untold.get(event["key"], ())
            ],
        }
        for event in events.iter_rows(named=True)
        if _theirs(event, cut, whole, seen, inside)
    ]
    return pl.DataFrame(found, schema=events.schema, orient="row")


def _untold(cut: Cut, whole: Network) -> Mapping[str, frozenset[str]]:
    """Return, by key of a row that is told otherwise than it is, the fields in which it is."""
    found: dict[str, frozenset[str]] = {}
    for kind, told in cut.told.items():
        rows = {row["key"]: row for row in whole.tables()[kind].join(told, on="key", how="semi").iter_rows(named=True)}
        for row in told.iter_rows(named=True):
            known = rows.get(row["key"], {})
            found[row["key"]] = frozenset(name for name in row if row[name] != known.get(name))
    return found


def _theirs(event: Mapping[str, Any], cut: Cut, whole: Network, seen: set[str], inside: set[str]) -> bool:
    key, kind = event["key"], event["kind"]
    if not is_tie(kind_of(kind)):
        return key in inside
    if kind == "raises" and event["tie_target"] in cut.unsaid:
        return False
    ends = {event["tie_source"], event["tie_target"]}
    if not ends <= seen or not ends & inside:
        return False
    if not whole.tables()[kind].filter(pl.col("key") == key).height:
        return True
    return cut.kept[kind].filter((pl.col("key") == key) & (pl.col(HOW) == INSIDE)).height > 0


def _shown(kind: type[Kind], change: dict[str, Any], seen: set[str]) -> dict[str, Any]:
    """Return a change of a field without keys that are not seen."""
    refers = change["field"] in _ENDS or any(one.to for one in kind.fields if one.name == change["field"])
    if not refers:
        return change
    return {**change, **{end: change[end] if change[end] in seen else None for end in ("before", "after")}}
