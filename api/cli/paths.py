"""Paths shortened by what they share, said once above the rows, and things by the path to them."""

from __future__ import annotations

from collections.abc import Iterable

from graph.names import Names
from graph.names.shared import shared
from graph.words import caption


class Paths:
    """How places and things are named in one output."""

    def __init__(self, names: Names, shown: Iterable[str | None]) -> None:
        """Take the paths that will be shown."""
        self._names = names
        self.shared = shared(path for path in shown if path).rstrip("/")

    def short(self, path: str | None) -> str:
        """Return a path without what all shown paths share."""
        if path is None:
            return ""
        inside = bool(self.shared) and path.startswith(f"{self.shared}/")
        return path.removeprefix(self.shared).lstrip("/") if inside else path

    def of(self, key: str | None, at: str | None = None) -> str:
        """Return the short path to a thing, from a place that the reader looks at; empty for None."""
        if key is None:
            return ""
        path = self._names.path_of(key)
        if at is not None and path.startswith(f"{at}/"):
            return path.removeprefix(at).lstrip("/")
        return self.short(path)

    def numbered(self, key: str, lang: str) -> str:
        """Return the short path to a thing with its number behind, by which staff know it, where it has one."""
        path, number = self.of(key), self._names.number_of(key)
        told = number == key or path.endswith(f"（{number}）")  # a path is as it is typed, in either language
        return path if told else caption("picture.named", lang, text=path, note=number)
