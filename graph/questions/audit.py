"""Where would every home's problem end? The walk of escalation for all homes at once (SEMANTICS A1, A2).

One row a chain, cause, first slot not reached and place; with it the load on each seat: how many
homes would come to it, each once over all chains.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.answers import Answer
from graph.answers.audit import ROWS
from graph.facts import facts_of
from graph.facts.left_behind import left_behind
from graph.facts.shown import Shown
from graph.network import Network
from graph.questions.auditing.counts import COUNTED, SUMMED, Walked, shown_counts
from graph.questions.auditing.issues import network_issues
from graph.questions.auditing.load import load_rows
from graph.questions.auditing.near import near_rows
from graph.questions.auditing.people import people_tables
from graph.questions.auditing.places import places_at
from graph.questions.auditing.thin import levels_tables
from graph.questions.auditing.walks import walks_of
from graph.rules import Rules
from graph.walking.fold import DEAD_END, TOP, UNKNOWN

_CAUSES = {DEAD_END: "dead_end", UNKNOWN: "unknown"}
#: Of the starts that stop early, by chain, cause, slot and place: how many homes they are, and the first of them.
STOPS = {
    "chain_order": pl.Int64(),
    "chain": pl.String(),
    "cause": pl.String(),
    "slot": pl.String(),
    "place_row": pl.Int64(),
    **COUNTED,
    "slot_order": pl.Int64(),
    "start": pl.Int64(),
    "where": pl.Int64(),
}


def audit(network: Network, rules: Rules, *, people: bool = False, levels: bool = False) -> Answer:
    """Return where the path of every home ends, and how many homes come to each seat.

    A place without homes recorded below it stands for an unknown number of them: {0, ∞}.

    Args:
        network: Asked about the homes in its *within*, on its date.
        rules: The profiles; each home follows the one of its nearest place that names one.
        people: Whether to tell also what hangs on one person.
        levels: Whether to tell also which levels a chain lacks.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> audit(Network(Tables({}), date(2024, 11, 1)), load_rules()).rows.height
        0
    """
    facts = facts_of(network, rules)
    chains = chains_of(rules)
    walked = walks_of(network, facts)
    return Answer(
        question="audit",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            "rows": _rows(network, chains, walked),
            "load": load_rows(network, walked),
            "near": near_rows(network, walked, chains),
            **(people_tables(network, facts, walked, chains) if people else {}),
            **(levels_tables(facts, walked, chains) if levels else {}),
        },
        options={"people": people, "levels": levels},
        totals=_totals(walked),
        issues=network_issues(facts, [(one.profile, one.folds) for one in walked], left_behind(network)),
    )


def chains_of(rules: Rules) -> list[str]:
    """Return the chains of all profiles, in the order in which they are told."""
    return list(dict.fromkeys(chain for _, profile in sorted(rules.profiles.items()) for chain in profile.chains))


def _totals(walked: list[Walked]) -> dict[str, object]:
    chains: dict[str, dict[str, int]] = {}
    for one in walked:
        for chain, walks in one.folds.items():
            counts = np.bincount(walks.end, minlength=4)
            mine = chains.setdefault(chain, {"top": 0, "dead_end": 0, "unknown": 0})
            for name, end in (("top", TOP), ("dead_end", DEAD_END), ("unknown", UNKNOWN)):
                mine[name] += int(counts[end])
    return {"chains": chains}


def _rows(network: Network, chains: list[str], walked: list[Walked]) -> pl.DataFrame:
    """Return one row a chain, cause, slot and place."""
    rows = stops_of(network, chains, walked)
    shown = Shown(network)
    return rows.select(
        "chain",
        "cause",
        "slot",
        shown.places(rows["place_row"].to_numpy()).alias("place"),
        *shown_counts(),
        shown.keys(rows["start"].to_numpy()).alias("example"),
    ).cast(pl.Schema(ROWS.schema))


def stops_of(network: Network, chains: list[str], walked: list[Walked]) -> pl.DataFrame:
    """Group the starts that stop early by chain, cause, slot and place; counts are in the columns of ``SUMMED``."""
    parts = [_stops(network, one, chain, chains.index(chain)) for one in walked for chain in one.folds]
    if not parts:
        return pl.DataFrame(schema=STOPS)
    rows = (
        pl.concat(parts)
        .sort("position")
        .group_by("chain_order", "chain", "cause", "slot", "place_row", maintain_order=True)
        .agg(*SUMMED, pl.col("slot_order").min(), pl.col("start").first())
    )
    after = network.view.territory.order.size
    place = rows["place_row"].to_numpy()
    where = np.where(place >= 0, network.view.territory.low[np.maximum(place, 0)], after)
    rows = rows.with_columns(pl.Series("where", where, dtype=pl.Int64))
    return rows.sort("chain_order", "cause", "slot_order", "where", "slot").cast(pl.Schema(STOPS))


def _stops(network: Network, one: Walked, chain: str, order: int) -> pl.DataFrame:
    """Return a line for each start that stops early on a chain."""
    walks = one.folds[chain]
    short = np.flatnonzero((walks.end == DEAD_END) | (walks.end == UNKNOWN))
    slot, starts = walks.missing[short], walks.starts[short]
    keys = [each.key for each in one.profile.chains[chain].slots]
    found = pl.DataFrame(
        {
            "cause": walks.end[short],
            "slot_order": slot,
            "place_row": places_at(network, one.profile, chain, slot, starts),
            "start": starts,
            "position": network.view.territory.low[starts],
            **one.counts(short),
        }
    )
    return found.with_columns(
        pl.lit(order).alias("chain_order"),
        pl.lit(chain).alias("chain"),
        pl.col("cause").replace_strict(_CAUSES, return_dtype=pl.String),
        pl.col("slot_order").replace_strict(dict(enumerate(keys)), return_dtype=pl.String).alias("slot"),
    )
