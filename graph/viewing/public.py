"""Whose name is for everybody: who holds a post that is posted in public (SEMANTICS V2).

A post says so itself. Where it says nothing, it is public unless it is in somebody's home, as that of a
household which volunteers: the name on such a post would tell who lives there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import polars as pl

#: The deepest level of places, behind a door of its own.
_HOME = "home"
#: The ties by which a post is in a home.
_AT_HOME = ("post_in", "answers_for")


def public_holders(tables: Mapping[str, pl.DataFrame], on: date, keys: Collection[str]) -> set[str]:
    """Return those of some people who hold a public post on a day."""
    holds = tables["holds"].filter(pl.col("source").is_in(list(keys)), _in_force(on))
    public = _public(
        tables, tables["post"].filter(_in_force(on)).join(holds, left_on="key", right_on="target", how="semi")
    )
    return set(holds.join(public, left_on="target", right_on="key", how="semi")["source"].to_list())


def public_posts(tables: Mapping[str, pl.DataFrame], on: date) -> set[str]:
    """Return the posts that are public on a day, held or not."""
    return set(_public(tables, tables["post"].filter(_in_force(on)))["key"].to_list())


def _public(tables: Mapping[str, pl.DataFrame], posts: pl.DataFrame) -> pl.DataFrame:
    """Return which of some posts are public; one that was ever in a home is taken to be in one."""
    homes = tables["place"].filter(pl.col("level") == _HOME).select("key")
    at_home = pl.concat([tables[tie].select("source", "target") for tie in _AT_HOME]).join(
        homes, left_on="target", right_on="key", how="semi"
    )
    silent = posts.filter(pl.col("public").is_null()).join(at_home, left_on="key", right_on="source", how="anti")
    return pl.concat([posts.filter(pl.col("public")).select("key"), silent.select("key")])


def _in_force(on: date) -> pl.Expr:
    begun = pl.col("since").is_null() | (pl.col("since") <= on)
    return begun & (pl.col("until").is_null() | (pl.col("until") > on))
