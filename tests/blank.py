"""A new store as it is before its first revision: made once a process, and each test begins with a copy.

To make some three hundred tables and indexes takes ten times as long as to open a file that has them. Tests of the
making itself ask for ``made_anew``, and what another process makes is always made there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graph.stores.known_columns import digest
from graph.stores.sqlite import SqliteStore, opening, schema

_MAKE_FILE = opening._make_file  # noqa: SLF001 - what is replaced while tests run


@contextmanager
def copied() -> Iterator[None]:
    """Have each new file filled with a store of no revision."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_make_file", _filled)
        yield


@contextmanager
def anew() -> Iterator[None]:
    """Have each new file made as it is outside of tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_make_file", _MAKE_FILE)
        yield


def _filled(path: Path) -> None:
    _MAKE_FILE(path)
    path.write_bytes(_blank(digest(schema.layout())))


@cache
def _blank(_: str) -> bytes:
    """Return a file with these tables and columns."""
    with TemporaryDirectory() as folder, anew():
        path = Path(folder) / "linli.db"
        SqliteStore(path).close()
        return path.read_bytes()
