"""The lines on which somebody signs: who could do what for whom, as it may be told before and after a claim.

A line does not show the id of its need: the id is made from where the need is, so with a list of doors one could try
which fits. It shows its number on the list, and a check of its content; when the list comes back the lines are made
again from the store, and only these are trusted (SEMANTICS M43).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import polars as pl

from graph.errors import BadInput, NotFound
from graph.identity import concealed
from graph.matching.disclosed import Disclosed, Discloser, too_near
from graph.matching.meetings import Meetings, meetings_of
from graph.network import Network
from graph.questions import match
from graph.rules import Rules
from graph.words import caption
from loaders.lists.chosen import held_of, wanted_of
from loaders.lists.layout import Line, ListSheet, heads_of
from loaders.lists.listed import fit_in_words
from loaders.lists.written import words_of

#: The kinds that can be asked for something, and have a workbook of their own.
PARTNERS = ("organisation", "team", "person")
_CHECK = 8  # digits
_PENDING = "pending"


@dataclass(frozen=True)
class Box:
    """One line to sign.

    Attributes:
        id: Its number on the list, and a check of what it says.
        demand: Key of the need or project.
        source: Key of the offer, or of the unit that was asked itself.
        on: The earliest day of delivery; None where the ask says none.
        quantity: How much it could do of it.
        state: ``open``, ``asked`` or ``claimed``.
        cells: What stands in it, by name of the column; the giver is its key.
    """

    id: str
    demand: str
    source: str
    on: date | None
    quantity: int
    state: str
    cells: dict[str, Any]

    @property
    def line(self) -> int:
        """Its number on the list, by which people speak of it: sensitive needs of a place look all the same."""
        return int(self.id.partition("-")[0])


def boxes_of(network: Network, rules: Rules, partner: str | None = None) -> list[Box]:
    """Return the lines to sign: of one partner all that concerns it, else of each demand its best three.

    Who is still to be verified for an offer is left out: nobody can say yes to that yet.

    Raises:
        NotFound: There is no such partner, or it is nobody who could give.
        BadInput: The network is asked about a place smaller than a community.
    """
    if (near := too_near(network)) is not None:
        raise BadInput("lists_within", found=network.path(near))
    made = _Boxes(network, rules)
    lines = made.best() if partner is None else made.of_partner(partner)
    scope = f"{partner or ''}\x1f{network.revision}"
    return [_numbered(scope, number, *line) for number, line in enumerate(lines, 1)]


def sheet_of_boxes(name: str, boxes: list[Box], called: Callable[[str], str]) -> ListSheet:
    """Return the lines as a list; ``called`` says what a giver is called to whoever reads it."""
    lines = []
    for box in boxes:
        said = {**box.cells, "line": box.line}
        if box.cells.get("giver"):
            said["giver"] = called(box.cells["giver"])
        cells = {head.header: said[head.name] for head in heads_of(name) if said.get(head.name) not in (None, "")}
        lines.append(Line(box.id, cells))
    return ListSheet(name, lines)


Made = tuple[str, str, date | None, int, str, dict[str, Any]]


class _Boxes:
    def __init__(self, network: Network, rules: Rules) -> None:
        self._network, self._rules = network, rules
        self._meetings: Meetings = meetings_of(network, rules)
        self._held = held_of(network, self._meetings)
        self._words = words_of(rules, network.tables())
        self._told = Discloser(network, rules, self._words)

    def best(self) -> Iterator[Made]:
        rows = match(self._network, self._rules).rows.filter(pl.col("state") != _PENDING)
        for row in rows.iter_rows(named=True):
            told = self._told(self._network.row(row["demand"]["id"]), claimed=False)
            yield self._open(row, told, giver=row["giver"] and row["giver"]["id"])

    def of_partner(self, partner: str) -> Iterator[Made]:
        network = self._network
        if network.rows.kind_of(network.row(partner)) not in PARTNERS:
            raise NotFound("lists_no_partner", ref=network.name(network.row(partner)) or partner)
        known: set[tuple[str, str]] = set()
        claimed: set[str] = set()
        ties = list(self._of_ties(partner))
        for made in sorted(ties, key=lambda one: (one[4] != "asked", str(one[2] or ""), one[0], one[1])):
            known.add((made[0], made[1]))
            claimed |= {made[0]} if made[4] == "claimed" else set()
            yield made
        rows = match(network, self._rules, giver=partner).rows.filter(pl.col("state") != _PENDING)
        for row in rows.iter_rows(named=True):
            demand = row["demand"]["id"]
            if (demand, row["offer"]["id"]) not in known:
                told = self._told(network.row(demand), claimed=demand in claimed)
                yield self._open(row, told)

    def _open(self, row: dict[str, Any], told: Disclosed, giver: str | None = None) -> Made:
        demand, quantity = row["demand"]["id"], row["quantity"]
        cells = {
            **self._cells(self._network.row(demand), told),
            "giver": giver,
            "offer": concealed(row["offer"]["name"] or ""),
            "fit": fit_in_words(row),
            "could": quantity,
            "earliest": row["on"],
            "state": caption("lists.state.could", "zh"),
        }
        return demand, row["offer"]["id"], row["on"], quantity, "open", cells

    def _of_ties(self, partner: str) -> Iterator[Made]:
        """Yield what a partner, or an offer of it, was asked and has not answered, and what it has claimed."""
        network, meetings = self._network, self._meetings
        mine = {network.row(partner), *self._offers(network.row(partner))}
        chosen = meetings.of_state(("asked", "claimed")) & ~meetings.lapsed
        frame = network.rows.ties["meets"].frame
        claimed = {int(meetings.target[at]) for at in chosen.nonzero()[0]
                   if meetings.state[int(at)] == "claimed" and int(meetings.source[at]) in mine}  # fmt: skip
        for at in map(int, chosen.nonzero()[0]):
            source, target = int(meetings.source[at]), int(meetings.target[at])
            if source not in mine or not network.view.valid[target]:
                continue
            tie = frame.row(at, named=True)
            told = self._told(target, claimed=target in claimed)
            offer = network.name(source) if network.rows.kind_of(source) == "offer" else None
            state = str(meetings.state[at])
            cells = {
                **self._cells(target, told),
                "offer": offer,
                "could": int(meetings.quantity[at]),
                "earliest": tie["on"],
                "reply_by": tie["reply_by"],
                "state": self._words.caption("meeting", state),
            }
            yield network.key(target), network.key(source), tie["on"], int(meetings.quantity[at]), state, cells

    def _offers(self, giver: int) -> list[int]:
        """Return the offers that somebody gives on the day."""
        tie, day = self._network.rows.ties["gives"], self._network.day
        holds = (tie.source == giver) & (tie.since <= day) & (day < tie.until)
        return [int(row) for row in tie.target[holds]]

    def _cells(self, demand: int, told: Disclosed) -> dict[str, Any]:
        network = self._network
        kind = network.rows.kind_of(demand)
        row = network.rows.frame(kind).row(demand - network.rows.block[kind][0], named=True)
        unit = row["unit"]
        return {
            "demand": told.name,
            "category": told.category,
            "place": told.place,
            "left": max(wanted_of(network, demand) - int(self._held[demand]), 0),
            "unit": None if unit is None else self._words.caption("unit", unit),
            "due": told.due,
        }


def _numbered(
    scope: str, number: int, demand: str, source: str, on: date | None, quantity: int, state: str, cells: dict[str, Any]
) -> Box:
    # Not the name of the demand: whether it may be told rests on names of people, which who takes it back has not.
    told = (cells.get(name) for name in ("category", "place", "offer", "earliest"))
    said = "\x1f".join([scope, str(number), *(str(one or "") for one in told)])
    check = sha256(said.encode()).hexdigest()[:_CHECK]
    return Box(f"{number}-{check}", demand, source, on, quantity, state, cells)
