"""Where an index lies: with what else lies at rest beside its store, called by the digest of the revision it is of.

Whatever keeps one from being written or read costs time and nothing else: a folder that is not ours, a full
disk, a file cut short, an SQLite without FTS5. So neither this nor ``kept`` raises.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from graph.files import is_private_folder
from graph.finding.asked import AtRest

FORMAT = 3
PREFIX, SUFFIX = "search-", ".sqlite"
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


def index_at(folder: Path, digest: str, on: date) -> AtRest | None:
    """Return the index of a revision as things are called on a day; None where there is none that can be asked."""
    if not is_private_folder(folder):
        return None
    try:
        index = AtRest(index_file(folder, digest))
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


@cache
def decides() -> str:
    """Return a digest of what decides how things are called and found."""
    here, digest = Path(__file__).parents[1], sha256()
    for pattern in _DECIDES:
        for file in sorted(here.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def index_file(folder: Path, digest: str) -> Path:
    """Return the path of the index of a revision."""
    return folder / f"{PREFIX}{digest[:_OF_DIGEST]}{SUFFIX}"
