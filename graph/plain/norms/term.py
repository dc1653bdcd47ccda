"""Term, plainly: nobody is elected for longer than so many years, and whoever's term has run out is elected anew."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace
from typing import cast

from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.reading import TieRow
from graph.plain.facts.world import World
from graph.plain.norms.counting import by_seat
from graph.plain.norms.judgement import Judgement, State
from graph.rules import Norm
from graph.rules.bodies import TermOfOffice

_OVER, _LONG, _NO_START, _NO_END = "term_over", "term_too_long", "term_start_unsaid", "term_end_unsaid"
_UNSURE = (_NO_START, _NO_END)


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return whether the terms of who was elected into the posts of a unit are in order; nothing of one not asked."""
    body = cast("TermOfOffice", norm.body)
    if body.among != "all" and bool(world.reading.targets(subject, "answers_for")) != (body.among == "answering"):
        return []
    posts = world.ledger.selected(body.of)
    inside = [post for post in posts if subject in world.reading.targets(post, "post_in")]
    loose = tuple(sorted(post for post in posts if not _was_in_something(world, post)))
    listed = world.ledger.cover(body.of, world.anchors.of(subject)) is not None
    found = {post: [_wrong(world, body, hold) for hold in _elected(world, post)] for post in inside}
    found = {post: said for post, said in found.items() if said}
    wrong = {code: sorted(post for post, said in found.items() if any(code in one for one in said)) for code in _CODES}
    counts = (_OVER,) if body.soft else (_OVER, _LONG)
    bad = {post for code in counts for post in wrong[code]}
    unsaid = {post for code in _UNSURE for post in wrong[code]} - bad
    fine = frozenset(found.keys() - bad - unsaid)
    rest = by_seat(world, [post for post in inside if world.seats.state(post) in ("ended", "unknown")], people=False)
    open_ = len(unsaid) + len(rest.ended) + len(rest.unknown) + (len(loose) if listed else 0)
    state: State = "gap" if bad else "unknown" if open_ or not listed else "met" if fine else "not_applicable"
    days = [day for post in found for hold in _elected(world, post) if (day := _last(body, hold)) is not None]
    cells = {"years": body.years, "first_end": min(days, default=None)}
    if state == "not_applicable":
        return [Judgement(norm, subject, state, reasons=(("nobody_elected", None),), cells=cells, closing=None)]

    def band(low: int) -> Band:
        return Band(low, low + open_ if listed else None)

    count = replace(rest, has=band(len(fine)), evidence=fine, unscoped=loose if listed else (), listed=listed)
    told = (*counts, *_UNSURE)
    return [
        Judgement(
            norm,
            subject,
            state,
            count,
            needs=band(len(fine) + len(bad)),
            cells=cells,
            reasons=tuple((code, post) for code in told for post in wrong[code]),
            flags=("term_unusual",) if body.soft and wrong[_LONG] else (),
            lacks=band(len(bad)),
            closing=None,
            steps=(
                *((("elect_anew", len(bad)),) if bad else ()),
                *((("record_term", len(unsaid)),) if unsaid else ()),
            ),
        )
    ]


def needs(norm: Norm, base: Base | None) -> Band:
    """Return what is not known before the posts are looked at."""
    del norm, base
    return Band(0, None)


_CODES = (_OVER, _LONG, *_UNSURE)


def _elected(world: World, post: str) -> list[TieRow]:
    """Return who sits there for a term: whoever acts has none."""
    return [hold for hold in world.seats.holds(post) if not hold.fields["acting"]]


def _wrong(world: World, body: TermOfOffice, hold: TieRow) -> set[str]:
    """Return what is wrong with a term, or not known of it."""
    begun, last = hold.fields["since"], hold.fields["term_ends"]
    if begun is None and last is None:
        return {_NO_START}
    if last is None:
        over = _most(begun, body.years) < world.day
        return ({_NO_END} if body.soft else {_OVER}) if over else set()
    long = last > _most(begun or world.day, body.years)
    found = {*([_OVER] if last < world.day else []), *([_LONG] if long else [])}
    return found or ({_NO_START} if begun is None else set())


def _last(body: TermOfOffice, hold: TieRow) -> dt.date | None:
    """Return the last day of a term: as written, else as the norm has it."""
    begun, last = hold.fields["since"], hold.fields["term_ends"]
    if last is None and begun is not None and not body.soft:
        last = _most(begun, body.years)
    return cast("dt.date | None", last)


def _most(begun: dt.date, years: int) -> dt.date:
    """Return the last day that a term may have which began on a day."""
    year = begun.year + years
    day = min(begun.day, calendar.monthrange(year, begun.month)[1])
    return dt.date(year, begun.month, day) - dt.timedelta(days=1)


def _was_in_something(world: World, post: str) -> bool:
    return any(tie["kind"] == "post_in" for _, _, tie in world.graph.out_edges(post, data=True))
