"""When two rows of codes speak of one unit: by what they are called, and by where they lie or what lies in them."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from graph.values.code import LEVELS
from loaders.sources.admin_divisions.codes import short_name

_GENERIC = (
    r"(?:街道办事处|街道|地区|社区|民族乡|镇|乡|村|自治区|特别行政区|自治州|自治县|自治旗"
    r"|林区|特区|新区|省|市|盟|州|区|县|旗)$"
)
_SHARED = 0.5  # of what lies in either


def called(name: pl.Expr) -> pl.Expr:
    """Return what people call a unit: the place of a committee without the committee, else its name."""
    return pl.coalesce(short_name(name), name)


def stem(name: pl.Expr) -> pl.Expr:
    """Return a name without the word for what sort of unit it is: a county that becomes a district is the same unit.

    Example:
        >>> pl.select(stem(pl.lit("章丘市")), b=stem(pl.lit("解放桥社区居委会"))).row(0)
        ('章丘', '解放桥')
    """
    bare = called(name)
    rest = bare.str.replace(_GENERIC, "")
    return pl.when(rest == "").then(bare).otherwise(rest)


def moved(gone: pl.DataFrame, new: pl.DataFrame, same: pl.DataFrame) -> pl.DataFrame:
    """Return which of the units that are gone look like which of those that are new: one name, and nearly one place.

    SEMANTICS D3. From the widest level down, of each level: of one name under one parent; under parents that lie in
    one unit; or anywhere, where half of what lies in them has the same names. Only where nothing else fits as well.

    Args:
        gone: ``key``, ``code``, ``level``, ``name``, ``above`` (key of the parent) of units that are not listed.
        new: ``code``, ``level``, ``name``, ``parent`` (code) of units that are not known.
        same: ``code`` and ``key`` of the units that are known and listed, with ``above``.

    Returns:
        ``key`` and ``was`` (code) of the unit, and its new ``code``.
    """
    pairs = pl.DataFrame(schema={"key": pl.String, "was": pl.String, "code": pl.String})
    if not gone.height or not new.height:
        return pairs
    gone = gone.select("key", "code", "level", "above", called=called(pl.col("name")))
    new = new.select("code", "level", "parent", called=called(pl.col("name")))
    over = pl.concat([gone.select("key", "above"), same.select("key", "above")])
    gone = gone.join(over.select(above="key", grand="above"), on="above", how="left")
    parents = new.select("code", "parent")
    for level in LEVELS.values():
        key_of = pl.concat([same.select("code", "key"), pairs.select("code", "key")])
        old = gone.filter(pl.col("level") == level)
        ours = new.filter(pl.col("level") == level).join(
            key_of.select(parent="code", above="key"), on="parent", how="left"
        )
        around = parents.select(parent="code", _grand="parent").join(
            key_of.select(_grand="code", grand="key"), on="_grand", how="left"
        )
        ours = ours.join(around.select("parent", "grand"), on="parent", how="left")
        known = over.select(above="key", _grand="above")
        ours = ours.join(known, on="above", how="left").with_columns(grand=pl.coalesce("_grand", "grand"))
        for found in _tiers(old, ours, gone, new):
            taken = found.join(pairs, on="key", how="anti").join(pairs, on="code", how="anti")
            pairs = pl.concat([pairs, taken.select("key", "was", "code")])
    return pairs


def _tiers(old: pl.DataFrame, ours: pl.DataFrame, gone: pl.DataFrame, new: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield pairs of a level, the surer ones first."""
    taken: list[str] = []
    codes: list[str] = []
    for on in (["called", "above"], ["called", "grand"], ["called"]):
        left = old.filter(~pl.col("key").is_in(taken)).select("key", *on, was="code")
        right = ours.filter(~pl.col("code").is_in(codes)).select("code", *on)
        pairs = left.join(right, on=on)  # what is empty joins nothing
        if on == ["called"]:
            pairs = _sharing(pairs, gone, new)
        pairs = pairs.filter(pl.col("key").is_unique() & pl.col("code").is_unique()) if pairs.height else pairs
        taken += pairs["key"].to_list()
        codes += pairs["code"].to_list()
        yield pairs.select("key", "was", "code")


def _sharing(pairs: pl.DataFrame, gone: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs in which at least half of what lies in one has the name of something in the other."""
    before = gone.select(key="above", child="called")
    after = new.select(code="parent", child="called")
    shared = pairs.join(before, on="key").join(after, on=["code", "child"])
    counts = shared.group_by("key", "code").agg(shared=pl.len())
    counts = counts.join(before.group_by("key").agg(had=pl.len()), on="key")
    counts = counts.join(after.group_by("code").agg(has=pl.len()), on="code")
    enough = counts.filter(pl.col("shared") >= pl.max_horizontal("had", "has") * _SHARED)
    return pairs.join(enough, on=["key", "code"], how="semi")
