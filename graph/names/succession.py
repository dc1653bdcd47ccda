"""What a thing that ended went on as: where a merged place, a split grid or a venue that moved is looked for now.

SEMANTICS C58.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl


def went_on_as(tables: Mapping[str, pl.DataFrame], key: str, day: date | None) -> list[str]:
    """Return the keys of what a thing became by a day, on and on to what has not become others; by key, each once.

    Example:
        >>> from graph.tables import Tables
        >>> went_on_as(Tables({}), "place-a", None)
        []
    """
    ties = tables["became"]
    if day is not None:
        since, until = pl.col("since"), pl.col("until")
        ties = ties.filter((since.is_null() | (since <= day)) & (until.is_null() | (until > day)))
    became: dict[str, set[str]] = {}
    for source, target in ties.select("source", "target").iter_rows():
        became.setdefault(source, set()).add(target)
    seen, edge = {key}, became.get(key, set())
    while edge:
        seen |= edge
        edge = {other for one in edge for other in became.get(one, ())} - seen
    return sorted(one for one in seen - {key} if one not in became)
