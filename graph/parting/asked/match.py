"""Matching of parts: offers reach over streets, so parts gather what is wanted and offered, and it is asked once.

What an offer has left hangs on claims made anywhere, how often its giver was asked on needs anywhere, and the horizon
on the latest day of any need: no part knows that of what reaches beyond it. But of a ledger hardly anything is a need
or an offer: without its homes and who lives there it is small (SEMANTICS X8).
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.answers import Answer
from graph.network import Network
from graph.network.columns import Bools
from graph.parting.surroundings import Surroundings
from graph.questions import match
from graph.rules import Rules
from graph.tables import Tables

#: What is looked at wherever it lies; places and people come along where one of these is tied to them.
_LOOKED_AT = ("need", "project", "offer", "step", "agreement", "organisation", "team", "post", "absence")
#: By these somebody is counted, found at home or asks; who helps is found by them only if an offer is theirs.
_COUNTED = ("lives_in", "member_of", "checked_in", "raises")


def gathered(network: Network) -> Tables:
    """Return what of a part a search for offers looks at, with where it lies; nobody who only lives there.

    Args:
        network: The part.
    """
    rows = network.rows
    picked = np.zeros(rows.size, dtype=bool)
    for kind in _LOOKED_AT:
        first, last = rows.block[kind]
        picked[first:last] = True
    return Surroundings(network).things(picked, without=_only_counted(network))


def _only_counted(network: Network) -> Bools:
    """Return, by row, who is a person that gives nothing, sits nowhere and that no need is about."""
    rows = network.rows
    found = np.zeros(rows.size, dtype=bool)
    first, last = rows.block["person"]
    found[first:last] = True
    for kind, tie in rows.ties.items():
        if kind not in _COUNTED:
            found[tie.source] = found[tie.target] = False
    about = [row for key in rows.frame("need")["about"].drop_nulls().unique() if (row := rows.row(key)) is not None]
    found[about] = False
    return found


def part(network: Network, rules: Rules, placed: pl.DataFrame) -> tuple[Answer, dict[str, pl.DataFrame]]:  # noqa: ARG001
    """Return the answer of all that was gathered, and its tables."""
    answer = match(network, rules)
    return answer, {name: answer.frames[name] for name in ("rows", "funnel", "unmet", "unused")}


def whole(table: str, parts: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG001 - each is whole already
    """Return a table as it is."""
    return parts
