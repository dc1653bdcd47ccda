"""Writing a file that a user named: never over one that is there, unless told to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from graph.errors import BadInput
from graph.files import PRIVATE

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
    """Write a workbook and return its path.

    Raises:
        BadInput: There is a file already, the name is not that of a workbook, or nothing can be written there.
    """
    if Path(named).suffix.lower() != _WORKBOOK:
        raise BadInput("cli_file_name", file=named, expected=_WORKBOOK)
    path = free_path(named, force=force)
    try:
        write(path)
    except OSError as error:
        raise _unwritable(named, error) from None
    return path


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Write a text as UTF-8, whole or not at all: what was there stays until the new file is complete.

    Args:
        path: Where to.
        text: The text.
        private: Only its owner may read it; else whoever the system lets read new files.

    Raises:
        BadInput: Nothing can be written there.
    """
    part: Path | None = None
    try:
        with NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as file:
            part = Path(file.name)
            file.write(text)
        part.chmod(PRIVATE if private else 0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise _unwritable(str(path), error) from None


def write_file(path: Path, write: Callable[[Path], object], *, private: bool = False) -> Path:
    """Let a file be written, whole or not at all, and return its path; see ``write_text``.

    Raises:
        BadInput: Nothing can be written there.
    """
    part: Path | None = None
    try:
        with NamedTemporaryFile(dir=path.parent, suffix=path.suffix, delete=False) as file:
            part = Path(file.name)
        write(part)
        part.chmod(PRIVATE if private else 0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise _unwritable(str(path), error) from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    return path


def _umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found


def _unwritable(named: str, error: OSError) -> BadInput:
    return BadInput("cli_file_unwritable", file=named, found=error.strerror or type(error).__name__)
