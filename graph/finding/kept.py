"""An index kept: made beside its store, whole or not at all, with those of other revisions done away with."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from graph.files import PRIVATE_FOLDER, is_private_folder
from graph.finding.beside import FORMAT, PREFIX, SUFFIX, decides, index_file
from graph.finding.made import make
from graph.names import Names


def keep(folder: Path, digest: str, names: Names, about: Mapping[str, Any]) -> bool:
    """Make the index of a revision, whole or not at all, and do away with those of others; return whether it is there.

    Args:
        folder: Where what is worked out of the store lies at rest.
        digest: Digest of the revision.
        names: What there is on a day, as whoever asks the index may be told it.
        about: Between which days (``from`` included, ``to`` not) things are called so; and what else asking needs.
    """
    part = None
    try:
        folder.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        if not is_private_folder(folder):
            return False
        handle, made = mkstemp(suffix=".part", dir=folder)  # only its owner may read it
        part = Path(made)
        with open(handle, "rb"):  # noqa: PTH123 - a file that is open already
            make(part, names, {"format": FORMAT, "digest": digest, "decides": decides(), **about})
        part.replace(index_file(folder, digest))
    except (OSError, sqlite3.Error, UnicodeError):
        return False
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    for other in folder.glob(f"{PREFIX}*{SUFFIX}"):
        if other != index_file(folder, digest):
            with suppress(OSError):
                other.unlink()
    return True
