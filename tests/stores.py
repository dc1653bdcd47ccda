"""Stores of small networks: each is made once a process, which takes longest, and every test has a copy of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from graph.changes import ChangeSet, whole_rows
from graph.files import make_private
from graph.kinds import all_kinds
from graph.stores import open_store
from graph.tables import Tables
from tests.graph.steps.played import Played


class Holding(Protocol):
    """What has tables."""

    tables: Tables


def changes(tables: Tables) -> ChangeSet:
    """Return what makes these tables out of nothing."""
    return ChangeSet({kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}, by="case")


def stored(path: Path, lines: str, played: Callable[[str], Holding] = Played) -> Path:
    """Put a store with the network of some lines at a path, as its first revision; a test may change it."""
    make_private(path)
    path.write_bytes(_made(lines, played))
    return path


@cache
def _made(lines: str, played: Callable[[str], Holding]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "linli.db"
        with open_store(path) as store:
            store.commit(changes(played(lines).tables))
        return path.read_bytes()
