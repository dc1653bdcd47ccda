"""The lives of needs and projects, one at a time: what their steps up to the day say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx

from graph.rules.workflow import DONE, ENDED, RATED_WITHIN
from graph.values.instant import day_in_shanghai, end_instant

_HOLDING = ("claimed", "done")
_PROJECTS = {"open": "open", "claimed": "taken", "running": "taken", "done": "finished", "dropped": "closed"}
_MET = ("finished", "reviewed", "rated")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Life:
    """A need or project on a day, with its steps up to then.

    Attributes:
        fields: Those of the need or project.
        held: What is claimed and done of it, each tie with who has it.
    """

    fields: Row
    steps: tuple[Row, ...]
    held: tuple[tuple[str, Row], ...]
    day: dt.date

    @property
    def state(self) -> str:
        """The state after the last step; without one by what is claimed and done, or by a project's status."""
        if self.steps:
            return str(self.steps[-1]["state"])
        if self.fields["kind"] == "project":
            return _PROJECTS.get(self.fields["status"] or "", "nothing")
        if sum(tie["quantity"] or 1 for _, tie in self.held) < (self.fields["quantity"] or 1):
            return "open"
        return "finished" if all(tie["state"] == "done" for _, tie in self.held) else "taken"

    @property
    def done(self) -> bool:
        """Whether it is no demand any more by its steps."""
        return bool(self.steps) and self.state in DONE

    @property
    def ended(self) -> bool:
        """Whether nothing can follow; what was finished and not rated ends after so many days."""
        if self.state in ENDED:
            return True
        last = self.last_day_to_rate
        return last is not None and last < self.day

    @property
    def last_day_to_rate(self) -> dt.date | None:
        """The last day on which what is finished can be rated."""
        if not self.steps or self.state not in ("finished", "reviewed"):
            return None
        return day_in_shanghai(str(self.since)) + dt.timedelta(days=RATED_WITHIN)

    @property
    def since(self) -> str | None:
        """When the step was taken that led to its state: the first of the last ones that say it."""
        found: str | None = None
        for step in reversed(self.steps):
            if step["state"] != self.state:
                break
            found = step["at"]
        return found

    @property
    def has(self) -> str | None:
        """Who has it: whom it was given to last, unless they gave it back."""
        if not self.steps:
            return min((source for source, _ in self.held), default=None)
        found: str | None = None
        for step in self.steps:
            if step["sort"] in ("dispatch", "transfer", "claim", "up") and step["to"]:
                found = step["to"]
            elif step["sort"] == "return":
                found = None
        return found

    @property
    def given(self) -> str | None:
        """When a step gave it to who has it."""
        found: str | None = None
        for step in self.steps:
            if step["sort"] in ("dispatch", "transfer", "claim", "up") and step["to"]:
                found = step["at"]
            elif step["sort"] == "return":
                found = None
        return found

    @property
    def returned(self) -> bool:
        """Whether it was given back, and not given to anybody since."""
        found = False
        for step in self.steps:
            if step["sort"] == "return":
                found = True
            elif step["sort"] in ("dispatch", "transfer", "claim", "up") and step["to"]:
                found = False
        return found and self.state not in DONE

    @property
    def raised(self) -> str | None:
        """When it was raised: as the first step says, else as it says itself."""
        said = self.fields.get("raised_on")
        first = self.steps[0] if self.steps else None
        if first is not None and (first["sort"] == "raise" or said is None):
            return str(first["at"])
        return None if said is None else end_instant(said)

    @property
    def accepted(self) -> str | None:
        """When it was accepted, else when its first step was taken, else when it was raised."""
        found = self._at("accept")
        return found if found is not None else self.steps[0]["at"] if self.steps else self.raised

    @property
    def finished(self) -> str | None:
        """When it was finished, if it is: of what has no step, when the last of it was delivered."""
        if self.state not in _MET:
            return None
        if self.steps:
            return self._at("finish")
        days = [tie["on"] for _, tie in self.held]
        return None if None in days or not days else end_instant(max(days))

    @property
    def rated(self) -> str | None:
        """When it was rated last."""
        return self._at("rate")

    @property
    def outcome(self) -> str | None:
        """What the last rating found."""
        found = [step["outcome"] for step in self.steps if step["sort"] == "rate"]
        return found[-1] if found else None

    @property
    def until(self) -> dt.date | None:
        """To which day it is suspended."""
        found = [step["on"] for step in self.steps if step["sort"] == "suspend"]
        return found[-1] if found and self.state == "suspended" else None

    @property
    def due(self) -> str | None:
        """By when it is or was due: as the last step before it was done says; where none says any, by its own day."""
        if any(step["due"] for step in self.steps):
            open_ = [step["due"] for step in self.steps if step["state"] not in DONE]
            return open_[-1] if open_ else None
        own = self.wished
        return None if own is None else end_instant(own)

    @property
    def wished(self) -> dt.date | None:
        """By which day it is wished: as the last extension says, else as it does itself; later by what the clock stood.

        The clock stands from a suspension to its day, or to when it was resumed before; before an extension it
        moved nothing of that.
        """
        day: dt.date | None = self.fields["due"]
        counts = ""
        for step in self.steps:
            if step["sort"] == "extend":
                day, counts = (step["on"], step["at"]) if step["on"] else (self.fields["due"], "")
        for at, step in enumerate(self.steps):
            if step["sort"] != "suspend" or step["on"] is None or step["at"] < counts:
                continue
            resumed = next((one["at"] for one in self.steps[at + 1 :] if one["state"] != "suspended"), None)
            until = end_instant(step["on"]) if resumed is None else min(resumed, end_instant(step["on"]))
            if day is not None and step["at"] < end_instant(day):
                day += max(day_in_shanghai(until) - day_in_shanghai(step["at"]), dt.timedelta())
        return day

    def _at(self, sort: str) -> str | None:
        found = [step["at"] for step in self.steps if step["sort"] == sort]
        return found[-1] if found else None


class Lives:
    """The lives of a graph of every date, up to the end of a day."""

    def __init__(self, graph: nx.MultiDiGraph[str], day: dt.date) -> None:
        """Keep what to read from."""
        self._graph, self._day = graph, day

    @cached_property
    def _steps(self) -> Mapping[str, list[Row]]:
        found: dict[str, list[tuple[int, str, Row]]] = {}
        for key, fields in self._graph.nodes(data=True):
            if fields.get("kind") == "step" and fields["at"] <= end_instant(self._day):
                found.setdefault(fields["need"], []).append((fields["number"], key, fields))
        return {need: [row for *_, row in sorted(some, key=lambda one: one[:2])] for need, some in found.items()}

    def of(self, key: str) -> Life:
        """Return the life of a need or project."""
        edges = self._graph.in_edges(key, data=True)
        held = tuple(
            (source, tie)
            for source, _, tie in edges
            if tie["kind"] == "meets"
            and tie["state"] in _HOLDING
            and (tie["since"] is None or tie["since"] <= self._day)
            and (tie["until"] is None or self._day < tie["until"])
        )
        return Life(self._graph.nodes[key], tuple(self._steps.get(key, ())), held, self._day)
