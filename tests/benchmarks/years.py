"""``python -m tests.benchmarks.years [YEARS]``: a street that is written to for years, and compacted then.

A made-up street of 10,000 homes; every week 400 needs go through five steps (in five years 104,000 needs, 520,000
steps) and 300 homes are noted on anew. It prints how large the file is, how long it takes to open and to ask, now and
of a revision long ago, and the same after what is older than the last year was compacted but for a revision a year.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import polars as pl
from rich.console import Console

from graph.changes import PUT, ChangeSet, whole_rows
from graph.network import Network
from graph.questions import coverage, needs
from graph.rules import load_rules
from graph.stores import SqliteStore, open_store
from graph.stores.sqlite import Compacted
from graph.tables import Tables, row_schema
from loaders.samples.city import ON, city_parts, city_tables

YEARS, HOMES, NEEDS, NOTES, WEEKS = 5, 10_000, 400, 300, 52
STEPS = (("raise", "open"), ("dispatch", "dispatched"), ("take", "taken"), ("finish", "finished"), ("rate", "rated"))
_CONSOLE = Console(width=120, highlight=False)


def weeks(tables: Tables, years: int) -> Iterator[ChangeSet]:
    """Yield what is done in each week, the last one ending on the day of the city."""
    places = whole_rows(tables, "place")
    homes = places.filter(pl.col("level") == "home").sort("key")
    for week in range(years * WEEKS):
        day = ON - timedelta(weeks=years * WEEKS - week)
        some = pl.Series([(week * NOTES + at) % homes.height for at in range(NOTES)])
        rows = {
            "place": homes[some].with_columns(pl.lit(f"演示第{week}周").alias("note")),
            **needs_of(homes["key"], week, day),
        }
        frames = {kind: frame.with_columns(op=pl.lit(PUT)) for kind, frame in rows.items()}
        at = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
        yield ChangeSet(frames, by="演示", at=at, source="bench")


def needs_of(homes: pl.Series, week: int, day: date) -> dict[str, pl.DataFrame]:
    """Return the needs of a week, where they are, and their steps."""
    numbers = pl.DataFrame({"n": range(week * NEEDS, (week + 1) * NEEDS)}).select(
        pl.format("need-year-{}", "n").alias("key"),
        homes[(pl.int_range(week * NEEDS, (week + 1) * NEEDS, eager=True) * 7 % homes.len()).to_list()].alias("home"),
    )
    made = numbers.select(
        "key", name=pl.format("演示需求{}", pl.col("key")), quantity=1, raised_on=pl.lit(day), category=pl.lit("repair")
    )
    located = numbers.select(
        key=pl.format("located_at-{}.{}", "key", "home"), source=pl.col("key"), target=pl.col("home")
    )
    steps = [
        numbers.select(
            key=pl.format("step-{}.{}", pl.col("key"), pl.lit(at + 1)),
            need=pl.col("key"),
            number=at + 1,
            sort=pl.lit(sort),
            at=pl.lit(f"{day}T0{at + 1}:00:00Z"),
            state=pl.lit(state),
            outcome=pl.lit("satisfied" if sort == "rate" else None, pl.String),
        )
        for at, (sort, state) in enumerate(STEPS)
    ]
    return {
        kind: frame.match_to_schema({**row_schema(kind)}, missing_columns="insert", integer_cast="upcast")
        for kind, frame in (("need", made), ("located_at", located), ("step", pl.concat(steps)))
    }


def timed(name: str, work: Callable[[], object]) -> None:
    """Do some work, and print what it took."""
    begun, worked = perf_counter(), process_time()
    work()
    _CONSOLE.print(f"  {name:36} {perf_counter() - begun:7.2f} s  {process_time() - worked:7.2f} s of processors")


def looked_at(path: Path, old: int) -> None:
    """Print how large a store is, and how long it takes to open and to ask."""
    rules = load_rules()
    with SqliteStore(path) as store:
        _CONSOLE.print(f"{path.stat().st_size / 1e6:,.0f} MB, {store.revision().number} revisions")
    timed("opened", lambda: open_store(path, create=False).close())
    with SqliteStore(path) as store:
        read: list[Tables] = []
        timed("all rows of now read", lambda: read.append(store.tables(personal=False)))
        timed("of the revision of a year ago", lambda: store.tables(at=old, personal=False))
        network = Network(read[0], ON)
        timed("numbered", lambda: network.rows)
        timed("coverage", lambda: coverage(network, rules))
        timed("needs", lambda: needs(network, rules))
        timed("history of a home", lambda: store.history(read[0]["place"].filter(pl.col("level") == "home")["key"][0]))
        timed("examined", lambda: _CONSOLE.print(f"  whole: {store.examine().whole}"))


def main(years: int = YEARS) -> None:
    """Measure and print."""
    with TemporaryDirectory() as name:
        path, tables = Path(name) / "linli.db", city_tables(HOMES, profiles=("yanshan",))
        with SqliteStore(path) as store:
            begun = datetime.combine(ON - timedelta(weeks=years * WEEKS + 1), datetime.min.time(), UTC)
            for part in city_parts(HOMES, profiles=("yanshan",)):
                store.commit(ChangeSet(part.frames, by="演示", at=begun, source="bench"))
            before = store.revision().number
            timed("years written", lambda: [store.commit(one) for one in weeks(tables, years)])
        old = before + (years - 1) * WEEKS
        looked_at(path, old)
        with SqliteStore(path) as store:
            yearly = range(before, old, WEEKS)
            done: list[Compacted] = []
            timed("compacted", lambda: done.append(store.compact(old, [*yearly], "演示")))
            _CONSOLE.print(f"  {done[0].rows:,} rows went; {len(done[0].gone)} revisions cannot be opened any more")
        looked_at(path, old)
        _CONSOLE.print(f"{getrusage(RUSAGE_SELF).ru_maxrss >> 10:,} MB at most")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
