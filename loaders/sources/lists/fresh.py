"""What was signed and is not in the store yet, each once; what cannot be taken any more is told and left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from graph.errors import NotFound
from graph.network import Network
from graph.rules import base_vocabulary
from graph.tables import Tables
from loaders.report import Report
from loaders.sources.lists.signed import Answer

#: Ties that an answer turns into a claim or a decline; any other stays what it is, and a new tie is made.
_TURNS = ("asked", "proposed")

Tie = dict[str, Any]
Ties = dict[tuple[str, str], list[Tie]]


@dataclass(frozen=True)
class Signing:
    """One list with signatures.

    Attributes:
        answers: What was signed.
        before: The store at the revision that the list was made of.
        made_on: The day of which it is.
    """

    answers: Sequence[Answer]
    before: Tables
    made_on: date


def fresh(signing: Signing, network: Network, known: Ties, report: Report) -> Iterator[Answer]:
    """Yield what was signed and is not in the store yet; where the two were answered since, that is told instead."""
    then = ties_of(signing.before)
    for one in signing.answers:
        pair = (one.box.source, one.box.demand)
        before = [_said(tie) for tie in then[pair]]
        since = [tie for tie in known[pair] if _said(tie) not in before]
        if any(_says(tie, one) for tie in since):
            continue  # taken before
        if since or len(before) != len(known[pair]):
            found = str(one.quantity) if one.claimed else "—"
            leave([one], report, "lists_claimed", found=found, expected=_in_words(since))
        elif not _there(network, one):
            leave([one], report, "lists_gone")
        elif (given := _givers(signing.before, one, signing.made_on)) and not given & _givers(
            network.tables(), one, one.day
        ):
            leave([one], report, "lists_other_giver")
        else:
            yield one


def once(answers: Sequence[Answer], signings: Sequence[Signing], report: Report) -> Iterator[Answer]:
    """Yield each answer once, though the same line stands on a copied sheet, or the two signed another list as well.

    As if the lists had come one after the other: who says the same again changes nothing, who says otherwise is told.
    """
    of = {answer: place for place, signing in enumerate(signings) for answer in signing.answers}
    said: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for one in answers:
        mine = said[one.box.source, one.box.demand]
        again = [other for other in mine if of[other] != of[one] or other.box.id == one.box.id]
        if not again:
            mine.append(one)
            yield one
        elif not any((other.claimed, other.quantity) == (one.claimed, one.quantity) for other in again):
            leave([one], report, "lists_claimed", found=_signed(one), expected="、".join(map(_signed, again)))


def ties_of(tables: Tables) -> Ties:
    """Return the ties *meets* by their ends."""
    found: Ties = defaultdict(list)
    for row in tables["meets"].sort("key").iter_rows(named=True):
        found[row["source"], row["target"]].append(row)
    return found


def turned_tie(ties: Sequence[Tie]) -> Tie | None:
    """Return the tie by which something was asked, or proposed, and that an answer turns."""
    open_ = [tie for tie in ties if tie["until"] is None]
    return next((tie for state in _TURNS for tie in open_ if tie["state"] == state), None)


def leave(answers: Iterable[Answer], report: Report, code: str, **said: Any) -> None:
    """Tell of answers why they are not written, and count them as skipped."""
    for one in answers:
        report.skipped += 1
        report.warn(code, one.where, **said)


def _signed(one: Answer) -> str:
    words = base_vocabulary()
    return (
        f"{words.caption('meeting', 'claimed')} {one.quantity}" if one.claimed else words.caption("meeting", "declined")
    )


def _says(tie: Tie, one: Answer) -> bool:
    """Return whether a tie says what was signed."""
    if not one.claimed:
        return bool(tie["state"] == "declined")
    return tie["state"] == "claimed" and (tie["quantity"] or 1) == one.quantity


def _in_words(ties: Sequence[Tie]) -> str:
    words = base_vocabulary()
    return "、".join(f"{words.caption('meeting', tie['state'])} {tie['quantity'] or 1}" for tie in ties) or "—"


def _there(network: Network, one: Answer) -> bool:
    """Return whether the demand and who would meet it are still there."""
    try:
        network.row(one.box.demand)
        source = network.rows.row(one.box.source)
    except NotFound:
        return False
    return source is not None and network.rows.until[source] > network.day


def _givers(tables: Tables, one: Answer, day: date) -> set[str]:
    """Return who gives what an answer is about on a day; nobody where a unit was asked itself."""
    gives = tables["gives"].filter(target=one.box.source)
    found = gives.filter(
        (pl.col("since").is_null() | (pl.col("since") <= day)) & (pl.col("until").is_null() | (pl.col("until") > day))
    )
    ended = {
        key
        for kind in {source.rpartition("-")[0] for source in found["source"]}
        for key in tables[kind].filter(pl.col("until") <= day)["key"]
    }
    return {*found["source"]} - ended


def _said(tie: Tie) -> tuple[Any, ...]:
    return tie["key"], tie["state"], tie["quantity"], tie["until"]
