"""Who is next in line: escalate, plainly."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers import Answer
from graph.calendar.moments import Moment, clean_moment
from graph.errors import NotAskable, NotFound
from graph.plain.escalating.need import asked_by, said_by
from graph.plain.escalating.rows import frames
from graph.plain.facts.concerned import concerned
from graph.plain.facts.left_behind import left_behind
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell
from graph.plain.facts.split_buildings import split_in
from graph.plain.facts.world import World
from graph.plain.walking.asked import AskedBefore
from graph.plain.walking.by_ties import begins_at, best_of
from graph.plain.walking.walk import Walk
from graph.rules import Profile, Rules
from graph.rules.limited import limit_of


def escalate(
    network: Readable,
    rules: Rules,
    start: str,
    *,
    chain: str | None = None,
    category: str | None = None,
    about: str | None = None,
    since: Iterable[tuple[str, Moment | str]] | None = None,
    at: Moment | str | None = None,
    profile: str | None = None,
) -> Answer:
    """Return who is asked in turn about something at a place, on one chain or on all.

    An *escalation* is one walk along each chain asked: that named, else that of the category, else
    every chain of the profile that does not lie wholly below the start.

    Args:
        network: The network, on its date.
        rules: The profiles in force.
        start: Public key of a place, or of a thing with an anchor.
        chain: Key of a chain of the profile.
        category: Key or alias of a category of the profile.
        about: Public key of a person, organisation or post that the complaint is about.
        since: Public keys of posts and organisations that were asked before, each with the day or moment.
        at: The day or moment as of which it is judged whether they did not act; none = the date as it begins.
        profile: Key of the profile; none = that of the place, else the one that names the most units above the start.

    Raises:
        NotFound: Start, about or what was asked is nothing that is valid on the date.
        NotAskable: The start has no place or no profile, the profile has no such chain or category, or
            the start lies above the whole chain.

    Example:
        >>> from datetime import date
        >>> import polars as pl
        >>> from graph.changes import ChangeSet, apply
        >>> from graph.network import Network
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> import polars as pl
        >>> row = {"key": ["place-a"], "name": ["甲社区"], "level": ["community"], "profile": ["suzhoulu"]}
        >>> tables = apply(Tables({}), ChangeSet({"place": pl.DataFrame(row)}))
        >>> escalate(Network(tables, date(2024, 11, 1)), load_rules(), "place-a", chain="party").totals
        {'ends': {'party': 'unknown'}}
    """
    world = World.of(network, rules)
    for key in (start, about):
        if key is not None and not world.reading.valid(key):
            raise NotFound("no_such_thing", ref=key)
    anchor = world.anchors.of(start)
    needed = world.reading.kind(start) == "need"
    own_category, own_about, priority = said_by(world, start) if needed else (None, None, None)
    before, dues = asked_by(world, start) if needed else ([], {})
    handled = category or own_category
    way = _from_nowhere(world, start, chain, handled, profile) if anchor is None else None
    followed = way[0] if way else _followed(world, start, str(anchor), profile)
    chains = way[1] if way else dict.fromkeys(_chains(world, followed, anchor, chain, handled), start)
    barred = concerned(world, about or own_about)
    code = handled and rules.vocabulary(followed.key).resolve("category", handled)
    limit = limit_of(followed, "take", code, priority)
    moments = before if since is None else since
    asked = AskedBefore(world, rules.calendar(followed.key), limit, moments, clean_moment(at), dues)
    matter = (rules.categories, code)
    walks = {
        name: Walk(world, followed, name, anchor, barred, asked, begins, matter).run()
        for name, begins in chains.items()
    }
    return Answer(
        question="escalate",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: frames(world, walks, asked, (followed, anchor)),
        options={
            "start": start,
            "chain": chain,
            "category": category,
            "about": about,
            "since": since,
            "at": at,
            "profile": profile,
        },
        totals={"ends": {name: walked.state for name, walked in walks.items()}},
        issues=issues(
            frozenset().union(*(walked.issues for walked in walks.values())),
            [*left_behind(world, {anchor}, above=True), *split_in(world, anchor, itself=True)] if anchor else [],
        ),
    )


def askable(world: World, profile: Profile, start: str) -> list[str]:
    """Return the chains of a profile that do not lie wholly below a start."""
    level = str(world.reading.fields(start)["level"])
    return [
        name
        for name, chain in profile.chains.items()
        if not all(profile.starts_above(slot, level) for slot in chain.slots)
    ]


def issues(found: frozenset[tuple[str, str, str | None]], left: Iterable[Cell] = ()) -> tuple[Cell, ...]:
    """Return what a walk found wrong and what it found left behind, as an answer says it."""
    noted = [{"code": code, "id": key, "other": other} for code, key, other in found]
    return tuple(sorted([*noted, *left], key=lambda one: (one["code"], one["id"], one["other"] or "")))


def _followed(world: World, start: str, anchor: str, named: str | None) -> Profile:
    """Return the profile that is named, else that of the place."""
    if named is not None:
        return _of_key(world, named)
    profile = world.profiles.of(anchor)
    if profile is None:
        raise NotAskable("no_profile", start=start)
    return profile


def _of_key(world: World, key: str) -> Profile:
    if key not in world.rules.profiles:
        raise NotAskable("no_such_profile", found=key, expected=", ".join(sorted(world.rules.profiles)))
    return world.rules.profiles[key]


def _from_nowhere(
    world: World, start: str, chain: str | None, category: str | None, named: str | None
) -> tuple[Profile, dict[str, str | None]]:
    """Return the profile by which a walk without places goes, and by chain with whose leading tie it begins."""
    if world.reading.kind(start) not in ("organisation", "post"):
        raise NotAskable("start_not_place", start=start)
    profiles = [one for _, one in sorted(world.rules.profiles.items())]
    if named is not None:
        profiles = [_of_key(world, named)]
    elif category is not None and chain is None:
        resolved = [(one, world.rules.vocabulary(one.key).resolve("category", category)) for one in profiles]
        profiles = [one for one, code in resolved if one.handling(code)]
    profile = best_of(world, profiles, start, chain)
    if profile is None:
        raise NotAskable("start_not_place", start=start)
    chains = {name: begins_at(world, start, name) for name in _chains(world, profile, None, chain, category)}
    led = {name: unit for name, unit in chains.items() if unit is not None}
    if not led:
        raise NotAskable("start_not_place", start=start)
    return profile, dict(led)


def _chains(world: World, profile: Profile, start: str | None, chain: str | None, category: str | None) -> list[str]:
    if chain is None and category is not None:
        chain = world.rules.chain_for(profile, category)
    if chain is not None and chain not in profile.chains:
        raise NotAskable("no_such_chain", found=chain, expected=", ".join(profile.chains))
    able = askable(world, profile, start) if start is not None else list(profile.chains)
    found = [name for name in able if chain in (None, name)]
    if not found and start is not None:
        raise NotAskable("start_above", start=world.places.path(start))
    return found
