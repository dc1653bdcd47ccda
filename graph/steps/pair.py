"""What is known of a demand and who might meet it on a day: the ties between them, what is left, and in which lots."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from graph.errors import NotFound
from graph.facts import Facts, facts_of
from graph.facts.demands import HOLDING
from graph.facts.wished import day_wished
from graph.matching.meetings import Meetings, meetings_of, reply_days
from graph.matching.notice import with_notice
from graph.matching.passing import in_time, paired
from graph.matching.supply import ENDLESS, Supply, given_to, lots_of, supply_of
from graph.matching.wanted import HORIZON, wanted
from graph.network import Network
from graph.network.meant import of_other_kind
from graph.network.numbering import EPOCH, day_of
from graph.rules import Rules
from graph.steps.asked import Lot
from graph.steps.register import DEMANDS, LAPSED, SOURCES

Tie = dict[str, Any]


class Pair:
    """A demand and an offer, organisation or project, seen on the day of a network.

    Attributes:
        network: Asked about everything.
        rules: The rules in force.
        demand: Row of the need or project, whether it is there on the day or not.
        source: Row of the offer, organisation or project.
    """

    def __init__(self, network: Network, rules: Rules, demand: str, source: str) -> None:
        """Look both up.

        Raises:
            NotFound: The ledger does not know one of them, or it is of another kind.
        """
        self.network, self.rules = network.within(None), rules
        self.demand, self.source = self.known(demand, DEMANDS), self.known(source, SOURCES)
        self._lots: dict[date, Lot | None] = {}

    @cached_property
    def facts(self) -> Facts:
        """What questions share of the network."""
        return facts_of(self.network, self.rules)

    @cached_property
    def meetings(self) -> Meetings:
        """All that offers and needs have to do with each other; what begins later holds already."""
        found = meetings_of(self.network, self.rules)
        return replace(found, in_force=self.network.day < self.network.rows.ties["meets"].until)

    @property
    def day(self) -> date:
        """The day on which the step is taken."""
        return self.network.date

    def key(self, row: int) -> str:
        """Return the key of a row."""
        return self.network.key(row)

    def kind(self, row: int) -> str:
        """Return the kind of a row."""
        return self.network.rows.kind_of(row)

    def fields(self, row: int) -> dict[str, Any]:
        """Return the fields of a thing."""
        kind = self.kind(row)
        first, _ = self.network.rows.block[kind]
        return self.network.rows.frame(kind).row(row - first, named=True)

    @property
    def wished(self) -> date | None:
        """The day by which the demand is wished, as its steps moved it; None = nobody said."""
        return day_wished(self.network, self.demand)

    def there(self, row: int) -> bool:
        """Return whether a thing is there on the day."""
        return bool(self.network.view.valid[row])

    def called(self, row: int) -> str:
        """Return the name of a thing, with its place or its giver."""
        name = self.network.name(row) or self.key(row)
        giver = self.giver_of(row) if self.kind(row) == "offer" else None
        if giver is not None:
            return f"{self.network.name(giver)}//{name}" if self.network.name(giver) else name
        place = self.network.lies_in(row) if self.kind(row) in DEMANDS else None
        return name if place is None else f"{place}//{name}"

    @cached_property
    def ties(self) -> list[Tie]:
        """Every tie between the two, of any day and state, in the order of asking."""
        return self._ordered(self.network.tables()["meets"].filter(source=self.key(self.source)), self.key(self.demand))

    @cached_property
    def of_demand(self) -> list[Tie]:
        """Every tie of the demand with anybody."""
        return self._ordered(self.network.tables()["meets"], self.key(self.demand))

    def state(self, tie: Tie) -> str | None:
        """Return in which state a tie is on the day; None = it is not in force."""
        if (tie["since"] or self.day) > self.day or (tie["until"] is not None and tie["until"] <= self.day):
            return None
        return LAPSED if tie["state"] == "asked" and self._lapsed(tie) else str(tie["state"])

    @cached_property
    def states(self) -> frozenset[str]:
        """The states that are in force between the two."""
        return frozenset(state for tie in self.ties if (state := self.state(tie)) is not None)

    @cached_property
    def reply_days(self) -> int:
        """How many days an ask for the demand waits."""
        return int(reply_days(self.network, self.rules, np.array([self.demand], dtype=np.int32))[0])

    @cached_property
    def giver(self) -> int | None:
        """Who gives it; None = nobody knows."""
        return self.giver_of(self.source)

    def giver_of(self, source: int) -> int | None:
        """Return who gives something: of an offer the first of those who are there, of a unit or project itself."""
        if self.kind(source) != "offer":
            return source
        tie, day, valid = self.network.rows.ties["gives"], self.network.day, self.network.view.valid
        given = tie.source[(tie.target == source) & (tie.since <= day) & (day < tie.until) & valid[tie.source]]
        return int(given.min()) if given.size else None

    @cached_property
    def left(self) -> int:
        """The amount of the demand that is neither claimed nor done."""
        held = self.meetings.sums(self.meetings.target, HOLDING, self.network.rows.size)
        return int(self.fields(self.demand)["quantity"] or 1) - int(held[self.demand])

    def holds(self, tie: Tie) -> bool:
        """Return whether a tie holds what it gives, from the day or from one to come."""
        return tie["state"] in HOLDING and bool(tie["until"] is None or tie["until"] > self.day)

    @cached_property
    def wanted(self) -> pl.DataFrame:
        """The demand as one line, if it is one: open, somewhere, with something left."""
        kept = ("pair.wanted", id(self.rules))  # a page shows a demand beside everybody who could meet it
        every = self.network.daily(kept, self.rules, lambda: wanted(self.network, self.meetings))
        return every.filter(pl.col("demand") == self.demand)

    @cached_property
    def horizon(self) -> int:
        """The last day looked at."""
        return int(max([self.network.day + HORIZON, *self.wanted["last"].to_list()]))

    @cached_property
    def supply(self) -> Supply:
        """The offer as one line, if it is one and there by the horizon; paused or not."""
        found = with_notice(self.network, self.rules, supply_of(self.network, self.horizon))
        mine = pl.col("offer") == self.source
        some = Supply(found.offers.filter(mine), found.areas.filter(mine), found.categories.filter(mine))
        return given_to(some, self._unit)

    @property
    def _unit(self) -> pl.Series:
        """The unit of the demand, in which the rest of lots is given too."""
        return pl.Series([self.fields(self.demand)["unit"]], dtype=pl.String)

    @cached_property
    def line(self) -> pl.DataFrame:
        """Both as one line, as the funnel looks at them."""
        ends = pl.DataFrame({"demand": [self.demand], "offer": [self.source]}, schema_overrides={"demand": pl.Int32})
        return paired(ends.cast(pl.Int32), self.wanted, self.supply.offers)

    @cached_property
    def possible(self) -> pl.DataFrame:
        """The lots from which it can be delivered in time, earliest first."""
        lots = lots_of(self.network, self.supply.offers, self.meetings, self.horizon)
        return in_time(self.line, lots).sort("on", "lot_first")

    def lot_at(self, day: date) -> Lot | None:
        """Return the lot that a day lies in; None where the offer is not there on it, or is none."""
        if day not in self._lots:
            self._lots[day] = self._lot_at(day) if self.kind(self.source) == "offer" else None
        return self._lots[day]

    def _lot_at(self, day: date) -> Lot | None:
        seen = self.network.on(day)
        offers = given_to(supply_of(seen, seen.day), self._unit).offers.filter(pl.col("offer") == self.source)
        lots = lots_of(seen, offers, self.meetings, seen.day)
        return _lot(lots, assumed=bool(offers["assumed"].any())) if lots.height else None

    def first_with_room(self, after: date, days: int) -> date | None:
        """Return the first day of a lot after a day that has anything left, at most so many days ahead."""
        last = (after - EPOCH).days + days
        lots = lots_of(self.network.on(after), self.supply.offers, self.meetings, last)
        some = lots.filter((pl.col("left") > 0) & (pl.col("lot_first") > (after - EPOCH).days)).sort("lot_first")
        return day_of(int(some["lot_first"][0])) if some.height else None

    def known(self, key: str, kinds: tuple[str, ...]) -> int:
        """Return the row of a thing, there on the day or not.

        Raises:
            NotFound: The ledger does not know it, or it is of another kind.
        """
        row = self.network.rows.row(key)
        if row is None:
            raise NotFound("no_such_thing", ref=key, on=self.network.date.isoformat())
        if self.kind(row) not in kinds:
            raise of_other_kind(self.network, row, kinds)
        return row

    def _ordered(self, meets: pl.DataFrame, demand: str) -> list[Tie]:
        found = meets.filter(target=demand).to_dicts()
        return sorted(found, key=lambda tie: (tie["asked_on"] or date.min, tie["on"] or date.min, tie["key"]))

    def _lapsed(self, tie: Tie) -> bool:
        last = tie["reply_by"]
        if last is None and tie["asked_on"] is not None:
            last = tie["asked_on"] + timedelta(days=self.reply_days)
        return last is not None and last < self.day


def _lot(lots: pl.DataFrame, *, assumed: bool) -> Lot:
    first, after, left = lots.select("lot_first", "lot_after", "left").row(0)
    return Lot(day_of(first), day_of(after), None if left > ENDLESS // 2 else left, assumed)
