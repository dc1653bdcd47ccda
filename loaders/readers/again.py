"""Rows that repeat the header of their table, as where several tables were put below each other: they are no data."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from loaders.readers.habits import header_text


def repeats(row: Sequence[object], headers: Sequence[str]) -> bool:
    """Return whether each cell of a row that says something, and two at least, is the header of its column.

    Example:
        >>> repeats(["id", "Name ", ""], ["id", "Name", "url"]), repeats(["id", "甲", ""], ["id", "name", "url"])
        (True, False)
    """
    said = [place for place, one in enumerate(row[: len(headers)]) if one not in ("", None)]
    return len(said) > 1 and all(header_text(str(row[place])) == header_text(headers[place]) for place in said)


def repeating(frame: pl.DataFrame, headers: Sequence[str]) -> pl.Series:
    """Return which rows of a frame of texts repeat its headers, as `repeats` has it, with signs as they are."""
    rows, said = np.arange(frame.height), np.zeros(frame.height, dtype=np.int64)
    for name in headers:  # of hardly any row is the first cell the header, so that hardly any is looked at further
        alike = frame[name].gather(rows).str.strip_chars() == name.strip()
        said[rows] += alike.fill_null(value=False).to_numpy()
        rows = rows[alike.fill_null(value=True).to_numpy()]
    again = np.zeros(frame.height, dtype=bool)
    again[rows[said[rows] > 1]] = True
    return pl.Series("again", again)
