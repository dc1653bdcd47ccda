"""Columns of division codes: cleaned, levelled and put under each other, a hundred thousand at a time.

`graph.values.code` says what a code is, one by one; what is written by the book is read here as a
column, by the same structure, and only the rest is handed over to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from graph.errors import BadValue
from graph.values.code import LEVELS, clean_code
from graph.values.name import PLAIN, clean_name

_BY_THE_BOOK = r"^[1-8]\d(?:\d\d(?:\d\d(?:[0-5]\d\d(?:[0-5]\d\d)?)?)?)?$"
_STREET = 9  # digits; below it a group has two, from it on three
_SHORTER = {12: 9, 9: 6, 6: 4, 4: 2}
_COMMITTEE = r"(?:类似)?(?:居民|村民)*(?:居民委员会|村民委员会|居委会|村委会)$"
_OF_VILLAGE = r"村(?:民委员|委)会$"
#: A committee of what says itself that it is a village or a community.
_OF_ONE_SAID = rf"(?:村|社区){_COMMITTEE}"


def clean(raw: pl.Series, plain: pl.Expr, make: Callable[[Any], str | None]) -> tuple[pl.Series, dict[str, BadValue]]:
    """Return a column clean, and what was refused: cells that are plain stay, ``make`` reads the others."""
    frame = pl.DataFrame({"raw": raw.cast(pl.String).str.strip_chars()})
    odd = frame.filter(~plain.fill_null(value=True))["raw"].unique().to_list()
    if not odd:
        return frame["raw"].replace("", None), {}
    made: dict[str, str | None] = {}
    wrong: dict[str, BadValue] = {}
    for one in odd:
        try:
            made[one] = make(one)
        except BadValue as error:
            made[one], wrong[one] = None, error
    return frame["raw"].replace(list(made), list(made.values())).replace("", None), wrong


def clean_codes(raw: pl.Series) -> tuple[pl.Series, dict[str, BadValue]]:
    """Return codes without padding, and what is none.

    Example:
        >>> codes, wrong = clean_codes(pl.Series(["37", "370102000000", "９"]))
        >>> codes.to_list(), list(wrong)
        (['37', '370102', None], ['９'])
    """
    one = pl.col("raw")
    padded = one.str.ends_with("00") & ((one.str.len_bytes() < _STREET) | one.str.ends_with("000"))
    return clean(raw, one.str.contains(_BY_THE_BOOK) & ~padded, clean_code)


def clean_names(raw: pl.Series) -> tuple[pl.Series, dict[str, BadValue]]:
    """Return names in their one spelling, and what is no name."""
    return clean(raw, pl.col("raw").str.contains(PLAIN), clean_name)


def parent_of(code: pl.Expr) -> pl.Expr:
    """Return the code that the structure puts each code under; null for provinces.

    Example:
        >>> pl.select(parent_of(pl.lit("441900003"))).item()
        '4419'
    """
    kept = code.str.len_bytes().replace_strict(_SHORTER, default=None, return_dtype=pl.UInt32)
    shorter: pl.Expr = pl.when(kept.is_not_null()).then(code.str.head(kept))
    for padding in (r"^(\d{6})000$", r"^(\d{4})00$", r"^(\d{2})00$"):
        shorter = shorter.str.replace(padding, "$1")
    return shorter


def level_of(code: pl.Expr) -> pl.Expr:
    """Return the level of each code by its structure."""
    return code.str.len_bytes().replace_strict(LEVELS, default=None, return_dtype=pl.String)


def short_name(name: pl.Expr) -> pl.Expr:
    """Return what people call the place of a committee: the file names the committee, and means the place.

    Example:
        >>> names = pl.DataFrame({"name": ["解放桥社区居民委员会", "洼里王村委会", "吴家庄村村民委员会", "文东街道"]})
        >>> names.select(short_name(pl.col("name")))["name"].to_list()
        ['解放桥社区', '洼里王村', '吴家庄村', None]
    """
    bare = name.str.contains(_OF_VILLAGE) & ~name.str.contains(_OF_ONE_SAID)
    word = pl.when(bare).then(pl.lit("村")).otherwise(pl.lit(""))
    return (name.str.extract(rf"^(.+?){_COMMITTEE}", 1) + word).alias(name.meta.output_name())
