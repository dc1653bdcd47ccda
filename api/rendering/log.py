"""The log as a document: newest first, and whether it is as it was written."""

from __future__ import annotations

import json
from collections import deque
from pathlib import Path
from typing import Any

from api.rendering.text import SCHEMA
from graph.viewing.chain import Held, held, lines_in

_FIELDS = ("at", "who", "where", "what")


def log_document(path: Path, most: int, before: int | None = None, *, cut: bool = False) -> dict[str, Any]:
    """Return lines of a log, and what a look at all of it found.

    Args:
        path: The file.
        most: So many lines.
        before: Only lines before this one; None = the newest.
        cut: Whether its end is known to be gone.

    Raises:
        OSError: It cannot be read.
    """
    found = held(path)
    rows = rows_of(path, most, before)
    more = bool(rows) and rows[-1]["line"] > 1
    return {
        "schema": SCHEMA,
        "lines": found.lines,
        "last": found.last,
        "whole": found.whole and not cut,
        "cut": cut,
        "broken": first_wrong(found),
        "rows": rows,
        "next": rows[-1]["line"] if more else None,
    }


def rows_of(path: Path, most: int, before: int | None = None) -> list[dict[str, Any]]:
    """Return lines of a log, newest first; one that is none of ours by its number alone."""
    kept: deque[tuple[int, bytes]] = deque(maxlen=most)
    for number, line in enumerate(lines_in(path), 1):
        if before is not None and number >= before:
            break
        kept.append((number, line))
    return [_row(number, line) for number, line in reversed(kept)]


def first_wrong(found: Held) -> int | None:
    """Return the first line that is not as it was written."""
    return min((line for line in (found.unreadable, found.broken) if line is not None), default=None)


def _row(number: int, line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        said = {}
    told = {name: said.get(name) if isinstance(said.get(name), str) else "" for name in _FIELDS}
    keys, revision = said.get("keys"), said.get("revision")
    return {
        "line": number,
        **told,
        "keys": [str(key) for key in keys] if isinstance(keys, list) else [],
        "revision": revision if isinstance(revision, int) else None,
        "kept": said.get("kept") is not False,
    }
