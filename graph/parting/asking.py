"""One part asked, wherever that is: read, numbered, asked about its own, and what it says written down.

A worker gets places in a list of parts and hands back, for each, a line of ``SAID``: pyarrow's batches in and out,
as ``mapInArrow`` of Spark gives and takes them. What a part says is a file in the folder of the results; asked again,
it is written over, so that a task that is repeated does no harm.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import polars as pl

from graph.errors import LinliError
from graph.network import Network
from graph.parting.above.asking import hand_over
from graph.parting.above.handed import hand_rows
from graph.parting.above.wanted import Wanted
from graph.parting.asked import PARTED
from graph.parting.files import put, said_file
from graph.parting.folder import Part, Parts, part_tables, read
from graph.rules import Rules, load_rules

#: The column in which a worker is handed places in the list of the parts: Spark counts them out itself.
PLACE = "id"
#: A part as a network, and which of its places are its own.
Opened = tuple[Network, pl.DataFrame]
#: What a worker hands back of each, as Spark writes a schema down.
SAID = "bundle long, rows long, seconds double, cpu double, memory long, totals string, error string, params string"


@dataclass(frozen=True)
class Said:
    """What came of one part.

    Attributes:
        bundle: Its number.
        rows: How many rows its tables of results have.
        seconds: How long it took.
        cpu: How much of that a processor worked, in seconds.
        memory: The most memory that the worker ever had, in MB; 0 where the system does not say.
        totals: The totals of its answer, as JSON.
        error: Why there is none, the code of an error of ours or the name of another; empty where all went well.
        params: What an error of ours is filled with, as JSON, so that it is told in the language of who asked.
    """

    bundle: int
    rows: int
    seconds: float
    cpu: float
    memory: int
    totals: str
    error: str
    params: str = ""

    @property
    def why(self) -> LinliError | str:
        """What went wrong, for a sentence about it."""
        return LinliError(self.error, **json.loads(self.params)) if self.params else self.error


@dataclass(frozen=True)
class Task:
    """What a worker needs to know: texts alone, so that it can be sent anywhere.

    Attributes:
        folder: Of the parts, reachable by every worker under this name.
        results: Of what they say, likewise.
        question: Which question.
        rules: A folder of rules beside those that come with linli; None = none.
        packs: The packs of norms that are asked; none = those that apply.
        wanted: What a part counts for places above all streets; None = nothing.
    """

    folder: str
    results: str
    question: str
    rules: str | None = None
    packs: tuple[str, ...] = ()
    wanted: Wanted | None = None

    @property
    def in_force(self) -> Rules:
        """The rules, read once a process."""
        return _rules(self.rules, self.packs)

    @property
    def parts(self) -> Parts:
        """What the page of the parts says, read once a process."""
        return _parts(self.folder)


@cache
def _rules(folder: str | None, packs: tuple[str, ...]) -> Rules:
    rules = load_rules() if folder is None else load_rules(Path(folder))
    return rules.only(*packs) if packs else rules


@cache
def _parts(folder: str) -> Parts:
    return read(Path(folder))


def arrow(task: Task, numbers: Sequence[int]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """Return what asks the parts whose places in a list stand in batches of Arrow, and tells of them in others."""

    def ask_each(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            for place in batch.column(PLACE).to_pylist():
                yield type(batch).from_pylist([asdict(ask(task, numbers[place]))])

    return ask_each


def opened(parts: Parts, part: Part) -> Opened:
    """Return a part read and numbered.

    Raises:
        BadInput: A file of it is not there, or not as it was written.
    """
    tables, placed = part_tables(parts, part)
    return Network(tables, parts.on), placed


def ask(task: Task, number: int, part: Opened | None = None) -> Said:
    """Ask one part, write down what it says, and tell how that went; it never raises.

    Args:
        task: What is asked.
        number: Of the part.
        part: The part, where it is open already, since something else was asked of it.
    """
    begun, worked = perf_counter(), process_time()
    totals, rows, wrong = dict[str, Any](), 0, ("", "")
    try:
        totals, rows = _ask(task, number, part or opened(task.parts, task.parts.parts[number]))
    except LinliError as failed:
        wrong = failed.code, json.dumps(failed.params, default=str)
    except Exception as failed:  # noqa: BLE001 - whatever it is, the part is named and the others go on
        wrong = type(failed).__name__, ""  # its text may quote values
    return Said(number, rows, perf_counter() - begun, process_time() - worked, _memory(), json.dumps(totals), *wrong)


def _ask(task: Task, number: int, part: Opened) -> tuple[Any, int]:
    (network, placed), parted = part, PARTED[task.question]
    if parted.gathered is not None:
        hand_rows(Path(task.results), number, parted.gathered(network))
        return {}, 0
    asked = network.among(placed.filter("asked")["key"].to_list())
    answer, frames = parted.part(asked, task.in_force, placed)
    if task.wanted is not None:
        hand_over(Path(task.results), number, network, placed, task.in_force, task.wanted)
    for name, frame in frames.items():
        put(said_file(Path(task.results), name, number), frame)
    return answer.totals, sum(frame.height for frame in frames.values())


def here(task: Task, numbers: Sequence[int]) -> Iterator[Said]:
    """Ask parts one after the other in this process: as Spark does, without it."""
    return (ask(task, number) for number in numbers)


def said_of(row: Any) -> Said:
    """Return a line of ``SAID`` of any sort of mapping."""
    return Said(**{one.name: row[one.name] for one in fields(Said)})


def _memory() -> int:
    if sys.platform == "win32":
        return 0
    from resource import RUSAGE_SELF, getrusage  # noqa: PLC0415 - Windows has none

    return getrusage(RUSAGE_SELF).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1 << 10)
