"""The ledger's own count of what a figure measures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from graph.kinds import things
from graph.kinds.base import Tie, registry
from graph.plain.facts.bands import UNBOUNDED, Band
from graph.plain.facts.homes import HOME, HOMES
from graph.plain.facts.ledger import matches
from graph.plain.facts.world import World
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
    if measure.parts:
        return frozenset(["percent"])
    counted = {measure.what} if measure.verb == "distinct" else measure.of.get("kind")
    if measure.verb == "sum" and measure.through:
        fields = {one.name: one.units for one in registry()[measure.through].fields}
        return frozenset(fields.get(measure.what) or ["things"])
    for kind in things():
        if measure.verb != "sum" and counted == {kind.kind}:
            return frozenset(kind.units[:1] if measure.verb == "distinct" else kind.units)
        for one in kind.fields:
            if measure.verb == "sum" and one.name == measure.what and one.units:
                return frozenset(one.units)
    return frozenset(["things"])


def measured(world: World, measure: Measure, unit: str, subject: str) -> Measured:
    """Return what a measure counts at a subject: no upper bound where no listing covers it there."""
    if measure.parts:
        return share(measure, [measured(world, one, first_unit(one), subject) for one in measure.parts])
    if measure.through:
        asked = near_kinds(measure)
        found = through(world, measure, _far(world, measure, subject))
    else:
        asked = [measure.of]
        found = _counted(world, measure, unit, subject)
    place = world.anchors.of(subject)
    if found.whole or all(world.ledger.cover(one, place) is not None for one in asked):
        return found
    return Measured(Band(found.band.low, None), found.evidence, [*found.why, ("not_listed", None)])


def first_unit(measure: Measure) -> str:
    """Return the unit in which a part of a share is counted: the first that its kind or field declares."""
    if measure.verb == "count":
        for kind in things():
            if measure.of.get("kind") == {kind.kind}:
                return kind.units[0]
    return min(units(measure))


def _counted(world: World, measure: Measure, unit: str, subject: str) -> Measured:
    if of_homes(measure):
        return _at_home(world, measure, subject)
    there = [thing for thing in world.ledger.selected(measure.of) if is_in(world, thing, subject)]
    return added(world, measure, unit, there)


def added(world: World, measure: Measure, unit: str, there: list[str]) -> Measured:
    """Return how many some things are, or what a field of theirs adds up to."""
    if measure.verb == "sum":
        return Measured(*_sum([_value(world, thing, measure.what) for thing in there], frozenset(there)))
    if measure.of.get("kind") == {"activity"} and unit == "times":
        times = [world.reading.fields(thing)["times"] for thing in there]
        return Measured(Band.exactly(sum(1 if one is None else one for one in times)), frozenset(there))
    if measure.of.get("kind") != {"post"} or unit == "things":
        return Measured(Band.exactly(len(there)), frozenset(there))
    state = {post: world.seats.state(post) for post in there}
    held = frozenset(post for post in there if state[post] == "held")
    codes = {"unknown": "holder_unknown", "ended": "ended"}
    why = [(codes[state[post]], post) for post in there if state[post] in codes]
    sure = len(held)
    if unit == "people":  # who sits in two seats is one
        sure = len({hold.source for post in held for hold in world.seats.holds(post)})
    return Measured(Band(sure, sure + len(why)), held, [*why])


Number = Band | Decimal


def _sum(numbers: list[Number], evidence: frozenset[str]) -> tuple[Band, frozenset[str], list[tuple[str, str | None]]]:
    """Return the sum of numbers, a decimal one rounded once, half up; what has no number leaves it open."""
    bands = [one for one in numbers if isinstance(one, Band)]
    decimals = sum((one for one in numbers if isinstance(one, Decimal)), Decimal(0))
    band = Band.total([*bands, Band.exactly(floor(decimals + Decimal("0.5")))])
    return band, evidence, [] if all(one.one for one in bands) else [("no_number", None)]


def share(measure: Measure, counted: list[Measured]) -> Measured:
    """Return one count in hundredths of another, rounded half up (SEMANTICS R13)."""
    one, other = counted
    why = [*dict.fromkeys([*one.why, *other.why])]
    evidence = one.evidence | other.evidence
    if other.band.high == 0:
        return Measured(UNBOUNDED, evidence, [*why, ("nothing_to_share", None)])
    low = 0 if other.band.high is None else _hundredths(one.band.low, other.band.high)
    high = None if one.band.high is None or other.band.low == 0 else _hundredths(one.band.high, other.band.low)
    first, second = measure.parts
    if replace(first, of=second.of) == second and second.of.contains(first.of) and first.of.within == second.of.within:
        high = 100 if high is None else min(100, high)
    return Measured(Band(low, high), evidence, why)


def _hundredths(part: int, whole: int) -> int:
    return floor(Fraction(100 * part, whole) + Fraction(1, 2))


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


def _far(world: World, measure: Measure, subject: str) -> list[str]:
    """Return the things at the far end of a measure's tie: those there, or the subject alone if it is none."""
    asked = world.ledger.selected(part_of(measure.of, of_tie=False))
    alone = world.reading.kind(subject) != "place"
    return [thing for thing in asked if (thing == subject if alone else is_in(world, thing, subject))]


def through(world: World, measure: Measure, far: list[str]) -> Measured:
    """Count each thing once that is tied to any of some things, or add up a field of the ties."""
    tied = part_of(measure.of, of_tie=True)
    ties = [tie for target in far for tie in world.reading.ties_to(target, measure.through)]
    ties = [tie for tie in ties if matches(tied, tie.fields) and tie.fields.get("came") is not False]
    if measure.verb == "sum":
        values = [tie.fields.get(measure.what) for tie in ties]
        return Measured(*_sum([_number(value) for value in values], frozenset(tie.target for tie in ties)))
    sources = frozenset(tie.source for tie in ties if world.reading.kind(tie.source) == measure.what)
    why = _unknown_holders(world, far) if measure.through == "holds" else []
    return Measured(Band(len(sources), len(sources) + len(why)), sources, why)


def _unknown_holders(world: World, posts: list[str]) -> list[tuple[str, str | None]]:
    """Name the posts of which nobody knows who holds them: each may be one more."""
    codes = {"unknown": "holder_unknown", "ended": "ended"}
    states = [(world.seats.state(post), post) for post in posts if world.reading.kind(post) == "post"]
    return [(codes[state], post) for state, post in states if state in codes]


def near_kinds(measure: Measure) -> list[Selector]:
    """Return what must be listed for it to be known who is tied so: the kind counted, or all that the tie starts at."""
    if not measure.through:
        return []
    if measure.verb == "distinct" and measure.through == "holds":  # who holds posts is said with the posts
        return [part_of(measure.of, of_tie=False)]
    model = registry()[measure.through]
    kinds = (measure.what,) if measure.verb == "distinct" else model.source if issubclass(model, Tie) else ()
    tied = part_of(measure.of, of_tie=True).fields
    return [Selector({"kind": frozenset([kind]), **tied}) for kind in kinds]


def part_of(selector: Selector, *, of_tie: bool) -> Selector:
    """Return the fields of a measure's selector that are the tie's, or the thing's."""
    kept = {name: values for name, values in selector.fields.items() if (name in TIE_FIELDS) == of_tie}
    return Selector(kept, None if of_tie else selector.within)


def is_in(world: World, thing: str, subject: str) -> bool:
    """Return whether a thing is anchored in the subject's place."""
    anchor = world.anchors.of(subject)
    return anchor is not None and world.places.lies_in(world.anchors.of(thing), anchor)


def _value(world: World, thing: str, what: str) -> Number:
    fields = world.reading.fields(thing)
    if fields["kind"] == "place" and fields["level"] == HOME and what in ("households", "residents"):
        return world.homes.measured(what, thing)
    return _number(fields.get(what))


def _number(value: object) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return UNBOUNDED
    return Decimal(str(value)) if isinstance(value, float) else Band.exactly(value)
