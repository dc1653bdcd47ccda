"""How far each need is, who has it and by when: needs, plainly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.needs import DOORS, LEVEL, LONGEST, MARKS, QUESTION, SOON, STATES, TELLING, WIDE
from graph.calendar import Calendar
from graph.errors import NotAskable, NotFound
from graph.names import fold
from graph.plain.lives import Life
from graph.plain.needs_up import next_up
from graph.plain.reading import Readable
from graph.plain.shown import Cell, place, thing
from graph.plain.world import World
from graph.rules import Rules
from graph.rules.workflow import DONE
from graph.values.instant import day_in_shanghai, show_instant

_UNITS = ("organisation", "team")
_DAY = dt.timedelta(days=1)


def needs(
    network: Readable,
    rules: Rules,
    *,
    ended: bool = False,
    states: tuple[str, ...] = STATES,
    category: str | None = None,
    unit: str | None = None,
    level: str = LEVEL,
    days: str | None = None,
) -> Answer:
    """Return how far each need is that has not ended, who has it, by when, and what needs a look.

    Args:
        network: Asked about its *within*, on its date.
        rules: The rules in force.
        ended: Show also those that have ended.
        states: The states that are shown; whatever is shown, all are counted.
        category: Only needs of this category and those below it, by code or word.
        unit: Only what this organisation or team has.
        level: The level by which places are counted.
        days: What is due within so many days is due soon; None = two working days.

    Example:
        >>> from datetime import date
        >>> from graph.network import Network
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> needs(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["states"]["open"]
        0
    """
    world = World.of(network, rules)
    if unit is not None and not world.reading.valid(unit):
        raise NotFound("no_such_thing", ref=unit)
    at_level = level_named(rules, level)
    soons = Soons(world, days)
    narrow = world.within is not None and world.reading.fields(world.within)["level"] not in WIDE
    found = [
        one for key in world.reading.things("need") if _asked(world, one := Looked(world, key, soons), narrow=narrow)
    ]
    if category is not None:
        code = rules.vocabulary().resolve("category", category)
        found = [one for one in found if one.category and code in rules.categories.above(one.category)]
    if unit is not None:
        found = [one for one in found if unit in (one.unit, one.life.has)]
    found.sort(key=lambda one: one.order)
    rows = [one.row() for one in found if one.life.state in states and (ended or not one.life.ended)]
    tables = {
        "rows": rows,
        "places": _counted(found, "place", lambda one: place(world, one.at(at_level))),
        "units": _counted(found, "unit", lambda one: thing(world, one.unit)),
        "categories": _counted(found, "category", lambda one: one.category),
    }
    left_out = [{"code": "sensitive_left_out", "id": world.within, "other": None}] if narrow else []
    unsure = [
        {"code": "due_soon_unknown", "id": one.key, "other": None, "year": one.soon.unknown}
        for one in sorted(found, key=lambda one: one.key)
        if one.unsure
    ]
    return Answer(
        question="needs",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            name: pl.DataFrame(some, schema=QUESTION.tables[name].schema, orient="row") for name, some in tables.items()
        },
        options={
            "ended": ended,
            "states": list(states),
            "category": category,
            "unit": unit,
            "level": level,
            "days": days,
        },
        totals={
            "states": {state: sum(one.life.state == state for one in found) for state in STATES},
            "marks": {mark: sum(mark in one.marks for one in found) for mark in MARKS},
        },
        issues=(*left_out, *unsure),
    )


def level_named(rules: Rules, level: str) -> str:
    """Return a level by its code or word.

    Raises:
        NotAskable: There is no such level.
    """
    code = rules.vocabulary().resolve("level", level)
    if code not in rules.vocabulary().lists["level"]:
        raise NotAskable("needs_level", found=level)
    return code


@dataclass(frozen=True)
class Soon:
    """Until when something is due soon.

    Attributes:
        sure: The last day that is surely so.
        last: The last day that is so; None = nobody knows.
        unknown: The year of which nobody knows the working days.
    """

    sure: dt.date
    last: dt.date | None
    unknown: int | None

    @classmethod
    def of(cls, day: dt.date, days: str | None, calendar: Calendar) -> Soon:
        """Return it as of a day: so many days ahead, or so many working days where nobody says."""
        if days is not None:
            if not (days.isascii() and days.isdigit() and len(days) < 4):  # noqa: PLR2004 - three digits
                raise NotAskable("needs_days", found=days)
            last = day + int(days) * _DAY
            return cls(last, last, None)
        sure, at, left = day + SOON * _DAY, day, SOON
        while left:
            at += _DAY
            worked = calendar.is_working(at)
            if worked is None:
                return cls(sure, None, at.year)
            left -= worked
        return cls(sure, at, None)


class Soons:
    """Until when something is due soon, by the working days of each profile."""

    def __init__(self, world: World, days: str | None) -> None:
        """Read the number of days, if one was asked for."""
        self._world, self._days = world, days
        self._known: dict[str | None, Soon] = {}
        self.at(None)

    def at(self, place: str | None) -> Soon:
        """Return it at a place."""
        profile = None if place is None else self._world.profiles.named(place)
        if profile not in self._known:
            calendar = self._world.rules.calendar(profile)
            self._known[profile] = Soon.of(self._world.day, self._days, calendar)
        return self._known[profile]


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


def _asked(world: World, one: Looked, *, narrow: bool) -> bool:
    """Return whether a need is asked about; of a sensitive category none is where the place is so small."""
    here = world.within is None or (one.anchor is not None and world.asked_about(one.anchor))
    return here and not (narrow and one.sensitive)


def _counted(found: list[Looked], column: str, what: Any) -> list[Cell]:
    """Return how many needs there are of each sort, by something; most overdue first, then most open, then by name."""
    by: dict[str | None, tuple[Any, list[Looked]]] = {}
    for one in found:
        told = what(one)
        by.setdefault(told["id"] if isinstance(told, Mapping) else told, (told, []))[1].append(one)
    rows = []
    for key, (told, some) in by.items():
        counts = {
            "open": sum(one.is_open for one in some),
            **{mark: sum(mark in one.marks for one in some) for mark in ("due_soon", "overdue", "unrated")},
            "met": sum(one.life.state in ("finished", "reviewed", "rated") for one in some),
        }
        if any(counts.values()):
            name = (told["name"] or "") if isinstance(told, Mapping) else told
            order = (-counts["overdue"], -counts["open"], told is None, name or "", key or "")
            rows.append((order, {column: told, **counts}))
    return [row for _, row in sorted(rows, key=lambda one: one[0])]
