"""Paths shortened by what they share, said once above the rows, and things by the path to them."""

from __future__ import annotations

from collections.abc import Iterable

from graph.names import Names


class Paths:
    """How places and things are named in one output.

    Example:
        >>> shared(["甲街道/甲社区/锦绣园", "甲街道/甲社区/安和园/1号楼"])
        '甲街道/甲社区'
    """

    def __init__(self, names: Names, shown: Iterable[str | None]) -> None:
        """Take the paths that will be shown."""
        self._names = names
        self.shared = shared([path for path in shown if path])

    def short(self, path: str | None) -> str:
        """Return a path without what all shown paths share."""
        if path is None:
            return ""
        return path.removeprefix(f"{self.shared}/") if self.shared else path

    def of(self, key: str | None, at: str | None = None) -> str:
        """Return the short path to a thing, from a place that the reader looks at; empty for None."""
        if key is None:
            return ""
        path = self._names.path_of(key)
        if at is not None and path.startswith(f"{at}/"):
            return path.removeprefix(at).lstrip("/")
        return self.short(path)


def shared(paths: list[str]) -> str:
    """Return the places that all paths lie below; none of the paths itself."""
    parts = [path.split("/")[:-1] for path in paths]
    together: list[str] = []
    for names in zip(*parts, strict=False):
        if len(set(names)) > 1:
            break
        together.append(names[0])
    return "/".join(together)
