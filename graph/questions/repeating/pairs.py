"""Needs that may be one: joined by category and place within a window of days, then by their names (SEMANTICS N10)."""

from __future__ import annotations

import numpy as np
import polars as pl
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from graph.answers.duplicates import ALIKE, APART
from graph.names.folding import fold
from graph.network.columns import Longs

_SPAN = 2**20  # more days than there are between any two


def pairs_of(needs: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of needs that may be one, most alike first, then nearest in time, then by key.

    Columns ``need``, ``other``, ``raised``, ``raised_other``, ``category``, ``told``, ``apart`` and ``likeness``. Each
    need meets only those of its category and spot raised up to 30 days after it, and each two names are compared once.
    """
    known = needs.filter((pl.col("place") >= 0) & pl.col("category").is_not_null() & pl.col("raised").is_not_null())
    known = known.sort("category", "spot", "raised", "need")
    block = known.select(pl.struct("category", "spot").rle_id().cast(pl.Int64)).to_series().to_numpy()
    days = known["raised"].cast(pl.Int32).to_numpy().astype(np.int64)
    at = block * _SPAN + (days - (days.min() if days.size else 0))
    one, other = _after(at)
    text = known["name"].map_elements(_sorted_words, return_dtype=pl.String) if known.height else known["name"]
    words = text.fill_null("")
    codes = words.cast(pl.Categorical).to_physical().cast(pl.Int64).to_numpy() if known.height else days
    alike = _likeness(words, codes, one, other)
    keep = np.flatnonzero(alike >= 0)
    left, right = known[one[keep]], known[other[keep]]
    found = pl.DataFrame(
        {
            "need": left["need"],
            "other": right["need"],
            "raised": left["raised"],
            "raised_other": right["raised"],
            "category": left["category"],
            "told": left["told"],
            "apart": pl.Series(days[other[keep]] - days[one[keep]], dtype=pl.Int64),
            "likeness": pl.Series(alike[keep], dtype=pl.Int64),
        }
    )
    return found.sort("likeness", "apart", "need", "other", descending=[True, False, False, False])


def _sorted_words(name: str) -> str:
    """Return what is compared of a name: its words folded, in their order as text (token_sort_ratio)."""
    return " ".join(sorted(filter(None, map(fold, name.split()))))


def _after(at: Longs) -> tuple[Longs, Longs]:
    """Return the positions of every two at most 30 days apart, the earlier first; ``at`` is sorted."""
    many = np.searchsorted(at, at + APART, side="right") - np.arange(at.size) - 1
    one = np.repeat(np.arange(at.size), many)
    other = one + 1 + np.arange(one.size) - np.repeat(np.cumsum(many) - many, many)
    return one, other


def _likeness(words: pl.Series, codes: Longs, one: Longs, other: Longs) -> Longs:
    """Return how alike the names of each pair are, from 0 to 100; -1 below the threshold.

    The normalised Indel similarity (twice the longest common subsequence by the sum of the lengths), in integers, so
    that the threshold falls the same on every machine.
    """
    if not one.size:
        return np.array([], dtype=np.int64)
    both = np.minimum(codes[one], codes[other]) * (codes.max() + 1) + np.maximum(codes[one], codes[other])
    _, first, back = np.unique(both, return_index=True, return_inverse=True)
    left, right = words.gather(one[first]), words.gather(other[first])
    apart = cpdist(left.to_list(), right.to_list(), scorer=Indel.distance, dtype=np.int64)
    whole = (left.str.len_chars().cast(pl.Int64) + right.str.len_chars().cast(pl.Int64)).to_numpy()
    part = 100 * (whole - apart)
    found = np.where((whole > 0) & (part >= ALIKE * whole), part // np.maximum(whole, 1), -1)
    return found[back]
