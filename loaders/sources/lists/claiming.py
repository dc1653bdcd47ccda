"""What was signed as ties *meets*: a claim or a decline each, none beyond what is left of the demand or of the lot.

This is the one place where a signature becomes a row; a line that cannot be written is told, and left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import polars as pl

from graph.changes import ORIGIN
from graph.errors import NotFound
from graph.matching.meetings import HOLDING, meetings_of
from graph.matching.supply import lots_of, supply_of
from graph.network import Network
from graph.network.numbering import EPOCH
from graph.tables import Tables, row_schema
from loaders.identity import minted
from loaders.lists.chosen import wanted_of
from loaders.reading import Batch
from loaders.report import Report
from loaders.sources.lists.signed import Answer

#: Ties that an answer turns into a claim or a decline; any other stays what it is, and a new tie is made.
_TURNS = ("asked", "proposed")


def meets_of(answers: Sequence[Answer], before: Tables, now: Tables, made_on: date, report: Report) -> Batch | None:
    """Return the ties that some answers make, or None where there is nothing to write.

    Args:
        answers: What was signed.
        before: The store at the revision that the list was made of.
        now: The store now.
        made_on: The day of which the list is.
        report: Takes what cannot be written; it is counted as skipped.
    """
    network = Network(now, max([made_on, *(one.day for one in answers)]))
    known, then = _ties(now), _ties(before)
    fresh = []
    for one in answers:
        pair = (one.box.source, one.box.demand)
        held = [tie for tie in known[pair] if tie["state"] == "claimed" and tie["until"] is None]
        if one.claimed and any((tie["quantity"] or 1) == one.quantity for tie in held):
            continue  # taken before
        if not one.claimed and any(tie["state"] == "declined" for tie in known[pair]):
            continue
        if held or [_said(tie) for tie in known[pair]] != [_said(tie) for tie in then[pair]]:
            expected = "、".join(str(tie["quantity"] or 1) for tie in held) or "—"
            _leave([one], report, "lists_claimed", found=str(one.quantity) if one.claimed else "—", expected=expected)
        elif not _there(network, one):
            _leave([one], report, "lists_gone")
        else:
            fresh.append(one)
    kept = _within_lots(network, _within_demands(network, fresh, report), report)
    rows = [_row(one, known[one.box.source, one.box.demand]) for one in kept]
    return _batch(rows) if rows else None


def _within_demands(network: Network, answers: list[Answer], report: Report) -> list[Answer]:
    """Return the answers but for the claims of demands that need less than was claimed in all."""
    held = _held(network)

    def left(demand: str) -> int:
        return wanted_of(network, network.row(demand)) - int(held[network.row(demand)])

    return _within(answers, lambda one: one.box.demand, left, report, "lists_too_much")


def _within_lots(network: Network, answers: list[Answer], report: Report) -> list[Answer]:
    """Return the answers but for the claims out of a lot that has less than was claimed of it in all."""
    offers = {one.box.source for one in answers if one.claimed and one.box.on and one.box.source.startswith("offer-")}
    if not offers:
        return answers
    last = max((one.box.on - EPOCH).days for one in answers if one.box.on) + 1
    supply = supply_of(network, max(last, network.day))
    mine = [network.rows.row(key) for key in offers]
    lots = lots_of(network, supply.offers.filter(pl.col("offer").is_in(mine)), meetings_of(network), last)
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for offer, first, after, rest in lots.select("offer", "lot_first", "lot_after", "left").iter_rows():
        found[network.key(offer)].append((first, after, rest))

    def lot(one: Answer) -> tuple[str, int] | None:
        day = None if one.box.on is None else (one.box.on - EPOCH).days
        spans = (first for first, after, _ in found[one.box.source] if day is not None and first <= day < after)
        first = next(spans, None)
        return None if first is None else (one.box.source, first)

    def left(of: tuple[str, int]) -> int:
        return next(rest for first, _, rest in found[of[0]] if first == of[1])

    return _within(answers, lot, left, report, "lists_lot")


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


def _held(network: Network) -> Any:
    meetings = meetings_of(network)
    return meetings.sums(meetings.target, HOLDING, network.rows.size)


def _ties(tables: Tables) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return the ties *meets* by their ends."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in tables["meets"].sort("key").iter_rows(named=True):
        found[row["source"], row["target"]].append(row)
    return found


def _said(tie: dict[str, Any]) -> tuple[Any, ...]:
    return tie["key"], tie["state"], tie["quantity"], tie["until"]


def _row(one: Answer, ties: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the row of an answer: the tie by which it was asked, turned, or a new one."""
    tie = next((tie for state in _TURNS for tie in ties if tie["state"] == state and tie["until"] is None), None)
    known = tie or {"key": None, "asked_on": one.day, "on": None, "reason": None}
    state = "claimed" if one.claimed else "declined"
    row = {
        "key": known["key"],
        "source": one.box.source,
        "target": one.box.demand,
        "quantity": one.quantity,
        "state": state,
        "asked_on": known["asked_on"],
        "on": known["on"] or (one.box.on if one.claimed else None),
        "reason": known["reason"] if one.claimed else one.reason or known["reason"],
    }
    return {**row, "file": one.where.file, "sheet": one.where.sheet, "row": one.where.row}


def _batch(rows: list[dict[str, Any]]) -> Batch:
    schema = {**row_schema("meets"), **ORIGIN}
    frame = pl.DataFrame({name: pl.Series([row[name] for row in rows], dtype=schema[name]) for name in rows[0]})
    new = minted("meets", {name: frame[name] for name in ("source", "target", "asked_on", "on")})
    return Batch("meets", frame.with_columns(pl.coalesce("key", pl.Series(new, dtype=pl.String)).alias("key")))
