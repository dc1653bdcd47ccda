"""How far is each need, who has it, by when, and what needs a look? (SEMANTICS N21, N22, N23, N24)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.needs import LEVEL, MARKS, QUESTION, STATES, TELLING
from graph.facts import facts_of
from graph.facts.shown import Shown
from graph.names import fold
from graph.network import Network
from graph.questions.tracking.marked import marked
from graph.questions.tracking.seen import seen
from graph.questions.tracking.up import Upward
from graph.rules import Rules
from graph.values.instant import show_instant

Row = dict[str, Any]
_COUNTS = {
    "open": pl.col("is_open"),
    "due_soon": pl.col("due_soon"),
    "overdue": pl.col("overdue"),
    "unrated": pl.col("unrated"),
    "met": pl.col("met"),
}


def needs(
    network: Network,
    rules: Rules,
    *,
    ended: bool = False,
    states: tuple[str, ...] = STATES,
    category: str | None = None,
    unit: str | None = None,
    level: str = LEVEL,
    days: str | None = None,
) -> Answer:
    """Return how far each need is that has not ended, who has it, by when, and what needs a look.

    Args:
        network: Asked about its *within*, on its date.
        rules: The rules in force.
        ended: Show also those that have ended.
        states: The states that are shown; whatever is shown, all are counted.
        category: Only needs of this category and those below it, by code or word.
        unit: Only what this organisation or team has.
        level: The level by which places are counted.
        days: What is due within so many days is due soon; None = two working days.

    Raises:
        NotFound: There is no such unit on the date.
        NotAskable: There is no such level or category, or ``days`` is no number.

    Example:
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> needs(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["states"]["open"]
        0
    """
    within = seen(network, rules, category=category, unit=unit, level=level)
    found, unsure = marked(network, rules, within.lines, days)
    shown = found.filter(pl.col("status").is_in(states))
    shown = shown if ended else shown.filter(~pl.col("ended"))
    left_out = within.left_out
    return Answer(
        question="needs",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: _frames(network, rules, found, shown),
        options={
            "ended": ended,
            "states": list(states),
            "category": category,
            "unit": unit,
            "level": level,
            "days": days,
        },
        totals={
            "states": {state: int((found["status"] == state).sum()) for state in STATES},
            "marks": {mark: int(found[mark].sum()) for mark in MARKS},
        },
        issues=(*([] if left_out is None else [left_out]), *unsure),
    )


def _frames(network: Network, rules: Rules, found: pl.DataFrame, shown: pl.DataFrame) -> dict[str, pl.DataFrame]:
    tell = _Teller(network, rules)
    rows = [tell.row(line) for line in shown.iter_rows(named=True)]
    tables = {
        "rows": rows,
        "places": [{"place": tell.shown.place(line.pop("by_place")), **line} for line in _counted(found, "by_place")],
        "units": [{"unit": tell.shown.thing(line.pop("unit")), **line} for line in _counted(found, "unit")],
        "categories": _counted(found, "category"),
    }
    for name, column in (("places", "place"), ("units", "unit"), ("categories", "category")):
        tables[name].sort(key=lambda row: _in_order(row, column))
    return {
        name: pl.DataFrame(some, schema=QUESTION.tables[name].schema, orient="row") for name, some in tables.items()
    }


def _counted(found: pl.DataFrame, by: str) -> list[Row]:
    """Return how many needs there are of each sort, place by place, or by what else."""
    counted = found.group_by(by).agg(**{name: which.sum() for name, which in _COUNTS.items()})
    return counted.filter(pl.any_horizontal(pl.col(name) > 0 for name in _COUNTS)).to_dicts()


def _in_order(row: Row, column: str) -> tuple[Any, ...]:
    """Most overdue first, then most open, then by name; what has none last."""
    what = row[column]
    told = what if isinstance(what, str) or what is None else what["name"] or ""
    key = what["id"] if isinstance(what, dict) else ""
    return (-row["overdue"], -row["open"], told is None, told or "", key)


class _Teller:
    """Puts lines into the columns of an answer."""

    def __init__(self, network: Network, rules: Rules) -> None:
        self.network, self.shown = network, Shown(network)
        self._up = Upward(facts_of(network, rules), rules)
        self._nearer = cache(self._nearer_names)

    def row(self, line: Row) -> Row:
        due = None if line["due"] is None else show_instant(line["due"], "zh").partition(" ")
        up, ends = self._up.of(line) if line["overdue"] else (None, None)
        return {
            "demand": {"id": self.network.key(line["row"]), "name": self._name(line)},
            "order_number": line["number"],
            "category": line["category"],
            "place": self.shown.place(line["told"]),
            "status": line["status"],
            "marks": [mark for mark in MARKS if line[mark]],
            "handler": self._handler(line["has"]),
            "unit": self.shown.thing(line["unit"]),
            "raised": line["raised_day"],
            "due": None if due is None else date.fromisoformat(due[0]),
            "due_time": (due[2] or None) if due else None,
            "days_late": line["late"],
            "waits_until": line["until"],
            "rate_until": line["rate_until"],
            "outcome": line["outcome"],
            "steps": line["steps"],
            "goes_to": up,
            "up_ends": ends,
        }

    def _handler(self, has: int) -> Row | None:
        if has < 0:
            return None
        kind = self.network.rows.kind_of(has)
        role = self.shown.value(has, "role") if kind == "post" else None
        return {"id": self.network.key(has), "name": self.network.name(has), "role": role, "kind": kind}

    def _name(self, line: Row) -> str | None:
        """Return what a need is called, unless that names a place around it which is not told (SEMANTICS N24)."""
        name = self.network.name(line["row"])
        if name is None or line["anchor"] < 0:
            return name
        folded = fold(name)
        return None if any(one in folded for one in self._nearer(line["anchor"], line["told"])) else name

    def _nearer_names(self, anchor: int, told: int) -> list[str]:
        """Return the names of the places around that are nearer than the one that is told, if they say anything."""
        around = [place for place, _ in self.network.view.enclosing(anchor)]
        nearer = around[: around.index(told)] if told in around else around
        said = [fold(self.network.name(place) or "") for place in nearer]
        return [one for one in said if len(one) >= TELLING]
