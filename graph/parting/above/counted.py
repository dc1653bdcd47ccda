"""What a part hands over for places above it: its homes as sums at its streets, and single things that are counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.facts import Facts, facts_of
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.parting.above.wanted import Wanted
from graph.parting.surroundings import Surroundings
from graph.rules import Rules
from graph.selectors import parse
from graph.tables import Tables

#: What is summed.
WHATS = ("homes", "households", "residents", "residents_60")
#: At a street on a day: of homes recorded below it how many, and of who lives there at least, at most and of whether
#: nobody knows; which numbers are stated below it, how many of them hold no other, and its own, -1 = none.
SUMS = {
    "day": pl.Date(),
    "what": pl.String(),
    "place": pl.String(),
    "here": pl.Int64(),
    "low": pl.Int64(),
    "high": pl.Int64(),
    "open": pl.Int64(),
    "exact": pl.Int64(),
    "deepest": pl.Int64(),
    "own": pl.Int64(),
}
#: At a street on a day: what the deepest places of a level below it state.
STATED = {"day": pl.Date(), "what": pl.String(), "place": pl.String(), "level": pl.String(), "sum": pl.Int64()}


def counted(
    network: Network, rules: Rules, heads: Ints, mine: Bools, wanted: Wanted
) -> tuple[pl.DataFrame, pl.DataFrame, Tables]:
    """Return sums, stated numbers and things of a part.

    What lies below a place with which it begins, but is another part's own, that part hands over.

    Args:
        network: The part, on the day that is asked about.
        rules: The rules in force.
        heads: Rows of the places with which it begins.
        mine: By place, whether it is the part's own.
        wanted: What the second stage wants.
    """
    sums, told = [pl.DataFrame(schema=SUMS)], [pl.DataFrame(schema=STATED)]
    picked = np.zeros(network.rows.size, dtype=bool)
    levels, names = network.rows.codes("place", "level")
    home = names.index("home") if "home" in names else -2
    for day in wanted.days:
        facts = facts_of(network.within(None).on(day), rules)
        for what in WHATS:
            sums.append(_sums(facts, heads, mine, what, day))
            told += _stated(facts, heads, mine, what, day)
        for text in wanted.selectors:
            picked |= facts.select(parse(text))
        anchor = facts.network.view.anchor
        picked &= (anchor >= 0) & mine[np.maximum(anchor, 0)] | (np.arange(picked.size) < mine.size)
    picked[: mine.size] &= mine & (levels != home)
    picked[heads] = True  # at which sums stand, also of what is counted by nothing
    around = Surroundings(network)
    return pl.concat(sums), pl.concat(told), around.things(picked, without=around.bare() & ~picked)


def _sums(facts: Facts, heads: Ints, mine: Bools, what: str, day: date) -> pl.DataFrame:
    view, homes = facts.network.view, facts.homes
    band, told = homes.base(what), homes.stated(what)
    unknown = band.high >= UNBOUNDED
    columns = {
        "here": view.territory.sums(homes.count * mine),
        "low": view.territory.sums(band.low.astype(np.int64) * mine),
        "high": view.territory.sums(np.where(unknown | ~mine, 0, band.high).astype(np.int64)),
        "open": view.territory.sums((unknown & mine).astype(np.int64)),
        "exact": view.territory.sums((told.exact & mine).astype(np.int64)),
        "deepest": view.territory.sums((told.deepest & mine).astype(np.int64)),
        "own": told.own,
    }
    found = pl.DataFrame({name: values[heads] for name, values in columns.items()}).with_columns(
        day=pl.lit(day), what=pl.lit(what), place=facts.network.rows.keys[heads]
    )
    return found.select(list(SUMS)).cast(pl.Schema(SUMS))


def _stated(facts: Facts, heads: Ints, mine: Bools, what: str, day: date) -> Iterator[pl.DataFrame]:
    told, view = facts.homes.stated(what), facts.network.view
    _, names = facts.network.rows.codes("place", "level")
    deepest = told.deepest & mine
    for code in np.unique(told.levels[deepest]).tolist():
        each = view.territory.sums(np.where(deepest & (told.levels == code), told.own, 0).astype(np.int64))[heads]
        level = names[code] if code >= 0 else ""
        keys = facts.network.rows.keys[heads]
        found = pl.DataFrame({"place": keys, "sum": each}).with_columns(
            day=pl.lit(day), what=pl.lit(what), level=pl.lit(level)
        )
        yield found.select(list(STATED)).cast(pl.Schema(STATED))
