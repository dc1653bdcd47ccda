"""Where an index lies: in a folder beside the file of its store, called by the digest of the revision that it is of.

Whatever keeps one from being written or read costs time and nothing else: a folder that is not ours, a full
disk, a file cut short, an SQLite without FTS5. So nothing here raises.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from graph.files import PRIVATE_FOLDER
from graph.finding.asked import AtRest
from graph.finding.made import FORMAT, make
from graph.names import Names

_PREFIX, _SUFFIX = "search-", ".sqlite"
#: What decides how things are called and found, below `graph`: an index made by another linli is not asked.
_DECIDES = (
    "names/*.py",
    "finding/*.py",
    "values/name.py",
    "values/cell.py",
    "rules/vocabulary.yaml",
    "rules/profiles/*.yaml",
)
_OF_DIGEST = 16


def folder_of(store: Path) -> Path:
    """Return the folder in which what can be made again is kept beside the file of a store.

    Example:
        >>> folder_of(Path("/data/linli.db")).name
        'linli.db.cache'
    """
    return store.with_name(f"{store.name}.cache")


def index_at(store: Path, digest: str, on: date) -> AtRest | None:
    """Return the index of a revision as things are called on a day; None where there is none that can be asked."""
    try:
        index = AtRest(_file(store, digest))
    except (sqlite3.Error, ValueError):
        return None
    about = index.about
    first, last = about.get("from"), about.get("to")
    if (
        about.get("format") == FORMAT
        and about.get("digest") == digest
        and about.get("decides") == decides()
        and (first is None or first <= on.isoformat())
        and (last is None or on.isoformat() < last)
    ):
        return index
    index.close()
    return None


def keep(store: Path, digest: str, names: Names, about: Mapping[str, Any]) -> bool:
    """Make the index of a revision, whole or not at all, and do away with those of others; return whether it is there.

    Args:
        store: The file of the store.
        digest: Digest of the revision.
        names: What there is on a day, as whoever asks the index may be told it.
        about: Between which days (``from`` included, ``to`` not) things are called so; and what else asking needs.
    """
    folder, part = folder_of(store), None
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        handle, made = mkstemp(suffix=".part", dir=folder)  # only its owner may read it
        part = Path(made)
        with open(handle, "rb"):  # noqa: PTH123 - a file that is open already
            make(part, names, {"digest": digest, "decides": decides(), **about})
        part.replace(_file(store, digest))
    except (OSError, sqlite3.Error, UnicodeError):
        return False
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    for other in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        if other != _file(store, digest):
            with suppress(OSError):
                other.unlink()
    return True


@cache
def decides() -> str:
    """Return a digest of what decides how things are called and found."""
    here, digest = Path(__file__).parents[1], sha256()
    for pattern in _DECIDES:
        for file in sorted(here.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _file(store: Path, digest: str) -> Path:
    return folder_of(store) / f"{_PREFIX}{digest[:_OF_DIGEST]}{_SUFFIX}"
