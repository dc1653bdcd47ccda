"""Files of the SQLite store, and other programs that look into them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.graph.stores.written import changes, places, row, tie, within

#: A few rows of several kinds.
SOME = changes(
    *places("ab"),
    within("b", "a"),
    row("person", "a", name="演示张一"),
    row("post", "a", vacant=False),
    row("team", "a", themes=["和睦"]),
    tie("holds", "person-a", "post-a"),
)


def run(path: Path, script: str) -> list[tuple[Any, ...]]:
    """Do something to the file with nothing but sqlite3, as another program would."""
    with closing(sqlite3.connect(path)) as other:
        rows = [row for statement in script.split(";") for row in other.execute(statement).fetchall()]
        other.commit()
    return rows


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(one.name for one in folder.iterdir())
