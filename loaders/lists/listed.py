"""The lines of 需求清单, 资源清单, 项目清单: the ledger's own cells, and beside them what is left, asked and best."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from graph.answers import Answer
from graph.facts.demands import HOLDING
from graph.matching.meetings import meetings_of
from graph.matching.supply import ENDLESS, lots_of, supply_of
from graph.network import Network
from graph.network.columns import ALWAYS
from graph.questions import match
from graph.rules import Rules
from graph.values.units import shared_out
from graph.viewing import Showing, named
from graph.words import caption
from loaders.lists.chosen import held_of, ids_on, wanted_of
from loaders.lists.layout import Line, ListSheet, heads_of, kind_of_list
from loaders.lists.written import Written, words_of

_YEAR = 366  # days in which the next lot of every offer begins
_BETWEEN = {"zh": "；", "en": "; "}


class Listed:
    """What the lists of one network say, for whoever is shown ``showing``."""

    def __init__(
        self, network: Network, rules: Rules, showing: Showing, called: Callable[[str], str], lang: str = "zh"
    ) -> None:
        """Take what is listed, the rules, who looks, and what a thing is called to them.

        Who could help is told in ``lang``; all else in Chinese, by which a workbook is read back and a page words it.
        """
        self._network, self._rules, self._showing, self._called = network, rules, showing, called
        self._lang = lang
        self.words = words_of(rules, network.tables())
        self._written = Written(network.tables(), self.words, ("need", "project", "offer"))
        self._meetings = meetings_of(network, rules)

    def sheet(self, name: str, giver: str | None = None) -> ListSheet:
        """Return one list; ``giver`` is whose own offers are meant."""
        keys, tied = ids_on(self._network, name, giver), self._written.tied(name, self._called, self._network.date)
        own = {head.header for head in heads_of(name) if head.sort == "own"}
        of = kind_of_list(name)
        lines = []
        for key in keys:
            cells = {header: said for header, said in self._written.own(key).items() if header in own}
            if not key.startswith(f"{of}-"):  # a project on the list of demands has its number as a need has
                cells |= self._number(key)
            told = self._told(name, key)
            lines.append(Line(key, {**cells, **tied.get(key, self._elsewhere(name, key)), **told}))
        return ListSheet(name, lines)

    def _number(self, key: str) -> dict[str, Any]:
        """Return the number of a project under the header that the list of demands has for one."""
        number = self._written.value(key, "number")
        header = next(head.header for head in heads_of("demands") if head.name == "number")
        return {} if number is None else {header: number}

    def _elsewhere(self, name: str, key: str) -> dict[str, str]:
        return (
            self._written.tied("projects", self._called, self._network.date).get(key, {}) if name == "demands" else {}
        )

    def _told(self, name: str, key: str) -> dict[str, Any]:
        row = self._network.row(key) if name not in ("offers", "own_offers") else self._network.rows.row(key)
        assert row is not None  # noqa: S101 - it is on the list
        if name == "demands":
            found = self._of_demand(key, row)
        elif name == "projects":
            found = {"givers": self._givers(row), "meets": self._meets(row)}
        else:
            found = self._lots.get(row, {})
        return {head.header: found[head.name] for head in heads_of(name) if found.get(head.name) not in (None, "")}

    def _of_demand(self, key: str, row: int) -> dict[str, Any]:
        wanted, held = wanted_of(self._network, row), int(self._held[row])
        state = "open" if not held else "part" if held < wanted else "taken"
        return {
            "what": self._kind(key),
            "left": max(wanted - held, 0),
            "state": caption(f"lists.state.{state}", "zh"),
            "proposed": int(self._in_state("proposed")[row]) or None,
            "asked": int(self._in_state("asked")[row]) or None,
            "best": _BETWEEN[self._lang].join(self._best.get(key, ())),
        }

    def _kind(self, key: str) -> str:
        return caption("lists.what.need" if key.startswith("need-") else "lists.what.project", "zh")

    @cached_property
    def _held(self) -> Any:
        return held_of(self._network, self._meetings)

    def _in_state(self, state: str) -> Any:
        return self._sums[state]

    @cached_property
    def _sums(self) -> dict[str, Any]:
        found = {}
        for state in ("proposed", "asked"):
            chosen = self._meetings.of_state((state,)) & ~self._meetings.lapsed
            target, quantity = self._meetings.target[chosen], self._meetings.quantity[chosen]
            found[state] = np.bincount(target, quantity, minlength=self._network.rows.size).astype(np.int64)
        return found

    @cached_property
    def _best(self) -> dict[str, list[str]]:
        """The best three of each demand, in words."""
        found: dict[str, list[str]] = {}
        for row in self.answer.rows.iter_rows(named=True):
            found.setdefault(row["demand"]["id"], []).append(best_in_words(row, self._lang))
        return found

    @cached_property
    def answer(self) -> Answer:
        """Who could help with what, by the names that the viewer may see."""
        return named(match(self._network, self._rules), self._showing)

    @cached_property
    def _lots(self) -> dict[int, dict[str, Any]]:
        """By offer: what is left in this period and in the next, and how much of this one is asked for."""
        network = self._network
        offers = supply_of(network, network.day + _YEAR).offers.with_columns(grain=pl.lit(1, pl.Int64))
        size = dict(offers.select("offer", "scale").iter_rows())
        lots = lots_of(network, offers, self._meetings, network.day + _YEAR)
        found: dict[int, dict[str, Any]] = {}
        for offer, left, asked in lots.select("offer", "left", "asked").iter_rows():
            said = found.setdefault(offer, {})
            if "left_now" not in said:
                said |= {"left_now": _left(left, size[offer]), "asked": shared_out(asked, size[offer]) or None}
            elif "left_next" not in said:
                said["left_next"] = _left(left, size[offer])
        return found

    def _givers(self, project: int) -> str:
        """Return who does a project, or has done it: the units themselves, and who gives the offers that do.

        Whoever has given it is who gave the offer on the day of delivery; what is claimed is given by who gives it now.
        """
        network, meetings = self._network, self._meetings
        chosen = meetings.of_state(HOLDING) & (meetings.target == project)
        found = dict[str, None]()
        for at in map(int, np.flatnonzero(chosen)):
            source, when = int(meetings.source[at]), int(meetings.when[at])
            kind = network.rows.kind_of(source)
            if kind == "organisation":
                found[network.name(source) or network.key(source)] = None
            elif kind == "offer":
                done = meetings.state[at] == "done" and when != ALWAYS
                found[self._giver(source, when if done else network.day)] = None
        return "、".join(found)

    def _giver(self, offer: int, day: int) -> str:
        """Return who gives an offer on a day; what it is called where nobody does."""
        network, tie = self._network, self._network.rows.ties["gives"]
        gives = (tie.target == offer) & (tie.since <= day) & (day < tie.until)
        keys = [network.key(int(one)) for one in tie.source[gives]]
        return "、".join(map(self._called, keys)) or str(network.name(offer))

    def _meets(self, project: int) -> str:
        """Return the needs that a project is there for: not those that it has declined, given back, or failed."""
        chosen = self._meetings.of_state(("proposed", "asked", *HOLDING)) & (self._meetings.source == project)
        rows = dict.fromkeys(int(row) for row in self._meetings.target[chosen])
        return "、".join(self._network.name(row) or self._network.key(row) for row in rows)


def best_in_words(row: dict[str, Any], lang: str = "zh") -> str:
    """Return one offer for a demand in a few words: who, what, how well, from which day."""
    giver = giver_in_words(row, lang)
    day = caption("match.day", lang, month=row["on"].month, day=row["on"].day)
    fit = fit_in_words(row, lang)
    return caption("lists.best", lang, giver=giver, offer=row["offer"]["name"], fit=fit, day=day)


def giver_in_words(row: dict[str, Any], lang: str = "zh") -> str:
    """Return who gives the offer of a row of ``match``."""
    giver = row["giver"]
    if giver is None:
        return caption("cli.match.no_giver", lang)
    return giver["name"] or caption("lists.a_person", lang)


def fit_in_words(row: dict[str, Any], lang: str = "zh") -> str:
    """Return how well an offer fits, in words; people are not ranked.

    Example:
        >>> [fit_in_words({"score": score, "state": "eligible"}) for score in (81_000, 60_000, 10, None)]
        ['很合适', '合适', '可以考虑', '不排名']
    """
    if row["state"] != "eligible":
        return caption(f"match.{row['state']}", lang)
    if row["score"] is None:
        return caption("lists.fit.person", lang)
    high = next((name for name, least in (("high", 75_000), ("good", 55_000)) if row["score"] >= least), "some")
    return caption(f"lists.fit.{high}", lang)


def _left(left: int, size: int) -> Any:
    """Return what is left of a lot; of one without a bound that it has none."""
    return caption("lists.unbounded", "zh") if left >= ENDLESS // 2 else shared_out(left, size)
