"""A random network in which every text says whose it is, so that whatever is told can be traced to its row."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from graph.keys import public_key
from graph.kinds import kind_of
from graph.tables import Table, Tables, all_tables, references_of
from tests.networks import Drawn

#: Fields whose text may be anything.
_FREE = ("name", "short_name", "note", "document", "issued_by", "reason", "who", "slogan", "grade", "scheme", "decided")


def marked(tables: Tables) -> Tables:
    """Return the tables with each free text followed by its row: ``东grid`` becomes ``东grid⟦place-03.name⟧``."""
    return Tables({one.name: _marked(one, tables[one.name]) for one in all_tables()}, tables.revision)


def keyed(drawn: Drawn) -> Drawn:
    """Return a random network with keys as commits mint them: whoever reads a short one takes it for a name."""
    keys = {key: public_key(kind, key) for kind, some in drawn.keys.items() for key in some}
    tables = {
        one.name: drawn.tables[one.name].with_columns(
            pl.col(name).replace(keys)
            for name in ("key", *(name for name, _ in references_of(one.kind)))
            if name in drawn.tables[one.name].columns
        )
        for one in all_tables()
    }
    return Drawn(Tables(tables), {kind: [keys[key] for key in some] for kind, some in drawn.keys.items()})


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
