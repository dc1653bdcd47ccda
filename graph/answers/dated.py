"""Reasons in words with since when they hold, as every reader is told them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.words import caption


def dated(text: str, since: date | None, lang: str) -> str:
    """Return a reason with the day since when it holds, where that is known.

    Example:
        >>> dated("空缺", date(2024, 6, 1), "zh"), dated("空缺", None, "zh")
        ('空缺，自 2024-06-01 起', '空缺')
    """
    return text if since is None else caption("dated", lang, text=text, day=since)


def passed_over(one: Mapping[str, Any], lang: str) -> str:
    """Return why somebody was passed over on a walk, and since when: of a unit that is over, not of who left a seat."""
    unit_is_over = one["why"] == "ended" and one["post"] is None
    return dated(caption(f"passed.{'unit_over' if unit_is_over else one['why']}", lang), one["since"], lang)
