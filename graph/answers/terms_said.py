"""Terms that end, one sentence a line. A term that has run out is a warning: the holder stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.words import caption


def what_ends(row: Mapping[str, Any], lang: str = "zh") -> str:
    """Return what ends, in how many days or since how many.

    Example:
        >>> row = {"ending": "term", "stands": "over", "day": "2024-10-22", "days_left": -10}
        >>> what_ends(row)
        '任期 2024-10-22 届满，已过 10 天，仍在任'
        >>> what_ends({**row, "stands": "soon", "days_left": 0, "day": "2024-11-01"})
        '任期 2024-11-01 届满，还有 0 天'
    """
    code = f"terms.{row['ending']}.{row['stands']}" if row["day"] is not None else f"terms.{row['ending']}.undated"
    return caption(code, lang, day=row["day"], days=abs(row["days_left"] or 0))


def months_ahead(said: object) -> int | None:
    """Read a number of months; None where the text is not one.

    Example:
        >>> months_ahead("6"), months_ahead(12), months_ahead("半年"), months_ahead(-1)
        (6, 12, None, None)
    """
    text = str(said).strip()
    return int(text) if text.isascii() and text.isdigit() else None
