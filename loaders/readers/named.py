"""What files are called in reports: by name, and two of the same name with the folders that distinguish them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from graph.identity import concealed

_CALLED: ContextVar[Mapping[Path, str] | None] = ContextVar("called", default=None)


def called(path: Path) -> str:
    """Return what a file is called: its name, or what tells it from another that is read with it."""
    return (_CALLED.get() or {}).get(path) or path.name or path.resolve().name


def names_of(paths: Collection[Path]) -> dict[Path, str]:
    """Return what each of some files is called beside the others: as few of its folders as tell it apart.

    Example:
        >>> list(names_of([Path("甲/区域.csv"), Path("乙/区域.csv"), Path("乙/组织.csv")]).values())
        ['甲/区域.csv', '乙/区域.csv', '组织.csv']
        >>> names_of([Path()])[Path()] == Path.cwd().name
        True
    """
    names = {path: path.name or path.resolve().name for path in paths}
    parts = {path: path.resolve().parts for path in paths}
    deepest = max(map(len, parts.values()), default=0)
    for depth in range(2, deepest + 1):
        often = Counter(names.values())
        if len(often) == len(names):
            break
        names = {
            path: concealed("/".join(parts[path][-depth:])) if often[name] > 1 else name for path, name in names.items()
        }
    return names


@contextmanager
def told_apart(paths: Collection[Path]) -> Iterator[None]:
    """Call files inside this block so that no two are called alike."""
    token = _CALLED.set(names_of(paths))
    try:
        yield
    finally:
        _CALLED.reset(token)
