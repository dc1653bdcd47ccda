"""A need or project seen on a day: where it is, what has been done with it, and the rules that it follows."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any

from graph.calendar import Calendar
from graph.errors import NotFound
from graph.facts import Facts, facts_of
from graph.facts.demands import HOLDING
from graph.life.life import Life, Row, lived, possible_in
from graph.network import Network
from graph.network.meant import of_other_kind
from graph.rules import Profile, Rules
from graph.rules.workflow import NOTHING, Workflow
from graph.values.instant import day_in_shanghai, instant_of

_KINDS = ("need", "project")
#: How far a project without a step is, by its status.
_PROJECTS = {"open": "open", "claimed": "taken", "running": "taken", "done": "finished", "dropped": "closed"}

#: The states in which somebody has it, also where no step says who.
_UNDER_WAY = ("taken", "suspended", "finished", "reviewed")


class Subject:
    """A need or project on the day of a network.

    Attributes:
        network: Asked about everything.
        rules: The rules in force.
        row: Row of the need or project, whether it is there on the day or not.
        fresh: Whether it is written down only now, so that its first step is still to come.
    """

    def __init__(self, network: Network, rules: Rules, key: str, *, fresh: bool = False) -> None:
        """Look it up.

        Raises:
            NotFound: The ledger does not know it, or it is neither a need nor a project.
        """
        self.network, self.rules, self.fresh = network.within(None), rules, fresh
        row = self.network.rows.row(key)
        if row is None:
            raise NotFound("no_such_thing", ref=key, on=network.date.isoformat())
        if self.network.rows.kind_of(row) not in _KINDS:
            raise of_other_kind(self.network, row, _KINDS)
        self.row = row

    @cached_property
    def facts(self) -> Facts:
        """What questions share of the network."""
        return facts_of(self.network, self.rules)

    @property
    def key(self) -> str:
        """Its key."""
        return self.network.key(self.row)

    @property
    def kind(self) -> str:
        """``need`` or ``project``."""
        return self.network.rows.kind_of(self.row)

    @cached_property
    def fields(self) -> dict[str, Any]:
        """Its fields."""
        first, _ = self.network.rows.block[self.kind]
        return self.network.rows.frame(self.kind).row(self.row - first, named=True)

    @property
    def there(self) -> bool:
        """Whether it is there on the day."""
        return bool(self.network.view.valid[self.row])

    @cached_property
    def place(self) -> int:
        """Row of the place that it lies in; -1 = nowhere."""
        return int(self.network.view.anchor[self.row]) if self.there else -1

    @property
    def called(self) -> str:
        """What it is called, with the place that it lies in."""
        name = self.network.name(self.row) or self.key
        place = self.network.lies_in(self.row)
        return name if place is None else f"{place}//{name}"

    @cached_property
    def profile(self) -> Profile | None:
        """The profile of its place."""
        return self.facts.profiles.find(self.place) if self.place >= 0 else None

    @cached_property
    def workflow(self) -> Workflow:
        """Which life it has."""
        return self.rules.workflow(self.profile.key if self.profile else None, self.kind)

    @cached_property
    def calendar(self) -> Calendar:
        """The working days of its place."""
        return self.rules.calendar(self.profile.key if self.profile else None)

    @cached_property
    def steps(self) -> tuple[Row, ...]:
        """Its steps up to the end of the day, in their order."""
        found = self.network.tables()["step"].filter(need=self.key).sort("number").to_dicts()
        return tuple(one for one in found if day_in_shanghai(one["at"]) <= self.network.date)

    @cached_property
    def life(self) -> Life:
        """Where it stands."""
        raised = bool(self.steps) and self.steps[0]["sort"] == "raise"
        return lived(NOTHING if raised or self.fresh else self._begins, self.steps)

    @cached_property
    def _begins(self) -> str:
        """The state of what has no step: by what is claimed and done of a need, by its status of a project."""
        if self.kind == "project":
            return "open" if self.steps else _PROJECTS.get(self.fields["status"] or "", NOTHING)
        if self.steps or _many(self.held_by_now) < self._wanted:
            return "open"
        return "finished" if {one["state"] for one in self.held_by_now} == {"done"} else "taken"

    @cached_property
    def held(self) -> tuple[Row, ...]:
        """The ties that hold something of it on the day, or on one to come."""
        meets = self.network.tables()["meets"].filter(target=self.key).to_dicts()
        return tuple(
            one
            for one in meets
            if one["state"] in HOLDING and (one["until"] is None or one["until"] > self.network.date)
        )

    @property
    def held_by_now(self) -> tuple[Row, ...]:
        """Those of them that are in force on the day: by these it is under way or finished (SEMANTICS N2)."""
        return tuple(one for one in self.held if one["since"] is None or one["since"] <= self.network.date)

    @cached_property
    def met(self) -> tuple[Row, ...]:
        """What offers and projects do for it, as ties in force on the day, and what holds something from one to come.

        An ask that lapsed is in force no more; what is held from a later day on is held already (SEMANTICS M33).
        """
        today = self.network.date
        found = self.network.tables()["meets"].filter(target=self.key).sort("asked_on", "key").to_dicts()
        return tuple(
            one
            for one in found
            if (one["state"] in HOLDING or one["since"] is None or one["since"] <= today)
            and (one["until"] is None or one["until"] > today)
            and not (one["state"] == "asked" and one["reply_by"] and one["reply_by"] < today)
        )

    @property
    def has(self) -> str | None:
        """Who has it, by key: whom it was last given to, else who claimed it, of several the first by key."""
        if self.life.has is not None or self.life.state not in _UNDER_WAY:
            return self.life.has
        return min((str(one["source"]) for one in self.held_by_now), default=None)

    @property
    def raisers(self) -> list[int]:
        """Who raised it, as rows."""
        return [int(one) for one in self.network.view.into("raises").of(self.row)]

    @property
    def left(self) -> int:
        """What of it nobody has claimed or done, or will from a later day on."""
        return self._wanted - _many(self.held)

    @property
    def _wanted(self) -> int:
        return int(self.fields["quantity"] or 1)

    @property
    def possible(self) -> tuple[str, ...]:
        """The steps that are possible on the day."""
        if not self.there or self.raised_later is not None:
            return ()
        return possible_in(self.life, self.workflow, self.network.date)

    @cached_property
    def raised_later(self) -> date | None:
        """The day on which a need is raised, where that is yet to come (SEMANTICS N2); else None."""
        if self.kind != "need" or self.fresh or self.steps:
            return None
        first = self.network.tables()["step"].filter(need=self.key, sort="raise")["at"].min()
        raised: date | None = day_in_shanghai(first) if isinstance(first, str) else self.fields["raised_on"]
        return raised if raised is not None and raised > self.network.date else None

    @property
    def last_at(self) -> datetime | None:
        """When its last step was taken, on whatever day that was."""
        found = self.network.tables()["step"].filter(need=self.key)["at"].max()
        return instant_of(found) if isinstance(found, str) else None

    @property
    def raised_on(self) -> date | None:
        """The day on which it was raised: as its first step says, else as the need does."""
        if self.steps:
            return day_in_shanghai(self.steps[0]["at"])
        found: date | None = self.fields.get("raised_on")
        return found


def _many(ties: tuple[Row, ...]) -> int:
    """Return how much some ties are of together."""
    return sum(int(one["quantity"] or 1) for one in ties)
