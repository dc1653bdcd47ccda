"""The posts of a place in the office's own order, as a form shows them: unit, role, holders and remarks.

SEMANTICS F2, F3.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from graph.facts import facts_of
from graph.facts.seats import Seat
from graph.forms.asked import below
from graph.kinds import Sensitivity
from graph.network import Network
from graph.network.columns import ALWAYS
from graph.network.numbering import day_of
from graph.network.standing import standing
from graph.pictures.called import Called
from graph.rules import Rules
from graph.tables import apart_kinds
from graph.viewing import Showing
from graph.words import caption

_LAST = 2**31 - 1
_RANKS = {"chief": 0, "deputy": 2, "member": 3}
_NO_RANK = 1


class Seated:
    """Says posts of one network, with the names that one viewer may see.

    Attributes:
        posts: Rows of the posts, in order.
        held: By row of a post, the ``holds`` ties of the date by which somebody sits there, who acts after who holds.
    """

    def __init__(
        self, network: Network, rules: Rules, showing: Showing, posts: Iterable[int], lang: str = "zh"
    ) -> None:
        """Take the network, and read once the names of who holds these posts."""
        self.network, self._facts, self._called = network, facts_of(network, rules), Called(network, rules, lang)
        self._showing, self._internal = showing, showing.viewer.may_see(Sensitivity.INTERNAL)
        self.posts, facts = in_order(network, posts), self._facts
        holds = self.network.rows.ties["holds"]
        wanted = np.isin(holds.target[facts.holds.today], np.array(self.posts, dtype=np.int64))
        self.held: dict[int, list[int]] = {}
        for tie in facts.holds.today[wanted].tolist():
            self.held.setdefault(int(holds.target[tie]), []).append(tie)
        for ties in self.held.values():
            ties.sort(key=lambda tie: (bool(facts.holds.acting[tie]), int(holds.source[tie])))
        self._names = showing.names(self.network.key(self.person(tie)) for ties in self.held.values() for tie in ties)

    def person(self, tie: int) -> int:
        """Return the row of who sits there by a tie."""
        return int(self.network.rows.ties["holds"].source[tie])

    def place(self, post: int) -> str:
        """Return where a post is, from the place asked about on; empty where that is nowhere."""
        at = int(self.network.view.anchor[post])
        return below(self.network, at) if at >= 0 else ""

    def unit(self, post: int) -> str:
        """Return the unit that a post is in; empty where it is in a place."""
        into = [int(row) for row in self.network.view.out("post_in").of(post) if row >= self.network.view.places]
        return self._say("picture.and").join(self._called.thing(row) for row in into)

    def role(self, post: int) -> str:
        """Return the name of a post, marked where it is a deputy's, which has the role of its chief."""
        deputy = bool(self._facts.seats.deputy[post]) and not self.network.name(post)
        return self._say("forms.deputy", role=self._called.what(post)) if deputy else self._called.thing(post)

    def holders(self, post: int) -> str:
        """Return the holders, one a line; where there are none, what is known of the empty post."""
        return "\n".join(self.name(tie) for tie in self.held.get(post, ())) or self.empty(post)

    def name(self, tie: int) -> str:
        """Return who sits there by a tie."""
        return self._names.get(self.network.key(self.person(tie)), self._called.kind("person"))

    def empty(self, post: int) -> str:
        """Return what is known of a post that nobody sits in: vacant, given up, or not written down."""
        state = Seat(int(self._facts.seats.state[post]))
        codes = {Seat.VACANT: "vacant", Seat.ENDED: "ended", Seat.UNKNOWN: "holder_unknown", Seat.HELD: "vacant"}
        return self._say(f"why.{codes[state]}")

    def apart(self) -> dict[int, dict[str, Any]]:
        """Return by ``holds`` tie what the viewer may see of who sits there, and write down that it is shown.

        Raises:
            NotLogged: It cannot be written down, so that nothing may be shown.
        """
        ties = [tie for one in self.held.values() for tie in one]
        keys = {tie: self.network.key(self.person(tie)) for tie in ties}
        found = {kind: self._showing.apart(kind, [*keys.values()]) for kind in apart_kinds()}
        rows = {
            row["key"]: row
            for kind, people in found.items()
            for row in self._showing.rows(kind, [{"key": key, **values} for key, values in people.items()])
        }
        return {tie: rows.get(key, {}) for tie, key in keys.items()}

    def note(self, post: int) -> str:
        """Return the remarks: who acts, who is away, since when it is empty, whose term is over."""
        ties, holds = self.held.get(post, []), self._facts.holds
        said: list[str] = []
        for tie in ties:
            parts = [self._say("how.acting")] if holds.acting[tie] else []
            parts += [self._say("forms.away")] if self._internal and holds.away[tie] else []
            over = holds.ran_out(tie)
            parts += [self._say("flags.term_ran_out", since=over)] if over else []
            text = self._say("picture.and").join(parts)
            said += [self._say("picture.because", who=self.name(tie), why=text) if len(ties) > 1 else text] * bool(text)
        left = int(holds.left[post])
        state = Seat(int(self._facts.seats.state[post]))
        if not ties and state in (Seat.VACANT, Seat.ENDED) and left != ALWAYS:
            said.append(self._say("forms.since", day=day_of(left)))
        return self._say("picture.semicolon").join(said)

    def phone(self, post: int) -> str:
        """Return the public telephone of a post."""
        return str(self._called.value(post, "phone") or "")

    def _say(self, code: str, **params: Any) -> str:
        return caption(code, self._called.lang, **params)


def posts_inside(network: Network) -> list[int]:
    """Return the posts in the place asked about, or all of the date."""
    view = network.view
    first, last = network.rows.block["post"]
    anchor = view.anchor[first:last]
    chosen = view.valid[first:last].copy()
    if network.within_row is not None:
        chosen &= (anchor >= 0) & view.inside(network.within_row)[np.maximum(anchor, 0)]
    return [int(row) for row in np.flatnonzero(chosen) + first]


def in_order(network: Network, posts: Iterable[int]) -> list[int]:
    """Return posts as an office lists them (SEMANTICS F2).

    By place as people name places, by unit, then by the post's own order: its number, chief before deputy, its seat.
    """
    view, rows = network.view, network.rows
    first = rows.block["post"][0]
    shown, seat = (rows.filled("post", name, _LAST) for name in ("display_order", "seat"))
    ranks, low = rows.frame("post")["rank"], standing(network).low
    unit = view.out("post_in").first()

    def key(post: int) -> tuple[int, ...]:
        at, into = int(view.anchor[post]), int(unit[post])
        rank = _RANKS.get(ranks[post - first], _NO_RANK)
        own = (int(shown[post - first]), rank, int(seat[post - first]), post)
        return (int(low[at]) if at >= 0 else _LAST, *unit_order(network, into), *own)

    return sorted(posts, key=key)


def unit_order(network: Network, unit: int) -> tuple[int, int]:
    """Return where a unit stands among others of its place: by its number, then by key; what is in none comes first."""
    if unit < network.view.places:
        return (-1, unit)
    kind = network.rows.kind_of(unit)
    frame = network.rows.frame(kind)
    number = frame["display_order"][unit - network.rows.block[kind][0]] if "display_order" in frame.columns else None
    return (_LAST if number is None else int(number), unit)
