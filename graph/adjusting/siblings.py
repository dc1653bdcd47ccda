"""Names that would mean two things: what stands beside a thing, and is called so already (SEMANTICS K16)."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from graph.adjusting.writing import Writing, kind_in
from graph.errors import BadInput
from graph.kinds import word_of
from graph.names import fold


def refuse_same_name(writing: Writing, name: str, beside: Iterable[str], but: str | None = None) -> None:
    """Refuse a name that something beside has.

    Raises:
        BadInput: It has; the sentence names it.
    """
    for key in sorted(beside):
        known = writing.thing(key)["name"]
        if key != but and known and fold(str(known)) == fold(name):
            raise BadInput("name_there", name=name, where=where_in(writing, key))


def children_of(writing: Writing, parents: Iterable[str]) -> set[str]:
    """Return the places that lie in some places on the day, on whatever axis."""
    return {row["source"] for parent in parents for row in writing.valid("part_of", target=parent)}


def parents_of(writing: Writing, place: str) -> list[str]:
    """Return the places that a place lies in, those on territory first."""
    rows = writing.valid("part_of", source=place)
    return list(dict.fromkeys(row["target"] for row in sorted(rows, key=lambda row: row["axis"] == "property")))


def beside(writing: Writing, key: str, name: str) -> set[str]:
    """Return what is there from which a name of a thing must differ.

    Of a place that is what lies beside it; else what of this name and its sort, by form, has the same anchor.
    """
    kind = kind_in(key)
    if kind == "place" and (above := parents_of(writing, key)):
        return children_of(writing, above)
    if kind == "place":
        return {one for one in called_so(writing, kind, name) if not parents_of(writing, one)}
    view, row, word = writing.network.view, writing.network.row(key), word_of(kind)
    return {
        one
        for one in called_so(writing, kind, name)
        if view.anchor[writing.network.row(one)] == view.anchor[row]
        and (not word or writing.thing(one)[word] == writing.thing(key)[word])
    }


def called_so(writing: Writing, kind: str, name: str) -> list[str]:
    """Return the things of a kind that are there and have exactly this name."""
    found = writing.network.tables()[kind].filter(pl.col("name") == name)["key"].to_list()
    return [key for key in found if writing.holds(writing.thing(key))]


def where_in(writing: Writing, key: str) -> str:
    """Return the path by which a refusal names a thing: that of a place, else its name with where it lies."""
    network = writing.network
    row = network.row(key)
    if kind_in(key) == "place":
        return network.path(row)
    place = int(network.view.anchor[row])
    name = writing.called(key)
    return f"{network.path(place)}//{name}" if place >= 0 else name
