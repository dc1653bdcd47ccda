"""The state of an order in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.words import caption


def what_became(row: Mapping[str, Any], lang: str = "zh") -> str:
    """Return the state of an order, and by how many days it is late.

    Example:
        >>> from datetime import date
        >>> row = {"order": "order-1", "state": "open", "due": date(2024, 11, 1), "days_late": 3, "since": None}
        >>> what_became({**row, "met_on": None})
        '还没有补上，已逾期 3 天'
        >>> what_became({**row, "state": "closed", "days_late": None, "since": date(2024, 10, 28), "met_on": None})
        '自 2024-10-28 起已补上'
    """
    said = caption(f"orders.{row['state']}", lang, since=row["since"] or "", met_on=row["met_on"] or "")
    return said if row["days_late"] is None else caption("orders.late", lang, text=said, days=row["days_late"])
