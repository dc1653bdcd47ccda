"""The rows of ``match``: keys and names for rows of arrays, days for numbers, and a sentence for each reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from graph.answers.match import FILTERS, FULL, FUNNEL, PRIORITIES, ROWS, STATES, UNMET, UNUSED
from graph.answers.why_not import relaxation_sentence, unmet_sentence, unused_sentence
from graph.matching.supply import Supply
from graph.network import Network
from graph.network.numbering import day_of
from graph.rules.matching import PARTS
from graph.values.amounts import MOST_WANTED


class MatchRows:
    """Rows of arrays as rows of an answer: keys and names for rows, days for numbers."""

    def __init__(self, network: Network, supply: Supply) -> None:
        """Take what gives names, and the offers that rows are of."""
        self._network, self._supply = network, supply
        self._parties: dict[int, dict[str, Any] | None] = {-1: None}

    def rows(self, ranked: pl.DataFrame) -> pl.DataFrame:
        """Return the table ``rows`` of what is shown of a shortlist."""
        rows = [
            {**self._row(one, min(one["lot_left"], one["left"])), "state": STATES[one["order"]]}
            for one in ranked.iter_rows(named=True)
        ]
        return ROWS.frame(rows)

    def planned(self, asked: pl.DataFrame, used: pl.DataFrame, pins: pl.DataFrame) -> pl.DataFrame:
        """Return the table ``rows`` of a plan: by demand as these are asked, what is pinned first."""
        whole = asked.select("demand", "quantity").with_row_index("listed")
        assumed = self._supply.offers.select("offer", "assumed")
        told = used.join(whole, on="demand", maintain_order="left").join(assumed, on="offer", maintain_order="left")
        decided = pins.join(whole, on="demand", maintain_order="left").join(assumed, on="offer", maintain_order="left")
        rows = [(one["listed"], 0, self._pin(one)) for one in decided.iter_rows(named=True)]
        rows += [
            (one["listed"], 1, {**self._row(one, one["units"]), "state": STATES[0], "next": self._next(one)})
            for one in told.iter_rows(named=True)
        ]
        rows.sort(key=lambda one: one[:2])
        return ROWS.frame([row for *_, row in rows])

    def _next(self, one: dict[str, Any]) -> dict[str, Any] | None:
        offer = one["next_offer"]
        if offer is None:
            return None
        return {
            "offer": self._party(offer),
            "giver": self._party(self._supply.givers[offer]),
            "score": one["next_score"],
        }

    def _pin(self, one: dict[str, Any]) -> dict[str, Any]:
        return {
            **self._what(one, one["units"]),
            "score": None,
            "parts": [],
            "state": "pinned",
            "check": [],
            "proposed": 0,
            "asked": 0,
            "pinned": True,
            "next": None,
        }

    def funnel(self, counts: pl.DataFrame) -> pl.DataFrame:
        """Return the table ``funnel``: every filter, whatever came to it."""
        steps = list(zip(FILTERS, ("active", *FILTERS), strict=False))
        rows = [
            {"demand": self._party(one["demand"]), "filter": name, "before": one[before], "left": one[name]}
            for one in counts.iter_rows(named=True)
            for name, before in steps[: _last_step(one, steps)]
        ]
        return FUNNEL.frame(rows)

    def unmet(self, found: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
        """Return the table ``unmet`` of a shortlist."""
        rows = ({**row, "relaxation": None, "competing": []} for row in found.iter_rows(named=True))
        return self.unmet_by_plan(rows, pairs)

    def unmet_by_plan(self, found: Iterable[dict[str, Any]], pairs: pl.DataFrame) -> pl.DataFrame:
        """Return the table ``unmet`` of what is left, with what would help and who has what it could use."""
        told, rows = list(found), []
        checks = _checks(pairs) if any(one["why"] == "pending" for one in told) else {}
        for one in told:
            row = {
                "demand": self._party(one["demand"]),
                "missing": one["missing"],
                "why": one["why"],
                "before": one["before"],
                "day": None if one["day"] is None else day_of(one["day"]),
                "giver": None if one["offer"] is None else self._party(self._supply.givers[one["offer"]]),
                "check": checks.get(one["demand"], []) if one["why"] == "pending" else [],
                "relaxation": self._relaxation(one["relaxation"]),
                "competes_with": [self._party(other) for other in one["competing"]],
            }
            rows.append({**row, "sentence": unmet_sentence(row)})
        return UNMET.frame(rows)

    def _relaxation(self, change: dict[str, Any] | None) -> dict[str, Any] | None:
        if change is None:
            return None
        offer = change["offer"]
        more = change["change"] == "more"
        row = {
            **change,
            "offer": self._party(offer),
            "giver": self._party(self._supply.givers[offer]),
            "assumed": more and self._supply.assumed[offer],
            "unit": self._supply.units[offer] if more else None,
        }
        return {**row, "sentence": relaxation_sentence(row)}

    def unused(self, found: pl.DataFrame) -> pl.DataFrame:
        """Return the table ``unused``, by name: an offer of a person has another key in each ledger."""
        rows: list[dict[str, Any]] = []
        for one in found.iter_rows(named=True):
            row = {
                "offer": self._party(one["offer"]),
                "giver": self._party(self._supply.givers[one["offer"]]),
                "why": one["why"],
                "by": [self._party(giver) for giver in one.get("by", [])],
            }
            rows.append({**row, "sentence": unused_sentence(row)})
        rows.sort(key=lambda row: (row["offer"]["name"] or "", row["offer"]["id"]))
        return UNUSED.frame(rows)

    def full(self, found: Iterable[dict[str, Any]]) -> pl.DataFrame:
        """Return the table ``full``."""
        rows = [
            {
                "offer": self._party(one["offer"]),
                "giver": self._party(self._supply.givers[one["offer"]]),
                "lot": self._lot({**one, "assumed": self._supply.assumed[one["offer"]]}),
                "priority": PRIORITIES[one["priority"]],
                "share": one["share"],
            }
            for one in found
        ]
        return FULL.frame(rows)

    def _what(self, one: dict[str, Any], quantity: int) -> dict[str, Any]:
        return {
            "demand": self._party(one["demand"]),
            "offer": self._party(one["offer"]),
            "giver": self._party(one["giver"]),
            "lot": self._lot(one),
            "on": day_of(one["on"]),
            "quantity": quantity,
            "share": quantity * (MOST_WANTED // one["quantity"]),
        }

    def _lot(self, one: dict[str, Any]) -> dict[str, Any]:
        return {"from": day_of(one["lot_first"]), "until": day_of(one["lot_after"]), "assumed": one["assumed"]}

    def _row(self, one: dict[str, Any], quantity: int) -> dict[str, Any]:
        told: Iterable[str] = (part for part in PARTS if part != "record" or not one["person"])
        return {
            **self._what(one, quantity),
            "score": None if one["person"] else one["score"],
            "parts": [{"part": part, "weight": one["weights"][part], **one[part]} for part in told],
            "check": sorted(one["for_classes_offer"]) if one["state"] == "pending" else [],
            "proposed": one["proposed"],
            "asked": one["asked"],
            "pinned": False,
            "next": None,
        }

    def _party(self, row: int) -> dict[str, Any] | None:
        if row not in self._parties:
            network = self._network
            kind = network.rows.kind_of(row)
            self._parties[row] = {"id": network.key(row), "name": network.name(row), "kind": kind}
        return self._parties[row]


def _checks(pairs: pl.DataFrame) -> dict[int, list[str]]:
    """Return, by demand, the classes to verify before what is pending could help."""
    pending = pairs.filter((pl.col("state") == "pending") & pl.col("recorded"))
    return dict(pending.group_by("demand").agg(pl.col("for_classes_offer").explode().unique().sort()).iter_rows())


def _last_step(counts: dict[str, int], steps: list[tuple[str, str]]) -> int:
    """Return how many filters were asked: none after the first that let none pass."""
    return next(
        (place + 1 for place, (name, before) in enumerate(steps) if counts[before] and not counts[name]), len(steps)
    )
