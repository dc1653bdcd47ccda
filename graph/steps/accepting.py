"""A plan that somebody accepts: its rows become proposals, and proposals that it does without end (SEMANTICS M37)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from graph.answers import Answer
from graph.changes import ChangeSet
from graph.errors import NotAskable
from graph.matching.meetings import meetings_of
from graph.network import Network
from graph.rules import Rules
from graph.steps.rows import frame_of
from graph.steps.stepping import new_key
from graph.tables import row_schema
from graph.words import caption

Tie = dict[str, Any]


@dataclass(frozen=True)
class Accepted:
    """The result of accepting a plan.

    Attributes:
        proposed: Ties that are proposals now and were not, or not of so much.
        kept: How many proposals stay as they are.
        withdrawn: Proposals that end: the plan does without them.
        changes: What is to be committed; empty where nothing is new.
    """

    proposed: tuple[Tie, ...]
    kept: int
    withdrawn: tuple[Tie, ...]
    changes: ChangeSet


def accepted(
    network: Network,
    plan: Answer,
    by: str,
    demand: str | None = None,
    rules: Rules | None = None,
    theirs: Container[str] | None = None,
) -> Accepted:
    """Return the rows of an accepted plan; asked, claimed and pinned ties are left as they are.

    What waits for an answer is not proposed a second time.

    Args:
        network: What the plan was made of.
        plan: The answer of ``match`` with ``plan``.
        by: Who accepts it.
        demand: Only what it gives this need or project; None = all.
        rules: For how many days an ask waits where nobody wrote it; None = as many as the common rules say.
        theirs: The demands and offers that whoever accepts may write of; None = all.

    Raises:
        NotAskable: The plan gives that demand nothing.
    """
    rows = [row for row in plan.rows.iter_rows(named=True) if not row["pinned"]]
    asked = (
        {demand} if demand else {row["demand"]["id"] for row in (*rows, *plan.frames["unmet"].iter_rows(named=True))}
    )
    if theirs is not None:
        asked = {key for key in asked if key in theirs}
    rows = [row for row in rows if row["demand"]["id"] in asked]
    if demand is not None and not rows:
        raise NotAskable("accept_nothing", ref=network.name(network.row(demand)) or demand)
    known = [tie for tie in _proposals(network, asked) if theirs is None or tie["source"] in theirs]
    waiting = _waiting(network, rules)
    proposed: list[Tie] = []
    stay = []
    for row in rows:
        if (row["offer"]["id"], row["demand"]["id"]) in waiting:
            continue
        there = next((tie for tie in known if tie not in stay and _is_of(tie, row)), None)
        if there is not None:
            stay.append(there)
        if there is None or (there["quantity"] or 1) != row["quantity"]:
            proposed.append(_proposal(network, row, there))
    withdrawn = [_ended(tie, network.date) for tie in known if tie not in stay]
    ties = [*proposed, *withdrawn]
    changes = ChangeSet({"meets": frame_of("meets", ties)}, by, source="linli match accept", base=network.revision)
    return Accepted(tuple(proposed), len(rows) - len(proposed), tuple(withdrawn), changes)


def _proposals(network: Network, demands: set[str]) -> list[Tie]:
    """Return the proposals for some demands that are in force and pinned by nobody."""
    day = network.date
    return [
        tie
        for tie in network.tables()["meets"].filter(state="proposed").sort("key").to_dicts()
        if tie["target"] in demands
        and not tie["pinned"]
        and (tie["since"] is None or tie["since"] <= day)
        and (tie["until"] is None or day < tie["until"])
    ]


def _waiting(network: Network, rules: Rules | None) -> set[tuple[str, str]]:
    """Return the offers and demands between which somebody was asked, and may still answer."""
    meetings = meetings_of(network, rules)
    at = np.flatnonzero(meetings.of_state(("asked",)) & ~meetings.lapsed)
    ends = zip(meetings.source[at].tolist(), meetings.target[at].tolist(), strict=True)
    return {(network.key(source), network.key(target)) for source, target in ends}


def _is_of(tie: Tie, row: Mapping[str, Any]) -> bool:
    """Return whether a proposal matches a row of the plan: the same offer and lot."""
    when, lot = tie["on"] or tie["asked_on"], row["lot"]
    if (tie["source"], tie["target"]) != (row["offer"]["id"], row["demand"]["id"]) or when is None:
        return False
    return (lot["from"] or when) <= when and (lot["until"] is None or when < lot["until"])


def _proposal(network: Network, row: Mapping[str, Any], there: Tie | None) -> Tie:
    if there is not None:
        return {**there, "quantity": row["quantity"]}
    ends = {"source": row["offer"]["id"], "target": row["demand"]["id"]}
    said = {"state": "proposed", "quantity": row["quantity"], "on": row["on"], "since": network.date}
    key = new_key(network, "meets", *ends.values(), None, row["on"])
    return dict.fromkeys(row_schema("meets")) | ends | said | {"key": key}


def _ended(tie: Tie, day: date) -> Tie:
    until = day if tie["since"] is None or tie["since"] < day else tie["since"] + timedelta(days=1)
    return {**tie, "until": until, "reason": caption("step.planned_otherwise", "zh")}
