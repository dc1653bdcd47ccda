"""A file that somebody wrote by hand, as text."""

from __future__ import annotations

from pathlib import Path

from graph.errors import BadInput
from graph.files import why_not
from loaders.readers.named import called


def text_of(path: Path) -> str:
    """Return what a file says, in UTF-8 with a mark at its start or without.

    Raises:
        BadInput: It cannot be read, or is no UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("file_unreadable", file=called(path), found=why_not(error)) from error
