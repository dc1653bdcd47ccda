"""Joins lines of one subject that say the same of several items, such as past periods or themes, into one line.

SEMANTICS C57.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from api.cli.opened import Opened

Row = Mapping[str, Any]
_NAMED = 5  # items of one line that are named; of more the first and how many they are


def by_subject(rows: Iterable[Row], said: Callable[[Row], object]) -> Iterator[dict[str, Any]]:
    """Yield rows, those of a norm and subject that say the same as one row with all their ``items``.

    Bands and what would close them add up, so that one line needs what its items need together.

    Args:
        rows: Rows that stand by norm, then subject.
        said: What must be the same of rows that are told together.
    """
    for (_, _, alike), group in groupby(rows, key=lambda row: (row["norm"], row["subject"]["id"], said(row))):
        found = [dict(row) for row in group]
        if len(found) == 1 or alike is None:
            yield from ({**row, "items": [row["item"]]} for row in found)
        else:
            yield {**found[0], **_summed(found), "items": [row["item"] for row in found]}


def items_said(asked: Opened, row: Row) -> str:
    """Return which items of its subject a row is about; empty where it is about the whole."""
    items = [one for one in row.get("items", (row["item"],)) if one is not None]
    told = asked.say("picture.and").join(filter(None, (asked.say.item(row["norm"], one) for one in items[:_NAMED])))
    return asked.say("cli.coverage.and_items", items=told, count=len(items)) if len(items) > _NAMED else told


def besides_item(row: Row) -> object:
    """Return what a row of coverage says but for its item and numbers; None where it stands alone.

    Example:
        >>> besides_item({"item": None}) is None
        True
    """
    if row["item"] is None or row["base"] is not None:
        return None
    reasons = tuple((one["code"], one["id"], one["since"]) for one in row["why"])
    closed = tuple((one["code"], one["id"]) for one in row["close"])
    return row["state"], row["how"], reasons, closed, tuple(row["flags"]), row["responsible"], str(row["cite"])


def _summed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    bands: dict[str, Any] = {
        name: _band([row[name] for row in rows]) for name in ("has", "needs", "short") if name in rows[0]
    }
    if "close" not in rows[0]:
        return bands
    steps = [
        {**steps[0], "count": None if steps[0]["count"] is None else sum(one["count"] for one in steps)}
        for steps in zip(*(row["close"] for row in rows), strict=True)
    ]
    return {**bands, "close": steps}


def _band(bands: list[Row | None]) -> Row | None:
    known = [one for one in bands if one is not None]
    if not known:
        return None
    high = None if any(one["high"] is None for one in known) else sum(one["high"] for one in known)
    return {"low": sum(one["low"] for one in known), "high": high}
