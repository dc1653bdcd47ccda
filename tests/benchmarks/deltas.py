"""``python -m tests.benchmarks.deltas``: a live network changed by ten rows, beside the same network made anew.

Each commit is taken over (*swapped*), and then three questions are asked whose answers are in no memory: the national
pack, the audit of every home and one escalation. Processor time says more than the clock where others use the machine.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from datetime import date
from time import perf_counter, process_time

import polars as pl
from rich.console import Console
from rich.table import Table

from graph.changes import ChangeSet, apply
from graph.network import Network
from graph.questions import audit, coverage, escalate
from graph.rules import Rules, load_rules
from graph.tables import Tables
from tests.benchmarks.ledger import ON, bench_tables

_ROWS = 10
_ENDED = date(2024, 10, 1)


def notes(tables: Tables) -> ChangeSet:
    """Return another name of ten venues: nothing but a word of them changes."""
    return ChangeSet({"venue": tables["venue"][:_ROWS].with_columns(name=pl.lit("演示新阵地"))})


def holders(tables: Tables) -> ChangeSet:
    """Return five posts that somebody new holds."""
    held = tables["holds"][: _ROWS // 2]
    keys = [f"person-new{number}" for number in range(held.height)]
    people = pl.DataFrame({"key": keys, "name": [f"演示新人{number}" for number in range(held.height)]})
    new = held.with_columns(key=pl.Series([f"holds-{key}" for key in keys]), source=pl.Series(keys))
    return ChangeSet({"person": people, "holds": pl.concat([held.with_columns(until=pl.lit(_ENDED)), new])})


def homes(tables: Tables) -> ChangeSet:
    """Return five homes that are added to a building."""
    buildings = tables["place"].filter(pl.col("level") == "building")["key"]
    keys = [f"place-home99{number:05d}" for number in range(_ROWS // 2)]
    places = pl.DataFrame({"key": keys, "name": [f"演示新房{key}" for key in keys], "level": ["home"] * len(keys)})
    lying = {"key": [f"part_of-{key}" for key in keys], "source": keys, "target": [buildings[7]] * len(keys)}
    return ChangeSet({"place": places, "part_of": pl.DataFrame(lying)})


def ended(tables: Tables) -> ChangeSet:
    """Return ten ties that end."""
    return ChangeSet({"lives_in": tables["lives_in"][:_ROWS].with_columns(until=pl.lit(_ENDED))})


COMMITS: dict[str, Callable[[Tables], ChangeSet]] = {
    "ten names of venues": notes,
    "five new holders": holders,
    "five new homes": homes,
    "ten ties ended": ended,
}


def timed(work: Callable[[], Network]) -> tuple[Network, float, float]:
    """Return what was made, with the time and the processor time."""
    start, used = perf_counter(), process_time()
    made = work()
    _ = made.view.anchor, made.view.territory, made.view.property_axis
    return made, perf_counter() - start, process_time() - used


def asked(network: Network, rules: Rules, start: str) -> Network:
    """Ask the three questions."""
    coverage(network, rules.only("national"))
    audit(network, rules)
    _ = escalate(network, rules, start).rows
    return network


def memory() -> float:
    """Return how much memory the process had at most, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main(homes_wanted: int) -> None:
    """Measure and print."""
    rules = load_rules()
    network, time, used = timed(lambda: Network(bench_tables(homes_wanted), ON))
    start = network.tables()["place"].filter(pl.col("level") == "home")["key"][0]
    _, first, first_used = timed(lambda: asked(network, rules, start))
    table = Table("commit", "swapped", "processor", "× anew", "all answered", "processor", "most memory", box=None)
    table.add_row(
        "made anew",
        f"{time:.2f} s",
        f"{used:.2f} s",
        "1",
        f"{first:.2f} s",
        f"{first_used:.2f} s",
        f"{memory():.1f} GB",
    )
    for name, make in COMMITS.items():
        changes = make(network.tables())
        _, anew, _ = timed(lambda changes=changes: Network(apply(network.tables(), changes), ON))  # type: ignore[misc]
        network, swap, swap_used = timed(lambda changes=changes: network.moved(changes, 1, None))  # type: ignore[misc]
        _, answered, answered_used = timed(lambda: asked(network, rules, start))
        table.add_row(
            name,
            f"{swap:.3f} s",
            f"{swap_used:.3f} s",
            f"{swap / anew:.3f}",
            f"{swap + answered:.2f} s",
            f"{swap_used + answered_used:.2f} s",
            f"{memory():.1f} GB",
        )
    Console(width=120).print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 350_000)
