"""Days as people write them: the last one on which something holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any


def last_day(name: str, value: Any) -> Any:
    """Return a value as forms show it: of ``until``, the last day on which it holds.

    Example:
        >>> last_day("until", date(2024, 9, 1)).isoformat()
        '2024-08-31'
    """
    return value - timedelta(days=1) if name == "until" and isinstance(value, date) else value
