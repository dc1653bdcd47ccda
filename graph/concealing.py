"""Identity numbers that an older release let in: hidden in rows that are shown or exported, and counted.

A store keeps what it was given, so that its digests hold; whoever reads rows to show them reads them through here.
Nothing new of the kind comes in (``loaders.identities``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from graph.changes import ChangeSet
from graph.identity import MAYBE, identity_in, without_identities
from graph.kinds import Kind, kind_of
from graph.tables import Tables, all_tables

_TEXTS = pl.List(pl.String)
_SHORTEST = 15  # digits, and so bytes; most texts are shorter, and none of those is looked at closely
_FEW = 500
_MAYBE = re.compile(MAYBE)


def concealed_rows(kind: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows of a kind, of any of its columns, with the identity numbers in their texts hidden.

    Example:
        >>> rows = pl.DataFrame({"key": ["place-a"], "note": ["户主370102195703121234"]})
        >>> concealed_rows("place", rows)["note"].to_list()
        ['户主3*****************']
    """
    suspect = list(_suspect(kind_of(kind), frame))
    return frame.with_columns(_concealed(frame[name]) for name in suspect) if suspect else frame


def concealed_tables(tables: Tables) -> Tables:
    """Return the same tables with the identity numbers in them hidden; mostly the very same."""
    found = {
        one.name: concealed_rows(one.kind, tables[one.name])
        for one in all_tables()
        if any(_suspect(kind_of(one.kind), tables[one.name]))
    }
    return (
        Tables({**tables, **found}, tables.revision, personal=tables.personal, outside=tables.outside)
        if found
        else tables
    )


def concealed_changes(changes: ChangeSet) -> ChangeSet:
    """Return the same changes with the identity numbers in them hidden, to be told and not to be made."""
    return replace(changes, frames={kind: concealed_rows(kind, frame) for kind, frame in changes.frames.items()})


def identities(frames: Mapping[str, pl.DataFrame]) -> dict[tuple[str, str], int]:
    """Return by kind and field of how many things or ties it holds an identity number, from frames by table name."""
    counts: dict[tuple[str, str], int] = {}
    for one in all_tables():
        frame = frames.get(one.name, one.empty())
        for name in _suspect(kind_of(one.kind), frame):
            said = frame.select("key", pl.col(name)).explode(name) if frame.schema[name] == _TEXTS else frame
            holding = said.filter(said[name].map_elements(lambda text: bool(identity_in(text)), pl.Boolean))
            if holding.height:
                counts[one.kind, name] = holding["key"].n_unique()
    return counts


def _suspect(kind: type[Kind], frame: pl.DataFrame) -> Iterator[str]:
    """Yield the columns in which enough digits stand for one: a quick look at every row."""
    if not frame.height:
        return
    names = set(frame.columns)
    for one in kind.fields:
        if one.type in ("text", "texts") and one.name in names:
            column = frame[one.name]
            if column.null_count() == column.len():
                continue
            texts = column.explode() if column.dtype == _TEXTS else column
            if _holds_one(texts):
                yield one.name


def _holds_one(texts: pl.Series) -> bool:
    """Return whether enough digits stand in any text."""
    if texts.len() <= _FEW:  # Polars plans each of the looks below, which takes longer than to look at a few
        return any(one is not None and len(one) >= _SHORTEST and _MAYBE.search(one) for one in texts.to_list())
    texts = texts.filter(texts.str.len_bytes() >= _SHORTEST)
    return bool(len(texts) and texts.str.contains(MAYBE).any())


def _concealed(column: pl.Series) -> pl.Series:
    if column.dtype == _TEXTS:
        texts = [None if some is None else [without_identities(one) for one in some] for some in column.to_list()]
        return pl.Series(column.name, texts, _TEXTS)
    distinct = column.filter(column.str.contains(MAYBE)).unique().to_list()
    return column.replace(distinct, [without_identities(one) for one in distinct])
