"""What several paths have in common."""

from __future__ import annotations

from collections.abc import Iterable


def shared(paths: Iterable[str]) -> str:
    """Return the places that all paths lie below; none of the paths itself.

    Example:
        >>> shared(["甲街道/甲社区/锦绣园", "甲街道/甲社区/安和园/1号楼"])
        '甲街道/甲社区'
    """
    together: list[str] = []
    for names in zip(*(path.split("/")[:-1] for path in paths), strict=False):
        if len(set(names)) > 1:
            break
        together.append(names[0])
    return "/".join(together)
