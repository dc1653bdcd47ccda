"""What a numbering keeps when it is changed by rows: whatever was computed from it and does not depend on the change.

::

    laid out                       hangs on                                  when that changed
    words as codes, keys        -> the lines of its kind                  -> the changed lines are put in
    names                       -> keys and names of all things           -> made anew
    order of siblings           -> names and display orders of places     -> the changed places are put in
    days on which much changes  -> every first and last day               -> days are added, none is taken out
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.network.columns import ALWAYS, NEVER, Ints, Keys, days_of
from graph.network.patching import Patch, Spliced
from graph.network.siblings import inverse, ranked_among
from graph.network.splicing import Splice

_FEW = 1000  # of more changed places, all are put in order again


def carry_rows(patch: Patch) -> None:
    """Copy into a new numbering what the old one had computed and the change leaves valid."""
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
    if patch.before.has("edges"):
        rows["edges"] = _edges(patch)
    if patch.before.has("sibling_rank"):
        _carry_ranks(patch)
    if patch.before.has("names") and all(patch.same(kind, ["key", "name"]) for kind in patch.things):
        rows["names"] = patch.before.names


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


def _carry_ranks(patch: Patch) -> None:
    """Put into the order of all siblings the places that changed, if they are few."""
    before, rows = patch.before, patch.rows
    if patch.ranked_so:
        rows.__dict__["sibling_rank"] = before.sibling_rank
        return
    splice, new = patch.things["place"]
    if new.height > _FEW:
        return
    order = inverse(before.sibling_rank)
    order = splice.moved()[order[~np.isin(order, splice.drop)] if splice.drop else order]
    lines = np.searchsorted(splice.drop, splice.at)  # of those taken out, how many come before each new one
    fresh = np.asarray(splice.at) - lines + np.arange(new.height)
    rows.__dict__["sibling_rank"] = inverse(ranked_among(rows.frame("place"), order, fresh.tolist()))
