"""What a view keeps, or extends a little, when its network is changed by rows.

::

    laid out                       hangs on                                  when that changed
    forests, what places left   -> keys, days and order of places,        -> new leaves are put in, else made anew
      behind, split places           part_of, became
    ties by their ends          -> ties of the kind, rows, who is there   -> made anew
    anchors                     -> forests, rows, who is there, whatever  -> of kinds that hang on it found again,
                                     anchors a thing                           if places lie as they lay

Facts are made anew, since nearly all hold rows, but for those by place that say what they rest on
(``graph/facts/lasting.py``).
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.kinds import kind_of, things, ties
from graph.network.anchors import Known, anchors, hanging
from graph.network.columns import Ints
from graph.network.growing import grown
from graph.network.patching import Patch
from graph.network.view import View

#: The kinds that decide where places lie, besides places themselves.
_LYING = frozenset({"part_of", "became"})
#: What a view keeps of places alone.
_OF_PLACES = ("_parents", "one_axis", "territory", "property_axis", "parts", "split", "property_only")
#: What a view keeps of the ties of one kind, by the first part of its key.
_OF_TIES = frozenset({"holding", "tied", "out", "into", "leading"})
#: The anchors that a view keeps, and whether they say where people live.
_ANCHORS = {"anchor": True, "told_anchor": False}


def carry_view(view: View, new: View, patch: Patch) -> None:
    """Copy into a new view of a day what the old one had computed and the change leaves valid."""
    if patch.anew:
        return
    if patch.moved is None and np.array_equal(view.valid, new.valid):
        new.memo = view.memo.taken_over(lambda key: _of_ties(key) and key[1] not in patch.ties)
    if _lies_so(patch):
        new.__dict__.update((name, getattr(view, name)) for name in _OF_PLACES if view.has(name))
    elif not _grow(view, new, patch):
        return
    for name, personal in _ANCHORS.items():
        if view.has(name):
            new.__dict__[name] = _anchors(getattr(view, name), new, patch, personal=personal)


def _of_ties(key: object) -> bool:
    return isinstance(key, tuple) and len(key) == len(("holding", "kind")) and key[0] in _OF_TIES


def _lies_so(patch: Patch) -> bool:
    """Return whether every place lies where it lay, on every day."""
    if patch.ties & _LYING or not patch.ranked_so:
        return False
    before, rows, places = patch.before, patch.rows, patch.rows.block["place"][1]
    return "place" not in patch.things or all(
        np.array_equal(old[:places], now[:places])
        for old, now in ((before.since, rows.since), (before.until, rows.until))
    )


def _grow(view: View, new: View, patch: Patch) -> bool:
    """Put the forests with their new leaves into a new view; return whether that is all that they got."""
    if not view.has("territory") or "place" not in patch.things or patch.things["place"][0].drop:
        return False
    moved, valid = patch.things["place"][0].moved(), new.valid[: new.places]
    axes = ["territory"] if view.one_axis and new.one_axis else ["territory", "property_axis"]
    above = {"territory": new._parents.territory, "property_axis": new._parents.on_property}  # noqa: SLF001 - its own
    for axis in axes:
        found = grown(getattr(view, axis), moved, above[axis], valid, new.rows.sibling_rank)
        if found is None:
            return False
        new.__dict__[axis] = found
    return True


def _anchors(before: Ints, new: View, patch: Patch, *, personal: bool) -> Ints:
    """Return the anchors, of all kinds found again of which they may be others."""
    again = _again(patch)
    if patch.moved is None and not again:
        return before
    known = before
    if patch.moved is not None:
        stay = patch.moved >= 0
        known = np.full(new.rows.size, -1, dtype=np.int32)
        known[patch.moved[stay]] = np.where(before >= 0, patch.moved[before], -1)[stay]
    return anchors(new, personal=personal, known=Known(known, again))


def _again(patch: Patch) -> frozenset[str]:
    """Return the kinds of things whose anchors may be others."""
    named = {kind for tie in ties() if tie.anchors and tie.kind in patch.ties for kind in tie.source}
    for kind in patch.things.keys() - {"place"}:
        fields = [one.name for one in kind_of(kind).fields if one.anchors]
        named |= set() if patch.same(kind, ["key", "since", "until", *fields]) else {kind}
    if "place" in patch.things:
        named |= _referring(patch, patch.things["place"][1]["key"])
    return hanging(named - {"place"})


def _referring(patch: Patch, places: pl.Series) -> set[str]:
    """Return the kinds that refer to any of some places: to one that is new, the reference led nowhere before."""
    found = {(thing.kind, one.name) for thing in things() for one in thing.fields if one.anchors and "place" in one.to}
    return {kind for kind, name in found if patch.rows.frame(kind)[name].is_in(places.implode()).any()}
