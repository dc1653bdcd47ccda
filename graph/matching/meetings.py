"""The *meets* ties between offers and needs as columns: proposals, asks, claims and their outcome (SEMANTICS M3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.facts import facts_of
from graph.matching.units import weights_of
from graph.network import Network
from graph.network.columns import ALWAYS, Bools, Ints, Longs
from graph.rules import Rules
from graph.rules.matching import own_matching


@dataclass(frozen=True)
class Meetings:
    """The ties *meets* of every date, as columns.

    Attributes:
        source: Row of the offer, unit or project.
        target: Row of the need or project.
        quantity: How much of the demand, in its unit; 1 where nothing is said.
        state: As the tie says it.
        when: The day of delivery, else of the ask, as days since 1970; ``ALWAYS`` where neither is said.
        asked: The day of the ask; ``ALWAYS`` where it is not said.
        in_force: Whether the day lies in the tie's own days.
        reply_by: The last day for an answer; ``ALWAYS`` where nothing says.
        lapsed: Whether it is an ask whose last day for an answer is past.
        pinned: Whether somebody decided it, so that a plan takes it as it is.
        delivered: The day of delivery; ``ALWAYS`` where it is not said.
        weight: How much of an offer, in the smallest unit of its sort, one unit of the demand takes.
    """

    source: Ints
    target: Ints
    quantity: Longs
    state: pl.Series
    when: Ints
    asked: Ints
    in_force: Bools
    reply_by: Ints
    lapsed: Bools
    pinned: Bools
    delivered: Ints
    weight: Longs

    def of_state(self, states: Collection[str]) -> Bools:
        """Return which are in one of some states, and in force."""
        found: Bools = self.in_force & self.state.is_in(list(states)).to_numpy()
        return found

    def sums(self, by: Ints, states: Collection[str], size: int) -> Longs:
        """Return, by row, how much is in one of some states; ``by`` is ``source`` or ``target``."""
        chosen = self.of_state(states)
        return np.bincount(by[chosen], self.quantity[chosen], minlength=size).astype(np.int64)


def meetings_of(network: Network, rules: Rules | None = None) -> Meetings:
    """Return the meetings of a network on its day, read once.

    Args:
        network: The network.
        rules: For how many days an ask waits where nobody wrote it; None = as many as the common rules say.
    """
    return network.daily(("meetings", id(rules)), rules, lambda: _read(network, rules))


def _read(network: Network, rules: Rules | None) -> Meetings:
    tie, day = network.rows.ties["meets"], network.day
    asked = tie.frame["asked_on"].cast(pl.Int32)
    on = tie.frame["on"].cast(pl.Int32)
    reply_by = tie.frame["reply_by"].cast(pl.Int32).fill_null(asked + reply_days(network, rules, tie.target))
    return Meetings(
        source=tie.source,
        target=tie.target,
        quantity=tie.frame["quantity"].fill_null(1).to_numpy(),
        state=tie.frame["state"],
        when=on.fill_null(asked).fill_null(ALWAYS).to_numpy(),
        asked=asked.fill_null(ALWAYS).to_numpy(),
        in_force=(tie.since <= day) & (day < tie.until),
        reply_by=reply_by.fill_null(ALWAYS).to_numpy(),
        lapsed=((tie.frame["state"] == "asked") & (reply_by < day)).fill_null(value=False).to_numpy(),
        pinned=tie.frame["pinned"].fill_null(value=False).to_numpy(),
        delivered=on.fill_null(ALWAYS).to_numpy(),
        weight=weights_of(network, tie.source, tie.target),
    )


def reply_days(network: Network, rules: Rules | None, demands: Ints) -> pl.Series:
    """Return, demand by demand, how many days an ask for it waits: by the profile of the place it lies in."""
    common = own_matching().reply_days
    known = {} if rules is None else {name: rules.matching(name).reply_days for name in rules.profiles}
    if rules is None or {*known.values()} <= {common}:
        return pl.Series([common], dtype=pl.Int32).new_from_index(0, demands.size)
    profiles, view = facts_of(network, rules).profiles, network.view
    place = np.where(view.valid[demands], view.anchor[demands], np.int32(-1))
    at = np.where(place >= 0, profiles.at[place], np.int32(-1))
    days = np.array([*(known.get(name, common) for name in profiles.names), common], dtype=np.int32)
    return pl.Series(days[at])
