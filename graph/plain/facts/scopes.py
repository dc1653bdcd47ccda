"""For which places a thing answers, or by which tie it is at them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from graph.plain.facts.profiles import Profiles
from graph.plain.facts.reading import Reading

ANSWERS_FOR = "answers_for"
#: What a post is in lends it the places that it is tied to: an organisation those it answers for, a venue where it
#: lies, a team those it serves.
_LENDS = {"organisation": ANSWERS_FOR, "venue": "located_at", "team": "serves"}


@dataclass(frozen=True)
class Reach:
    """One place in a scope, whether it still is, and the day from which it is no more."""

    place: str
    valid: bool
    until: dt.date | None


class Scopes:
    """The *scope* (负责范围) of a thing: the places it is tied to by a kind of tie, now or before.

    A post that has none of its own answers for the places of the organisation, venue or team it is in, or for
    the place it is in, where a slot of the profile there names its level for the role of the post. A thing is
    *unscoped* if nothing was filled in, for any date: a scope that has ended, or is still to come, is not an empty
    one.
    """

    def __init__(self, reading: Reading, profiles: Profiles, *, acting: bool = True) -> None:
        """Keep what to read from, and whether it counts where a thing acts for what is not there."""
        self._reading, self._profiles, self._acting = reading, profiles, acting

    def scope(self, thing: str, tie: str = ANSWERS_FOR) -> frozenset[Reach]:
        """Return every place a thing is or was tied to."""
        own = self._own(thing, tie)
        if own or tie != ANSWERS_FOR or self._reading.kind(thing) != "post":
            return own
        found: set[Reach] = set()
        for seat in self._reading.ties_from(thing, "post_in", ended=True):
            left = self._reading.over(seat)
            if self._reading.kind(seat.target) == "place" and self._takes(thing, seat.target):
                found.add(Reach(seat.target, seat.valid, left))
            elif self._reading.kind(seat.target) in _LENDS:
                found |= {
                    Reach(one.place, one.valid and seat.valid, min(filter(None, (one.until, left)), default=None))
                    for one in self._own(seat.target, _LENDS[self._reading.kind(seat.target)])
                }
        return frozenset(found)

    def places(self, thing: str, tie: str = ANSWERS_FOR) -> frozenset[str]:
        """Return the places a thing is tied to now."""
        return frozenset(one.place for one in self.scope(thing, tie) if one.valid)

    def ended(self, thing: str, tie: str = ANSWERS_FOR) -> frozenset[str]:
        """Return the places a thing was tied to and is no more."""
        return frozenset(one.place for one in self.scope(thing, tie)) - self.places(thing, tie)

    def left(self, thing: str, place: str) -> dt.date | None:
        """Return since when a thing is tied to a place no more: the latest day on which a way to it was over."""
        return max((one.until for one in self.scope(thing) if one.place == place and one.until), default=None)

    def answering(self, place: str) -> list[str]:
        """Return the organisations and posts that answer for a place now, by key."""
        return self._at.get((place, True), [])

    def answered(self, place: str) -> list[str]:
        """Return those that answered for a place and do no more, by key."""
        return self._at.get((place, False), [])

    @cached_property
    def _at(self) -> dict[tuple[str, bool], list[str]]:
        found: dict[tuple[str, bool], list[str]] = {}
        for thing in self._reading.things("organisation", "post", ended=True):
            for place in self.places(thing):
                found.setdefault((place, True), []).append(thing)
            for place in self.ended(thing):
                found.setdefault((place, False), []).append(thing)
        return found

    def unscoped(self, thing: str, tie: str = ANSWERS_FOR) -> bool:
        """Return whether no place was filled in, for any date."""
        if self._filled(thing, tie):
            return False
        if tie != ANSWERS_FOR or self._reading.kind(thing) != "post":
            return True
        units = self._reading.ever(thing, "post_in")
        kinds = {unit: self._reading.kind(unit) for unit in units}
        return not any(
            (kind == "place" and self._takes(thing, unit)) or (kind in _LENDS and self._filled(unit, _LENDS[kind]))
            for unit, kind in kinds.items()
        )

    def _takes(self, post: str, place: str) -> bool:
        """Return whether a post in a place answers for it; where the place is not there nobody can tell: it does."""
        profile = self._profiles.of(place)
        role, level = self._reading.fields(post)["role"], self._reading.fields(place)["level"]
        slots = [slot for chain in profile.chains.values() for slot in chain.slots] if profile else []
        named = any(role in slot.carrier.role and level in slot.level for slot in slots)
        return named or not self._reading.valid(place)

    def _filled(self, thing: str, tie: str) -> bool:
        return any(self._reading.kind(target) == "place" for target in self._reading.ever(thing, tie))

    def _own(self, thing: str, tie: str) -> frozenset[Reach]:
        ties = self._reading.ties_from(thing, tie, ended=True)
        return frozenset(
            Reach(one.target, one.valid, self._reading.over(one))
            for one in ties
            if self._reading.kind(one.target) == "place" and (self._acting or one.fields.get("acts_for") is None)
        )
