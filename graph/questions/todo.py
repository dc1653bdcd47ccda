"""What waits for a seat? Needs, asks, ratings, terms, agreements, stale lists, and gaps (SEMANTICS N40)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.todo import ROWS, WHAT
from graph.answers.todo_said import waiting
from graph.facts import Facts, facts_of
from graph.facts.shown import Shown
from graph.life.seats import acting_for, answered_by
from graph.network import Network
from graph.norms.gaps_of import gaps_of
from graph.questions.coming_due.ending import agreements_of, called_post, listings_of, terms_of
from graph.questions.coming_due.needs import asks_of, needs_of
from graph.questions.orders import orders
from graph.rules import Rules
from graph.values.instant import day_in_shanghai, end_instant

Row = dict[str, Any]


def todo(network: Network, rules: Rules, seat: str) -> Answer:
    """Return what waits for a post, organisation, team or person, what is overdue first.

    Args:
        network: The whole of it counts, whatever its *within*; as of the end of its date.
        rules: The rules in force.
        seat: Public key of the post, organisation, team or person.

    Raises:
        NotFound: There is no such thing on the date.
    """
    facts = facts_of(network, rules)
    hats = acting_for(facts.network, network.row(seat))
    area = answered_by(facts.network, hats)
    found = [
        *needs_of(facts, rules, hats),
        *asks_of(facts, rules, hats),
        *terms_of(facts, rules, area),
        *agreements_of(facts, hats, area),
        *listings_of(facts, area),
        *_orders(facts, rules, hats),
        *_gaps(facts, rules, hats),
    ]
    rows = [_row(one, network.date) for one in found]
    rows.sort(key=lambda row: (not row["overdue"], row["due"] or "~", WHAT.index(row["matter"]), row["thing"]["id"]))
    return Answer(
        question="todo",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {"rows": pl.DataFrame(rows, schema=ROWS.schema, orient="row")},
        options={"seat": seat, "packs": None if rules.chosen is None else list(rules.chosen)},
        totals={"waits": {what: many for what in WHAT if (many := Counter(row["matter"] for row in rows)[what])}},
    )


def _row(one: Row, today: date) -> Row:
    row = {"count": 1, "place": None, "due": None, "norm": None, **one}
    row |= {"overdue": row["due"] is not None and day_in_shanghai(row["due"]) < today}
    return {**row, "sentence": waiting(row)}


def _orders(facts: Facts, rules: Rules, hats: Iterable[int]) -> Iterator[Row]:
    """Yield the gaps that they were ordered to close, and that are not closed."""
    mine = {facts.network.key(one) for one in hats}
    for row in orders(facts.network, rules, states=("open", "reopened")).rows.iter_rows(named=True):
        if row["responsible"] is not None and row["responsible"]["id"] in mine:
            thing = {"id": row["order"], "name": row["subject"]["name"], "kind": "order"}
            due = None if row["due"] is None else end_instant(row["due"])
            yield {"matter": "order", "thing": thing, "due": due, "norm": row["norm"]}


def _gaps(facts: Facts, rules: Rules, hats: Iterable[int]) -> Iterator[Row]:
    """Yield the gaps that somebody is responsible for, one line a norm."""
    mine = [one for one in hats if facts.network.rows.kind_of(one) == "organisation"]
    shown = Shown(facts.network)
    for norm, many, first in gaps_of(facts, rules, mine) if mine else ():
        subject = shown.place(first) or {}
        thing = {"id": subject["id"], "name": subject["path"], "kind": subject["kind"]}
        if subject["path"] is None:  # a post has no name of its own
            thing = called_post(facts, rules, first)
        yield {"matter": "gap", "thing": thing, "count": many, "norm": norm.id}
