"""One thing as rows: its fields, ties both ways and what is said of it, on the date and as its viewer may see them."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.rendering.text import SCHEMA
from graph.facts.split_buildings import split_buildings
from graph.kinds import things, ties_at
from graph.names import Names
from graph.names.former import KIND as FORMER
from graph.network import Network
from graph.viewing import Showing

Row = dict[str, Any]
_ENDS = ("key", "source", "target")
#: Not told here: absences of a person are their own, and steps of a need are told by its life.
_APART = frozenset({"person", "need", "project"})
#: Nor what has such a value: figures and listings are told by the questions that count by them.
_COUNTED_BY = frozenset({"measure", "selector"})


def thing_document(network: Network, names: Names, key: str, showing: Showing) -> Row:
    """Return a thing of the network's date as a document.

    Raises:
        NotFound: There is no such thing on the date.
        NotLogged: Something of it is personal, and that it is shown cannot be written down.
    """
    network.row(key)
    fields, tied = fields_of(network, key, showing), ties_of(network, key, showing)
    return {
        "schema": SCHEMA,
        "revision": network.revision,
        "on": network.date,
        "key": key,
        "kind": key.rpartition("-")[0],
        "path": names.path_of(key),
        "formerly": [{"name": name, "until": until} for name, until in names.former.of(key)],
        "split": _split(network, names, key),
        "fields": fields,
        "ties": tied,
        "said": said_of(network, key, showing),
        "hidden": showing.hidden,
    }


def _split(network: Network, names: Names, key: str) -> list[Row]:
    """Return the places in which a split building lies (SEMANTICS P7); of anything else none."""
    if not key.startswith("place-") or network.row(key) not in network.view.split:  # of most nothing is worked out
        return []
    lies = split_buildings(network).get(network.row(key), ())
    return [{"id": network.key(one), "path": names.path_of(network.key(one))} for one in lies]


def fields_of(network: Network, key: str, showing: Showing, only: str | None = None) -> Row:
    """Return the fields of a thing that are filled in, and that the viewer may see; if wanted only one of them."""
    kind = key.rpartition("-")[0]
    rows = network.tables().of(kind, key).to_dicts()
    apart = showing.apart(kind, [key])
    whole = [{**row, **apart.get(key, {})} for row in rows]
    shown = showing.rows(
        kind, [{name: row[name] for name in row if only is None or name in ("key", only)} for row in whole]
    )
    return {name: value for row in shown for name, value in row.items() if name != "key"}


def ties_of(network: Network, key: str, showing: Showing) -> list[Row]:
    """Return the ties at a thing that hold on the date and that the viewer may know of: tie, forward, other, fields.

    *Forward* ties lead from the thing. In the order of the kinds, then as the ledger has them.
    """
    tables = network.tables()
    found = []
    for tie in ties_at(key.rpartition("-")[0]):
        rows = tables.touching(tie.kind, key)
        there = [row for row in rows.to_dicts() if _holds(row, network.date)]
        for row in showing.rows(tie.kind, there, of=key):
            forward = row["source"] == key
            other = row["target"] if forward else row["source"]
            fields = {name: value for name, value in row.items() if name not in _ENDS}
            found.append({"tie": tie.kind, "forward": forward, "other": other, "fields": fields})
    return sorted(found, key=lambda one: not one["forward"])


def said_of(network: Network, key: str, showing: Showing) -> list[Row]:
    """Return what is said of a thing elsewhere than in its row and ties: its grades, routines and the like.

    That is every valid thing that lies where this one lies because it refers to it: kind, key, fields.
    """
    found = []
    for kind in things():
        if kind.kind == FORMER or _COUNTED_BY & {
            one.value for one in kind.fields
        }:  # the former is told beside the path
            continue
        for one in kind.fields:
            if one.anchors and not _APART & {*one.to} and key.rpartition("-")[0] in one.to:
                rows = network.tables().saying(kind.kind, one.name, key).to_dicts()
                shown = showing.rows(kind.kind, [row for row in rows if _holds(row, network.date)])
                found += [{"kind": kind.kind, "key": row.pop("key"), "fields": row} for row in shown]
    return found


def _holds(row: Row, day: date) -> bool:
    return (row["since"] is None or row["since"] <= day) and (row["until"] is None or day < row["until"])
