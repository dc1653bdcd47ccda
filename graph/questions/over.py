"""How norms stood on several dates: one frame of norm, subject and date, for notebooks and pictures (SEMANTICS C53)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from graph.facts import facts_of
from graph.facts.shown import Shown
from graph.network import Network
from graph.norms.asking import ask
from graph.norms.lines import lines_of, subjects_of
from graph.rules import Rules

SCHEMA = {
    "norm": pl.String(),
    "subject": pl.String(),
    "item": pl.String(),
    "on": pl.Date(),
    "state": pl.String(),
}


def over(network: Network, rules: Rules, dates: Iterable[date]) -> pl.DataFrame:
    """Return the state of every norm at each of its subjects on each of some dates.

    The ledger is one, that of the network; the norms are those in force on each date. Rows stand by date, then as
    those of coverage; subjects are ids.

    Args:
        network: Asked about the places in its *within*; its own date is not looked at.
        rules: The norms.
        dates: The dates, in any order.

    Example:
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> over(Network(Tables({}), date(2024, 11, 1)), load_rules(), [date(2024, 1, 1)]).columns
        ['norm', 'subject', 'item', 'on', 'state']
    """
    frames = [pl.DataFrame(schema=SCHEMA)]
    for day in sorted(set(dates)):
        then, within = network.on(day), network.within_row
        if within is not None and not then.view.valid[within]:
            continue  # in a place that is not there nothing is asked
        facts, shown = facts_of(then, rules), Shown(then)
        for norm in (one for one in rules.norms if one.holds_on(day)):
            lines = lines_of(facts, ask(facts, rules, norm, within))
            keys = shown.keys(subjects_of(lines))
            frames.append(lines.with_columns(norm=pl.lit(norm.id), subject=keys, on=pl.lit(day)).select(*SCHEMA))
    return pl.concat([frame.cast(SCHEMA) for frame in frames])  # type: ignore[arg-type]  # what the columns hold
