"""How a thing is shown: a path that means it alone, with its number behind where no path does (SEMANTICS P4)."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.names.named import Things
from graph.names.paths import Paths
from graph.names.quoting import quoted

_NUMBERED = re.compile(r".+[（(](?P<number>[^（）()]+)[）)]")
_FULL = str.maketrans("()", "（）")


class Displayed:
    """Displayed paths of places and of what is at them, and what was meant by one with a number behind."""

    def __init__(self, paths: Paths, things: Things, other: Callable[[str], str]) -> None:
        """Take the places, the things, and what says the path of anything else that a thing may be at."""
        self._paths, self._things, self._other = paths, things, other

    def path(self, key: str, seen: frozenset[str] = frozenset()) -> str | None:
        """Return the path of a thing; None where it is neither a place nor called anything."""
        number = self._paths.ids.get(key)
        if number is not None:
            path = self._paths.path(number)
            alike = self._paths.find(path)
            return self._numbered(path, key) if len(alike) > 1 and number in alike else path
        return self._of_thing(key, seen) if key in self._things.known else None

    def _of_thing(self, key: str, seen: frozenset[str]) -> str:
        things = self._things
        said = things.label(key)
        at = next((one for one in things.targets.get(key, ()) if one not in seen), None)
        if at is None:
            alone = things.named(said) == [key] or not things.known[key].open  # what has ended gives way
            return quoted(said) if alone else self._numbered(quoted(said), key)
        above = self.path(at, seen | {key}) or self._other(at)
        label = things.apart.label(key, at)
        return f"{above}//{quoted(label)}" if label else self._numbered(f"{above}//{quoted(said)}", key)

    def bare(self, key: str) -> str | None:
        """Return the path of a thing without a number behind: what means it alone among things of its kind."""
        path = self.path(key)
        return None if path is None else path.removesuffix(f"（{self.number(key)}）")

    def _numbered(self, path: str, key: str) -> str:
        return f"{path}（{self.number(key)}）"

    def number(self, key: str) -> str:
        """Return the number that a thing may be called by, else its key."""
        known = self._things.known.get(key)
        return known.number if known is not None and known.number else key

    def by_number(self, said: str) -> list[str]:
        """Return the keys of what is shown so, in whole or from the end, where a number stands behind the path."""
        found = _NUMBERED.fullmatch(said)
        if found is None:
            return []
        shown = said[: found.start("number") - 1].rstrip().translate(_FULL)  # English sets a blank before it
        numbered = (found["number"], *self._things.named(found["number"]))
        return [key for key in numbered if f"/{self.bare(key) or ''}".translate(_FULL).endswith(f"/{shown}")]
