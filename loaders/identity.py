"""What makes a row the thing that it is: the natural key of each kind, and ties found again.

The parts of a natural key are told by the kind: a field's value; ``parent`` and ``anchor``, the key
of a place or organisation; ``source`` and ``target``; or the name of a tie, the key at its other
end. A thing that is known keeps its key, whatever its natural key has become since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from graph.keys import public_keys, random_key
from graph.kinds import kind_of

_ENDS = ("source", "target")
_SEPARATOR = "\x1f"
#: The column that says of a new term which tie ends on the day that it begins.
RENEWS = "_renews"


def minted(kind: str, parts: Mapping[str, Sequence[Any] | pl.Series]) -> pl.Series:
    """Return new public keys from the parts of the natural key, row by row; a part not given is empty.

    Example:
        >>> parts = {"code": ["370102010", None], "code_source": ["国家统计局", None], "parent": [None, "place-a"]}
        >>> minted("place", {**parts, "name": [None, "3号楼"]}).to_list()
        ['place-5222ni5m42r262ec', 'place-r4n4euvpilnr5l4c']
    """
    names = kind_of(kind).natural_key
    frame = pl.DataFrame({name: _texts(parts[name]) for name in names if name in parts})
    if names == ("random",):
        count = max((len(part) for part in parts.values()), default=0)
        return pl.Series("key", [random_key(kind) for _ in range(count)], dtype=pl.String)
    columns = [pl.col(name) if name in parts else pl.lit("") for name in names]
    joined = frame.select(pl.concat_str(columns, separator=_SEPARATOR).alias("joined"))["joined"]
    return public_keys(kind, joined)


def _texts(part: Sequence[Any] | pl.Series) -> pl.Series:
    series = part if isinstance(part, pl.Series) else pl.Series(part, strict=False)
    texts = series.cast(pl.String)
    return texts.fill_null("") if texts.null_count() else texts


def discriminators(tie: str) -> tuple[str, ...]:
    """Return the fields that tell two ties of the same ends apart, beside since when.

    Example:
        >>> discriminators("part_of"), discriminators("holds")
        (('axis',), ())
    """
    return tuple(name for name in kind_of(tie).natural_key if name not in (*_ENDS, "since"))


def with_tie_keys(tie: str, rows: pl.DataFrame, stored: pl.DataFrame, *, correct: bool = False) -> pl.DataFrame:
    """Return ties with their keys: those known found again, the others minted.

    A tie is found again by its ends, what tells it apart, and since when; else as the only one that has not ended,
    whose beginning is then corrected. But a start later than the one that is known begins a new term (SEMANTICS T1):
    such a row gets a key of its own and says in ``RENEWS`` which tie ends then. What a row leaves empty tells nothing
    apart.

    Args:
        tie: The kind.
        rows: ``source``, ``target`` and the fields that the file speaks of; ``key`` where it was given.
        stored: The ties of this kind that are known.
        correct: Whether a later start, too, only corrects.
    """
    ends = [*_ENDS, *(name for name in discriminators(tie) if name in rows.columns)]
    since = [name for name in ("since",) if name in rows.columns]
    parts = {name: rows[name] for name in kind_of(tie).natural_key if name in rows.columns}
    if not stored.height:
        new = minted(tie, parts)
        return rows.with_columns(pl.coalesce("key", new) if "key" in rows.columns else new)
    given = rows["key"] if "key" in rows.columns else pl.Series("key", [None] * rows.height, dtype=pl.String)
    said = [name for name in ends if name not in _ENDS]
    numbered = rows.select(*ends, *since).with_row_index("_line").with_columns(_given=given)
    numbered = numbered.with_columns(_alone=pl.len().over(ends) == 1, _pair=pl.len().over(_ENDS) == 1)
    still = stored.filter(pl.col("until").is_null())
    found, made = numbered, dict[tuple[object, ...], str]()
    for name, ties, on in (("_exact", stored, [*ends, *since]), ("_open", still, ends), ("_between", still, [*_ENDS])):
        if (first := made.setdefault((ties.height, *on), name)) != name:  # the same ties by the same ends
            found = found.with_columns(pl.col(first).alias(name))
        else:
            found = found.join(_sole(ties, on).rename({"key": name}), on=on, how="left", nulls_equal=True)
    unsaid = pl.all_horizontal(pl.col(said).is_null()) if said else pl.lit(value=False)
    only = pl.coalesce(pl.when("_alone").then("_open"), pl.when(unsaid & pl.col("_pair")).then("_between"))
    dated = pl.col("since").is_not_null() if since else pl.lit(value=False)
    again = pl.when(dated).then(pl.coalesce("_exact", only)).otherwise(pl.coalesce(only, "_exact"))
    found = found.with_columns(
        key=pl.coalesce("_given", again), _likely=pl.coalesce("_given", "_open", pl.when(unsaid).then("_between"))
    )
    found = found.sort("_line")
    if since and not correct:
        found = found.with_columns(_new=minted(tie, parts))
        return _with_new_terms(tie, rows, found, stored, parts)
    new = found["key"].is_null()
    if not new.any():
        return rows.with_columns(found["key"])
    fresh = minted(tie, {name: part.filter(new) for name, part in parts.items()})
    return rows.with_columns(found["key"].scatter(new.arg_true(), fresh))


def _with_new_terms(
    tie: str, rows: pl.DataFrame, found: pl.DataFrame, stored: pl.DataFrame, parts: Mapping[str, pl.Series]
) -> pl.DataFrame:
    """Return rows with keys; a new term gets its own if the tie that it renews is open and not in the file itself."""
    known = stored.select(_likely="key", **{f"{name}_likely": name for name in (*_ENDS, "since", "until")})
    found = found.join(known, on="_likely", how="left").sort("_line")
    later = (pl.col("since") > pl.col("since_likely")) & pl.all_horizontal(
        pl.col(name) == pl.col(f"{name}_likely") for name in _ENDS
    )
    still = pl.col("until_likely").is_null()
    for_likely = pl.col("key").eq_missing(pl.col("_likely")) & later & (still | pl.col("_exact").is_not_null())
    found = found.with_columns(key=pl.when(for_likely).then("_exact").otherwise("key"))
    said = found["key"].drop_nulls().implode()
    renews = pl.when(later & still & pl.col("key").is_null() & ~pl.col("_likely").is_in(said)).then("_likely")
    found = found.with_columns(renews.alias(RENEWS))
    if found[RENEWS].null_count() == found.height:
        return rows.with_columns(found.select(key=pl.coalesce("key", "_new"))["key"])
    taken, again = set(stored["key"].to_list()), 0
    while (clash := found[RENEWS].is_not_null() & found["_new"].is_in(list(taken))).any():
        again += 1  # a tie whose start was corrected keeps the key of the start that it had
        other = minted(tie, {**parts, "since": _texts(parts["since"]) + f"·{again}"})
        found = found.with_columns(_new=pl.when(clash).then(other).otherwise("_new"))
    return rows.with_columns(found.select(RENEWS, key=pl.coalesce("key", "_new")).get_columns())


def _sole(stored: pl.DataFrame, ends: list[str]) -> pl.DataFrame:
    """Return the key of each tie that is the only one with these values."""
    return stored.select("key", *ends).unique(ends, keep="none")
