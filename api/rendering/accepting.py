"""A plan that was accepted, as ``--json`` and HTTP tell it, and as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.rendering.counted import closed_up, unit_of
from api.rendering.text import SCHEMA
from graph.network import Network
from graph.rules import Rules
from graph.steps.accepting import Accepted
from graph.viewing import Showing, is_person
from graph.words import caption

Tie = Mapping[str, Any]


class AcceptedTold:
    """An accepted plan in a language, as its viewer may know of it; ``revision`` None = nothing was written."""

    def __init__(
        self,
        made: Accepted,
        network: Network,
        rules: Rules,
        showing: Showing,
        lang: str,
        by: str,
        revision: int | None,
    ) -> None:
        """Take what was accepted, and of which network."""
        self._made, self._network, self._rules, self._showing = made, network, rules, showing
        self._lang, self._by, self._revision = lang, by, revision

    def document(self, *, dry_run: bool) -> dict[str, Any]:
        """Return it as a document."""
        made = self._made
        return {
            "schema": SCHEMA,
            "step": "accept",
            "on": self._network.date.isoformat(),
            "by": self._by,
            "proposed": [self._tie(tie) for tie in made.proposed],
            "kept": made.kept,
            "withdrawn": [self._tie(tie) for tie in made.withdrawn],
            "dry_run": dry_run,
            "revision": self._revision,
        }

    def lines(self, *, dry_run: bool) -> Iterator[str]:
        """Yield it as sentences."""
        made = self._made
        yield self._say("count", new=len(made.proposed), kept=made.kept, withdrawn=len(made.withdrawn))
        for code, ties in (("proposed", made.proposed), ("withdrawn", made.withdrawn)):
            for tie in ties:
                ends = {name: self._called(tie[end]) for name, end in (("demand", "target"), ("offer", "source"))}
                unit = unit_of(self._network, self._rules, tie["target"], self._lang)
                said = self._say(code, **ends, quantity=tie["quantity"] or 1, unit=unit, day=tie["on"] or "")
                yield f"  {closed_up(said)}"
        if dry_run:
            yield caption("taken.dry_run", self._lang)
        elif self._revision is not None:
            yield caption("taken.written", self._lang, revision=self._revision)

    def _tie(self, tie: Tie) -> dict[str, Any]:
        return {
            "demand": self._party(tie["target"]),
            "source": self._party(tie["source"]),
            "quantity": tie["quantity"],
            "delivery": None if tie["on"] is None else tie["on"].isoformat(),
        }

    def _party(self, key: str) -> dict[str, Any]:
        return {"id": key, "name": self._name(key), "kind": key.partition("-")[0]}

    def _name(self, key: str) -> str | None:
        row = self._network.rows.row(key)
        if row is None:
            return None
        return self._showing.name(key) if is_person(key) else self._network.name(row)

    def _called(self, key: str) -> str:
        return self._name(key) or key

    def _say(self, code: str, **params: Any) -> str:
        return caption(f"accepted.{code}", self._lang, **params)
