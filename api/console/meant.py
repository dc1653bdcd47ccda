"""What somebody may mean by a name that nothing has: written together as people do, in part, or nearly so."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from api.console.asked import Asked
from api.console.searching import found_by
from graph.names import Names

#: So many things are offered, and of a longer text nobody means a place after a place.
_OFFERED, _LONGEST = 12, 60


def meant(asked: Asked, said: str, kinds: Collection[str]) -> list[tuple[str, str]]:
    """Return things that may be meant, each with what it is called: what is surest first.

    Args:
        asked: What the page is asked with.
        said: What somebody wrote.
        kinds: Kinds that may be meant; people are never offered so.
    """
    found = list(asked.names.matches(said, kinds))
    if not found and len(said) <= _LONGEST:
        found = list(_apart(asked.names, "", said.replace(" ", ""), tuple(kinds)))
    if not found:
        found = [key for key in found_by(asked, said, None) if key.rpartition("-")[0] in kinds]
    if not found:
        found = [key for name in asked.names.near(said, kinds) for key in asked.names.matches(name, kinds)]
    return [(key, asked.called(key)) for key in dict.fromkeys(found)][:_OFFERED]


def _apart(names: Names, head: str, rest: str, kinds: Collection[str]) -> Iterator[str]:
    """Yield what a text means once its names are written apart: 锦绣园3号楼 as 锦绣园/3号楼."""
    for cut in range(1, len(rest)):
        inner = f"{head}/{rest[:cut]}" if head else rest[:cut]
        if names.matches(inner, ("place",)):
            for between in ("/", "//"):
                yield from names.matches(f"{inner}{between}{rest[cut:]}", kinds)
            yield from _apart(names, inner, rest[cut:], kinds)
