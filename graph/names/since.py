"""By which names something else is found after a commit, so that an index of all names need not be made anew.

What a name means hangs on what is called so, and of several places on which of them lies in nothing (SEMANTICS Q7). So
a commit changes what is found by the names, before and after, of what it changes, and by no other; where it may, as
where a place ends or is moved, nobody can tell from its rows.
"""

from __future__ import annotations

import polars as pl

from graph.changes import REMOVE, ChangeSet, puts
from graph.doors import DOORS, is_behind
from graph.kinds import Tie, kind_of
from graph.names.folding import fold
from graph.names.former import KIND as FORMER
from graph.names.known import Known
from graph.names.named import unnamed
from graph.rules import Vocabulary
from graph.tables import Tables, tables_of


def names_since(tables: Tables, changes: ChangeSet, words: Vocabulary) -> frozenset[str] | None:
    """Return the folded names by which something else may be found after changes; None where it may be by any.

    Args:
        tables: The rows that were.
        changes: What was done to them.
        words: What codes are called.

    Example:
        >>> from graph.changes import apply
        >>> from graph.rules import load_rules
        >>> words, place = load_rules().vocabulary(), {"key": ["place-a"], "level": ["community"], "name": ["甲社区"]}
        >>> tables = apply(Tables({}), ChangeSet({"place": pl.DataFrame(place)}))
        >>> sorted(names_since(tables, ChangeSet({"place": pl.DataFrame({**place, "name": ["乙社区"]})}), words))
        ['乙社区', '甲社区']
        >>> names_since(tables, ChangeSet({"place": pl.DataFrame({**place, "level": ["grid"]})}), words) is None
        True
    """
    frames = {kind: frame for kind, frame in changes.frames.items() if kind not in unnamed()}
    ties = {kind: frames.pop(kind) for kind in list(frames) if issubclass(kind_of(kind), Tie)}
    places = frames.get("place")
    fresh = set() if places is None else {*places["key"].to_list()} - {*_of(tables, "place", places)["key"].to_list()}
    if not all(_harmless(kind, tie, fresh) for kind, tie in ties.items()):
        return None
    if places is not None and not _named_alone(tables, places, fresh):
        return None
    keys = [key for frame in frames.values() for key in frame["key"].to_list()]
    once = tables[FORMER].filter(pl.col("subject").is_in(keys))
    before = {kind: _of(tables, kind, frame) for kind, frame in frames.items()}
    before[FORMER] = pl.concat([once, *([before[FORMER]] if FORMER in before else [])])
    after = {kind: puts(frame).select(list(tables_of(kind)[0].schema)) for kind, frame in frames.items()}
    names = [name for one in (before, after) for name in Known(Tables(one), None, words, None).all_names()]
    return frozenset(fold(name) for name in names) - {""}


def _of(tables: Tables, kind: str, change: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that were of what is changed."""
    return tables[kind].filter(pl.col("key").is_in(change["key"].implode()))


def _harmless(kind: str, tie: pl.DataFrame, fresh: set[str]) -> bool:
    """Return whether changed ties say nothing of a place that was, nor bring a need to a door."""
    if kind == "part_of":
        return fresh.issuperset(tie["source"].to_list())
    return kind != "became" and not any(is_behind(kind, source) for source in tie["source"].to_list())


def _named_alone(tables: Tables, places: pl.DataFrame, fresh: set[str]) -> bool:
    """Return whether changed places are new, or otherwise what they were but for what they are called.

    Not so a door, by whose name a need is told or not; nor what says what words are used in it.
    """
    known, put = _of(tables, "place", places), puts(places)
    same = [name for name in known.columns if name not in {"name", "short_name", "note", "display_order"}]
    new = put.filter(pl.col("key").is_in(list(fresh)))
    return (
        (places["op"] != REMOVE).all()
        and not known["level"].is_in(DOORS).any()
        and known.join(put.select(same), on=same, how="semi", nulls_equal=True).height == known.height
        and new["profile"].null_count() == new.height
    )
