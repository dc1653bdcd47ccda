"""All parts asked, those that failed again, and what all say put together (SEMANTICS X3, X4)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from typing import Any, NoReturn

import polars as pl

from graph.errors import BadInput
from graph.network import Network
from graph.parting.above.asking import Top, ask_above
from graph.parting.above.handed import forget, together
from graph.parting.above.wanted import Wanted, wanted_by
from graph.parting.asked import PARTED
from graph.parting.asking import Said, Task
from graph.parting.files import put, said_file, taken
from graph.parting.folder import Part, part_tables

#: So often is a part asked before it is given up.
TRIES = 3

#: Asks parts by number, wherever that is, and says how each went.
Run = Callable[[Task, Sequence[int]], Iterable[Said]]


@dataclass(frozen=True)
class Whole:
    """What all parts say.

    Attributes:
        totals: The totals of the answer.
        tables: How many rows each of its tables has; they are files of the results.
        said: How each part went.
        again: How many were asked more than once.
        left_out: Norms and figures that are not answered above all streets, since they look at single homes.
        apart: Paths of places above all streets that are not asked about, since something counts for them elsewhere.
    """

    totals: Mapping[str, Any]
    tables: Mapping[str, int]
    said: tuple[Said, ...]
    again: int
    left_out: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def memory(self) -> int:
        """The most memory that a worker ever had, in MB."""
        return max((one.memory for one in self.said), default=0)

    @property
    def work(self) -> float:
        """How long all parts took, one after the other, in seconds."""
        return sum(one.seconds for one in self.said)

    @property
    def cpu(self) -> float:
        """How much of that processors worked, in seconds."""
        return sum(one.cpu for one in self.said)


def ask_all(task: Task, run: Run) -> Whole:
    """Ask every part, and leave the tables of the answer in the folder of the results.

    Args:
        task: What is asked of which parts.
        run: What asks them.

    Raises:
        BadInput: A part failed as often as is tried; it is named, and no table is left.
    """
    top = part_tables(task.parts, task.parts.parts[0])
    task = replace(task, wanted=_wanted(task, top))
    numbers = [one.number for one in task.parts.parts[1:]]
    said, again = _all_said(task, run, numbers)
    totals = [json.loads(said[number].totals) for number in numbers]
    if PARTED[task.question].gathered is not None:
        numbers, totals = [0], [_of_gathered(task, top)]
    elif task.wanted is not None:
        numbers = [0, *numbers]
        totals.insert(0, _of_above(task, top))
    tables = _put_together(task, numbers)
    left_out = () if task.wanted is None else task.wanted.left_out
    apart = tuple(task.parts.parts[0].apart.values())
    return Whole(added(totals), tables, tuple(said.values()), len(again), left_out, apart)


def _all_said(task: Task, run: Run, numbers: list[int]) -> tuple[dict[int, Said], set[int]]:
    """Return what came of each part, and which were asked again."""
    said, again, pending = dict[int, Said](), set[int](), numbers
    for _ in range(TRIES):
        said |= {one.bundle: one for one in run(task, pending)}
        pending = [number for number in pending if number not in said or said[number].error]
        if not pending:
            break
        again |= {*pending}
    if pending:
        _refuse(task, pending, said)
    return said, again


def _wanted(task: Task, top: Top) -> Wanted | None:
    tables, placed = top
    above = placed.filter("asked")["key"].to_list()
    return wanted_by(Network(tables, task.parts.on).among(above), task.in_force, task.question) if above else None


def _of_above(task: Task, top: Top) -> Mapping[str, Any]:
    """Ask the second stage, write down what it says, and return its totals."""
    assert task.wanted is not None  # noqa: S101 - else nobody asks
    results = Path(task.results)
    answer, frames = ask_above(task.parts.on, results, top, task.question, task.in_force, task.wanted)
    _write(results, frames)
    return answer.totals


def _of_gathered(task: Task, top: Top) -> Mapping[str, Any]:
    """Ask what every part gathered, write down what it says, and return its totals."""
    results = Path(task.results)
    network = Network(together(results, top[0]), task.parts.on)
    forget(results)
    answer, frames = PARTED[task.question].part(network, task.in_force, top[1])
    _write(results, frames)
    return answer.totals


def _write(results: Path, frames: Mapping[str, pl.DataFrame]) -> None:
    for name, frame in frames.items():
        put(said_file(results, name, 0), frame)


def _refuse(task: Task, failed: Sequence[int], said: Mapping[int, Said]) -> NoReturn:
    for left in ("said", "above"):
        rmtree(Path(task.results) / left, ignore_errors=True)
    first = task.parts.parts[failed[0]]
    raise BadInput(
        "parts_failed",
        part=str(task.parts.folder / first.folder),
        first=_called(first),
        heads=first.heads,
        found=said[first.number].why if first.number in said else "—",
        count=len(failed),
        tries=TRIES,
    )


def _called(part: Part) -> str:
    return part.first or "—"


def _put_together(task: Task, numbers: Sequence[int]) -> dict[str, int]:
    """Put each table together, and leave nothing of the parts."""
    results, heights = Path(task.results), dict[str, int]()
    if not numbers:  # an empty ledger
        return heights
    tables = sorted(one.name for one in (results / "said").iterdir())
    for table in tables:
        frames = [taken(said_file(results, table, number)) for number in numbers]
        found = PARTED[task.question].whole(table, pl.concat(frames, how="diagonal"))
        put(results / f"{table}.parquet", found)
        heights[table] = found.height
    rmtree(results / "said")
    return heights


def added(totals: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return totals added up, number by number.

    Example:
        >>> added([{"states": {"met": 1}}, {"states": {"met": 2, "gap": 1}}])
        {'states': {'met': 3, 'gap': 1}}
    """
    found: dict[str, Any] = {}
    for one in totals:
        for name, value in one.items():
            found[name] = added([found.get(name, {}), value]) if isinstance(value, dict) else found.get(name, 0) + value
    return found
