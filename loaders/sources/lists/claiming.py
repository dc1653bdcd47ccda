"""What was signed as steps: a claim or a decline each, none beyond what is left of the demand or of the lot.

A line that cannot be written is told, and left as it is (SEMANTICS M44).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from graph.changes import ORIGIN, apply
from graph.errors import NotFound, StepRefused
from graph.life.mirrored import taken_in_life
from graph.matching.meetings import meetings_of
from graph.matching.supply import lots_of, supply_of
from graph.network import Network
from graph.network.numbering import EPOCH
from graph.rules import Rules, base_vocabulary
from graph.steps.amounts import first_day
from graph.steps.asked import Asked
from graph.steps.pair import Pair
from graph.tables import Tables, row_schema
from loaders.lists.chosen import held_of, wanted_of
from loaders.reading import Batch
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


def answered(signings: Sequence[Signing], now: Tables, rules: Rules, report: Report) -> list[Batch]:
    """Return the rows that signatures make, those of all lists together: each is a step, and what follows from it.

    Args:
        signings: The lists.
        now: The store now.
        rules: The rules in force.
        report: Takes what cannot be written, which is counted as skipped, and whom a claim leaves to be told.
    """
    every = [one for signing in signings for one in signing.answers]
    if not every:
        return []
    network, known = Network(now, max(one.day for one in every)), _ties(now)
    fresh = [one for signing in signings for one in _fresh(signing, network, known, report)]
    fresh = list(_once(fresh, signings, report))
    kept = _within_lots(network, rules, _within_demands(network, fresh, report), known, report)
    return _steps(kept, now, rules, report)


def _fresh(signing: Signing, network: Network, known: Ties, report: Report) -> Iterator[Answer]:
    """Yield what was signed and is not in the store yet; where the two were answered since, that is told instead."""
    then = _ties(signing.before)
    for one in signing.answers:
        pair = (one.box.source, one.box.demand)
        before = [_said(tie) for tie in then[pair]]
        since = [tie for tie in known[pair] if _said(tie) not in before]
        if any(_says(tie, one) for tie in since):
            continue  # taken before
        if since or len(before) != len(known[pair]):
            found = str(one.quantity) if one.claimed else "—"
            _leave([one], report, "lists_claimed", found=found, expected=_in_words(since))
        elif not _there(network, one):
            _leave([one], report, "lists_gone")
        else:
            yield one


def _once(answers: Sequence[Answer], signings: Sequence[Signing], report: Report) -> Iterator[Answer]:
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
            _leave([one], report, "lists_claimed", found=_signed(one), expected="、".join(map(_signed, again)))


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


def _within_demands(network: Network, answers: list[Answer], report: Report) -> list[Answer]:
    """Return the answers but for the claims of demands that need less than was claimed in all."""
    held = held_of(network, meetings_of(network))

    def left(demand: str) -> int:
        return wanted_of(network, network.row(demand)) - int(held[network.row(demand)])

    return _within(answers, lambda one: one.box.demand, left, report, "lists_too_much")


def _within_lots(network: Network, rules: Rules, answers: list[Answer], known: Ties, report: Report) -> list[Answer]:
    """Return the answers but for the claims out of a lot that has less than was claimed of it in all.

    A claim is out of the lot of its day of delivery (SEMANTICS M3, M33).
    """
    claims = [one for one in answers if one.claimed and one.box.source.startswith("offer-")]
    if not claims:
        return answers
    days = {one: _day_of(one, known, network, rules) for one in claims}
    seen = network.on(min(days.values()))  # a lot may be past by the time when somebody signs
    last = (max(days.values()) - EPOCH).days
    mine = [network.rows.row(one.box.source) for one in claims]
    offers = supply_of(seen, last).offers.filter(pl.col("offer").is_in(mine))
    lots = lots_of(seen, offers, meetings_of(seen), last)
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for offer, first, after, rest in lots.select("offer", "lot_first", "lot_after", "left").iter_rows():
        found[network.key(offer)].append((first, after, rest))

    def lot(one: Answer) -> tuple[str, int] | None:
        day = (days[one] - EPOCH).days if one in days else None
        spans = (first for first, after, _ in found[one.box.source] if day is not None and first <= day < after)
        first = next(spans, None)
        return None if first is None else (one.box.source, first)

    def left(of: tuple[str, int]) -> int:
        return next(rest for first, _, rest in found[of[0]] if first == of[1])

    return _within(answers, lot, left, report, "lists_lot")


def _day_of(one: Answer, known: Ties, network: Network, rules: Rules) -> date:
    """Return the day of delivery, as the step will have it: the one on the list, or planned, if it is to come."""
    turned = _turned(known[one.box.source, one.box.demand])
    said: list[date | None] = [one.box.on, None if turned is None else turned["on"]]
    for day in said:
        if day is not None and day >= one.day:
            return day
    return first_day(Pair(network.on(one.day), rules, one.box.demand, one.box.source))


def _within(
    answers: list[Answer], of: Callable[[Answer], Any], left: Callable[[Any], int], report: Report, code: str
) -> list[Answer]:
    """Return the answers but for the claims of anything of which more is claimed in all than is left."""
    claims: dict[Any, list[Answer]] = defaultdict(list)
    for one in answers:
        if one.claimed and (group := of(one)) is not None:
            claims[group].append(one)
    refused: list[Answer] = []
    for group, some in claims.items():
        total, rest = sum(one.quantity for one in some), left(group)
        if total > rest:
            refused += some
            offer = some[0].box.cells.get("offer") or ""
            _leave(some, report, code, found=str(total), expected=str(max(rest, 0)), offer=offer)
    return [one for one in answers if one not in refused]


def _leave(answers: Iterable[Answer], report: Report, code: str, **said: Any) -> None:
    for one in answers:
        report.skipped += 1
        report.warn(code, one.where, **said)


def _there(network: Network, one: Answer) -> bool:
    """Return whether the demand and who would meet it are still there."""
    try:
        network.row(one.box.demand)
        source = network.rows.row(one.box.source)
    except NotFound:
        return False
    return source is not None and network.rows.until[source] > network.day


def _ties(tables: Tables) -> Ties:
    """Return the ties *meets* by their ends."""
    found: Ties = defaultdict(list)
    for row in tables["meets"].sort("key").iter_rows(named=True):
        found[row["source"], row["target"]].append(row)
    return found


def _said(tie: Tie) -> tuple[Any, ...]:
    return tie["key"], tie["state"], tie["quantity"], tie["until"]


def _turned(ties: Sequence[Tie]) -> Tie | None:
    """Return the tie by which something was asked, or proposed, and that an answer turns."""
    open_ = [tie for tie in ties if tie["until"] is None]
    return next((tie for state in _TURNS for tie in open_ if tie["state"] == state), None)


def _steps(answers: Iterable[Answer], now: Tables, rules: Rules, report: Report) -> list[Batch]:
    """Take each answer as a step on the day on which it was signed; the declines first, as they free nobody."""
    tables = now
    rows: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for one in sorted(answers, key=lambda one: (one.claimed, one.day)):
        box = one.box
        to_come = box.on if box.on is not None and box.on >= one.day else None  # who signs late delivers later
        said = {"quantity": one.quantity, "delivery": to_come} if one.claimed else {"reason": one.reason}
        asked = Asked("claim" if one.claimed else "decline", box.demand, box.source, **said)
        try:
            made = taken_in_life(Network(tables, one.day), rules, asked)
        except StepRefused as error:
            report.skipped += 1
            report.warn("lists_refused", one.where, found=error.message())
            continue
        tables = apply(tables, made.changes)
        origin = {"file": one.where.file, "sheet": one.where.sheet, "row": one.where.row}
        for kind, frame in made.changes.frames.items():
            rows[kind].update({row["key"]: {**row, **origin} for row in frame.iter_rows(named=True)})
        for told in made.informed:
            report.note("lists_withdrawn", one.where, found=_name(tables, told.giver or told.source))
    return [_batch(kind, list(some.values())) for kind, some in rows.items()]


def _name(tables: Tables, key: str) -> str:
    named = tables[key.partition("-")[0]].filter(key=key)
    return str(named.to_dicts()[0].get("name") or key) if named.height else key


def _batch(kind: str, rows: list[dict[str, Any]]) -> Batch:
    schema = {**row_schema(kind), **ORIGIN}
    return Batch(
        kind, pl.DataFrame([{name: row[name] for name in schema} for row in rows], schema=schema, orient="row")
    )
