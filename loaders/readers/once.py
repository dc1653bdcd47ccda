"""Reads each file once, although it is looked at twice: to find its source, and to take its content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from loaders.readers.grid import Grid

_KEPT: ContextVar[dict[Path, list[Grid]] | None] = ContextVar("kept", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Keep what is read inside this block until it is asked for a second time, which lets go of it."""
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def kept(path: Path, read: Callable[[Path], list[Grid]]) -> list[Grid]:
    """Return what is kept of a file, or else read it."""
    known = _KEPT.get()
    if known is None:
        return read(path)
    if path in known:
        return known.pop(path)
    known[path] = read(path)
    return known[path]


def let_go(path: Path) -> None:
    """Keep nothing of a file: it is read in another way."""
    known = _KEPT.get()
    if known is not None:
        known.pop(path, None)
