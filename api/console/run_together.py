"""Paths written without slashes, as people write them: 锦绣园3号楼, 锦绣园3号楼的楼栋长."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.names import Names

#: Of a longer text nobody means a place after a place.
_LONGEST = 60
#: What people put between a place and who or what is there.
_OF = "的"


def read_apart(names: Names, said: str, kinds: Collection[str] | None = None) -> list[str]:
    """Return keys of what a text means once it is split into names: 锦绣园3号楼 as 锦绣园/3号楼."""
    if len(said) > _LONGEST:
        return []
    return list(dict.fromkeys(_apart(names, "", said.replace(" ", ""), None if kinds is None else tuple(kinds))))


def _apart(names: Names, head: str, rest: str, kinds: tuple[str, ...] | None) -> Iterator[str]:
    for cut in range(1, len(rest)):
        inner = f"{head}/{rest[:cut]}" if head else rest[:cut]
        if names.matches(inner, ("place",)):
            further = rest[cut:].removeprefix(_OF)
            for between in ("/", "//"):
                yield from names.matches(f"{inner}{between}{further}", kinds)
            yield from _apart(names, inner, further, kinds)
