"""What a thing is called in Neo4j Browser: a Chinese name, for the eye alone.

A person is never called by name there: names are personal values, and lie apart.
"""

from __future__ import annotations

import polars as pl

from graph.kinds import field_of, kind_of, word_of
from graph.rules import base_vocabulary


def with_names(kind: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a table of things with a ``display_name``: the name, else the word for what it is.

    Example:
        >>> rows = pl.DataFrame({"key": ["post-a", "post-b"], "role": ["building_head", None]})
        >>> with_names("post", rows)["display_name"].to_list()
        ['楼长', '职务']
    """
    words = base_vocabulary()
    word = word_of(kind)
    names = [pl.col("name")] if "name" in rows.columns else []
    if word in rows.columns:
        known = words.lists.get(field_of(kind, word).vocabulary or "", {})
        names.append(pl.col(word).replace({code: said.zh for code, said in known.items()}))
    return rows.with_columns(pl.coalesce(*names, pl.lit(kind_of(kind).zh)).alias("display_name"))
