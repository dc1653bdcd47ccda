"""Somebody is away for a while, from all their seats or some; never why (SEMANTICS K14)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from graph.adjusting.outcome import Adjusted
from graph.adjusting.writing import Row, Writing
from graph.errors import BadInput
from graph.network import Network
from graph.rules import Rules


def absent(
    network: Network,
    rules: Rules,  # noqa: ARG001 - all pieces of work are called alike
    *,
    person: str,
    until: date | None = None,
    stands_in: str | None = None,
    seats: Sequence[str] = (),
    by: str = "",
    reason: str | None = None,
) -> Adjusted:
    """Return what is written where somebody is away from the network's date on.

    Args:
        network: The ledger.
        rules: The rules in force.
        person: Who is away.
        until: The first day on which they are back; None = nobody knows yet.
        stands_in: Who stands in.
        seats: The posts that they are away from; none = all.
        by: Who writes it down.
        reason: Never said.

    Raises:
        NotFound: There is no such person, or post.
        BadInput: They hold no such seat, stand in for themselves, or are back before they are away.
    """
    writing = Writing(network)
    who = writing.there(person, ("person",))
    posts = {writing.there(one, ("post",)) for one in seats}
    other = None if stands_in is None else writing.there(stands_in, ("person",))
    if other == who:
        raise BadInput("absent_for_themselves")
    if until is not None and until <= writing.day:
        raise BadInput("absent_until", found=until, day=writing.day)
    held = {row["target"] for row in writing.valid("holds", source=who)}
    if not held or posts - held:
        missing = min(posts - held, default=None)
        raise BadInput("absent_no_seat", seat="—" if missing is None else writing.called(missing))
    for post in sorted(posts) if posts else (None,):
        _away(writing, who, post, other, until)
    if other is not None and any(_covers(row, posts) for row in _in_force(writing, other)):
        writing.note("stand_in_away", person=other)
    return writing.adjusted("absent", by, reason)


def _away(writing: Writing, who: str, post: str | None, other: str | None, until: date | None) -> None:
    """Write an absence, or what is otherwise of one that is in force; who stands in from now on begins another."""
    known = next((row for row in _in_force(writing, who) if row["post"] == post), None)
    said: Row = {"stands_in": other, "until": until}
    if known is None:
        writing.begin("absence", who, writing.day, person=who, post=post, **said)
        return
    said = {name: known[name] if value is None else value for name, value in said.items()}
    if said["stands_in"] == known["stands_in"] or known["since"] == writing.day:
        writing.put(known, **said)
        return
    writing.end(known)
    writing.begin("absence", who, writing.day, person=who, post=post, **said)


def _in_force(writing: Writing, who: str) -> list[Row]:
    rows = writing.network.tables()["absence"].filter(pl.col("person") == who).sort("key").to_dicts()
    return [row for row in rows if writing.in_force(row)]


def _covers(row: Row, posts: set[str]) -> bool:
    return row["post"] is None or not posts or row["post"] in posts
