"""What a giver has to do with a place: it answers for it, has signed, reported in, is an ally, or nothing known."""

from __future__ import annotations

import polars as pl

from graph.facts import Facts
from graph.facts.cobuilding import agreements_in_force
from graph.network import Network

#: By relation what it is worth, and which of those worth the same is told first.
_WORTH = {"own": (1000, 5), "agreement": (1000, 4), "reported_in": (800, 3), "alliance": (600, 2), "none": (300, 1)}


def relations(facts: Facts, wide: pl.DataFrame) -> pl.Series:
    """Return, pair by pair, the best relation of the giver's units with the hosts of the demand's place.

    Args:
        facts: Of the network.
        wide: With ``giver`` and ``place``.
    """
    network = facts.network
    asked = wide.select("giver", "place").unique()
    hosts = _hosts(network, asked["place"].unique().to_list())
    units = _units(network, asked.select("giver").unique())
    known = network.view.memo("relations", None, lambda: _known(network))
    told = asked.join(units, on="giver").join(hosts, on="place")
    own = told.filter(pl.col("unit") == pl.col("host")).select("giver", "place", relation=pl.lit("own"))
    others = told.join(known, on=["unit", "host"]).select("giver", "place", "relation")
    worth = pl.DataFrame(
        [(name, *ranked) for name, ranked in _WORTH.items()],
        schema={"relation": pl.String, "value": pl.Int64, "first": pl.Int64},
        orient="row",
    )
    best = pl.concat([own, others]).join(worth, on="relation").sort("first", descending=True)
    best = best.group_by("giver", "place", maintain_order=True).agg(pl.col("relation", "value").first())
    found = wide.select("giver", "place").join(best, on=["giver", "place"], how="left", maintain_order="left")
    none = _WORTH["none"][0]
    return found.select(
        relation=pl.struct(
            value=pl.col("value").fill_null(none),
            why=pl.col("relation").fill_null("none"),
            number=pl.lit(None, pl.Int64),
        )
    )["relation"]


def _hosts(network: Network, places: list[int]) -> pl.DataFrame:
    """Return the organisations that answer for a place or one that encloses it: rows ``place`` and ``host``."""
    first, last = network.rows.block["organisation"]
    answering = network.view.into("answers_for")
    found = [
        (place, int(unit))
        for place in places
        for area, _ in network.view.enclosing(place)
        for unit in answering.of(area)
        if first <= unit < last
    ]
    return pl.DataFrame(found, schema={"place": pl.Int32, "host": pl.Int32}, orient="row").unique()


def _units(network: Network, givers: pl.DataFrame) -> pl.DataFrame:
    """Return whose relation counts: its own, and of a person or team that of its organisations."""
    theirs = network.view.memo("relations.units", None, lambda: _theirs(network))
    return pl.concat([givers.select("giver", unit="giver"), theirs.join(givers, on="giver", how="semi")])


def _theirs(network: Network) -> pl.DataFrame:
    """Return the organisations of every person and team: rows ``giver`` and ``unit``."""
    first, last = network.rows.block["organisation"]
    of_units, parts = pl.col("unit").is_between(first, last - 1), []
    for kind, near, far in (("member_of", "source", "target"), ("runs", "target", "source")):
        source, target = network.view.tied(kind)
        ends = pl.DataFrame({"source": source, "target": target})
        parts.append(ends.select(giver=near, unit=far).filter(~pl.col("giver").is_between(first, last - 1), of_units))
    return pl.concat([one.cast(pl.Int32) for one in parts]).unique()


def _known(network: Network) -> pl.DataFrame:
    """Return what units have to do with each other: rows ``unit``, ``host`` and ``relation``."""
    in_force = agreements_in_force(network)
    signed = _ends(network, "party_to").join(in_force, left_on="target", right_on="agreement", how="semi")
    together = signed.join(signed, on="target", suffix="_other")
    reported, member = _ends(network, "checked_in"), network.rows.ties["member_of"]
    allied = network.view.holding("member_of") & (member.frame["class"] == "alliance").fill_null(value=False).to_numpy()
    parts = [
        together.select(unit="source", host="source_other", relation=pl.lit("agreement")),
        reported.select(unit="source", host="target", relation=pl.lit("reported_in")),
        pl.DataFrame({"unit": member.source[allied], "host": member.target[allied]}).with_columns(
            relation=pl.lit("alliance")
        ),
    ]
    return pl.concat([one.cast({"unit": pl.Int32, "host": pl.Int32}) for one in parts]).unique()


def _ends(network: Network, kind: str) -> pl.DataFrame:
    source, target = network.view.tied(kind)
    return pl.DataFrame({"source": source, "target": target}).cast(pl.Int32)
