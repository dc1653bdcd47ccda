"""What the things of a case are called there, so that its answer needs no ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class CaseError(ValueError):
    """A case cannot be read; the sentence says which line of which case."""


class Names:
    """Labels of things, and back from a key to its first label.

    A thing may have several labels and a label several things; only asking for such a label is an error.
    """

    def __init__(self) -> None:
        self._keys: dict[str, list[str]] = defaultdict(list)
        self._labels: dict[str, str] = {}
        self._kinds: dict[str, str] = {}

    def add(self, kind: str, key: str, labels: Iterable[str]) -> None:
        """Give a thing its labels, the one that it is shown by first."""
        self._kinds[key] = kind
        self._keys[key].append(key)
        for label in labels:
            self._labels.setdefault(key, label)
            if key not in self._keys[label]:
                self._keys[label].append(key)

    def key(self, label: str, kinds: tuple[str, ...] = ()) -> str:
        """Return the key of the one thing of some kinds that has a label.

        Raises:
            CaseError: None has it, or several have.
        """
        found = [key for key in self._keys.get(label, []) if not kinds or self._kinds[key] in kinds]
        if len(found) == 1:
            return found[0]
        wanted = " or ".join(kinds) or "thing"
        if found:
            raise CaseError(f"{len(found)} things are called {label!r}: say more, as in 'role@unit' or 'role@place'")
        near = sorted(name for name in self._keys if label[-2:] in name)[:5]
        raise CaseError(f"no {wanted} is called {label!r}" + (f"; there are {', '.join(near)}" if near else ""))

    def has(self, label: str, kind: str) -> bool:
        """Return whether anything of a kind has a label."""
        return any(self._kinds[key] == kind for key in self._keys.get(label, []))

    def keys(self, label: str) -> list[str]:
        """Return every thing that has a label."""
        return self._keys.get(label, [])

    def shown(self, key: str) -> str:
        """Return what a thing is called, or the key itself."""
        return self._labels.get(key, key)
