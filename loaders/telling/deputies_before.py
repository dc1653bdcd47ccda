"""A 副书记 that was loaded to the letter before it was read as what it means: told at load, since the two stand beside.

Whoever loads the same sheet again has the deputy twice, and the old seat, of a role in no list, is asked for nobody
(SEMANTICS S6). A load ends nothing by itself, so it says where the old one is.
"""

from __future__ import annotations

import polars as pl

from graph.kinds import field_of
from graph.rules.deputies import chief_of
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded

#: By which ties two seats are one and the same.
_AT = ("post_in", "answers_for")


def note_deputies_before(loaded: Loaded, report: Report) -> None:
    """Warn of each new seat of a deputy beside which there is one that is called so to the letter."""
    rows, changed, after, words = loaded.rows, loaded.changed, loaded.after, loaded.words
    if "post" not in changed or "post" not in rows:
        return
    posts = after["post"].filter(pl.col("until").is_null())
    literal = {role for role in posts["role"].unique().to_list() if chief_of(role, words) is not None}
    new = rows["post"].filter(pl.col("key").is_in(changed["post"]["key"].to_list()), pl.col("rank") == "deputy")
    if not literal or not new.height:
        return
    old = posts.filter(pl.col("role").is_in(list(literal))).select("key", "role")
    where_of = pl.concat(
        [after[tie].filter(pl.col("until").is_null()).select("source", "target") for tie in _AT], how="vertical"
    )
    beside = old.join(where_of, left_on="key", right_on="source").select(
        "target", pl.col("key").alias("old"), pl.col("role").alias("was")
    )
    found = new.join(where_of, left_on="key", right_on="source").join(beside, on="target").unique("key")
    for row in found.sort("row").iter_rows(named=True):
        if chief_of(row["was"], words) == row["role"]:
            where = Where(row["file"], row["sheet"], row["row"], field_of("post", "role").zh)
            chief = words.caption("role", row["role"])
            report.warn(
                "deputy_before", where, found=row["was"], expected=chief, hint="hint.deputy_before", key=row["old"]
            )
