"""The ledger's own count of what a figure measures."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.kinds import things
from graph.plain.bands import UNBOUNDED, Band
from graph.plain.homes import HOME, HOMES
from graph.plain.ledger import matches
from graph.plain.reading import TieRow
from graph.plain.world import World
from graph.selectors import TIE_FIELDS, Measure, Selector


@dataclass(frozen=True)
class Measured:
    """A count with the ids counted, what makes it uncertain, and whether it is whole though nothing covers it."""

    band: Band
    evidence: frozenset[str] = frozenset()
    why: list[tuple[str, str | None]] = field(default_factory=list)
    whole: bool = False


def units(measure: Measure) -> frozenset[str]:
    """Return the units in which a measure counts: those that its field or its one kind declares, else things.

    What is counted at the near end of a tie is counted itself: in the first of its units.
    """
    counted = {measure.what} if measure.verb == "distinct" else measure.of.get("kind")
    for kind in things():
        if measure.verb != "sum" and counted == {kind.kind}:
            return frozenset(kind.units[:1] if measure.verb == "distinct" else kind.units)
        for one in kind.fields:
            if measure.verb == "sum" and one.name == measure.what and one.units:
                return frozenset(one.units)
    return frozenset(["things"])


def measured(world: World, measure: Measure, unit: str, subject: str) -> Measured:
    """Return what a measure counts at a subject: no upper bound where no listing covers it there."""
    if measure.verb == "distinct":
        asked = Selector({"kind": frozenset([measure.what]), **_part(measure.of, of_tie=True).fields})
        found = _distinct(world, measure, subject)
    else:
        asked = measure.of
        found = _counted(world, measure, unit, subject)
    if found.whole or world.ledger.cover(asked, world.anchors.of(subject)) is not None:
        return found
    return Measured(Band(found.band.low, None), found.evidence, [*found.why, ("not_listed", None)])


def _counted(world: World, measure: Measure, unit: str, subject: str) -> Measured:
    things = [thing for thing in world.ledger.selected(measure.of) if _is_in(world, thing, subject)]
    if of_homes(measure):
        return _at_home(world, measure, subject)
    if measure.verb == "sum":
        bands = [_value(world, thing, measure.what) for thing in things]
        sure = all(band.one for band in bands)
        return Measured(Band.total(bands), frozenset(things), [] if sure else [("no_number", None)])
    if measure.of.get("kind") != {"post"} or unit == "things":
        return Measured(Band.exactly(len(things)), frozenset(things))
    state = {post: world.seats.state(post) for post in things}
    held = frozenset(post for post in things if state[post] == "held")
    codes = {"unknown": "holder_unknown", "ended": "ended"}
    why = [(codes[state[post]], post) for post in things if state[post] in codes]
    return Measured(Band(len(held), len(held) + len(why)), held, [*why])


def of_homes(measure: Measure) -> bool:
    """Return whether a measure sums who lives in homes, all of them; then stated numbers count too."""
    return measure.verb == "sum" and measure.what in ("households", "residents") and measure.of == HOMES


def _at_home(world: World, measure: Measure, subject: str) -> Measured:
    """Count who lives in the homes of a subject's place, and what is stated where none is recorded."""
    place = world.anchors.of(subject)
    if place is None:
        return Measured(Band.exactly(0))
    known = world.homes.known(measure.what, place)
    why: list[tuple[str, str | None]] = [] if known.band.one else [("no_number", None)]
    why += [("stated", None)] if known.stated else []
    return Measured(known.band, frozenset([*known.homes, *known.stated]), why, known.whole)


def _distinct(world: World, measure: Measure, subject: str) -> Measured:
    """Count each thing once that is tied to any of the things asked, or to the subject alone if that is no place."""
    of, tied = _part(measure.of, of_tie=False), _part(measure.of, of_tie=True)
    alone = world.reading.kind(subject) != "place"
    targets = [
        thing for thing in world.ledger.selected(of) if (thing == subject if alone else _is_in(world, thing, subject))
    ]
    ties = [tie for target in targets for tie in world.reading.ties_to(target, measure.through)]
    sources = {tie.source for tie in ties if _counts(world, measure, tied, tie)}
    return Measured(Band.exactly(len(sources)), frozenset(sources))


def _counts(world: World, measure: Measure, tied: Selector, tie: TieRow) -> bool:
    return world.reading.kind(tie.source) == measure.what and matches(tied, tie.fields)


def _part(selector: Selector, *, of_tie: bool) -> Selector:
    """Return the fields of a measure's selector that are the tie's, or the thing's."""
    kept = {name: values for name, values in selector.fields.items() if (name in TIE_FIELDS) == of_tie}
    return Selector(kept, None if of_tie else selector.within)


def _is_in(world: World, thing: str, subject: str) -> bool:
    """Return whether a thing is anchored in the subject's place."""
    anchor = world.anchors.of(subject)
    return anchor is not None and world.places.lies_in(world.anchors.of(thing), anchor)


def _value(world: World, thing: str, what: str) -> Band:
    fields = world.reading.fields(thing)
    if fields["kind"] == "place" and fields["level"] == HOME and what in ("households", "residents"):
        return world.homes.measured(what, thing)
    value = fields.get(what)
    return UNBOUNDED if value is None else Band.exactly(int(value))
