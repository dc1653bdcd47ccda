"""What a thing is called in Neo4j Browser: a Chinese name, for the eye alone.

A person is never called by name there: names are personal values, and lie apart.
"""

from __future__ import annotations

import polars as pl

from graph.kinds import kind_of
from graph.rules import base_vocabulary

#: Of a thing without a name, what tells most about it, first.
_TELLING = ("role", "form", "level")


def with_names(kind: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a table of things with a ``display_name``.

    Example:
        >>> rows = pl.DataFrame({"key": ["post-a", "post-b"], "role": ["building_head", None]})
        >>> with_names("post", rows)["display_name"].to_list()
        ['楼长', '职务']
    """
    words = base_vocabulary()
    names = [pl.col("name")] if "name" in rows.columns else []
    for column in _TELLING:
        if column in rows.columns:
            captions = {code: word.zh for code, word in words.lists.get(column, {}).items()}
            names.append(pl.col(column).replace(captions))
    return rows.with_columns(pl.coalesce(*names, pl.lit(kind_of(kind).zh)).alias("display_name"))
