"""A service record in words: hours as people write them, and the sum in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.words import caption

_HOUR = 60


def hours_of(minutes: int | None) -> str:
    """Return minutes as hours, with no more digits than they need; nothing where they are not known.

    Example:
        >>> hours_of(150), hours_of(120), hours_of(100), hours_of(None)
        ('2.5', '2', '1.67', '')
    """
    return "" if minutes is None else f"{minutes / _HOUR:.2f}".rstrip("0").rstrip(".")


def summed(total: Mapping[str, Any], name: str, lang: str = "zh") -> str:
    """Return the sum of a record: times and hours, how much is unrecorded, and points where there are any.

    Example:
        >>> summed({"times": 3, "minutes": 150, "unwritten": 1, "points": None}, "演示甲")
        '演示甲：参加 3 次，共 2.5 小时；另有 1 项活动没有写小时'
    """
    parts = [caption("served.sum", lang, name=name, times=total["times"], hours=hours_of(total["minutes"]) or "0")]
    if total["unwritten"]:
        parts.append(caption("served.unwritten", lang, count=total["unwritten"]))
    if total["points"] is not None:
        parts.append(caption("served.points", lang, points=total["points"]))
    return caption("picture.semicolon", lang).join(parts)
