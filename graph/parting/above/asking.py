"""The second stage: the same question, of what lies above all streets, of which each is a leaf (SEMANTICS X5)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import numpy as np
import polars as pl

from graph.answers import Answer
from graph.facts import facts_of
from graph.network import Network
from graph.parting.above.counted import counted
from graph.parting.above.summed import SummedHomes
from graph.parting.above.wanted import Wanted
from graph.parting.asked import PARTED
from graph.parting.files import put, taken
from graph.parting.folder import Parts, part_tables
from graph.rules import Rules
from graph.tables import Tables

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
    own = placed.filter("asked")["key"].to_list()
    rows = np.array([network.row(key) for key in own], dtype=np.int64)
    mine = np.zeros(network.view.places, dtype=bool)
    mine[rows] = True
    parent = network.view.territory.parent[rows]
    heads = rows[(parent < 0) | ~mine[parent]].astype(np.int32)
    sums, told, tables = counted(network, rules, heads, mine, wanted)
    put(_file(folder, number, _SUMS), sums)
    put(_file(folder, number, _STATED), told)
    for name, frame in tables.items():
        if frame.height:
            put(_file(folder, number, name), frame)


def ask_above(
    parts: Parts, folder: Path, question: str, rules: Rules, wanted: Wanted
) -> tuple[Answer, dict[str, pl.DataFrame]]:
    """Return what is said of places above all streets, after every part handed over what it counted."""
    top, placed = part_tables(parts, parts.parts[0])
    numbers = [one.number for one in parts.parts[1:]]
    tables = Tables({name: _joined(folder, numbers, name, frame) for name, frame in top.items()}, parts.revision)
    network = Network(tables, parts.on)
    sums, told = _all(folder, numbers, _SUMS), _all(folder, numbers, _STATED)
    rmtree(folder / "above")
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


def _joined(folder: Path, numbers: list[int], name: str, top: pl.DataFrame) -> pl.DataFrame:
    found = [taken(path) for path in _files(folder, numbers, name)]
    return pl.concat([top, *found]).unique("key", maintain_order=True) if found else top


def _all(folder: Path, numbers: list[int], name: str) -> pl.DataFrame:
    return pl.concat([taken(path) for path in _files(folder, numbers, name)])


def _files(folder: Path, numbers: list[int], name: str) -> Iterator[Path]:
    return (path for number in numbers if (path := _file(folder, number, name)).exists())


def _file(folder: Path, number: int, name: str) -> Path:
    return folder / "above" / f"{number:04}" / f"{name}.parquet"
