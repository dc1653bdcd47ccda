"""What did one person or team serve? Activities, times and hours, for their record (SEMANTICS N64, N65, N66)."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl

from graph.answers import Answer
from graph.answers.served import ROWS, SUM
from graph.errors import BadInput
from graph.facts import facts_of
from graph.network import Network
from graph.rules import Rules
from graph.rules.points import minutes_of, points_of
from graph.values.dates import DAY

Row = dict[str, Any]


def served(network: Network, rules: Rules, whom: str, *, first: str | None = None, last: str | None = None) -> Answer:
    """Return the service record of a person or team: what they took part in by the date, one line an activity.

    Args:
        network: The whole of it counts, whatever its *within*.
        rules: The profiles say whether hours give points.
        whom: Public key of the person or team.
        first: Only from this day on.
        last: Only up to this day.

    Raises:
        NotFound: There is nobody of that key on the date.
        BadInput: The first day is after the last.
    """
    whole = network.within(None)
    row = whole.row(whom)
    begins, ends = days_of(first, last)
    view, facts = whole.view, facts_of(whole, rules)
    tie = whole.rows.ties["took_part"]
    lines = np.flatnonzero(view.holding("took_part") & (tie.source == row))
    start, _ = whole.rows.block["activity"]
    activities = whole.rows.frame("activity")
    rows, undated = [], []
    for line in lines.tolist():
        at = int(tie.target[line])
        said, part = activities.row(at - start, named=True), tie.frame.row(line, named=True)
        if said["on"] is None and (begins or ends):
            undated.append(said["key"])
        elif said["on"] is None or (said["on"] <= network.date and _between(said["on"], begins, ends)):
            anchor = int(view.anchor[at])
            rows.append(_row(whole, facts.profiles.find(anchor) if anchor >= 0 else None, anchor, said, part))
    rows.sort(key=lambda one: (one["held_on"] or date.min, one["activity"]["id"]))
    total = _sum({"id": whom, "name": whole.name(row)}, rows)
    return Answer(
        question="served",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            "rows": pl.DataFrame(rows, schema=ROWS.schema, orient="row"),
            "sum": pl.DataFrame([total], schema=SUM.schema, orient="row"),
        },
        options={
            "whom": whom,
            "first": None if begins is None else begins.isoformat(),
            "last": None if ends is None else ends.isoformat(),
        },
        totals={"served": {"activities": len(rows), "times": total["times"], "minutes": total["minutes"]}},
        issues=tuple({"code": "served_undated", "id": key, "other": None} for key in sorted(undated)),
    )


def days_of(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """Return two days as they were written.

    Raises:
        BadInput: One is none, or the first is after the last.

    Example:
        >>> days_of("2024-01-01", None)
        (datetime.date(2024, 1, 1), None)
    """
    begins, ends = DAY.clean(first), DAY.clean(last)
    if begins is not None and ends is not None and begins > ends:
        raise BadInput("served_days", first=begins, last=ends)
    return begins, ends


def _between(on: date, begins: date | None, ends: date | None) -> bool:
    return (begins is None or begins <= on) and (ends is None or on <= ends)


def _row(network: Network, profile: Any, anchor: int, said: Row, part: Row) -> Row:
    came = part["came"] is not False
    minutes = minutes_of(part["hours"]) if came else 0
    return {
        "activity": {"id": said["key"], "name": said["name"]},
        "held_on": said["on"],
        "category": said["category"],
        "place": None if anchor < 0 else {"id": network.key(anchor), "name": network.name(anchor)},
        "came": came,
        "times": (said["times"] or 1) if came else 0,
        "minutes": minutes,
        "points": points_of(profile, said["category"], minutes),
    }


def _sum(whom: Row, rows: list[Row]) -> Row:
    points = [row["points"] for row in rows if row["points"] is not None]
    return {
        "whom": whom,
        "times": sum(row["times"] for row in rows),
        "minutes": sum(row["minutes"] or 0 for row in rows),
        "unwritten": sum(row["minutes"] is None for row in rows),
        "points": sum(points) if points else None,
    }
