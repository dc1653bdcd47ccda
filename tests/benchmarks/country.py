"""``python -m tests.benchmarks.country [TIMES]``: a country in parts, asked on Spark and without it.

All divisions of a province, so many times under codes that no province has, go the way that anybody's would: loaded,
exported as parts, asked. Each step is a process of its own, so that its memory is its own; Spark is started once and
asked everything (``tests.benchmarks.parts``). What is said is held to what the whole ledger says that is asked at once,
table by table. Then one file of a part is spoilt.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

import polars as pl
from rich.console import Console

from graph import questions
from graph.network import Network
from graph.parting.folder import read
from graph.rules import load_rules
from graph.stores import open_store
from tests.benchmarks.parts import QUESTIONS

TIMES, MASTERS = 11, ("none", "local[1]", "local[2]")
#: Two digits with which no code of a real province begins.
_CODES = (*range(16, 20), *range(24, 30), *range(38, 40), *range(47, 50), *range(55, 60))
_ON = "2026-11-30"
_TABLES = {"audit": ("rows", "near", "load"), "match": ("rows", "funnel", "unmet", "unused")}
_CONSOLE = Console(width=140, highlight=False)


class Ran(NamedTuple):
    """A command that ran.

    Attributes:
        code: How it ended.
        out: What it printed.
        err: What it complained of.
        seconds: How long it took.
        cpu: How much of that processors worked, in seconds; on Spark its workers tell theirs.
        memory: The most memory of the process, in MB.
    """

    code: int
    out: str
    err: str
    seconds: float
    cpu: float
    memory: int


def divisions(times: int) -> pl.DataFrame:
    """Return the divisions of one province so many times, each time under another code."""
    folder = Path(os.environ.get("LINLI_DATA", "../shared/data")) / "admin_divisions"
    one = pl.read_csv(folder / "shandong_tree.csv", infer_schema=False)
    return pl.concat(
        one.with_columns(
            pl.col("code", "parent").str.replace("^37", f"{code}"),
            pl.when(pl.col("parent").is_null()).then(pl.lit(f"演示{code}省")).otherwise("name").alias("name"),
        )
        for code in _CODES[:times]
    )


def ran(*command: str) -> Ran:
    """Run a command of linli, or a module of these, in a process of its own, and tell what it took."""
    first = ["-m"] if command[0].startswith("tests.") else ["-c", _LINLI]
    begun = perf_counter()
    with (
        TemporaryDirectory() as folder,
        (Path(folder) / "out").open("w+", encoding="utf-8") as out,
        (Path(folder) / "err").open("w+", encoding="utf-8") as err,
    ):
        process = subprocess.Popen([sys.executable, *first, *command], stdout=out, stderr=err)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said_out, said_err = (Path(one.name).read_text(encoding="utf-8") for one in (out, err))
    seconds = perf_counter() - begun
    return Ran(process.returncode, said_out, said_err, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10)


_HERE = "tests.benchmarks.country"
_LINLI = "from api.cli import main; main()"


def said(name: str, found: Ran, more: str = "") -> Ran:
    """Print a line of a command that ran."""
    figures = f"{found.seconds:7.1f} s  {found.cpu:7.1f} s of processors  {found.memory:5,} MB"
    _CONSOLE.print(f"{name:34} {figures}  {more}" if found.code == 0 else f"{name:34} exit {found.code}: {found.err}")
    return found


def asked(question: str, parts: Path, master: str, into: Path) -> tuple[str, ...]:
    """Return a command line that asks the parts."""
    return ("spark", question, str(parts), "--master", master, "-o", str(into), "--json", "--lang", "en")


def told(found: Ran) -> dict[str, float]:
    """Print what each question took, and return its seconds."""
    lines = [json.loads(line) for line in found.out.splitlines()]
    for one in lines[1:]:
        in_parts = f"{one['in_parts']:.1f} s in {one['parts']} parts, the slowest {one['slowest']} s"
        cpu = f"{one['cpu']:.1f} s of processors, {one['cpu_apart']} before and after"
        workers = f"at most {one['memory']} MB a worker, again {one['again']}"
        _CONSOLE.print(f"  {one['question']:10} {one['seconds']:7.1f} s  {in_parts}; {cpu}; {workers}")
    return {one["question"] or "ready": one["seconds"] for one in lines}


def compared(one: Path, other: Path) -> str:
    """Return how tables of results compare with those in another folder."""
    names = sorted(path.name for path in one.glob("*.parquet"))
    same = names == sorted(path.name for path in other.glob("*.parquet")) and all(
        pl.read_parquet(one / name, glob=False).equals(pl.read_parquet(other / name, glob=False)) for name in names
    )
    return f"{', '.join(names)}: {'the same' if same else 'DIFFERENT'}"


def whole(store: Path, parts: Path, question: str, into: Path) -> None:
    """Ask the whole ledger in this process, and write down its tables as those of the parts."""
    with open_store(store, create=False) as opened:
        network = Network(opened.tables(personal=False), read(parts).on)
    answer = getattr(questions, question)(network, load_rules())
    into.mkdir()
    for name in _TABLES.get(question, ("rows",)):
        answer.frames[name].write_parquet(into / f"{name}.parquet")


def main(times: int) -> None:
    """Measure, compare and print."""
    masters = tuple(one for one in MASTERS if one == "none" or find_spec("pyspark"))
    with TemporaryDirectory() as name:
        folder = Path(name)
        rows, store, parts = folder / "divisions.csv", folder / "linli.db", folder / "parts"
        divisions(times).write_csv(rows)
        said("load", ran("load", "admin_divisions", str(rows), "--store", str(store), "--set", "code_version=demo"))
        said("export parquet", ran("export", "parquet", "--store", str(store), "--on", _ON, "-o", str(parts)))
        took = {}
        for master in masters:
            found = said(f"all questions, {master}", ran("tests.benchmarks.parts", str(parts), master, str(folder)))
            took[master] = told(found)
        for question in QUESTIONS:
            at_once = folder / f"{question} at once"
            said(f"{question}, the whole at once", ran(_HERE, str(store), str(parts), question, str(at_once)))
            for master in masters:
                _CONSOLE.print(f"  {master} beside it: {compared(at_once, folder / f'{question} {master}')}")
        if {"local[1]", "local[2]"} <= {*took}:
            ratios = (f"{name} {took['local[1]'][name] / took['local[2]'][name]:.2f}" for name in took["local[2]"])
            _CONSOLE.print(f"one core beside two: {', '.join(ratios)} times as long")
        spoilt = max(parts.glob("bundle=*")) / "place.parquet"
        spoilt.write_bytes(spoilt.read_bytes()[:-1])
        said("a file of the last part is spoilt", ran(*asked("audit", parts, masters[-1], folder / "spoilt")))
        _CONSOLE.print(f"  left of its results: {[one.name for one in (folder / 'spoilt').iterdir()]}")


if __name__ == "__main__":
    if sys.argv[4:]:
        whole(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else TIMES)
