"""Somebody takes a seat (SEMANTICS K11): whoever sits there leaves it, unless they take it beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graph.adjusting.outcome import Adjusted
from graph.adjusting.persons import person_meant
from graph.adjusting.writing import Row, Writing, earliest
from graph.errors import BadInput
from graph.network import Network
from graph.rules import Rules
from graph.values.name import clean_name


def appoint(  # noqa: PLR0913 - each is said by name
    network: Network,
    rules: Rules,
    *,
    seat: str,
    person: str | None = None,
    name: str | None = None,
    home: str | None = None,
    unit: str | None = None,
    acting: bool = False,
    beside: bool = False,
    basis: str | None = None,
    term_ends: date | None = None,
    by: str = "",
    reason: str | None = None,
) -> Adjusted:
    """Return what is written where somebody takes a seat on the network's date.

    Args:
        network: The ledger.
        rules: The rules in force.
        seat: The post.
        person: Who takes it; else by ``name``, looked for at ``home`` or in ``unit``, else around the seat.
        name: Their name.
        home: Where they live.
        unit: What they belong to.
        acting: Whether for the time being.
        beside: Whether whoever sits there stays.
        basis: How they came to it, by code or word.
        term_ends: Last day of the term.
        by: Who writes it down.
        reason: Why.

    Raises:
        NotFound: There is no such seat, person, home or unit.
        BadInput: It is not said who, the name is none, or the term is over before it begins.
        Ambiguous: Several people could be meant.
    """
    writing = Writing(network)
    if term_ends is not None and term_ends < writing.day:
        raise BadInput("appoint_term", found=term_ends, day=writing.day)
    post = writing.there(seat, ("post",))
    who = person_meant(writing, post, person, name, home, unit)
    word = None if basis is None else rules.vocabulary().resolve("basis", clean_name(basis) or "")
    said = {"basis": word, "term_ends": term_ends}
    there = writing.valid("holds", target=post)
    mine = next((row for row in there if row["source"] == who and _same(row, said, acting=acting)), None)
    for row in there:
        if row is not mine and (not beside or row["source"] == who):
            writing.end(row)
    later = writing.later("holds", target=post)
    for row in later:
        writing.note("hold_later", post=post, person=row["source"], since=row["since"].isoformat())
    if mine is None:
        own = earliest(*(row["since"] for row in later if row["source"] == who))
        writing.tie("holds", who, post, acting=acting or None, until=own, **said)
    return writing.adjusted("appoint", by, reason)


def _same(row: Row, said: Mapping[str, object], *, acting: bool) -> bool:
    """Return whether somebody holds a seat so already; another basis or term that is said begins anew."""
    return bool(row["acting"]) == acting and all(value in (None, row[name]) for name, value in said.items())
