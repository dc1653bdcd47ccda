"""One need as somebody looks at it: where it may be told to be, who has it, what needs a look, and its row."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any

from graph.answers.needs import DOORS, LONGEST, MARKS, TELLING, WIDE
from graph.names import fold
from graph.plain.facts.lives import Life
from graph.plain.facts.shown import Cell, place, thing
from graph.plain.facts.soon import Soon, Soons
from graph.plain.facts.world import World
from graph.plain.tracking.up import next_up
from graph.rules.workflow import DONE
from graph.values.instant import day_in_shanghai, show_instant

_UNITS = ("organisation", "team")
_DAY = dt.timedelta(days=1)


class Looked:
    """A need that somebody looks at."""

    def __init__(self, world: World, key: str, soons: Soons) -> None:
        """Keep what to read from."""
        self.world, self.key, self._soons = world, key, soons

    @property
    def soon(self) -> Soon:
        """Until when something is due soon there."""
        return self._soons.at(self.anchor)

    @cached_property
    def life(self) -> Life:
        """Its life."""
        return self.world.lives.of(self.key)

    @property
    def category(self) -> str | None:
        """Its category."""
        found: str | None = self.life.fields["category"]
        return found

    @cached_property
    def anchor(self) -> str | None:
        """Where it is."""
        return self.world.anchors.of(self.key)

    @property
    def sensitive(self) -> bool:
        """Whether it is of a sensitive category."""
        return self.category is not None and self.world.rules.categories.sensitive(self.category)

    @property
    def around(self) -> tuple[str, ...]:
        """The places around it, nearest first."""
        return () if self.anchor is None else self.world.places.enclosing(self.anchor)

    @cached_property
    def told(self) -> str | None:
        """Where it may be told to be."""
        levels = {one: self.world.reading.fields(one)["level"] for one in self.around}
        if self.sensitive:
            return next((one for one in self.around if levels[one] in WIDE), None)
        return next((one for one in self.around if levels[one] not in DOORS), None)

    def at(self, level: str) -> str | None:
        """Return the nearest place of a level around where it is told to be."""
        near = () if self.told is None else self.world.places.enclosing(self.told)
        return next((one for one in near if self.world.reading.fields(one)["level"] == level), None)

    @cached_property
    def unit(self) -> str | None:
        """The organisation or team of who has it."""
        has = self.life.has
        kind = self.world.reading.kind(has) if has else ""
        if has is None or kind in _UNITS:
            return has
        near = {"post": lambda: self.world.reading.targets(has, "post_in")}
        near["offer"] = lambda: self.world.reading.sources(has, "gives")
        found = near[kind]() if kind in near else []
        return next((one for kind in _UNITS for one in found if self.world.reading.kind(one) == kind), None)

    @property
    def is_open(self) -> bool:
        """Whether it is not done."""
        return self.life.state not in DONE

    @property
    def due_day(self) -> dt.date | None:
        """The day by which it is due."""
        return None if self.life.due is None else day_in_shanghai(self.life.due)

    @cached_property
    def _runs_out(self) -> dt.date | None:
        """The day by which it is due, if it is not done and the clock runs."""
        stands = self.life.until is not None and self.world.day <= self.life.until
        return self.due_day if self.is_open and not stands else None

    @property
    def unsure(self) -> bool:
        """Whether nobody can tell if it is due soon."""
        due, far = self._runs_out, self.world.day + LONGEST * _DAY
        return due is not None and self.soon.last is None and self.soon.sure < due <= far

    @cached_property
    def marks(self) -> list[str]:
        """What needs a look."""
        due, life = self._runs_out, self.life
        said = {
            "overdue": due is not None and due < self.world.day,
            "due_soon": due is not None and self.world.day <= due <= (self.soon.last or self.soon.sure),
            "unrated": life.last_day_to_rate is not None and not life.ended,
            "suspended": life.state == "suspended",
            "returned": life.returned,
            "unassigned": self.is_open and life.has is None,
        }
        return [mark for mark in MARKS if said[mark]]

    @property
    def order(self) -> tuple[Any, ...]:
        """What is overdue first, then what is due soon, not done, not rated; by due, by raised, by key."""
        ranks = [mark not in self.marks for mark in ("overdue", "due_soon")]
        return (
            *ranks,
            not self.is_open,
            "unrated" not in self.marks,
            self.life.due or "9999",
            self.life.raised or "9999",
            self.key,
        )

    def row(self) -> Cell:
        """Return its row."""
        life, marks = self.life, self.marks
        day, _, time = show_instant(life.due, "zh").partition(" ") if life.due else ("", "", "")
        up, ends = next_up(self.world, self.anchor, life) if "overdue" in marks else (None, None)
        return {
            "demand": {"id": self.key, "name": self._name},
            "order_number": life.fields["number"],
            "category": self.category,
            "place": place(self.world, self.told),
            "status": life.state,
            "marks": marks,
            "handler": self._handler,
            "unit": thing(self.world, self.unit),
            "raised": None if life.raised is None else day_in_shanghai(life.raised),
            "due": dt.date.fromisoformat(day) if day else None,
            "due_time": time or None,
            "days_late": (self.world.day - self.due_day).days if "overdue" in marks and self.due_day else None,
            "waits_until": life.until,
            "rate_until": life.last_day_to_rate if "unrated" in marks else None,
            "outcome": life.outcome,
            "steps": len(life.steps),
            "goes_to": up,
            "up_ends": ends,
        }

    @property
    def _handler(self) -> Cell | None:
        if self.life.has is None:
            return None
        fields = self.world.reading.fields(self.life.has)
        kind = fields["kind"]
        return {
            "id": self.life.has,
            "name": fields.get("name"),
            "role": fields["role"] if kind == "post" else None,
            "kind": kind,
        }

    @property
    def _name(self) -> str | None:
        """What it is called, unless that names a place around it that is not told."""
        name: str | None = self.life.fields["name"]
        upto = self.around.index(self.told) if self.told in self.around else len(self.around)
        near = [fold(self.world.reading.fields(one)["name"] or "") for one in self.around[:upto]]
        return None if name and any(len(one) >= TELLING and one in fold(name) for one in near) else name
