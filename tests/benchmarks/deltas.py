"""``python -m tests.benchmarks.deltas``: a live network changed by ten rows, beside the same network made anew.

Each commit is taken over (*swapped*), and then three questions are asked whose answers are in no memory: the national
pack, the audit of every home and one escalation. Processor time says more than the clock where others use the machine.
"""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from time import perf_counter, process_time

import polars as pl
from rich.console import Console
from rich.table import Table

from graph.changes import ChangeSet
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


@dataclass(frozen=True)
class Cost:
    """What something took: seconds by the clock and of the processor, and by how much memory grew at most, in GB."""

    clock: float
    processor: float
    memory: float

    def __str__(self) -> str:
        """Return it as a cell."""
        return f"{self.clock:.3f} · {self.processor:.3f} s"

    def and_(self, other: Cost) -> Cost:
        """Return what both took, one after the other."""
        memory = max(self.memory, other.memory)
        return Cost(self.clock + other.clock, self.processor + other.processor, memory)


def cost(work: Callable[[], Network]) -> tuple[Network, Cost]:
    """Return what was made, laid out as far as every question needs it, and what that took."""
    gc.collect()
    before, start, used = most(), perf_counter(), process_time()
    made = work()
    _ = made.view.territory, made.view.property_axis, made.view.anchor
    return made, Cost(perf_counter() - start, process_time() - used, most() - before)


def most() -> float:
    """Return how much memory the process had at most, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def asked(network: Network, rules: Rules) -> Network:
    """Ask three questions."""
    coverage(network, rules.only("national"))
    audit(network, rules)
    places = network.tables()["place"]
    first = places["key"].filter(places["level"] == "home")[0]  # all columns of all homes would be 100 MB of its own
    _ = escalate(network, rules, first).rows
    return network


def taken_over(network: Network, changes: ChangeSet, rules: Rules) -> tuple[Network, Cost, Cost]:
    """Return the network after a commit, and what the swap and the answers took."""
    moved, swapped = cost(lambda: network.moved(changes, 1, None))
    _, answered = cost(lambda: asked(moved, rules))
    return moved, swapped, answered


def main(homes_wanted: int) -> None:
    """Measure and print."""
    rules = load_rules()
    tables = bench_tables(homes_wanted)
    network, anew = cost(lambda: Network(tables, ON))
    _, first = cost(lambda: asked(network, rules))
    table = Table("commit", "swapped", "× anew", "memory", "and all answered", "× anew", box=None)
    for name, make in COMMITS.items():
        network, swapped, answered = taken_over(network, make(network.tables()), rules)
        both, whole = swapped.and_(answered), anew.and_(first)
        table.add_row(
            name,
            str(swapped),
            f"{swapped.processor / anew.processor:.3f}",
            f"{swapped.memory:.2f} GB",
            str(both),
            f"{both.processor / whole.processor:.2f}",
        )
    table.add_row("made anew", str(anew), "1", f"{anew.memory:.2f} GB", str(anew.and_(first)), "1")
    print("each: by the clock · of the processor")
    Console(width=120).print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 350_000)
