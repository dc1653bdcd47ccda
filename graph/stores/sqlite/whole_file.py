"""A file that is there whole or not at all: written beside its place, and moved there when all went well."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from secrets import token_hex

from graph.errors import StoreError, StoreLocked
from graph.files import make_private
from graph.stores.sqlite.location import check_folder, check_writable, system_errors

_PART = ".part"
_ABANDONED = 3600  # seconds without a write after which nobody is writing it any more


@contextmanager
def whole_file(path: str | Path, *, replace: bool = False) -> Iterator[Path]:
    """Yield an empty file to write into; when all went well it is moved to the path asked for.

    Only its owner may read it. What was left beside that path by a process that was killed is removed.

    Args:
        path: Where it is to be.
        replace: Take the place of a file that is there; of what is no file, never.

    Raises:
        StoreError: There is something there already.
        StoreMissing: There is no such folder.
        StoreFull: The folder cannot be written.
        StoreLocked: The file to replace is a database with a log beside it: somebody may be using it.
        NetworkDrive: The folder is on a network drive, or shared with another machine.
    """
    target = Path(path).absolute()
    with system_errors(str(target)):
        check_folder(target.parent, str(target))
        if os.path.lexists(target):
            target = _replaceable(target, replace=replace)
        check_writable(target.parent, str(target))
    with part_beside(target) as part:
        yield part
        with system_errors(str(target)):
            keep(part)
            part.replace(target)
            keep(target.parent)


@contextmanager
def part_beside(target: Path) -> Iterator[Path]:
    """Yield an empty file beside a path, which is gone afterwards unless it was moved.

    Raises:
        StoreFull: It cannot be made.
    """
    _sweep(target)
    part = target.with_name(f".{target.name}.{token_hex(4)}{_PART}")
    with system_errors(str(target)):
        make_private(part)
    try:
        yield part
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            part.with_name(part.name + suffix).unlink(missing_ok=True)


def leftovers(path: Path) -> list[Path]:
    """Return what lies beside a path of files that were never finished."""
    return sorted(path.parent.glob(f".{escape(path.name)}.*{_PART}*"))


def keep(path: Path) -> None:
    """Make sure that a file, or what a folder says is in it, is on the disk; some systems do not do so for folders."""
    folder = path.is_dir()
    with suppress(*((OSError,) if folder else ())):
        opened = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _replaceable(target: Path, *, replace: bool) -> Path:
    """Return the file to replace, behind links."""
    if not replace:
        raise StoreError("backup_exists", store=str(target))
    real = target.resolve()
    if not real.is_file():
        raise StoreError("backup_no_file", store=str(target))
    log = real.with_name(real.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise StoreLocked("store_in_use", store=str(real))
    return real


def _sweep(target: Path) -> None:
    with suppress(OSError):
        for one in leftovers(target):
            if time.time() - one.stat().st_mtime > _ABANDONED:
                one.unlink(missing_ok=True)
