"""What several paths have in common."""

from __future__ import annotations

from collections.abc import Iterable

from graph.names.quoting import parted


def shared(paths: Iterable[str]) -> str:
    """Return the places that all paths lie below; none of the paths itself, and no part of a name in quotation marks.

    Example:
        >>> shared(["甲街道/甲社区/锦绣园", "甲街道/甲社区/安和园/1号楼"]), shared(["甲社区//“读/写”"])
        ('甲街道/甲社区', '甲社区/')
    """
    together: list[str] = []
    for names in zip(*(_steps(path)[:-1] for path in paths), strict=False):
        if len(set(names)) > 1:
            break
        together.append(names[0])
    return "/".join(together)


def _steps(path: str) -> list[str]:
    """Return a path as its names; between a place and what is at it stands nothing."""
    found: list[str] = []
    for one in parted(path, "at"):
        found += [*parted(one, "below"), ""]
    return found[:-1]
