"""Whether somebody agreed to be told by a tie: for what, from when, and until when (SEMANTICS V9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.kinds import Kind, Tie


def consent_of(kind: type[Kind]) -> tuple[str, ...]:
    """Return the fields that say so: for what, from when, until when; none where it needs no consent."""
    return kind.consent if issubclass(kind, Tie) else ()


def agrees(kind: type[Kind], row: Mapping[str, Any], today: date | None) -> bool:
    """Return whether consent is in force today, whatever day the ledger is looked at on.

    Args:
        kind: A kind of tie that needs it.
        row: The tie as it is written now.
        today: The day; None = nobody can tell, and no consent holds.

    Example:
        >>> from datetime import date
        >>> from graph.kinds import kind_of
        >>> said = {"purpose": "上门前联系", "agreed_on": date(2024, 10, 20), "agreed_until": date(2024, 11, 1)}
        >>> [agrees(kind_of("raises"), said, date(2024, month, 1)) for month in (10, 11)]
        [False, False]
        >>> agrees(kind_of("raises"), said, date(2024, 10, 31)), agrees(kind_of("raises"), {}, date(2024, 10, 31))
        (True, False)
    """
    purpose, since, until = (row.get(name) for name in consent_of(kind))
    if today is None or not purpose or since is None:
        return False
    return bool(since <= today and (until is None or today < until))
