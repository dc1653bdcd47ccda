"""The least that can be asked a plain question: rows, a date, a place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.tables import Tables


@dataclass(frozen=True)
class Ledger:
    """A stand-in for a network: all rows of every date, and what is asked about."""

    rows: Tables
    date: dt.date
    within_key: str | None = None
    revision: int = 0

    def tables(self) -> Tables:
        """Every row, of every date."""
        return self.rows
