"""The question ``match --plan`` whole, from the ledger to the reasons: ``python -m tests.benchmarks.plans``.

Beside one bare OR-Tools solve of the first level over the same arcs, in the same run.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from rich.console import Console
from rich.table import Table

from graph.matching.pinning import pinned
from graph.matching.planning import planned
from graph.matching.search import search_of
from graph.network import Network
from graph.questions import match
from graph.rules import load_rules
from graph.tables import Tables
from tests.benchmarks.matching import bare, peak, timed
from tests.casefile.gathered import Rows

_TODAY = date(2024, 11, 1)
_CATEGORIES = (
    "elder_care",
    "meals",
    "haircut",
    "books",
    "tutoring",
    "legal",
    "health",
    "cleaning",
    "repair",
    "culture",
)
_CLAIMED = 0.4
#: Needs and offers, and whether many of these are paused or full.
_SIZES = ((46, 46, False), (1_000, 1_500, False), (5_000, 8_000, False), (4_000, 1_500, True))


def street(needs: int, offers: int, *, scarce: bool = False) -> Tables:
    """Return a made-up street of 20 communities and 400 buildings: needs in buildings, offers for communities.

    Args:
        needs: How many.
        offers: How many.
        scarce: Whether a third of these is paused, and something of two in five is claimed.
    """
    random, rows = Random(needs), Rows()
    rows.thing("place", "place-0", name="演示街道", level="street", profile="suzhoulu")
    communities = [rows.thing("place", f"place-c{at:02}", name=f"社区{at}", level="community") for at in range(20)]
    buildings = [rows.thing("place", f"place-b{at:03}", name=f"{at}号楼", level="building") for at in range(400)]
    for at, key in enumerate((*communities, *buildings)):
        rows.tie("part_of", key, "place-0" if at < len(communities) else communities[at % len(communities)])
    units = [
        rows.thing("organisation", f"organisation-{at:04}", name=f"单位{at}", form="branch")
        for at in range(offers // 3 + 1)
    ]
    for at in range(offers):
        key = rows.thing(
            "offer",
            f"offer-{at:05}",
            name=f"资源{at}",
            categories=[random.choice(_CATEGORIES)],
            capacity=str(random.randint(1, 8)),
            period=random.choice((None, "week", "month", "month")),
            price=random.choice((None, 0.0, 10.0)),
            status=random.choice(("paused", None, None)) if scarce else None,
        )
        rows.tie("gives", random.choice(units), key)
        rows.tie("serves", key, random.choice((*communities, *communities, "place-0")))
    for at in range(needs):
        key = rows.thing(
            "need",
            f"need-{at:05}",
            name=f"需求{at}",
            category=random.choice(_CATEGORIES),
            quantity=random.choice((1, 1, 2, 3, 5, 20)),
            priority=random.choice((None, None, "urgent", "high")),
            raised_on=_TODAY - timedelta(days=random.randint(0, 60)),
            due=random.choice((None, _TODAY + timedelta(days=20))),
        )
        rows.tie("located_at", key, random.choice(buildings))
    for at in range(offers if scarce else 0):
        if random.random() < _CLAIMED:
            rows.tie(
                "meets",
                f"offer-{at:05}",
                f"need-{random.randrange(needs):05}",
                state="claimed",
                quantity=8,
                asked_on=_TODAY - timedelta(days=3),
                on=_TODAY + timedelta(days=random.randint(0, 20)),
            )
    return rows.tables()


def main() -> None:
    """Measure and print."""
    rules = load_rules()
    match(Network(street(9, 9), _TODAY), rules, plan=True).to_dict()  # what is imported late is imported now
    table = Table("needs · offers", "arcs", "short", "bare solve", "plan", "with all reasons", "memory", box=None)
    for needs, offers, scarce in _SIZES:
        network = Network(street(needs, offers, scarce=scarce), _TODAY)
        before = peak()
        took, answer = timed(lambda network=network: match(network, rules, plan=True), 1)  # type: ignore[misc]
        reasons, frames = timed(lambda answer=answer: answer.frames, 1)  # type: ignore[misc]
        memory = peak() - before
        decided = pinned(search_of(network, rules))
        problem = planned(decided, decided.search.passed(decided.search.demands)).problem
        alone, _ = timed(lambda problem=problem: bare(problem), 1)  # type: ignore[misc]
        table.add_row(
            f"{needs:,} · {offers:,}{', many paused or full' if scarce else ''}",
            f"{problem.arcs.demand.size:,}",
            str(frames["unmet"].height),
            f"{alone:.2f} s",
            f"{took:.2f} s",
            f"{took + reasons:.2f} s",
            f"{memory} MB",
        )
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
