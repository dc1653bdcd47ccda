"""What the texts list of kinds and ties, from what these declare: a new kind joins by itself.

A comment names a list, and in the text it stands there instead:

    MATCH (place)<-[tie:/* declared: to-place */]-(thing)

A kind to come is anchored in the texts as it is anywhere: the order of the ways in which a thing may be somewhere is
what the ties say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from graph.errors import NotFound
from graph.kinds import Thing, Tie, things, tie_to_place, ties
from graph.kinds.labels import label, relationship

_NAMED = re.compile(r"/\* declared: (\S+) \*/")


def with_lists(text: str, file: str = "text") -> str:
    """Return a text with every list that it names put in.

    Raises:
        NotFound: There is no such list.

    Example:
        >>> with_lists("(place)<-[tie:/* declared: to-place */]-(thing:/* declared: counted */)")
        '(place)<-[tie:ANSWERS_FOR|SERVES|LOCATED_AT]-(thing:Organisation|Post|Team|Venue|Offer|Need|Project|Activity)'
    """

    def found(asked: re.Match[str]) -> str:
        if asked[1] not in LISTS:
            raise NotFound("no_such_part", ref=asked[1], file=file)
        return "|".join(LISTS[asked[1]]())

    return _NAMED.sub(found, text)


def _labels(wanted: Callable[[type[Thing]], bool]) -> list[str]:
    return [label(kind.kind) for kind in things() if wanted(kind)]


def _types(wanted: Callable[[type[Tie]], bool]) -> list[str]:
    return [relationship(tie.kind) for tie in ties() if wanted(tie)]


def _is_common(tie: type[Tie]) -> bool:
    return tie.anchors is not None and tie.anchors.by == "common"


def _locates(tie: type[Tie]) -> bool:
    """Return whether a tie says by one end where a thing is, before all that it answers for or serves."""
    common = min(one.anchors.rank for one in ties() if one.anchors and one.anchors.by == "common")
    return tie.anchors is not None and tie.anchors.rank < common and tie.target == ("place",)


def _hangs_on(kinds: Iterable[str]) -> list[str]:
    """Return the ties, then the references, by which things of some kinds are where others are."""
    of = set(kinds)
    hanging = [tie for tie in ties() if of & {*tie.source} and not _locates(tie) and not _is_common(tie)]
    ranked = sorted((tie.anchors.rank, tie.kind) for tie in hanging if tie.anchors)
    references = [one.name for kind in things() if kind.kind in of for one in kind.fields if one.anchors]
    return [relationship(name) for name in dict.fromkeys([*(name for _, name in ranked), *references])]


def _rank(tie: type[Tie]) -> str:
    """Return a text that sorts as the rank of a tie: of two ways in which a thing may be somewhere the first counts."""
    assert tie.anchors is not None  # noqa: S101 - asked of such ties alone
    return f"{tie.anchors.rank:02}"


def _ranks() -> list[str]:
    """Return a map from the ties by which something is somewhere to their ranks; a reference comes after them."""
    ranked = sorted((_rank(tie), relationship(tie.kind)) for tie in ties() if tie.anchors and not _is_common(tie))
    found = (f"{name}: {rank!r}" for rank, name in ranked)
    return [f"{{{', '.join(found)}}}"]


def _kinds() -> list[str]:
    return [kind.kind for kind in things()]


def _units(declared: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return a map from what is counted to the units of it, but for what is counted in things alone."""
    found = (f"{name}: {list(units)}" for name, units in declared.items() if units not in ((), ("things",)))
    return [f"{{{', '.join(found)}}}"]


def _counted() -> set[str]:
    """Return the kinds that texts count at places; places themselves would make them look at every place."""
    return {kind.kind for kind in things() if tie_to_place(kind.kind)} - {"place"}


#: By name, the list.
LISTS: Mapping[str, Callable[[], list[str]]] = {
    "things": lambda: _labels(lambda _: True),
    "no-statements": lambda: _labels(lambda kind: not kind.statement),
    "not-places": lambda: _labels(lambda kind: kind.kind != "place"),
    "counted": lambda: _labels(lambda kind: kind.kind in _counted()),
    "to-place": lambda: _types(lambda tie: bool({*tie.at_place} - {"place"})),
    "locating": lambda: _types(_locates),
    "common": lambda: _types(_is_common),
    "ranks": _ranks,
    "common-rank": lambda: [repr(_rank(next(tie for tie in ties() if _is_common(tie))))],
    "hanging": lambda: _hangs_on(_kinds()),
    "hanging-counted": lambda: _hangs_on(kind for kind in _kinds() if kind in _counted()),
    "units-of-kinds": lambda: _units({kind.kind: kind.units for kind in things()}),
    "units-of-fields": lambda: _units({one.name: one.units for kind in things() for one in kind.fields if one.units}),
}
