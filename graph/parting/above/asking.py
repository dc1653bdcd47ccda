"""The second stage: the same question, of what lies above all streets, of which each is a leaf (SEMANTICS X5)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from graph.answers import Answer
from graph.facts import facts_of
from graph.network import Network
from graph.parting.above.counted import counted
from graph.parting.above.handed import forget, hand, hand_rows, handed, together
from graph.parting.above.summed import SummedHomes
from graph.parting.above.wanted import Wanted
from graph.parting.asked import PARTED
from graph.rules import Rules
from graph.tables import Tables

#: The rows of what lies above all streets, and its places.
Top = tuple[Tables, pl.DataFrame]
_SUMS, _STATED = "_sums", "_stated"


def hand_over(folder: Path, number: int, network: Network, placed: pl.DataFrame, rules: Rules, wanted: Wanted) -> None:
    """Write down what one part counted for the second stage.

    Args:
        folder: Of the results.
        number: Of the part.
        network: The part.
        placed: Which of its places are its own.
        rules: The rules in force.
        wanted: What is wanted.
    """
    rows = network.rows_of(placed.filter("asked")["key"].to_list())
    mine = np.zeros(network.view.places, dtype=bool)
    mine[rows] = True
    parent = network.view.territory.parent[rows]
    heads = rows[(parent < 0) | ~mine[parent]].astype(np.int32)
    sums, told, tables = counted(network, rules, heads, mine, wanted)
    hand(folder, number, _SUMS, sums)
    hand(folder, number, _STATED, told)
    hand_rows(folder, number, tables)


def ask_above(
    on: date, folder: Path, top: Top, question: str, rules: Rules, wanted: Wanted
) -> tuple[Answer, dict[str, pl.DataFrame]]:
    """Return what is said of places above all streets, after every part handed over what it counted."""
    network, placed = Network(together(folder, top[0]), on), top[1]
    sums, told = handed(folder, _SUMS), handed(folder, _STATED)
    assert sums is not None  # every part hands these over  # noqa: S101
    assert told is not None  # noqa: S101
    forget(folder)
    for day in wanted.days:
        facts = facts_of(network.on(day), rules)
        homes = SummedHomes(
            facts.network,
            facts.profiles,
            facts.ledger,
            sums.filter(pl.col("day") == day),
            told.filter(pl.col("day") == day),
        )
        facts.take_homes(homes)
    asked = network.among(placed.filter("asked")["key"].to_list())
    answer, frames = PARTED[question].part(asked, rules, placed)
    key = "norm" if question == "coverage" else "figure"
    return answer, {name: one.filter(~pl.col(key).is_in(wanted.left_out)) for name, one in frames.items()}
