"""Times of work orders as instants in UTC, column by column; what no table writes often is read one by one."""

from __future__ import annotations

import polars as pl

from graph.errors import BadValue
from graph.values.instant import clean_instant

#: How exports write a time; a day without one stands for its end. Month before day only where AM or PM says so.
_TIMES = (
    "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M",
    "%m/%d/%Y %I:%M:%S %p",
)
_AHEAD = pl.duration(hours=8)


def instants(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return the instants of a column, without a zone but in UTC, and which texts are none.

    Example:
        >>> found, wrong = instants(pl.Series(["2024-05-09 10:00", "01/05/2015 12:40:41 PM", "昨天", None]))
        >>> found.dt.to_string("%H:%M").to_list(), wrong.to_list()
        (['02:00', '04:40', None, None], [False, False, True, False])
    """
    found = pl.Series([None], dtype=pl.Datetime("us")).new_from_index(0, texts.len())
    first = texts.drop_nulls().head(1)
    for form in sorted(_TIMES, key=lambda form: _read(first, form).null_count()):  # mostly all are written as the first
        left = found.is_null() & texts.is_not_null()
        if not left.any():
            break
        read = _read(texts.filter(left), form)
        found = found.scatter(left.arg_true(), pl.select(read - _AHEAD).to_series())
    left = found.is_null() & texts.is_not_null()
    if left.any():
        known = {text: _one(text) for text in texts.filter(left).unique()}
        read = pl.Series([known[text] for text in texts.filter(left)], dtype=pl.String)
        found = found.scatter(left.arg_true(), read.str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us"))
    return found, found.is_null() & texts.is_not_null()


def _read(texts: pl.Series, form: str) -> pl.Series:
    return texts.str.to_datetime(form, time_unit="us", strict=False, exact=True)


def _one(text: str) -> str | None:
    try:
        return clean_instant(text)
    except BadValue:
        return None


def kept(instant: str) -> pl.Expr:
    """Return a column of instants as it is kept."""
    return pl.col(instant).dt.strftime("%Y-%m-%dT%H:%M:%SZ")


def day(instant: str) -> pl.Expr:
    """Return the day of an instant in Shanghai; midnight ends a day."""
    return (pl.col(instant) + pl.duration(hours=8, microseconds=-1)).dt.date()
