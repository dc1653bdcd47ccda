"""New places out of an old one, which stays; what is told of its places goes to them (SEMANTICS K23)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.adjusting.outcome import Adjusted
from graph.adjusting.siblings import called_so, children_of, parents_of, refuse_same_name
from graph.adjusting.staying import note_left
from graph.adjusting.writing import Writing
from graph.errors import BadInput
from graph.names import fold
from graph.network import Network
from graph.rules import Rules
from graph.steps.texts import named


def split(
    network: Network,
    rules: Rules,  # noqa: ARG001 - all pieces of work are called alike
    *,
    thing: str,
    into: Mapping[str, Sequence[str]],
    by: str = "",
    reason: str | None = None,
) -> Adjusted:
    """Return what is written where new places are made out of one on the network's date.

    Args:
        network: The ledger.
        rules: The rules in force.
        thing: The old place; it does not end.
        into: By the name of each new place, the places that go to it.
        by: Who does it.
        reason: Why.

    Raises:
        NotFound: There is no such place.
        BadInput: A new one has no name, or one that is there; what goes to it does not lie in the old one, or is told
            twice.
    """
    writing = Writing(network)
    old = writing.there(thing, ("place",))
    parents = parents_of(writing, old)
    level, profile = (writing.thing(old)[name] for name in ("level", "profile"))
    there = children_of(writing, [old])
    shares = _shares(writing, into, there)
    for name, children in shares.items():
        roots = [one for one in called_so(writing, "place", name) if not parents_of(writing, one)]
        refuse_same_name(writing, name, children_of(writing, parents) if parents else roots)
        key = writing.begin(
            "place", None, None, next(iter(parents), None), name, name=name, level=level, profile=profile
        )
        for row in writing.ties("part_of", source=old):
            if writing.holds(row) or writing.begins_later(row):
                since = row["since"] if writing.begins_later(row) else writing.day
                writing.tie("part_of", key, row["target"], axis=row["axis"], since=since, until=row["until"])
        for row in [one for child in children for one in writing.ties("part_of", source=child, target=old)]:
            if writing.holds(row) or writing.begins_later(row):
                since = row["since"] if writing.begins_later(row) else writing.day
                writing.end(row)
                writing.tie("part_of", row["source"], key, axis=row["axis"], since=since, until=row["until"])
        writing.tie("became", old, key)
        writing.note_path(name)
    note_left(writing, old)
    return writing.adjusted("split", by, reason)


def _shares(writing: Writing, into: Mapping[str, Sequence[str]], there: set[str]) -> dict[str, list[str]]:
    """Return what goes to each new place, by its name in one spelling."""
    found: dict[str, list[str]] = {}
    told: set[str] = set()
    for said, children in into.items():
        name = named("adjust.part.into", said)
        if name is None or fold(name) in map(fold, found):
            raise BadInput("split_name", name=said)
        for child in children:
            if child in told or writing.there(child) not in there:
                raise BadInput("split_child", child=writing.called(child), name=name)
            told.add(child)
        found[name] = list(children)
    return found
