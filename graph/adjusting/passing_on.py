"""Passes the ties of a thing, and references to it, on to its successor, each once (SEMANTICS K20, K21)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.adjusting.staying import Staying
from graph.adjusting.writing import Row, Writing, earliest
from graph.kinds import Tie, tie_of

#: Where a thing itself lies: what it becomes lies somewhere already.
_OWN = ("part_of", "located_at")
#: What refers to a thing and goes with it; all else that does so is said of the thing that ends, and stays.
_FOLLOWING = ("need.about", "absence.post", "meets.liaison")
_ENDING = ("exception.place",)
_NATURAL = ("source", "target", "since")


def pass_on(writing: Writing, old: str, new: str) -> None:
    """Let every tie at a thing end, and begin at another one where that has none of the sort.

    What begins later begins there; what is settled, as an activity or a need that is met, stays.
    """
    for kind, near, row in list(Staying(writing).at(old)):
        far = row["target" if near == "source" else "source"]
        writing.end(row)
        if far in (old, new) or (near == "source" and kind in _OWN):
            continue
        model = tie_of(kind)
        start = row["since"] if writing.begins_later(row) else writing.day
        mates = [one for one in writing.ties(kind, **{near: new}) if one["until"] is None or one["until"] > start]
        twins = [one for one in mates if _twice(model, one, row, near)]
        rivals = [one for one in mates if one not in twins and _rivals(model, one, row, near)]
        if any(_by(one, start) for one in rivals):
            if kind == "holds":
                writing.note("seat_taken", person=far, post=new)
            continue
        free = _after(twins, start)
        until = None if free is None else earliest(row["until"], *(_later(one, free) for one in (*twins, *rivals)))
        if free is None or (until is not None and until <= free):
            continue
        said = {one.name: row[one.name] for one in model.fields}
        ends = {near: new, "target" if near == "source" else "source": far}
        writing.tie(kind, **ends, **{**said, "since": free, "until": until})


def pass_references(writing: Writing, old: str, new: str) -> None:
    """Let what refers to a thing refer to what it became, or end with it; what stays its own is named, or told."""
    told = dict.fromkeys(("listing", "figure"), 0)
    for kind, name, row in Staying(writing).referring(old):
        code = f"{kind}.{name}"
        if code in _FOLLOWING:
            writing.put(row, **{name: new})
        elif code in _ENDING:
            writing.end(row)
        elif kind in told:
            told[kind] += 1
        else:
            writing.leave(row["key"], code, old)
    for kind, count in told.items():
        if count:
            writing.note(f"{kind}s_stay", thing=old, count=count)


def _after(twins: list[Row], start: date) -> date | None:
    """Return the first day from a day on that none of some ties covers; None where one never ends."""
    found: date | None = start
    while found is not None and (there := [one for one in twins if _covers(one, found)]):
        found = None if any(one["until"] is None for one in there) else max(one["until"] for one in there)
    return found


def _covers(row: Row, day: date) -> bool:
    return _by(row, day) and (row["until"] is None or day < row["until"])


def _later(row: Row, day: date) -> date | None:
    """Return when a tie begins, where that is after a day."""
    since: date | None = row["since"]
    return since if since is not None and since > day else None


def _by(row: Row, start: date) -> bool:
    """Return whether a tie has begun by a day."""
    return row["since"] is None or row["since"] <= start


def _twice(model: type[Tie], one: Row, other: Row, near: str) -> bool:
    """Return whether two ties at one thing say the same: of one other end, alike in words and what tells them apart.

    Where a thing has one at a time, as a seat its holder, what it says beside that does not matter.
    """
    far = "target" if near == "source" else "source"
    if model.single is not None and model.column_at == near and model.single_if is None:
        return bool(one[far] == other[far]) and _alike(model.single, one, other)
    words = [one.name for one in model.fields if one.vocabulary]
    apart = [name for name in model.natural_key if name not in _NATURAL]
    return bool(one[far] == other[far]) and _alike((*words, *apart), one, other)


def _rivals(model: type[Tie], one: Row, other: Row, near: str) -> bool:
    """Return whether a thing has one such tie at a time, so that it cannot have both."""
    if model.single is None or model.column_at != near:
        return False
    if model.single_if is not None and other[model.single_if[0]] != model.single_if[1]:
        return False
    return _alike(model.single, one, other)


def _alike(names: Iterable[str], one: Row, other: Row) -> bool:
    return all((one[name] or None) == (other[name] or None) for name in names)
