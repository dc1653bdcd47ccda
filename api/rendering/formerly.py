"""Former names behind the present one, so that whoever looks for an old name sees that it was one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from graph.words import caption


def with_former(path: str, formerly: Iterable[tuple[str, date | None]], lang: str) -> str:
    """Return a path with what the thing was called before, and to which day, itself included."""
    said = []
    for name, until in formerly:
        last = None if until is None else until - timedelta(days=1)
        said.append(caption("name.formerly" if last else "name.formerly.undated", lang, name=name, last=last))
    return path + "".join(said)
