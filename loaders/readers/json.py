"""A JSON file as it is, under limits; numbers stay as they are written, since some are too exact to be any."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.files import why_not
from loaders.readers.named import called

_MOST = 64 * 2**20  # bytes
_HEAD = 1 << 16  # bytes in which somebody looks for a name


def json_of(path: Path) -> Any:
    """Return what a file says.

    Raises:
        BadInput: It is empty or too large, cannot be read, is no JSON, or lies too deep.
    """
    try:
        if path.stat().st_size > _MOST:
            raise BadInput("json_large", file=called(path), expected=_MOST // 2**20)
        text = path.read_text(encoding="utf-8-sig")
        if not text.strip():
            raise BadInput("file_empty", file=called(path))
        return json.loads(text, parse_int=str, parse_float=lambda said: re.sub(r"\.0+$", "", said), parse_constant=str)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("file_unreadable", file=called(path), found=why_not(error)) from error
    except json.JSONDecodeError as error:
        raise BadInput("json_broken", file=called(path), row=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise BadInput("json_deep", file=called(path)) from error


def names_early(path: Path, name: str) -> bool:
    """Return whether a file has a text of JSON near its beginning, so that it is likely of the sort that has it."""
    try:
        with path.open("rb") as file:
            return f'"{name}"'.encode() in file.read(_HEAD)
    except OSError:
        return False
