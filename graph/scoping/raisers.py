"""Who raised a need, kept from whom it concerns: though they see the rest of it (SEMANTICS V27).

A person is told to nobody but in a terminal (V8); here it is the unit or team that spoke up, which a seat of the unit
complained of would else find beside the complaint.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.facts import facts_of
from graph.matching.concerns import concerned_around
from graph.network import Network
from graph.network.columns import Bools
from graph.rules import Rules

_RAISE = "raise"


def kept_from(network: Network, rules: Rules, seat: str) -> frozenset[str]:
    """Return the keys of the needs of which whoever has a seat may not know who raised them.

    They are kept with the day of the network.

    Args:
        network: The whole network.
        rules: The rules in force.
        seat: Key of a post, organisation or team; of an organisation its posts are meant too.
    """
    return network.daily(("kept_from", seat, id(rules)), rules, lambda: _kept_from(network, rules, seat))


def _kept_from(network: Network, rules: Rules, seat: str) -> frozenset[str]:
    row = network.rows.row(seat)
    about = network.rows.frame("need").select("key", "about").drop_nulls()
    if row is None or not about.height:
        return frozenset()
    post_in, facts = network.rows.ties["post_in"], facts_of(network, rules)
    own = {row, *post_in.source[post_in.target == row].tolist()}
    rows = {key: network.rows.row(key) for key in about["about"].unique().to_list()}
    concerned = [key for key, whom in rows.items() if whom is not None and own & concerned_around(facts, whom)]
    return frozenset(about.filter(pl.col("about").is_in(concerned))["key"])


def raising(network: Network, needs: frozenset[str]) -> Bools:
    """Return, by tie *raises*, whether it is of one of some needs."""
    return _ties(network, needs)[1]


def steps_without(network: Network, needs: frozenset[str]) -> pl.DataFrame:
    """Return the steps of needs that who raised them took, as they are told: by nobody.

    That is whoever raised it, a post there, and who holds one; of a first step that raises it, whoever took that.
    """
    source, of = _ties(network, needs)
    keys, post_in, holds = network.rows.keys, network.rows.ties["post_in"], network.rows.ties["holds"]
    by: list[tuple[str, str]] = []
    for raiser, need in zip(source[of].tolist(), network.rows.ties["raises"].target[of].tolist(), strict=True):
        posts = post_in.source[post_in.target == raiser]
        took = {raiser, *posts.tolist(), *holds.source[np.isin(holds.target, posts)].tolist()}
        by += [(keys[need], keys[one]) for one in sorted(took)]
    raisers = pl.DataFrame(by, schema={"need": pl.String, "by": pl.String}, orient="row").unique()
    steps = network.tables()["step"].filter(pl.col("need").is_in(list(needs)), pl.col("by").is_not_null())
    theirs = steps.join(raisers, on=["need", "by"], how="semi")["key"].implode()
    told = steps.filter((pl.col("sort") == _RAISE) | pl.col("key").is_in(theirs))
    return told.with_columns(by=pl.lit(None, dtype=pl.String))


def _ties(network: Network, needs: frozenset[str]) -> tuple[np.ndarray[tuple[int], np.dtype[np.int32]], Bools]:
    tie = network.rows.ties["raises"]
    rows = [row for key in sorted(needs) if (row := network.rows.row(key)) is not None]
    return tie.source, np.isin(tie.target, rows)
