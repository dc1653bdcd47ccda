"""The odd networks on which the texts say at their top that they differ."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from graph.plain.facts.ledger import places_of_level
from graph.plain.facts.left_behind import left_behind
from graph.plain.facts.nesting import AXES, PROPERTY, TERRITORY
from graph.plain.facts.world import World
from graph.rules import Presence
from graph.selectors import Selector, parse_measure
from graph.tables import Tables


def is_odd(world: World) -> bool:
    """Return whether a text may say something else of this network on this day."""
    if is_beyond_texts(world) or _places_a_split_building(world):
        return True
    return any(_is_covered_oddly(world, atom) for atom in set(_atoms(world)))


def in_texts(tables: Tables) -> Tables:
    """Return tables without what no text knows: absences, what was stated for some days, and some figures."""
    kept = {name: frame.clear() if name in ("absence", "stated") else frame for name, frame in tables.items()}
    figures = kept["figure"]
    counted = ~figures["flow"].fill_null(value=False) & pl.Series(
        map(_is_counted, figures["measure"]), dtype=pl.Boolean
    )
    return Tables({**kept, "figure": figures.filter(counted)})


def _is_counted(measure: str) -> bool:
    found = parse_measure(measure)
    beyond = found.verb == "sum" and (found.through or found.what == "area")
    return not (found.parts or beyond or found.of.get("kind") == {"activity"})


def is_beyond_texts(world: World) -> bool:
    """Return whether a text reads less than there is.

    Something is left behind by an ended place, a number is stated without homes, or a post is in a venue or team.
    """
    stated = any(world.homes.stated(what).own for what in ("households", "residents"))
    return stated or bool(left_behind(world, None)) or _has_posts_elsewhere(world)


def _has_posts_elsewhere(world: World) -> bool:
    reading = world.reading
    posts = reading.things("post", ended=True)
    return any(reading.kind(unit) in ("venue", "team") for post in posts for unit in reading.ever(post, "post_in"))


def _places_a_split_building(world: World) -> bool:
    """Return whether a place lies on territory where no tie puts it: around all of its parts."""
    return any(
        world.places.parent(place, TERRITORY) is not None
        and all(tie.fields["axis"] == PROPERTY for tie in world.reading.ties_from(place, "part_of"))
        for place in world.places.all
    )


def _is_covered_oddly(world: World, atom: Selector) -> bool:
    """Return whether children cover a place together otherwise than each by a listing of its very own."""
    for place in world.places.all:
        if not world.ledger.containing(atom, place):
            cover = world.ledger.cover(atom, place)
            if cover is not None and (cover.unscoped or not _by_own_listings(world, atom, place, frozenset())):
                return True
    return False


def _by_own_listings(world: World, atom: Selector, place: str, above: frozenset[str]) -> bool:
    for axis in AXES:
        children = world.places.children(place, axis)
        levels = {world.reading.fields(child)["level"] for child in children}
        known = all(world.ledger.containing(places_of_level(level), place) for level in levels)
        if children and known and all(_own(world, atom, child, above | {place}) for child in children):
            return True
    return False


def _own(world: World, atom: Selector, child: str, above: frozenset[str]) -> bool:
    listed = any(one.within == child and one.selector.contains(atom) for one in world.ledger.speaking)
    return listed or (child not in above and _by_own_listings(world, atom, child, above))


def _atoms(world: World) -> Iterator[Selector]:
    """Return what coverage may be asked of: by norms, by figures, of posts and of homes."""
    yield places_of_level("home")
    for norm in world.rules.norms:
        selectors = list(norm.body.listed)
        if isinstance(norm.body, Presence):
            selectors.append(norm.body.inherited)
        for selector in selectors:
            yield from selector.restricted(None).atoms()
    for figure in world.reading.things("figure"):
        yield from parse_measure(world.reading.fields(figure)["measure"]).of.restricted(None).atoms()
    for post in world.reading.things("post"):
        yield Selector({"kind": frozenset(["post"]), "role": frozenset([world.reading.fields(post)["role"]])})
