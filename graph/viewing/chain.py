"""A file of lines, only ever added to, each of which carries the digest of the one before (SEMANTICS V16).

Who changes, takes out or puts in a line breaks the chain at the next; only who writes all that follow anew hides it,
and they cannot hide it from who kept a later digest. The first line that is chained carries the digest of all that
stood before it, so that lines of a linli that did not chain are held too.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph.files import make_private
from graph.values.controls import visible_json

#: What a line calls the digest of the line before.
BEFORE = "prev"
_ALWAYS = {"at", "who", "keys"}
_BLOCK = 65_536


@dataclass(frozen=True)
class Held:
    """What a look at a chain found.

    Attributes:
        lines: How many lines there are.
        last: The digest of the last, which holds all before; empty where there is none.
        unreadable: The first line that is none of ours.
        broken: The first that does not carry the digest of the one before.
    """

    lines: int = 0
    last: str = ""
    unreadable: int | None = None
    broken: int | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing was changed."""
        return self.unreadable is None and self.broken is None


def add(path: Path, line: Mapping[str, Any]) -> None:
    """Add a line, and wait until the disk has it; several processes may do so at once.

    Raises:
        OSError: It cannot be written; the file is as it was.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_private(path)
    file = os.open(path, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0))
    try:
        with _alone(file):
            size = os.fstat(file).st_size
            last, ended = _last(file, size)
            begun = b"" if ended else b"\n"  # somebody was killed while writing
            before = _digest(last) if _chained(last) else _digest_of_all(file, size, begun)
            said = visible_json(json.dumps({**line, BEFORE: before}, ensure_ascii=False)) + "\n"
            _write(file, begun + said.encode(), size)
    finally:
        os.close(file)


def head_of(path: Path, size: int | None = None) -> tuple[str, int] | None:
    """Return the digest of the last line, and where that line ends; None where there is none, or it is being written.

    Args:
        path: The file.
        size: Where the last line ended once: looks at what ends there now.

    Raises:
        OSError: The file cannot be read.
    """
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    try:
        now = os.fstat(file).st_size
        end = now if size is None else size
        line, ended = _last(file, end)
        return (_digest(line), end) if ended and 0 < end <= now else None
    finally:
        os.close(file)


def held(path: Path) -> Held:
    """Return whether every line is as it was written.

    Raises:
        OSError: The file cannot be read; a file that is not there has no lines.
    """
    whole, number, last, chained = sha256(), 0, b"", False
    unreadable = broken = None
    for number, line in enumerate(lines_in(path), 1):
        found = _read(line)
        before = found.get(BEFORE)
        if not found and unreadable is None:
            unreadable = number
        expected = _digest(last) if _chained(last) else whole.hexdigest()
        if broken is None and (before != expected if before is not None else chained and bool(found)):
            broken = number
        chained = chained or before is not None
        whole.update(line + b"\n")
        last = line
    return Held(number, _digest(last) if number else "", unreadable, broken)


def lines_in(path: Path) -> Iterator[bytes]:
    """Yield the lines of a chain, oldest first, without their ends."""
    try:
        with path.open("rb") as file:
            for line in file:
                yield line.removesuffix(b"\n")
    except FileNotFoundError:
        return


def digests_in(path: Path) -> Iterator[str]:
    """Yield the digest of each line: who kept one finds it here again, unless what it holds was changed."""
    return map(_digest, lines_in(path))


def _digest(line: bytes) -> str:
    return sha256(line).hexdigest()


def _read(line: bytes) -> dict[str, Any]:
    """Return what a line says; nothing where it is none of ours."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) and found.keys() >= _ALWAYS else {}


def _chained(line: bytes) -> bool:
    return BEFORE in _read(line)


def _last(file: int, size: int) -> tuple[bytes, bool]:
    """Return the last line, and whether it was ended."""
    tail, at = b"", size
    while at > 0 and b"\n" not in tail[:-1]:
        at, more = max(0, at - _BLOCK), at
        os.lseek(file, at, os.SEEK_SET)
        tail = os.read(file, more - at) + tail
    return tail.removesuffix(b"\n").rpartition(b"\n")[2], not tail or tail.endswith(b"\n")


def _digest_of_all(file: int, size: int, more: bytes) -> str:
    found = sha256()
    os.lseek(file, 0, os.SEEK_SET)
    while size > 0 and (block := os.read(file, min(_BLOCK, size))):
        found.update(block)
        size -= len(block)
    found.update(more)
    return found.hexdigest()


def _write(file: int, said: bytes, size: int) -> None:
    if os.write(file, said) < len(said):  # the disk is full
        os.ftruncate(file, size)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(file)


@contextmanager
def _alone(file: int) -> Iterator[None]:
    """Hold the file, so that no two lines are written after the same one; closing it lets go of it too."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        os.lseek(file, 2**40, os.SEEK_SET)  # beyond its end: what is locked cannot be read there
        msvcrt.locking(file, msvcrt.LK_LOCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(file, fcntl.LOCK_EX)
    yield
