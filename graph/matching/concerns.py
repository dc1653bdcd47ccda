"""Who never helps with a need: whom it is about, whom that leads, who runs it, and who sits there (SEMANTICS M7)."""

from __future__ import annotations

import polars as pl

from graph.facts import Facts
from graph.facts.concerned import concerned_units


def concerned_givers(facts: Facts, demands: pl.DataFrame) -> pl.DataFrame:
    """Return, for demands about somebody or something, the givers that never help: rows ``demand`` and ``giver``."""
    about = demands.filter(pl.col("about").is_not_null())
    known: dict[str, list[int]] = {}
    found: list[tuple[int, int]] = []
    for demand, key in about.select("demand", "about").iter_rows():
        if key not in known:
            row = facts.network.rows.row(key)
            known[key] = (
                [] if row is None or not facts.network.view.valid[row] else sorted(concerned_around(facts, row))
            )
        found += [(demand, giver) for giver in known[key]]
    return pl.DataFrame(found, schema={"demand": pl.Int32, "giver": pl.Int32}, orient="row")


def concerned_around(facts: Facts, about: int) -> set[int]:
    """Return whom it concerns and who has to do with that: what these run, who runs it, and who holds their posts."""
    view = facts.network.view
    units = {about, *concerned_units(facts, about)}
    units |= {int(one) for one in view.into("runs").of(about)}
    units |= {int(team) for unit in units for team in view.out("runs").of(unit)}
    return units | {int(person) for post in units for person in view.into("holds").of(post)}
