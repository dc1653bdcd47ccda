"""What became of each order to close a gap? Its state is read off its norm, never stored (SEMANTICS N60, N61, N62)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.orders import LOOKED_AT, ROWS, STATES
from graph.answers.orders_said import what_became
from graph.network import Network
from graph.network.numbering import EPOCH, day_of
from graph.norms.standing import Asked, standing
from graph.rules import Rules

Row = dict[str, Any]
_STANDS = {"gap": "open", "met": "closed", "unknown": "cannot_tell"}


def orders(network: Network, rules: Rules, *, states: Iterable[str] | None = STATES) -> Answer:
    """Return what became of each order: open, closed since, a gap again, not to be told, or not asked any more.

    Args:
        network: Orders for what lies in its *within*, on its date; without one all.
        rules: The norms in force.
        states: Which rows to show; None = all. Totals always count all.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> orders(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["states"]
        {'reopened': 0, 'open': 0, 'cannot_tell': 0, 'closed': 0, 'lapsed': 0}
    """
    given = _given(network)
    looked = _looked_at(network, given)
    norms = {row["norm"] for row in given}
    by_day = {day: standing(network.on(day), rules, norms) for day in ([*looked, network.date] if given else [])}
    rows = [_row(network, row, by_day) for row in given]
    rows.sort(key=lambda row: (STATES.index(row["state"]), row["due"] or date.max, row["order"]))
    shown = STATES if states is None else tuple(states)
    return Answer(
        question="orders",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            "rows": pl.DataFrame([row for row in rows if row["state"] in shown], schema=ROWS.schema, orient="row")
        },
        options={"states": None if states is None else list(shown)},
        totals={"states": {state: sum(row["state"] == state for row in rows) for state in STATES}},
        issues=tuple(
            {"code": "orders_looked_back", "id": row["subject"], "other": None, "since": looked[0].isoformat()}
            for row in given
            if len(looked) == LOOKED_AT and row["assigned_on"] < looked[0]
        ),
    )


def _given(network: Network) -> list[Row]:
    """Return the orders that are there on the day, in the place asked about, by key."""
    view, within = network.view, network.within_row
    inside = None if within is None else view.inside(within)
    first, _ = network.rows.block["order"]
    found = []
    for line, row in enumerate(network.rows.frame("order").iter_rows(named=True)):
        at = int(view.anchor[first + line])
        lies = inside is None or (at >= 0 and bool(inside[at]))
        if view.valid[first + line] and lies and row["assigned_on"] <= network.date:
            found.append(row)
    return found


def _looked_at(network: Network, given: list[Row]) -> list[date]:
    """Return the latest days before the date on which anything changed since the first order was given."""
    if not given:
        return []
    first = (min(row["assigned_on"] for row in given) - EPOCH).days
    days = (day_of(day) for day in network.rows.edges if first < day < network.day)
    return [day for day in days if day is not None][-LOOKED_AT:]


def _row(network: Network, row: Row, by_day: Mapping[date, Mapping[Asked, str]]) -> Row:
    asked = (row["norm"], row["subject"], row["item"])
    stood = [(day, found.get(asked)) for day, found in by_day.items() if day > row["assigned_on"]]
    now = by_day[network.date].get(asked)
    state = _STANDS.get(now or "", "lapsed")
    met = [day for day, stands in stood if stands == "met"]
    since, met_on = None, None
    if state == "closed":
        since = _run(stood, "met")
    elif state == "open" and met:
        state, since, met_on = "reopened", _run(stood, "gap"), met[-1]
    late = None
    if state in ("open", "reopened", "cannot_tell") and row["due"] is not None and row["due"] < network.date:
        late = (network.date - row["due"]).days
    found: Row = {
        "order": row["key"],
        "norm": row["norm"],
        "subject": _party(network, row["subject"]),
        "item": row["item"],
        "state": state,
        "responsible": _party(network, row["responsible"]),
        "assigned_on": row["assigned_on"],
        "due": row["due"],
        "days_late": late,
        "since": since,
        "met_on": met_on,
    }
    return {**found, "sentence": what_became(found)}


def _run(stood: list[tuple[date, str | None]], state: str) -> date | None:
    """Return since which day the state has been this one without a break; None = it is not."""
    since = None
    for day, stands in reversed(stood):
        if stands != state:
            break
        since = day
    return since


def _party(network: Network, key: str | None) -> Row | None:
    if key is None:
        return None
    row = network.rows.row(key)
    return {"id": key, "name": None if row is None else network.name(row), "kind": key.rpartition("-")[0]}
