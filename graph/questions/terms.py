"""Who is up for re-election in the next months, what ends, and which lists go out of date? (SEMANTICS K50, K51)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.terms import ENDINGS, MONTHS, MOST, ROWS
from graph.answers.terms_said import months_ahead, what_ends
from graph.answers.todo import STALE
from graph.errors import BadInput
from graph.facts import Facts, facts_of
from graph.facts.ending import last_days_by, lists_stale_by, terms_by
from graph.network import Network
from graph.network.numbering import day_of
from graph.questions.coming_due.ending import called_post
from graph.questions.coming_due.needs import told_place
from graph.rules import Rules
from graph.values.ahead import months_after

Row = dict[str, Any]


def terms(network: Network, rules: Rules, *, months: int | str = MONTHS) -> Answer:
    """Return what ends within so many months or has run out, and who acts; first what ended first.

    Args:
        network: What lies in its *within*, on its date; without one all.
        rules: The rules in force, for what posts are called.
        months: So many months ahead.

    Raises:
        BadInput: That is no number of months.

    Example:
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> terms(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["ending"]
        {'term': 0, 'acting': 0, 'agreement': 0, 'exception': 0, 'listing': 0}
    """
    ahead = asked_months(months)
    facts = facts_of(network, rules)
    rows = [finished(one, network.date) for one in _found(network, facts, rules, months_after(network.date, ahead))]
    rows.sort(key=told_in_order)
    counted = Counter(row["ending"] for row in rows)
    return Answer(
        question="terms",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {"rows": pl.DataFrame(rows, schema=ROWS.schema, orient="row")},
        options={"months": str(ahead)},
        totals={"ending": {ending: counted[ending] for ending in ENDINGS}},
    )


def asked_months(said: int | str) -> int:
    """Return so many months as are asked about.

    Raises:
        BadInput: It is no such number.
    """
    found = months_ahead(said)
    if found is None or found > MOST:
        raise BadInput("terms_months", found=said, most=MOST)
    return found


def finished(row: Row, today: date) -> Row:
    """Return a row with how it stands, how many days are left, and its sentence."""
    acts, day = row["ending"] == "acting", row["day"]
    left = None if day is None or acts else (day - today).days
    stands = "acting" if acts else "over" if left is not None and left < 0 else "soon"
    row = {"who": None, "place": None, **row, "stands": stands, "days_left": left}
    return {**row, "sentence": what_ends(row)}


def told_in_order(row: Row) -> tuple[Any, ...]:
    """Return what rows are ordered by: the day, those without one last; then what it is, the thing and who."""
    who = row["who"]["id"] if row["who"] else ""
    return row["day"] or date.max, ENDINGS.index(row["ending"]), row["thing"]["id"], who


def _found(network: Network, facts: Facts, rules: Rules, until: date) -> Iterator[Row]:
    yield from _terms(network, facts, rules, until)
    yield from _acting(network, facts, rules)
    for kind in ("agreement", "exception"):
        for row, day in last_days_by(network, kind, until):
            if _inside(network, int(network.view.anchor[row])):
                yield {"ending": kind, "thing": _thing(network, row), "place": _where(network, row), "day": day}
    for row, within, day in lists_stale_by(network, until, STALE):
        if _inside(network, within):
            place = {"id": network.key(within), "name": network.name(within)}
            yield {"ending": "listing", "thing": _thing(network, row), "place": place, "day": day}


def _terms(network: Network, facts: Facts, rules: Rules, until: date) -> Iterator[Row]:
    for at, day in terms_by(facts, until):
        if (found := _held(network, facts, rules, at)) is not None:
            yield {"ending": "term", **found, "day": day}


def _acting(network: Network, facts: Facts, rules: Rules) -> Iterator[Row]:
    since = facts.network.rows.ties["holds"].since
    for at in facts.holds.today.tolist():
        if facts.holds.acting[at] and (found := _held(network, facts, rules, at)) is not None:
            yield {"ending": "acting", **found, "day": day_of(int(since[at]))}


def _held(network: Network, facts: Facts, rules: Rules, at: int) -> Row | None:
    """Return the post of a hold, who holds it and where; None where that is not asked about."""
    holds, whole = facts.network.rows.ties["holds"], facts.network
    post, person = int(holds.target[at]), int(holds.source[at])
    if not _inside(network, int(whole.view.anchor[post])):
        return None
    who = {"id": whole.key(person), "name": None}
    return {"thing": called_post(facts, rules, post), "who": who, "place": _where(whole, post)}


def _inside(network: Network, place: int) -> bool:
    within = network.within_row
    return within is None or (place >= 0 and network.view.encloses(within, place))


def _thing(network: Network, row: int) -> Row:
    kind = network.rows.kind_of(row)
    line = network.rows.frame(kind).row(row - network.rows.block[kind][0], named=True)
    name = line["norm"] if kind == "exception" else line["selector"] if kind == "listing" else line["name"]
    return {"id": network.key(row), "name": name, "kind": kind}


def _where(network: Network, row: int) -> Row | None:
    """Return where a thing is told to be; None where it lies nowhere."""
    return told_place(network, row) if int(network.view.anchor[row]) >= 0 else None
