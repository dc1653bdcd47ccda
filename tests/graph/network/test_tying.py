"""Ties in rows: what a table of ties says stays the same, and texts that things have anyway are not kept twice."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.network.columns import days_of, in_order
from graph.network.tying import sharing_texts

_KEYS = pl.Series("key", [f"place-{number:020d}" for number in range(12_000)])


def _bytes_of(column: pl.Series) -> set[int]:
    """Return where the bytes of a column's texts lie in memory, but for those that tell where each text begins."""
    whole = column.to_arrow(compat_level=pl.CompatLevel.newest())
    return {one.address for one in whole.buffers()[2:] if one is not None}


class TestSharingTexts:
    def test_ends_are_written_in_the_bytes_of_the_keys(self) -> None:
        source = np.arange(12_000, dtype=np.int32)
        target = source[::-1]
        ties = pl.DataFrame({"key": _KEYS, "source": _KEYS.to_list(), "target": _KEYS.to_list()[::-1]})
        found = sharing_texts(ties, source, target, _KEYS)
        assert found.equals(ties)
        assert found.schema == ties.schema
        assert _bytes_of(found["target"]) == _bytes_of(_KEYS)
        assert not _bytes_of(ties["target"]) & _bytes_of(_KEYS)

    def test_few_ties_stay_as_they_are(self) -> None:
        ties = pl.DataFrame({"key": ["a"], "source": ["place-x"], "target": ["place-y"]})
        assert sharing_texts(ties, np.array([0]), np.array([1]), pl.Series(["place-x", "place-y"])) is ties


class TestInOrder:
    def test_a_column_of_several_pieces_keeps_its_texts_where_they_are(self) -> None:
        pieces = pl.concat([_KEYS[:5_000].rechunk(), pl.Series("key", [f"venue-{one:020d}" for one in range(5_000)])])
        order = pl.Series(np.arange(pieces.len() - 1, -1, -1))
        found = in_order(pieces, order)
        assert found.to_list() == pieces.to_list()[::-1]
        assert _bytes_of(found) == _bytes_of(pieces.rechunk())


class TestDaysOf:
    def test_a_column_that_says_nothing_is_one_number(self) -> None:
        found = days_of(pl.Series([None, None], dtype=pl.Date), 7)
        assert found.tolist() == [7, 7]
        assert found.strides == (0,)
