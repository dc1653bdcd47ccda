"""Whom each head should have: groups of neighbours of at most so many households (SEMANTICS B7, B8, B9)."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import numpy as np
import polars as pl

from graph.answers import Answer
from graph.answers.site import ROWS, THERE, UNSERVED
from graph.errors import NotAskable
from graph.facts import Facts, facts_of
from graph.facts.reach import ANSWERS_FOR
from graph.facts.shown import Shown
from graph.network import Network
from graph.questions.siting.atoms import Seated, atoms_of, seated
from graph.rules import Rules
from graph.selectors import Selector
from graph.solvers.partition import Atoms, Parted, parted

_LOG = logging.getLogger("linli.progress")
_SECONDS = 20.0
_BITS = 20


def heads(network: Network, rules: Rules, most: int, roles: frozenset[str], asked: Mapping[str, Any]) -> Answer:
    """Return which homes each head should have.

    Args:
        network: Asked about the homes in its *within*.
        rules: The rules in force.
        most: Households of a head at most.
        roles: The roles of heads.
        asked: What else the question was asked with.

    Raises:
        NotAskable: Nobody lives there.
    """
    facts = facts_of(network, rules)
    row, weight, beside, whole = atoms_of(facts, network.within_row)
    if not row.size:
        raise NotAskable("site_nobody")
    _LOG.info("site", 1, 1)
    seats = seated(facts, row, weight, most, _posts(facts, roles))
    names = [sorted(network.key(int(row[one])) for one in members) for members in seats.members]

    def tie(group: tuple[int, ...]) -> int:
        keys = "\n".join(sorted(key for one in group for key in names[one]))
        return int.from_bytes(sha256(keys.encode()).digest()[:3]) >> (24 - _BITS)

    found = parted(_joined(seats, weight, beside, whole, most, tie), _SECONDS)
    rows = list(_rows(network, seats, found, row, weight, most))
    needed = sum(one["heads"] for one in rows)
    return Answer(
        question="site",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            "rows": pl.DataFrame(rows, schema=ROWS.schema, orient="row"),
            "there": pl.DataFrame(schema=THERE.schema),
            "unserved": pl.DataFrame(schema=UNSERVED.schema),
        },
        options={"what": "heads", **asked, "most": most},
        totals={
            "households": {
                "all": int(weight.sum()),
                "places": row.size,
                "groups": len(rows),
                "heads": needed,
                "kept": sum(one["seat"] is not None for one in rows),
            },
            "plan": {"status": "optimal" if found.exact else "gap", "value": len(rows), "bound": found.bound},
        },
        issues=(
            *({"code": code, "id": network.key(post), "other": None} for code, post in seats.issues),
            *(() if found.exact else ({"code": "site_gap", "id": None, "other": None},)),
        ),
    )


def _posts(facts: Facts, roles: frozenset[str]) -> list[tuple[int, list[int]]]:
    """Return the posts of some roles in order of key, each with the places that it answers for."""
    chosen = facts.select(Selector({"kind": frozenset(["post"]), "role": roles}))
    pairs = facts.scopes(ANSWERS_FOR)
    mine = pairs.where(chosen[pairs.carrier])
    found: dict[int, list[int]] = {}
    for post, place in zip(mine.carrier.tolist(), mine.place.tolist(), strict=True):
        found.setdefault(post, []).append(place)
    return sorted(found.items())


def _joined(seats: Seated, weight: Any, beside: list[tuple[int, int]], whole: Any, most: int, tie: Any) -> Atoms:
    """Return the atoms with those of a seat as one."""
    of = seats.of
    edges = {tuple(sorted((int(of[one]), int(of[other])))) for one, other in beside}
    return Atoms(
        weight=np.bincount(of, weight, minlength=len(seats.members)).astype(np.int64),
        most=most,
        edges=tuple(sorted((one, other) for one, other in edges if one != other)),
        seat=np.array(seats.number, dtype=np.int64),
        whole=np.array([int(whole[members[0]]) for members in seats.members], dtype=np.int64),
        tie=tie,
    )


def _rows(network: Network, seats: Seated, found: Parted, row: Any, weight: Any, most: int) -> Iterator[dict[str, Any]]:
    """Yield a row a group, in the order of their first places."""
    shown = Shown(network)
    groups = sorted((sorted(atom for one in group for atom in seats.members[one]), group) for group in found.groups)
    for turn, (atoms, group) in enumerate(groups, 1):
        post = next((seats.post[seats.number[one]] for one in group if seats.number[one] >= 0), -1)
        many = int(weight[atoms].sum())
        state = "over" if many > most else "new" if post < 0 else "kept" if len(group) == 1 else "grown"
        yield {
            "turn": turn,
            "state": state,
            "place": shown.place(int(row[atoms[0]])),
            "places": [shown.place(int(row[one])) for one in atoms],
            "seat": shown.post(post),
            "households": many,
            "heads": max(1, -(-many // most)),
            "newly": None,
            "covered": None,
            "mean": None,
            "longest": None,
        }
