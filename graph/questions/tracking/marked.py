"""What needs a look: overdue, due soon, unrated, suspended, returned, unassigned (SEMANTICS N22)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from graph.answers.needs import LONGEST, SOON
from graph.errors import NotAskable
from graph.facts import facts_of
from graph.facts.lives import MET, day_of
from graph.network import Network
from graph.rules import Rules
from graph.rules.workflow import DONE, RATED_WITHIN

_LAST = "9999"


def marked(
    network: Network, rules: Rules, lines: pl.DataFrame, days: str | None
) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
    """Return needs with what needs a look, the most urgent first, and an issue for each of which nobody can tell.

    Args:
        network: Asked on its date.
        rules: The profiles, with the working days that each knows of.
        lines: Needs with their lives.
        days: What is due within so many days is due soon; None = so many working days.
    """
    today, ahead = network.date, number_of(days)
    sure = today + timedelta(days=SOON if ahead is None else ahead)
    lines = _with_soon(network, rules, lines, None if ahead is None else sure)
    is_open = ~pl.col("status").is_in(DONE)
    due = pl.col("due_day")
    found = lines.rename({"state": "status"}).with_columns(
        due_day=day_of(pl.col("due")), raised_day=day_of(pl.col("raised")), stands_since=day_of(pl.col("since"))
    )
    standing = pl.col("until").is_not_null() & (pl.col("until") >= today)
    counts = is_open & ~standing & due.is_not_null()
    can_rate = pl.col("status").is_in(("finished", "reviewed")) & (pl.col("steps") > 0) & ~pl.col("ended")
    found = found.with_columns(
        is_open=is_open,
        met=pl.col("status").is_in(MET),
        overdue=counts & (due < today),
        due_soon=counts & due.is_between(today, pl.col("soon").fill_null(sure)),
        unsure=counts
        & due.is_between(sure + timedelta(days=1), today + timedelta(days=LONGEST))
        & pl.col("soon").is_null(),
        unrated=can_rate,
        suspended=pl.col("status") == "suspended",
        unassigned=is_open & (pl.col("has") < 0),
        rate_until=pl.when(can_rate).then(pl.col("stands_since") + pl.duration(days=RATED_WITHIN)),
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
    unsure = [
        {"code": "due_soon_unknown", "id": network.key(row), "other": None, "year": year}
        for row, year in found.filter("unsure").sort("row").select("row", "year").iter_rows()
    ]
    return found, unsure


def _with_soon(network: Network, rules: Rules, lines: pl.DataFrame, said: date | None) -> pl.DataFrame:
    """Return lines with until when something is due soon there (``soon``), or the ``year`` of which nobody knows."""
    profiles, anchor = facts_of(network, rules).profiles, lines["anchor"].to_numpy()
    at = np.where(anchor >= 0, profiles.at[anchor], -1) if profiles.at.size else anchor
    lines = lines.with_columns(profile=pl.Series(at, dtype=pl.Int32))
    known = []
    for one in lines["profile"].unique():
        calendar = rules.calendar(profiles.names[one] if one >= 0 else None)
        soon = calendar.after(network.date, SOON) if said is None else said
        year = calendar.unknown_year(network.date) if soon is None else None
        known.append({"profile": one, "soon": soon, "year": year})
    schema = {"profile": pl.Int32, "soon": pl.Date, "year": pl.Int64}
    return lines.join(pl.DataFrame(known, schema=schema), on="profile", how="left", maintain_order="left")


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
