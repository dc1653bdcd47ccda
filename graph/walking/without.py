"""Walks as they would be if somebody held no seat any more (SEMANTICS A11).

A chain is laid out a second time, with more options: beside who is in charge of a seat, whoever would be if one of
its holders held none. So one fold asks for many starts at once, each without somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from graph.facts import Facts
from graph.facts.holds import HOLDS
from graph.facts.kept import Each
from graph.facts.seats import NOBODY, How
from graph.network.columns import Bools, Ints
from graph.network.forest import slices
from graph.network.grouping import starts_of
from graph.rules import Profile
from graph.walking.chain import ChainIndex, laid_out
from graph.walking.columns import no
from graph.walking.fold import step
from graph.walking.options import Options
from graph.walking.state import Removed, State, ground_of

#: Who would be in charge of a seat if somebody held none: that person, how, who.
Stead = tuple[int, How, int]


def steps_left(facts: Facts, profile: Profile, chain: str, starts: Ints, person: Ints) -> Bools:
    """Return which walks still have a step below the last slot where a person each holds no seat any more.

    Args:
        facts: The facts of the network.
        profile: The profile that all starts follow.
        chain: One of its chains.
        starts: Rows of places.
        person: Row of a person, a line a start.
    """
    without = facts.beside(Without)
    ground = replace(
        ground_of(facts, profile, chain, starts),
        index=without.of((profile.key, chain)),
        without=Removed(person, without.held, facts.network.rows.size),
    )
    state, found = State.before(starts.size), no(starts)
    for position in range(len(ground.index.slots) - 1):
        state, column = step(ground, state, position)
        found |= column.option >= 0
    return found


class Without:
    """Seats and chains as they would be without one of their holders; kept beside the facts.

    Attributes:
        held: Codes of seat and person of all who hold one today, ascending.
        of: By profile and chain, the chain laid out with what would be there in a holder's stead.
    """

    def __init__(self, facts: Facts) -> None:
        """Take the facts."""
        ties, today, profiles = facts.network.rows.ties[HOLDS], facts.holds.today, facts.in_force
        self.held = np.unique(ties.target[today].astype(np.int64) * facts.network.rows.size + ties.source[today])
        options = _options(facts)
        self.of: Each[tuple[str, str], ChainIndex] = Each(
            lambda asked: laid_out(facts, profiles[asked[0]], asked[1], options)
        )


def _options(facts: Facts) -> Options:
    """Return the options of every post: as it is, and in the stead of each who holds it; then its deputies."""
    seats, size = facts.seats, facts.network.rows.size
    instead = [(post, *one) for post in _shared(facts) for one in _steads(facts, post)]
    of, gone, way, who = np.array(instead, dtype=np.int32).reshape(-1, 4).T
    sits = np.flatnonzero(seats.how != NOBODY).astype(np.int32)
    seat = np.concatenate([sits, of])
    order = np.argsort(seat, kind="stable")  # of a seat first who is in charge, then who would be
    seat = seat[order]
    only = np.concatenate([np.full(sits.size, -1, dtype=np.int32), gone])[order]
    how = np.concatenate([seats.how[sits], way.astype(np.int8)])[order]
    person = np.concatenate([seats.person[sits], who])[order]
    own, deputies = starts_of(seat, size), seats.deputies
    first, last = own[deputies.other], own[deputies.other + 1]
    chief = np.repeat(np.arange(size, dtype=np.int32), np.diff(deputies.start))
    post = np.concatenate([seat, np.repeat(chief, last - first)])
    line = np.concatenate([np.arange(seat.size), slices(first, last)])
    deputy = np.arange(line.size) >= seat.size
    order = np.argsort(post, kind="stable")  # its own, then those of its deputies in their order
    line, deputy = line[order], deputy[order]
    how = np.where(deputy & (how[line] != How.UNKNOWN), np.int8(How.DEPUTY), how[line])
    return Options(starts_of(post, size), person[line], how, seat[line], only[line])


def _shared(facts: Facts) -> list[int]:
    """Return the posts that several hold, or from which somebody is away: others have nobody in a holder's stead."""
    holds, post = facts.holds, facts.network.rows.ties[HOLDS].target[facts.holds.today]
    many = np.bincount(post, minlength=facts.network.rows.size)[post] > 1
    found: list[int] = np.unique(post[many | holds.away[holds.today]]).tolist()
    return found


def _steads(facts: Facts, post: int) -> Iterator[Stead]:
    """Yield for each who holds a post who would be in charge of it without them, if anybody."""
    holds, into = facts.holds, facts.network.view.into(HOLDS)
    ties = into.tie[into.start[post] : into.start[post + 1]].tolist()
    seated = [(int(one), tie) for one, tie in zip(into.of(post), ties, strict=True)]
    for gone in dict.fromkeys(person for person, _ in seated):
        rest = [(bool(holds.acting[tie]), person, tie) for person, tie in seated if person != gone]
        here = min(((acts, person) for acts, person, tie in rest if not holds.away[tie]), default=None)
        if here is not None:
            yield gone, How.ACTING if here[0] else How.HOLDER, here[1]
            continue
        away = {person for _, person, _ in rest}
        names = (one.stands_in for _, who, _ in sorted(rest) for one in holds.absences.of_seat(who, post))
        able = (one for one in names if one >= 0 and one not in away and not holds.absences.of_seat(one, post))
        if (stands_in := next(able, None)) is not None:
            yield gone, How.STANDING_IN, stands_in
