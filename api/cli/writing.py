"""Writing a file that a user named: never over one that is there, unless told to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graph.errors import BadInput

_WORKBOOK = ".xlsx"


def write_new(named: str, write: Callable[[Path], object], *, force: bool) -> Path:
    """Write a workbook and return its path.

    Raises:
        BadInput: There is a file already, the name is not that of a workbook, or nothing can be written there.
    """
    path = Path(named).expanduser()
    if path.suffix.lower() != _WORKBOOK:
        raise BadInput("cli_file_name", file=named, expected=_WORKBOOK)
    if path.exists() and not force:
        raise BadInput("cli_file_exists", file=named)
    if not path.parent.is_dir():
        raise BadInput("cli_folder_missing", folder=str(path.parent))
    try:
        write(path)
    except OSError as error:
        raise BadInput("cli_file_unwritable", file=named, found=error.strerror or type(error).__name__) from None
    return path
