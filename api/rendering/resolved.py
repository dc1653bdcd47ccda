"""A resolution that was written down, as ``--json`` and HTTP tell it, and as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.rendering.life import Called
from api.rendering.text import SCHEMA
from graph.life.resolving import ResolutionMade
from graph.network import Network
from graph.rules import Rules
from graph.viewing import Showing
from graph.words import caption


class ResolutionTold:
    """What was decided, in a language; ``revision`` None = nothing was written."""

    def __init__(
        self, made: ResolutionMade, network: Network, rules: Rules, showing: Showing, lang: str, revision: int | None
    ) -> None:
        """Take what was decided, and the network with what it wrote."""
        self._made, self._lang, self._revision = made, lang, revision
        self._called, self._on = Called(network, rules, showing), network.date

    def document(self) -> dict[str, Any]:
        """Return it as a document."""
        made, party = self._made, self._called.party
        return {
            "schema": SCHEMA,
            "step": "resolve",
            "on": self._on.isoformat(),
            "by": made.asked.by,
            "place": party(made.place),
            "activity": party(made.activity["key"]),
            "routine": party(made.activity["routine"]),
            "decided": made.asked.decided,
            "project": party(made.project["key"]),
            "funding": made.asked.funding,
            "agreement": party(made.asked.agreement),
            "claimed": [{"need": party(tie["target"]), "quantity": int(tie["quantity"] or 1)} for tie in made.claimed],
            "inform": [{"source": party(one.source), "giver": party(one.giver)} for one in made.informed],
            "dry_run": self._revision is None,
            "revision": self._revision,
        }

    def lines(self, *, commands: bool = True) -> Iterator[str]:
        """Yield it as sentences; without ``commands``, for who has links, not that and how it was written."""
        made, name = self._made, self._called.name
        place = name(made.place)
        yield self._say("decided", place=place, decided=made.asked.decided)
        routine = made.activity["routine"]
        yield self._say("no_routine") if routine is None else self._say("routine", routine=name(routine))
        funding = made.asked.funding
        money = self._say("no_funding") if funding is None else self._say("funding", funding=funding)
        yield self._say("project", project=made.project["name"], money=money)
        for tie in made.claimed:
            yield "  " + self._say("claimed", need=self._bare(tie["target"]), quantity=int(tie["quantity"] or 1))
        for one in made.informed:
            yield self._say("inform", who=name(one.giver or one.source))
        if self._revision is None:
            yield caption("taken.dry_run", self._lang)
        elif commands:
            yield caption("taken.written", self._lang, revision=self._revision)

    def _bare(self, key: str) -> str:
        """Return what a need is called without where it lies: that may be a door."""
        party = self._called.party(key) or {}
        return str(party.get("name") or key)

    def _say(self, code: str, **params: Any) -> str:
        return caption(f"resolved.{code}", self._lang, **params)
