"""Who raised a need, kept from whom it concerns: though they see the rest of it (SEMANTICS V27).

A person is told to nobody but in a terminal (V8); here it is the unit or team that spoke up, which a seat of the unit
complained of would else find beside the complaint.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.facts import facts_of
from graph.facts.concerned import concerned_units
from graph.network import Network
from graph.network.columns import Bools
from graph.rules import Rules


def kept_from(network: Network, rules: Rules, seat: str) -> Bools:
    """Return, by tie *raises*, whether whoever has a seat may not know of it; kept with the day of the network.

    Args:
        network: The whole network.
        rules: The rules in force.
        seat: Key of a post or organisation; of an organisation its posts are meant too.
    """
    return network.daily(("kept_from", seat, id(rules)), rules, lambda: _kept_from(network, rules, seat))


def _kept_from(network: Network, rules: Rules, seat: str) -> Bools:
    tie = network.rows.ties["raises"]
    found: Bools = np.zeros(tie.source.size, dtype=bool)
    row = network.rows.row(seat)
    if row is None or not tie.source.size:
        return found
    post_in = network.rows.ties["post_in"]
    own = {row, *post_in.source[post_in.target == row].tolist()}
    first, last = network.rows.block["need"]
    about = network.rows.frame("need")["about"].to_list()
    facts = facts_of(network, rules)
    for at, target in enumerate(tie.target.tolist()):
        whom = network.rows.row(str(about[target - first])) if first <= target < last else None
        found[at] = whom is not None and bool(own & concerned_units(facts, whom))
    return found


def steps_without(network: Network, hidden: Bools) -> pl.DataFrame:
    """Return the steps that a hidden raiser took, as they are told: by nobody."""
    tie = network.rows.ties["raises"]
    keys = network.rows.keys
    raisers = pl.DataFrame(
        {"need": keys.gather(tie.target[hidden]), "by": keys.gather(tie.source[hidden])},
        schema={"need": pl.String, "by": pl.String},
    )
    steps = network.tables()["step"].join(raisers, on=["need", "by"], how="semi")
    return steps.with_columns(by=pl.lit(None, dtype=pl.String))
