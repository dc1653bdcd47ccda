"""A random network in which every text says whose it is, so that whatever is told can be traced to its row."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from graph.kinds import kind_of
from graph.tables import Table, Tables, all_tables

#: Fields whose text may be anything.
_FREE = ("name", "short_name", "note", "document", "issued_by", "reason", "who", "slogan", "grade", "scheme", "decided")


def marked(tables: Tables) -> Tables:
    """Return the tables with each free text followed by its row: ``东grid`` becomes ``东grid⟦place-03.name⟧``."""
    return Tables({one.name: _marked(one, tables[one.name]) for one in all_tables()}, tables.revision)


def mark(kind: str, key: str, field: str) -> str:
    """Return what stands behind a text of a row."""
    return f"⟦{kind}.{key.partition('-')[2]}.{field}⟧"


def marks(tables: Tables) -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, key, field and mark of every text."""
    for one in all_tables():
        for field in _fields(one):
            for key in tables[one.name].filter(pl.col(field).is_not_null())["key"].to_list():
                yield one.kind, key, field, mark(one.kind, key, field)


def _marked(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    fields = _fields(table)
    prose = [name for name in fields if name in ("note", "decided") or (name == "name" and table.personal)]
    return frame.with_columns(
        (
            (pl.col(name).fill_null("演示") if name in prose else pl.col(name))
            + pl.format("⟦{}.{}.{}⟧", pl.lit(table.kind), pl.col("key").str.split_exact("-", 1).struct[1], pl.lit(name))
        ).alias(name)
        for name in fields
    )


def _fields(table: Table) -> list[str]:
    names = {one.name for one in kind_of(table.kind).fields if one.type == "text" and one.vocabulary is None}
    return [one.name for one in table.fields if one.name in _FREE and one.name in names]
