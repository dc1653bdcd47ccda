"""An index written: every name with its pinyin, what it means, and how what it means is shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from graph.finding.asked import AFTER_PEOPLE
from graph.names import Names
from graph.names.alone import shared_paths
from graph.names.indexed import every_name
from graph.names.quoting import quoted
from graph.names.search import sounds

#: ``name.id`` is the order in which names of one rank are listed: shorter first, then by character.
#: ``said`` and ``above`` make the path of a place; ``path`` is that of whatever has another.
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE name (id INTEGER PRIMARY KEY, name TEXT NOT NULL, full TEXT NOT NULL, initials TEXT NOT NULL);
CREATE TABLE meant (name INTEGER NOT NULL, position INTEGER NOT NULL, thing INTEGER NOT NULL,
    PRIMARY KEY (name, position)) WITHOUT ROWID;
CREATE TABLE thing (id INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, said TEXT, above INTEGER, path TEXT);
CREATE TABLE once (thing INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, until TEXT,
    PRIMARY KEY (thing, position)) WITHOUT ROWID;
CREATE VIRTUAL TABLE written USING fts5 (signs, content='', tokenize='ascii');
"""
_INDEX = "CREATE UNIQUE INDEX name_name ON name (name)"


def make(path: Path, names: Names, about: Mapping[str, Any]) -> None:
    """Write an index of some names into a new file.

    Args:
        path: Where to; there is nothing yet, or an empty file.
        names: What there is, on one day; those of people are left out.
        about: What it is of: JSON values by name, read back as ``AtRest.about``.

    Raises:
        sqlite3.Error: It cannot be written, or this SQLite has no FTS5.
    """
    numbers: dict[str, int] = {}
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = OFF")
        file.execute("PRAGMA synchronous = OFF")  # it is renamed into place when it is whole, and can be made again
        file.executescript(_TABLES)
        with file:
            file.executemany(
                "INSERT INTO about VALUES (?, ?)", ((name, json.dumps(one)) for name, one in about.items())
            )
            file.executemany("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)", _things(names, numbers))
            file.executemany("INSERT INTO once VALUES (?, ?, ?, ?)", _once(names, numbers))
            every = list(enumerate(every_name(names.known), 1))
            file.executemany(
                "INSERT INTO name VALUES (?, ?, ?, ?)", ((number, name, *sounds(name)) for number, (name, *_) in every)
            )
            file.executemany(
                "INSERT INTO written (rowid, signs) VALUES (?, ?)",
                ((number, signs(name)) for number, (name, *_) in every),
            )
            file.executemany(
                "INSERT INTO meant VALUES (?, ?, ?)",
                (
                    (number, at, numbers[key])
                    for number, (_, *parts) in every
                    for begins, keys in zip((0, AFTER_PEOPLE), parts, strict=True)
                    for at, key in enumerate(keys, begins)
                ),
            )
            file.execute(_INDEX)


def signs(text: str) -> str:
    """Return a text as FTS5 keeps it: a word a character, so that a phrase is a part of a name, whatever the script.

    Example:
        >>> signs("锦绣3")
        '9526 7ee3 33'
    """
    return " ".join(f"{ord(sign):x}" for sign in text)


def _things(names: Names, numbers: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    """Yield a row a thing; note its number."""
    paths, shared = names.paths, shared_paths(names.paths)
    for number, key in enumerate(paths.keys):
        numbers[key] = number
        above = next(iter(paths.parents(number)), None)
        whole = names.path_of(key) if number in shared else None
        yield number, key, paths.names[number], quoted(paths.names[number]), above, whole
    for number, key in enumerate(names.things.known, len(paths.keys)):
        numbers[key] = number
        yield number, key, names.things.label(key), None, None, names.path_of(key)


def _once(names: Names, numbers: Mapping[str, int]) -> Iterator[tuple[Any, ...]]:
    """Yield a row a former name."""
    for key, number in numbers.items():
        for position, (name, until) in enumerate(names.former.of(key)):
            yield number, position, name, None if until is None else until.isoformat()
