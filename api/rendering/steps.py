"""A step that was taken, as ``--json`` and HTTP tell it, and as sentences: what was written, and who has to be told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from api.naming import names_of
from api.rendering.counted import closed_up, unit_left, unit_of
from api.rendering.text import SCHEMA
from graph.errors import NotFound
from graph.identity import concealed
from graph.names.quoting import parted
from graph.network import Network
from graph.rules import Rules
from graph.steps.asked import Informed, Lot, Note, Taken
from graph.viewing import Showing, is_person
from graph.words import caption, for_page


class StepTold:
    """A step in a language, as its viewer may know of it."""

    def __init__(
        self, made: Taken, network: Network, rules: Rules, showing: Showing, lang: str, revision: int | None
    ) -> None:
        """Take the step, the network that it was taken on, and the revision that has it; None = nothing was written."""
        self._made, self._network, self._rules = made, network, rules
        self._showing, self._lang, self._revision = showing, lang, revision
        self._names = names_of(network, rules, ended=True)

    def document(self) -> dict[str, Any]:
        """Return the step as a document."""
        made, tie = self._made, self._made.tie
        lot = None if made.lot is None else self._lot(made.lot)
        return {
            "schema": SCHEMA,
            "step": made.asked.step,
            "on": made.day.isoformat(),
            "by": made.asked.by,
            "demand": self._party(made.asked.demand),
            "source": self._party(made.asked.source),
            "giver": self._party(made.giver),
            "project": self._party(made.project),
            "tie": tie["key"],
            "before": made.before,
            "state": tie["state"],
            "quantity": tie["quantity"],
            "delivery": _day(tie["on"]),
            "reply_by": _day(tie["reply_by"]),
            "until": _day(tie["until"]),
            "pinned": bool(tie["pinned"]),
            "liaison": self._party(tie["liaison"]),
            "reason": tie["reason"] and concealed(tie["reason"]),
            "left": made.left,
            "lot": lot,
            "inform": [
                {
                    "source": self._party(one.source),
                    "giver": self._party(one.giver),
                    "liaison": self._party(one.liaison),
                    "state": one.state,
                    "quantity": one.quantity,
                    "message": self._informed(one),
                }
                for one in made.informed
            ],
            "notes": [
                {"code": one.code, "message": self._noted(part, one)}
                for part, notes in (("followed", made.followed), ("doubt", made.doubts))
                for one in notes
            ],
            "dry_run": self._revision is None,
            "revision": self._revision,
        }

    def lines(self, *, commands: bool = True) -> Iterator[str]:
        """Yield the step as sentences; without ``commands``, for who has links, not that and how it was written."""
        made, tie = self._made, self._made.tie
        code = f"taken.{made.asked.step}"
        if made.asked.step == "decline" and tie["until"] is not None:
            code += ".until"
        days = {"on": tie["on"] or "", "reply_by": tie["reply_by"], "until": tie["until"]}
        ends = {"source": self._called(made.asked.source), "demand": self._called(made.asked.demand)}
        yield self._say(code, **ends, **days, quantity=tie["quantity"] or 1)
        if made.asked.step in ("ask", "claim") and tie["liaison"] is not None:
            yield self._say("taken.liaison", liaison=self._called(tie["liaison"]))
        yield from (self._noted("followed", one, page=not commands) for one in made.followed)
        yield from (self._noted("doubt", one, page=not commands) for one in made.doubts)
        if made.left is not None:
            yield self._say("taken.left" if made.left > 0 else "taken.none_left", demand=ends["demand"], left=made.left)
        if made.lot is not None and made.lot.left is not None and not made.lot.assumed:
            span = self._span(made.lot)
            said = {"source": ends["source"], "left": made.lot.left, "span": span}
            of = (self._network, self._rules, made.asked.source, made.asked.demand, self._lang)
            yield self._say("taken.lot" if span else "taken.lot.whole", **said, unit=unit_left(*of))
        yield from map(self._informed, made.informed)
        if commands or self._revision is None:
            yield self._say("taken.dry_run" if self._revision is None else "taken.written", revision=self._revision)

    def _informed(self, one: Informed) -> str:
        who = caption("taken.unknown", self._lang) if one.giver is None else self._called(one.source)
        said = self._say(f"taken.inform.{one.state}", who=who, quantity=one.quantity)
        through = "" if one.liaison is None else self._say("taken.inform.liaison", liaison=self._called(one.liaison))
        return said + through

    def _noted(self, part: str, one: Note, *, page: bool = False) -> str:
        params = {name: caption(value, self._lang) for name, value in one.params.items() if isinstance(value, str)}
        return self._say(for_page(f"{part}.{one.code}", page=page), **{**one.params, **params})

    def _say(self, code: str, **params: Any) -> str:
        return closed_up(caption(code, self._lang, **{"unit": self._unit_of(self._made.asked.demand), **params}))

    def _unit_of(self, key: str) -> str:
        return unit_of(self._network, self._rules, key, self._lang)

    def _lot(self, lot: Lot) -> dict[str, Any]:
        return {"from": _day(lot.first), "until": _day(lot.after), "left": lot.left, "assumed": lot.assumed}

    def _span(self, lot: Lot) -> str:
        """Return the days of a lot, the last inclusive; empty where it lasts for ever."""
        if lot.after is None:
            return ""
        return f"{lot.first or ''} – {lot.after - timedelta(days=1)}".strip(" –")

    def _party(self, key: str | None) -> dict[str, Any] | None:
        if key is None:
            return None
        row = self._network.rows.row(key)
        if row is None:  # the project that the step made
            return {"id": key, "name": self._made.asked.project, "kind": "project"}
        name = self._showing.name(key) if is_person(key) else self._network.name(row)
        return {"id": key, "name": name, "kind": self._network.rows.kind_of(row)}

    def _called(self, key: str) -> str:
        """Return what a thing is called to the viewer: a person by name, all else by what is at the end of its path.

        The names of those who have to be told stand in every sentence: whole paths would hide what they say.
        """
        if is_person(key):
            return self._showing.name(key) or caption("lists.a_person", self._lang)
        try:
            *at, name = parted(self._names.path_of(key), "at")
        except NotFound:
            return key
        before = (self._called(one) if is_person(one) else parted(one, "below")[-1] for one in at[-1:])
        return "//".join([*before, name])


def _day(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())
