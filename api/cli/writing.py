"""Writing a file that a user named: never over one that is there, unless told to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from shutil import copyfileobj, rmtree
from tempfile import NamedTemporaryFile, mkdtemp

from api.cli.terminal import note_written
from graph.errors import BadInput
from graph.files import PRIVATE, PRIVATE_FOLDER, why_not

_WORKBOOK = ".xlsx"


def free_path(named: str, *, force: bool) -> Path:
    """Return the path of a file that may be written.

    Raises:
        BadInput: There is a file already, or no folder for it.
    """
    path = Path(named).expanduser()
    if path.is_dir():
        raise BadInput("cli_file_is_folder", file=named)
    if path.exists() and not force:
        raise BadInput("cli_file_exists", file=named)
    if not path.parent.is_dir():
        raise BadInput("cli_folder_missing", folder=str(path.parent))
    return path


def write_new(named: str, write: Callable[[Path], object], *, force: bool) -> Path:
    """Write a workbook, whole or not at all, and return its path.

    Raises:
        BadInput: There is a file already, the name is not that of a workbook, or nothing can be written there.
    """
    if Path(named).suffix.lower() != _WORKBOOK:
        raise BadInput("cli_file_name", file=named, expected=_WORKBOOK)
    return write_file(free_path(named, force=force), write)


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Write a text as UTF-8, whole or not at all; see `write_file`.

    Raises:
        BadInput: Nothing can be written there.
    """
    write_file(path, lambda part: part.write_text(text, encoding="utf-8", newline="\n"), private=private)


def write_file(path: Path, write: Callable[[Path], object], *, private: bool = False) -> Path:
    """Let a file be written, whole or not at all, and return its path: what was there stays until the new one is whole.

    A link stays, and what it points to is written; into a device or a pipe the whole file is put at once, and it stays
    what it is.

    Args:
        path: Where to.
        write: Writes the file at the path that it is given.
        private: Only its owner may read it; else whoever the system lets read new files.

    Raises:
        BadInput: Nothing can be written there.
    """
    part: Path | None = None
    try:
        target = path.resolve() if path.is_symlink() else path
        special = target.exists() and not target.is_file()
        with NamedTemporaryFile(dir=None if special else target.parent, suffix=path.suffix, delete=False) as file:
            part = Path(file.name)
        write(part)
        if special:
            _put_into(target, part)
        else:
            part.chmod(PRIVATE if private else 0o666 & ~_umask())
            part.replace(target)
    except OSError as error:
        raise _unwritable(str(path), error) from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    note_written(str(path))
    return path


def write_folder(path: Path, write: Callable[[Path], object], *, private: bool = False) -> Path:
    """Let a folder of files be written, whole or not at all, and return its path; it must not be there yet.

    Args:
        path: Where to.
        write: Writes files into the empty folder that it is given.
        private: Only its owner may look into it.

    Raises:
        BadInput: Nothing can be written there.
    """
    part: Path | None = None
    try:
        part = Path(mkdtemp(dir=path.parent))
        write(part)
        part.chmod(PRIVATE_FOLDER if private else 0o777 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise _unwritable(str(path), error) from None
    finally:
        if part is not None:
            rmtree(part, ignore_errors=True)
    note_written(str(path))
    return path


def _put_into(target: Path, part: Path) -> None:
    """Write into a device or a pipe; one that nobody reads is an error, and nothing is waited for."""
    unblocked = getattr(os, "O_NONBLOCK", 0)  # Windows has no such pipes
    opened = os.open(target, os.O_WRONLY | unblocked)
    if unblocked:
        os.set_blocking(opened, True)
    with os.fdopen(opened, "wb") as to, part.open("rb") as parts:
        copyfileobj(parts, to)


def _umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found


def _unwritable(named: str, error: OSError) -> BadInput:
    found = why_not(error)
    return BadInput("cli_file_full" if found == "file.disk_full" else "cli_file_unwritable", file=named, found=found)
