"""The order in which the rows of a file get their keys: each kind after those its natural key is made of.

Places come first. Then what is found at places, then what is found at that, as posts in organisations;
then people, who are told apart by their posts; and last what speaks of all these.
"""

from __future__ import annotations

from enum import IntEnum

from graph.kinds import Field, Kind, Thing, kind_of, things, ties


class Stage(IntEnum):
    """Which part of the source gives the rows of a kind their keys."""

    PLACES = 0
    KEYED = 1
    PEOPLE = 2
    LATE = 3
    TIES = 4


def stage(kind: type[Kind]) -> Stage:
    """Return the stage of a kind.

    Example:
        >>> [stage(kind_of(kind)).name for kind in ("place", "post", "person", "offer", "figure", "holds")]
        ['PLACES', 'KEYED', 'PEOPLE', 'LATE', 'LATE', 'TIES']
    """
    if not issubclass(kind, Thing):
        return Stage.TIES
    if kind.named != "there":
        return Stage.PLACES if kind.named == "path" else Stage.PEOPLE
    if "anchor" in kind.natural_key:
        return Stage.KEYED
    needed = other_ends(kind)
    return Stage.KEYED if needed and all(stage(kind_of(one)) <= Stage.KEYED for one in needed) else Stage.LATE


def other_ends(kind: type[Kind]) -> set[str]:
    """Return the kinds at the other ends of the ties that a natural key names.

    Example:
        >>> sorted(other_ends(kind_of("offer"))), sorted(other_ends(kind_of("need")))
        (['organisation', 'person', 'team'], ['place'])
    """
    named = [tie for tie in ties() if tie.kind in kind.natural_key]
    return {one for tie in named for one in (tie.source if kind.kind in tie.target else tie.target)}


def turn(kind: str) -> int:
    """Return after how many others a kind is keyed: a place is the first.

    Example:
        >>> turn("place"), turn("organisation"), turn("post") < turn("person") < turn("figure")
        (0, 1, True)
    """
    found = stage(kind_of(kind))
    return _depth(kind, frozenset()) if found <= Stage.KEYED else len(things()) + found


def _depth(kind: str, asked: frozenset[str]) -> int:
    model = kind_of(kind)
    if kind in asked or stage(model) != Stage.KEYED:
        return 0
    at = {to for tie in ties() if tie.found_at and kind in tie.source for to in tie.target}
    at |= {to for one in early(model) for to in one.to} | other_ends(model)
    kept = at & {one.kind for one in things()} - {kind}
    return 1 + max((_depth(one, asked | {kind}) for one in kept), default=0)


def early(kind: type[Kind]) -> list[Field]:
    """Return the references that a row must have found before it gets its key."""
    own = stage(kind) == Stage.KEYED
    return [one for one in kind.fields if own and one.to and (one.anchors or one.name in kind.natural_key)]


def waits(kind: type[Kind], one: Field) -> bool:
    """Return whether a reference is read only once everything has its key: what it may name gets one late.

    Example:
        >>> step = kind_of("step")
        >>> [one.name for one in step.fields if waits(step, one)]
        ['to']
    """
    late = any(stage(kind_of(to)) == Stage.LATE for to in one.to)
    return late and not one.anchors and one.name not in kind.natural_key
