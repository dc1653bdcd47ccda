"""The claims of a project that is refused, or merged into another one (SEMANTICS N6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph.changes import ChangeSet
from graph.keys import public_key
from graph.life.asked import StepAsked, StepMade
from graph.life.met import Met, ended_on
from graph.life.subject import Subject
from graph.network import Network
from graph.rules import Rules
from graph.steps.asked import Asked, Note
from graph.steps.rows import frame_of
from graph.steps.stepping import new_key, taken
from graph.values.instant import kept_instant
from graph.words import caption

Row = dict[str, Any]
#: Takes a step in the life of a need whose ties are written already.
Step = Callable[[Network, Rules, StepAsked, Met], StepMade]
_HELD = ("claimed", "asked", "proposed")


class ProjectGone:
    """The needs of a project that is no more, one after the other.

    Attributes:
        notes: What has to be told: how many needs anybody may claim again, and how many the other project has now.
    """

    def __init__(self, network: Network, rules: Rules, asked: StepAsked, step: Step) -> None:
        """Take the ledger as it is after the step by which the project went, and that step."""
        self._network, self._rules, self._asked, self._step = network, rules, asked, step
        self._rows: dict[str, dict[str, Row]] = {}
        self.notes: list[Note] = []

    def rows(self) -> dict[str, list[Row]]:
        """Return the rows to write, by kind: its claims are released, or go to the other project."""
        day, meets = self._network.date, self._network.tables()["meets"]
        ties = meets.filter(source=self._asked.need).sort("target", "key").to_dicts()
        ties = [one for one in ties if one["state"] in _HELD and (one["until"] is None or one["until"] > day)]
        needs = list(dict.fromkeys(one["target"] for one in ties if one["state"] == "claimed"))
        for tie in ties:
            if self._asked.step == "merge":
                self._passed_on(tie)
            elif tie["state"] == "claimed":
                self._given_back(tie)
            else:
                self._put("meets", ended_on(day, tie, str(self._asked.reason)))
        for need in needs if self._asked.step == "merge" else ():
            self._handed_on(need)
        if needs:
            self.notes.append(Note(f"needs_{self._asked.step}d", {"needs": len(needs)}))
        return {kind: list(found.values()) for kind, found in self._rows.items()}

    def _given_back(self, tie: Row) -> None:
        """Release a claim; a need that the project has in hand is returned, so that others may have it."""
        asked, need = self._asked, tie["target"]
        subject = Subject(self._network, self._rules, need)
        mine = subject.has == asked.need
        planned = tie["on"] or tie["asked_on"]
        said = Asked("release", need, asked.need, reason=asked.reason, planned=planned, by=asked.by)
        self._take(taken(self._network, self._rules, said).changes)
        if not (subject.steps and mine):
            return
        for step in ("resume", "return"):
            if step in Subject(self._network, self._rules, need).possible:
                why = asked.reason if step == "return" else None
                then = StepAsked(step, need, asked.at, reason=why, by=asked.by)
                self._take(self._step(self._network, self._rules, then, Met({}, 0, None, (), ())).changes)

    def _passed_on(self, tie: Row) -> None:
        """Let the other project have asked or claimed what this one did."""
        why, into = caption("need.merged", "zh"), str(self._asked.to)
        key = new_key(self._network, "meets", into, tie["target"], tie["asked_on"], tie["on"])
        self._put("meets", ended_on(self._network.date, tie, why), tie | {"key": key, "source": into})

    def _handed_on(self, need: str) -> None:
        """Write the step by which the other project has a need in hand, in the state and with the day that it has."""
        subject = Subject(self._network, self._rules, need)
        known = self._network.tables()["step"].filter(need=need).sort("number").to_dicts()
        if subject.life.has != self._asked.need or not known:
            return
        last, number = known[-1], 1 + known[-1]["number"]
        said = {
            "key": public_key("step", need, str(number)),
            "need": need,
            "number": number,
            "sort": "transfer",
            "at": max(kept_instant(self._asked.at), str(last["at"])),
            "to": self._asked.to,
            "state": last["state"],
            "due": last["due"],
            "on": last["on"] if last["state"] == "suspended" else None,
            "reason": caption("need.merged", "zh"),
        }
        self._put("step", dict.fromkeys(last) | said)

    def _put(self, kind: str, *rows: Row) -> None:
        self._take(ChangeSet({kind: frame_of(kind, list(rows))}))

    def _take(self, changes: ChangeSet) -> None:
        for kind, frame in changes.frames.items():
            self._rows.setdefault(kind, {}).update({row["key"]: row for row in frame.drop("op").to_dicts()})
        self._network = self._network.apply(changes)
