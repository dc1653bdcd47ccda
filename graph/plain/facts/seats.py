"""Posts and who sits in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from graph.plain.facts.anchors import Anchors
from graph.plain.facts.ledger import Ledger
from graph.plain.facts.reading import Reading, TieRow
from graph.plain.facts.scopes import Scopes
from graph.selectors import Selector
from graph.values import INTERVALS

DEPUTY = "deputy"
State = Literal["held", "vacant", "ended", "unknown"]


@dataclass(frozen=True)
class Sitter:
    """Who is in charge of a seat today, and by which tie, or by which absence of somebody else."""

    person: str
    how: Literal["holder", "acting", "standing_in"]
    hold: TieRow | None = None
    absence: str | None = None


class Seats:
    """The posts valid on a day.

    A *held* post has a valid holder, present or not, acting or not. Without one it is *vacant* if written down as
    vacant or if a listing of posts covers its role at its anchor; else *ended* if somebody held it
    before; else who holds it is *unknown*.
    """

    def __init__(self, reading: Reading, anchors: Anchors, scopes: Scopes, ledger: Ledger) -> None:
        """Keep what to read from."""
        self._reading, self._anchors, self._scopes, self._ledger = reading, anchors, scopes, ledger

    def holds(self, post: str) -> list[TieRow]:
        """Return the valid holds of a post, by the person's key."""
        return sorted(self._reading.ties_to(post, "holds"), key=lambda hold: (hold.source, hold.key))

    def state(self, post: str) -> State:
        """Return whether a post is held, vacant, ended or unknown."""
        if self.holds(post):
            return "held"
        fields = self._reading.fields(post)
        asked = Selector({"kind": frozenset(["post"]), "role": frozenset([fields["role"]])})
        if fields["vacant"] or self._ledger.cover(asked, self._anchors.of(post)) is not None:
            return "vacant"
        return "ended" if self._reading.ties_to(post, "holds", ended=True) else "unknown"

    def sitter(self, post: str) -> Sitter | None:
        """Return the holder who is not absent, of several the lowest key; else who acts so; else who stands in."""
        for how in ("holder", "acting"):
            for hold in self._of_sort(post, how):
                if not self._absent(hold):
                    return Sitter(hold.source, how, hold)
        return self._standing_in(post)

    def stood_in(self, person: str) -> list[str]:
        """Return the posts in which a person is in charge by standing in."""
        absences = map(self._reading.fields, self._reading.things("absence"))
        away = {one["person"] for one in absences if one["stands_in"] == person}
        posts = {post for one in away for post in self._reading.targets(one, "holds")}
        sitters = [(post, self.sitter(post)) for post in sorted(posts)]
        return [post for post, one in sitters if one and one.how == "standing_in" and one.person == person]

    def absent(self, post: str) -> list[str]:
        """Return the holder, then who acts, where each is away: of several the lowest key."""
        found = []
        for how in ("holder", "acting"):
            holds = self._of_sort(post, how)
            if holds and all(self._absent(hold) for hold in holds):
                found.append(holds[0].source)
            elif holds:
                break
        return found

    def last_holder(self, post: str) -> str | None:
        """Return who held a post last: the latest end, then the lowest key."""
        holds = self._reading.ties_to(post, "holds", ended=True)
        latest = dt.date.max
        ended = sorted(holds, key=lambda hold: (-(self._reading.over(hold) or latest).toordinal(), hold.source))
        return ended[0].source if ended else None

    def left(self, post: str) -> dt.date | None:
        """Return since when nobody holds a post any more: the latest day on which a hold was over; None = not known."""
        ended = [hold for hold in self._reading.ties_to(post, "holds", ended=True) if not hold.valid]
        return max(filter(None, map(self._reading.over, ended)), default=None)

    def in_unit(self, unit: str, role: str, *, deputy: bool = False) -> list[str]:
        """Return the posts of a role in a unit, deputies or the others, by display order, then key."""
        return self._reading.in_order(
            post
            for post in self._reading.sources(unit, "post_in")
            if self._reading.fields(post)["role"] == role and self.is_deputy(post) == deputy
        )

    def deputies(self, post: str) -> list[str]:
        """Return the deputies of a post: same role and post_in, or the same places where neither is in anything."""
        return self._reading.in_order(
            other
            for other in self._reading.things("post")
            if other != post
            and self.is_deputy(other)
            and self._reading.fields(other)["role"] == self._reading.fields(post)["role"]
            and self._same_unit(other, post)
        )

    def is_deputy(self, post: str) -> bool:
        """Return whether a post is of rank deputy: reached through its chief only."""
        return bool(self._reading.fields(post)["rank"] == DEPUTY)

    def ran_out(self, hold: TieRow) -> dt.date | None:
        """Return since when the term of a hold has run out, its holder staying: the day after its last; else None."""
        ends: dt.date | None = hold.fields["term_ends"]
        return ends + dt.timedelta(days=1) if ends is not None and ends < self._reading.day else None

    def _same_unit(self, deputy: str, post: str) -> bool:
        one, other = (self._reading.targets(each, "post_in") for each in (deputy, post))
        if one or other:
            return one == other
        places = self._scopes.places(post)
        return bool(places) and self._scopes.places(deputy) == places

    def _of_sort(self, post: str, how: str) -> list[TieRow]:
        return [hold for hold in self.holds(post) if bool(hold.fields["acting"]) == (how == "acting")]

    def _standing_in(self, post: str) -> Sitter | None:
        """Return who stands in for the first who is away: holders, then who acts, by key; then by absence."""
        for hold in [*self._of_sort(post, "holder"), *self._of_sort(post, "acting")]:
            for absence in self._absences(hold.source, post):
                other = self._reading.fields(absence)["stands_in"]
                if other is not None and self._reading.valid(other) and not self._away(other, post):
                    return Sitter(other, "standing_in", absence=absence)
        return None

    def _away(self, person: str, post: str) -> bool:
        """Return whether somebody is away from a seat, held or not."""
        held = [hold for hold in self.holds(post) if hold.source == person]
        return bool(self._absences(person, post)) or any(map(self._absent, held))

    def _absences(self, person: str, post: str) -> list[str]:
        """Return the absences in force of somebody from a seat, by key; those that name no seat are from all."""
        fields = {absence: self._reading.fields(absence) for absence in self._reading.things("absence")}
        return [key for key, one in fields.items() if one["person"] == person and one["post"] in (None, post)]

    def _absent(self, hold: TieRow) -> bool:
        own = INTERVALS.clean(hold.fields["absences"]) or ()
        return any(self._reading.day in away for away in own) or bool(self._absences(hold.source, hold.target))
