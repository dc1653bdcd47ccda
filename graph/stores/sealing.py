"""A digest of each revision, over what it made and ended, so that a store can tell when it is not what was written.

It is the same in every engine, whatever the order of rows. A column in which no row says anything, and a table
of which nothing changed, are left out: so a field or a kind that a later linli adds changes no digest of the past.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import numpy as np
import polars as pl

from graph.stores.revision import Revision
from graph.stores.touched import Touched

_MANY = 1000  # texts
Longs = np.ndarray[tuple[int], np.dtype[np.int64]]


def sealed(made: Revision, parts: Iterable[tuple[str, str]]) -> str:
    """Return the digest of a revision.

    Args:
        made: Its number, maker, instant, source and reason.
        parts: By name of a table, the digest of what the revision did to it; empty ones say nothing.

    Example:
        >>> from graph.stores.revision import NOTHING
        >>> sealed(NOTHING, []) == sealed(NOTHING, [("place", "")])
        True
    """
    told = [made.number, made.by, made.at.isoformat(), made.source, sorted(one for one in parts if one[1])]
    told += [made.reason] if made.reason else []  # so that the digests of those without one stay as they were
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def part(touched: Touched) -> tuple[str, str]:
    """Return the name of a table, and the digest of what a revision did to it; empty where it did nothing."""
    rows, ended = touched.made, touched.ended
    if not rows.height and not ended.len():
        return touched.table.name, ""
    said = [name for name in sorted(rows.columns) if rows[name].null_count() < rows.height]
    whole = _by_key(rows[said]) if said and rows.height > 1 else rows[said]
    texts = [_texts(one) for one in whole.iter_columns()]
    digest = sha256()
    for one in (pl.DataFrame(texts), ended.sort().alias("\nended").to_frame()):
        for piece in _pieces(one):
            digest.update(piece)
    return touched.table.name, digest.hexdigest()


def _by_key(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows by key; Polars makes ready all that it can plan before it sorts a few, the first time."""
    if rows.height >= _MANY:
        return rows.sort("key")
    keys = [(one is not None, one) for one in rows["key"].to_list()]  # a damaged file may have none
    return rows[sorted(range(len(keys)), key=keys.__getitem__)]


def _pieces(texts: pl.DataFrame) -> Iterator[bytes]:
    """Yield of each column its name, the length of each value in bytes (-1 = none), and the values."""
    for one in texts.iter_columns():
        lengths, joined = _laid(one)
        yield f"{one.name}\n{one.len()}\n".encode()
        yield lengths.astype("<i8").tobytes()
        yield joined


def _laid(texts: pl.Series) -> tuple[Longs, bytes]:
    """Return how long each text is, and all as one; many are laid by polars, which for a few takes longer to begin."""
    if texts.len() < _MANY:
        few = [None if one is None else one.encode() for one in texts.to_list()]
        return np.array([-1 if one is None else len(one) for one in few], dtype=np.int64), b"".join(filter(None, few))
    joined: str = texts.str.join("").item()
    return texts.str.len_bytes().cast(pl.Int64).fill_null(-1).to_numpy(), joined.encode()


def _texts(column: pl.Series) -> pl.Series:
    kind: Any = column.dtype
    if kind == pl.String:
        return column
    if kind == pl.List(pl.String):
        texts = [None if one is None else json.dumps(one, ensure_ascii=False) for one in column.to_list()]
        return pl.Series(column.name, texts, pl.String)
    if kind == pl.Float64:
        return pl.Series(column.name, [None if one is None else one.hex() for one in column.to_list()], pl.String)
    return column.cast(pl.Int64 if kind == pl.Boolean else kind).cast(pl.String)
