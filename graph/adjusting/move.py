"""A thing lies, lives or serves elsewhere from a day on (SEMANTICS K15)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graph.adjusting.levels import note_level
from graph.adjusting.outcome import Adjusted
from graph.adjusting.siblings import children_of, refuse_same_name
from graph.adjusting.writing import Row, Writing, earliest, kind_in
from graph.errors import BadInput
from graph.kinds import Tie, kind_of, tie_of
from graph.network import Network
from graph.rules import Rules

#: By which tie things of a kind are where they are, where nobody says by which.
_BY: Mapping[str, str] = {
    "place": "part_of",
    "person": "lives_in",
    "organisation": "located_at",
    "venue": "located_at",
    "team": "serves",
    "post": "answers_for",
}
_OTHER = {"territory": "property", "property": "territory"}


def move(
    network: Network,
    rules: Rules,
    *,
    thing: str,
    to: str,
    axis: str | None = None,
    tie: str | None = None,
    by: str = "",
    reason: str | None = None,
) -> Adjusted:
    """Return the rows that move a thing on the network's date.

    Args:
        network: The ledger.
        rules: The rules in force.
        thing: What is moved.
        to: Where to.
        axis: Of a place, on which axis; None = on the only one on which it lies anywhere.
        tie: By which tie; None = by that of its kind.
        by: Who does it.
        reason: Why.

    Raises:
        NotFound: There is no such thing, or nothing to move it to.
        BadInput: It cannot be tied so, would lie in itself, or beside another of its name.
    """
    writing = Writing(network)
    key, target = writing.there(thing), writing.there(to)
    tied = tie or _BY.get(kind_in(key))
    if tied is None:
        raise BadInput("move_by")
    model = tie_of(tied)
    if kind_in(key) not in model.source or kind_in(target) not in model.target:
        raise BadInput("move_ends", thing=_told(writing, key), to=_told(writing, target))
    if axis is not None and tied != "part_of":
        raise BadInput("move_axis_of_place")
    if key == target:
        raise BadInput("move_into_itself", thing=writing.called(key), to=writing.called(target))
    if tied == "part_of":
        _place(writing, rules, key, target, axis)
    else:
        _tied(writing, model, key, target)
    return writing.adjusted("move", by, reason)


def _told(writing: Writing, key: str) -> str:
    """Return the name of a thing in a refusal; the kind of a person, or of a thing without a name."""
    called = writing.called(key)
    return kind_of(kind_in(key)).zh if called == key else called


def _place(writing: Writing, rules: Rules, place: str, to: str, axis: str | None) -> None:
    """Move a place; of a tie that names no axis the other axis keeps the old parent by a tie of its own."""
    on = {row["axis"]: row for row in writing.valid("part_of", source=place)}
    if axis is None and len(on) > 1:
        raise BadInput("move_axis", place=writing.called(place))
    axis = axis or next(iter(on), None)
    old = on.get(axis, on.get(None))
    if old is not None and old["target"] == to:
        return
    _refuse_inside(writing, place, to, axis)
    refuse_same_name(writing, str(writing.thing(place)["name"]), children_of(writing, [to]), but=place)
    note_level(writing, rules, place, to)
    if old is not None:
        writing.end(old)
    if old is not None and old["axis"] is None and axis is not None and _OTHER[axis] not in on:
        other = _OTHER[axis]
        until = earliest(old["until"], _later(writing, place, other))
        writing.tie("part_of", place, old["target"], axis=other, until=until)
    later = _later(writing, place, axis)
    writing.tie("part_of", place, to, axis=axis, until=later)
    if later is not None:
        writing.note("tie_later", thing=place, since=later.isoformat())


def _later(writing: Writing, place: str, axis: str | None) -> date | None:
    """Return from when on a place has another parent on an axis already; there is one at a time."""
    found: list[date] = [row["since"] for row in writing.later("part_of", source=place) if row["axis"] == axis]
    return min(found, default=None)


def _refuse_inside(writing: Writing, place: str, to: str, axis: str | None) -> None:
    network = writing.network
    view, inner, outer = network.view, network.row(to), network.row(place)
    forests = {"territory": view.territory, "property": view.property_axis}
    if any(forest.encloses(outer, inner) for name, forest in forests.items() if axis in (None, name)):
        raise BadInput("move_into_itself", thing=writing.called(place), to=writing.called(to))


def _tied(writing: Writing, model: type[Tie], key: str, to: str) -> None:
    """Let every tie of a kind end that is alike, and one to elsewhere begin with what they say."""
    there = writing.valid(model.kind, source=key)
    apart = [name for name in model.natural_key if name not in ("source", "target", "since")]
    if len({tuple(row[name] for name in apart) for row in there}) > 1:
        raise BadInput("move_several", thing=writing.called(key))
    for row in there:
        if row["target"] != to:
            writing.end(row)
    alike = [row for row in writing.later(model.kind, source=key) if not there or _alike(row, there[0], apart)]
    if alike:
        writing.note("tie_later", thing=key, since=alike[0]["since"].isoformat())
    if any(row["target"] == to for row in there):
        return
    own = {one.name for one in model.fields} - {"since", "until"}
    said = {name: there[0][name] for name in own} if there else {}
    if lacking := [one.name for one in model.fields if one.required and said.get(one.name) is None]:
        raise BadInput("move_needs", thing=writing.called(key), fields=", ".join(lacking))
    until = alike[0]["since"] if alike and model.single is not None else None
    writing.tie(model.kind, key, to, **said, until=until)


def _alike(row: Row, other: Row, apart: list[str]) -> bool:
    return all(row[name] == other[name] for name in apart)
