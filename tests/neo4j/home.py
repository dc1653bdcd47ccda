"""Where the servers of tests keep what is committed: in memory where there is room, since a disk is waited for.

A server waits for the disk at every commit, and tests commit some ten thousand times. What a server wrote that is
killed stays there as it stays on a disk: only a machine that stops could tell the two apart.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
#: More than what tests write; in a container there is often far less.
_ROOM = 2 << 30


@contextmanager
def new_home(otherwise: Path) -> Iterator[Path]:
    """Yield an empty folder for a server; where memory has no room for it, that of the test run."""
    if not (_MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM):
        yield otherwise
        return
    with TemporaryDirectory(dir=_MEMORY, prefix="linli-neo4j-") as folder:
        yield Path(folder)
