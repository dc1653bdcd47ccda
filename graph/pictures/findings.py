"""The rows of coverage about the slots of a chain, looked up by place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.answers import Answer
from graph.answers.dated import dated
from graph.pictures.marks import OF_STATE
from graph.rules import Norm, Rules, Slot
from graph.rules.reader import slot_field
from graph.words import caption

Row = dict[str, Any]
_ORDER = tuple(OF_STATE)


class Findings:
    """The rows of a coverage by their subject.

    A row is about a slot where its norm counts what can carry the slot: one of its forms or roles.
    """

    def __init__(self, rules: Rules, coverage: Answer | None, lang: str) -> None:
        """Take the answer; without one nothing is known, and no mark claims anything."""
        self._lang = lang
        self._norms: Mapping[str, Norm] = {norm.id: norm for norms in rules.packs.values() for norm in norms}
        self._rows: dict[str, list[Row]] = {}
        wanted = ("norm", "subject", "state", "why")
        for row in coverage.rows.select(wanted).iter_rows(named=True) if coverage is not None else ():
            self._rows.setdefault(row["subject"]["id"], []).append(row)

    def of(self, place: str, slot: Slot) -> list[Row]:
        """Return the rows about a slot at a place, the worst first."""
        found = [row for row in self._rows.get(place, ()) if self._counts(row["norm"], slot)]
        return sorted(found, key=lambda row: _ORDER.index(row["state"]))

    def _counts(self, norm: str, slot: Slot) -> bool:
        field = slot_field(slot.carrier.kind)
        return any(
            slot.carrier.kind in of.get("kind") and not of.get(field).isdisjoint(slot.carrier.names)
            for of in self._norms[norm].body.listed
        )

    def told(self, row: Row, place: str = "") -> str:
        """Return a row in words: the state, the norm, and why."""
        say = self._lang
        days: dict[str, list[date]] = {}
        for one in row["why"]:
            days.setdefault(one["code"], []).extend(filter(None, [one["since"]]))
        reasons = [dated(caption(f"why.{code}", say), max(when, default=None), say) for code, when in days.items()]
        if row["state"] == "gap" and not reasons:
            reasons = [caption("why.absent", say)]
        why = caption("picture.comma", say).join(reasons)
        code = "picture.finding" if why else "picture.finding_bare"
        norm = getattr(self._norms[row["norm"]].title, say)
        return caption(code, say, state=caption(f"state.{row['state']}", say), norm=norm, place=place, why=why)
