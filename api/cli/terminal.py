r"""Where a command's words go, whatever is there: an old code page, a pipe that somebody closed, a disk that is full.

What a code page does not know is written as JSON writes it, ``\u4e00``, so that a document stays one. Where output
fails, the error names what the command has already written for good, since the lines that said so are lost.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import Final

from graph.errors import LinliError
from graph.files import why_not
from graph.words import caption
from graph.words.listed import Listed

_ESCAPED: Final = "linli-escaped"
_WRITTEN: list[str] = []
_UNDONE: list[str] = []


class OutputFailed(LinliError):
    """What a command says could not be written. Params: ``found``, and what it wrote before: ``written``."""

    default_code = "cli_output_failed"


def any_code_page() -> None:
    """Let standard output and errors take every character; what was written before is forgotten."""
    codecs.register_error(_ESCAPED, escaped)
    _WRITTEN.clear()
    _UNDONE.clear()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ESCAPED)


def escaped(error: UnicodeError) -> tuple[str, int]:
    r"""Return characters that an encoding lacks as JSON escapes them.

    Example:
        >>> codecs.register_error("linli-escaped", escaped)
        >>> "演示😀".encode("cp437", "linli-escaped")
        b'\\u6f14\\u793a\\ud83d\\ude00'
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[at : at + 2] for at in range(0, len(units), 2))
    return "".join(f"\\u{int.from_bytes(pair):04x}" for pair in pairs), error.end


def note_written(what: str) -> None:
    """Remember what is written for good: a file, or a revision of a store."""
    _WRITTEN.append(what)


def written() -> list[str]:
    """Return what this command wrote for good, in order."""
    return list(_WRITTEN)


def note_interrupted(said: str) -> None:
    """Say this, and nothing else, of a command that is being interrupted: only it knows how far it came."""
    _UNDONE[:] = [said]


def interrupted(lang: str) -> str:
    """Return the one line that is said of a command that somebody interrupted."""
    if _UNDONE:
        return _UNDONE[0]
    return caption("cli.interrupted_after" if _WRITTEN else "cli.interrupted", lang, written=Listed(_WRITTEN))


def failed(error: OSError) -> OutputFailed:
    """Return that nothing more can be said, and why; from now on it goes nowhere."""
    silence()
    found = why_not(error)
    done = Listed(_WRITTEN)
    return OutputFailed("cli_output_failed_after" if done else None, found=found, written=done)


def silence() -> None:
    """Let nothing more reach standard output: what waits in its buffer would be tried again at the end, and told."""
    try:
        stream = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream)
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):  # no real stream
        sys.stdout = io.StringIO()
