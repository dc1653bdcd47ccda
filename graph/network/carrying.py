"""What was laid out of a network and is taken over when it is changed by rows, since nothing of it hangs on the change.

::

    laid out                       hangs on                                  when that changed
    words as codes, keys        -> the lines of its kind                  -> the changed lines are put in
    names                       -> keys and names of all things           -> made anew
    order of siblings           -> names and display orders of places     -> the changed places are put in
    days on which much changes  -> every first and last day               -> days are added, none is taken out
    forests, what places left   -> keys, days and order of places,        -> made anew
      behind, split places           part_of, became
    ties by their ends          -> ties of the kind, rows, who is there   -> made anew
    anchors                     -> forests, rows, who is there, whatever  -> made anew
                                     anchors a thing

Facts are made anew, since nearly all hold rows, but for those by place that say what they rest on
(``graph/facts/lasting.py``).
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.kinds import kind_of, ties
from graph.network.columns import ALWAYS, NEVER, Ints, Keys, days_of
from graph.network.patching import Patch, Spliced
from graph.network.siblings import comes_before, sibling_order
from graph.network.splicing import Splice
from graph.network.view import View

#: What says where places lie, besides themselves.
_LYING = frozenset({"part_of", "became"})
#: What a view keeps of places alone.
_OF_PLACES = ("_parents", "one_axis", "territory", "property_axis", "parts", "split", "property_only")
#: What a view keeps of the ties of one kind, by the first part of its key.
_OF_TIES = frozenset({"holding", "tied", "out", "into", "leading"})
_FEW = 64  # of more changed places, all are put in order again
#: What of a view hangs on all that anchors anything.
_OF_ALL = ("anchor", "told_anchor")


def carry_rows(patch: Patch) -> None:
    """Put into a new numbering what the old one had laid out."""
    before, rows = patch.before.__dict__, patch.rows.__dict__
    if patch.anew:
        return
    words = {
        (kind, name): known if kind not in patch.things else _words(known, name, patch.things[kind])
        for (kind, name), known in list(before.get("_code_cache", {}).items())
    }
    rows["_code_cache"] = {which: known for which, known in words.items() if known is not None}
    rows["_searched"] = {
        kind: keys if kind not in patch.things else _keys(keys, *patch.things[kind])
        for kind, keys in list(before["_searched"].items())
    }
    if "edges" in before:
        rows["edges"] = _edges(patch)
    if "siblings" in before:
        _carry_siblings(patch)
    if "names" in before and all(_same(patch, kind, ["key", "name"]) for kind in patch.things):
        rows["names"] = before["names"]


def carry_view(view: View, new: View, patch: Patch) -> None:
    """Put into a new view of a day what the old one had laid out."""
    if patch.anew:
        return
    lies_so = _lies_so(patch)
    kept = list(_OF_PLACES) if lies_so else []
    if not patch.moved and np.array_equal(view.valid, new.valid):
        new.memo = view.memo.taken_over(lambda key: _of_ties(key) and key[1] not in patch.ties)
        kept += _OF_ALL if lies_so and not _anchors(patch) else ()
    for name in kept:
        if name in view.__dict__:
            new.__dict__[name] = view.__dict__[name]


def _of_ties(key: object) -> bool:
    return isinstance(key, tuple) and len(key) == len(("holding", "kind")) and key[0] in _OF_TIES


def _keys(keys: Keys, splice: Splice, new: pl.DataFrame) -> Keys:
    more: Keys = np.array([key.encode() for key in new["key"].to_list()], dtype=np.bytes_)
    return keys if splice.replaces else splice.column(keys, more)


def _words(words: tuple[Ints, list[str]], column: str, spliced: Spliced) -> tuple[Ints, list[str]] | None:
    """Return a column as codes with the changed lines; None where a word is new, or nobody says one any more."""
    (codes, names), (splice, new) = words, spliced
    said = new[column].to_list()
    if not {*said} <= {None, *names}:
        return None
    at = {name: code for code, name in enumerate(names)} | {None: -1}
    found = splice.column(codes, np.array([at[one] for one in said], dtype=np.int32))
    gone = {*codes[list(splice.drop)].tolist()} - {-1, *(at[one] for one in said)}
    return (found, names) if all((found == code).any() for code in gone) else None


def _edges(patch: Patch) -> list[int]:
    """Return the days on which something changed, with those that the changed kinds add."""
    days = [days_of(new[name], ALWAYS) for _, new in patch.things.values() for name in ("since", "until")]
    for kind in patch.ties:
        days += [patch.rows.ties[kind].since, patch.rows.ties[kind].until]
    more = {int(day) for one in days for day in np.unique(one)} - {ALWAYS, NEVER}
    return sorted(more.union(patch.before.edges))


def _carry_siblings(patch: Patch) -> None:
    """Put into the order of all siblings the places that changed, if they are few."""
    before, rows = patch.before, patch.rows
    old = before.siblings
    if "place" not in patch.things or _ranked_so(patch):
        rows.__dict__["siblings"] = old
        if "sibling_rank" in before.__dict__:
            rows.__dict__["sibling_rank"] = before.sibling_rank
        return
    splice, new = patch.things["place"]
    if new.height > _FEW:
        return
    moved = splice.moved()
    stay = old.filter(~pl.col("row").is_in(list(splice.drop)))
    stay = stay.with_columns(pl.Series("row", moved[stay["row"].to_numpy()], dtype=old.schema["row"]))
    lines = np.searchsorted(splice.drop, splice.at)  # of those taken out, how many come before each new one
    row = np.asarray(splice.at) - lines + np.arange(new.height)
    fresh = sibling_order(new, NEVER).with_columns(pl.Series("row", row, dtype=old.schema["row"])).select(old.columns)
    fresh = fresh.sort("order", "name", "row")
    at = [stay.select(comes_before(*line).sum()).item() for line in fresh.select("order", "name", "row").iter_rows()]
    rows.__dict__["siblings"] = Splice(stay.height, [], at).frame(stay, fresh)


def _ranked_so(patch: Patch) -> bool:
    """Return whether places are the same and stand among their siblings as before."""
    return _same(patch, "place", ["key", "name", "display_order"])


def _same(patch: Patch, kind: str, columns: list[str]) -> bool:
    """Return whether the lines of a changed kind are the same as far as some columns tell, where it has them."""
    splice, new = patch.things[kind]
    some = [name for name in columns if name in new.columns]
    return splice.replaces and patch.before.frame(kind)[list(splice.drop)].select(some).equals(new.select(some))


def _lies_so(patch: Patch) -> bool:
    """Return whether every place lies where it lay, on every day."""
    if patch.ties & _LYING:
        return False
    if "place" not in patch.things:
        return True
    before, rows, places = patch.before, patch.rows, patch.rows.block["place"][1]
    if not _ranked_so(patch):
        return False
    return all(
        np.array_equal(old[:places], new[:places])
        for old, new in ((before.since, rows.since), (before.until, rows.until))
    )


def _anchors(patch: Patch) -> bool:
    """Return whether something that anchors a thing changed."""
    named = {tie.kind for tie in ties() if tie.anchors}
    same = (_same(patch, kind, [one.name for one in kind_of(kind).fields if one.anchors]) for kind in patch.things)
    return bool(patch.ties & named) or not all(same)
