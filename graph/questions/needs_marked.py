"""What needs a look: overdue, due soon, unrated, suspended, returned, unassigned (SEMANTICS N22)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl

from graph.answers.needs import LONGEST, SOON
from graph.calendar import Calendar
from graph.errors import NotAskable
from graph.facts.lives import MET, day_of
from graph.network import Network
from graph.rules.workflow import DONE, RATED_WITHIN

_LAST = "9999"


def marked(network: Network, lines: pl.DataFrame, days: str | None) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
    """Return needs with what needs a look, the most urgent first, and an issue for each of which nobody can tell.

    Args:
        network: Asked on its date.
        lines: Needs with their lives.
        days: What is due within so many days is due soon; None = so many working days.
    """
    today = network.date
    ahead = number_of(days)
    sure = today + timedelta(days=SOON if ahead is None else ahead)
    calendar = Calendar.official()
    soon = sure if ahead is not None else calendar.after(today, SOON)
    is_open = ~pl.col("status").is_in(DONE)
    due = pl.col("due_day")
    found = lines.rename({"state": "status"}).with_columns(
        due_day=day_of(pl.col("due")), raised_day=day_of(pl.col("raised")), last_day=day_of(pl.col("last"))
    )
    standing = pl.col("until").is_not_null() & (pl.col("until") >= today)
    counts = is_open & ~standing & due.is_not_null()
    can_rate = pl.col("status").is_in(("finished", "reviewed")) & (pl.col("steps") > 0) & ~pl.col("ended")
    found = found.with_columns(
        is_open=is_open,
        met=pl.col("status").is_in(MET),
        overdue=counts & (due < today),
        due_soon=counts & due.is_between(today, sure if soon is None else soon),
        unsure=counts & due.is_between(sure + timedelta(days=1), today + timedelta(days=LONGEST)) & (soon is None),
        unrated=can_rate,
        suspended=pl.col("status") == "suspended",
        unassigned=is_open & (pl.col("has") < 0),
        rate_until=pl.when(can_rate).then(pl.col("last_day") + pl.duration(days=RATED_WITHIN)),
    ).with_columns(
        pl.col("overdue", "due_soon", "unsure", "unrated", "suspended", "unassigned").fill_null(value=False),
        late=pl.when("overdue").then((pl.lit(today) - due).dt.total_days()),
    )
    order = [pl.col(name) for name in ("overdue", "due_soon", "is_open", "unrated")]
    found = found.sort(
        *order,
        pl.col("due").fill_null(_LAST),
        pl.col("raised").fill_null(_LAST),
        "row",
        descending=[True] * len(order) + [False] * 3,
    )
    year = None if soon is not None else calendar.unknown_year(today)
    unsure = [
        {"code": "due_soon_unknown", "id": network.key(row), "other": None, "year": year}
        for row in found.filter("unsure")["row"].sort()
    ]
    return found, unsure


def number_of(days: str | None) -> int | None:
    """Return a number of days that somebody wrote.

    Raises:
        NotAskable: It is none.

    Example:
        >>> number_of("3"), number_of(None)
        (3, None)
    """
    if days is None:
        return None
    if not (days.isascii() and days.isdigit() and len(days) < len("1000")):
        raise NotAskable("needs_days", found=days)
    return int(days)
