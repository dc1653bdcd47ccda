"""Starts the process that reads a file, takes what it tells, and says why it told nothing.

The process is a bare Python (``-I -S``) with calamine and ``apart`` in its way and nothing else: not this
program's packages, settings or store. What it tells is JSON, so that nothing it says can do anything.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import Any

from graph.errors import BadInput
from graph.files import why_not
from graph.identity import may_hold_one
from graph.values.controls import holds_control
from loaders.readers.apart.limits import Limits
from loaders.readers.apart.refusal import Refusal
from loaders.readers.grid import Grid
from loaders.readers.named import called

#: ``loaders`` and ``loaders.readers`` as bare names, so that what they import is not.
_START = """
import sys, types
readers, packages, told = sys.argv[1:]
for name, path in ("loaders", ""), ("loaders.readers", readers):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [path] if path else []
sys.path.append(packages)
from loaders.readers.apart.main import main
main(told)
"""
_READERS = str(Path(__file__).parents[1])
#: After these a look at the XML may say which cell is to blame.
_NAMING = 2  # seconds; it is a service, not a duty
_BLAME = ("file_costly", "file_defeats", "file_damaged", "sheet_too_large")


def read_apart(path: Path) -> list[Grid]:
    """Return the sheets of a workbook, or the one table of a text, whatever its name says it is.

    Raises:
        BadInput: It cannot be read, is of a sort that is not, or costs more than a file of its size may.
    """
    try:
        return _grids(path, Limits.of(path.stat().st_size))
    except OSError as error:
        raise BadInput("file_unreadable", file=called(path), found=why_not(error)) from error
    except Refusal as refused:
        raise BadInput(refused.code, file=called(path), **refused.params) from None


def _grids(path: Path, limits: Limits) -> list[Grid]:
    found: list[Grid] = []
    try:
        for line in _told(path, "read", limits):
            _take(line, found, path)
    except Refusal as refused:
        if refused.code in _BLAME:
            _name_cell(path, limits)
        raise
    return found


def _name_cell(path: Path, limits: Limits) -> None:
    """Refuse a file for the one cell that is to blame; where it is not found in a moment, do nothing.

    Raises:
        Refusal: It names the cell, or what is wrong with the XML.
    """
    try:
        for line in _told(path, "name", replace(limits, seconds=min(limits.seconds, _NAMING))):
            _take(line, [], path)
    except Refusal as named:
        if named.code not in ("file_costly", "file_defeats", "file_damaged"):
            raise


def _take(line: bytes, found: list[Grid], path: Path) -> None:
    """Take one line of what the process tells."""
    text = line.decode("utf-8", "surrogatepass")
    what, *said = json.loads(text, object_hook=_plain)
    if what == "sheet":
        sort, name, merged, failed = said
        areas = tuple(((top, left), (bottom, right)) for (top, left), (bottom, right) in merged)
        broken = {(row, column): shown for row, column, shown in failed}
        found.append(Grid(called(path), name, [], areas, broken, sort=sort))
    elif what == "oddly":
        found[-1].oddly.update(said[0])
    elif what == "failed":
        found[-1].broken.update({(row, column): shown for row, column, shown in said[0]})
    elif what == "rows":
        rows, grid = said[0], found[-1]
        if holds_control(text):
            grid.note_controls(rows)
        if may_hold_one(line):
            grid.hide_identities(rows)
        grid.rows.extend(rows)
    elif what == "refused":
        raise Refusal(said[0], **said[1])


def _told(path: Path, work: str, limits: Limits) -> Iterator[bytes]:
    """Yield the lines of a process that does some work.

    Raises:
        Refusal: It ended before it was done.
    """
    told = {"work": work, "path": str(path.resolve()), "limits": limits.to_dict()}
    spec = find_spec("python_calamine")
    packages = str(Path(spec.origin).parents[1]) if spec and spec.origin else ""
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, _READERS, packages, json.dumps(told)]
    quiet = subprocess.DEVNULL
    environ = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    last = b""
    with subprocess.Popen(command, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet, env=environ) as process:  # noqa: S603
        watch = Timer(limits.wall, process.kill)
        watch.daemon = True  # whoever is interrupted here waits for it no more
        try:
            watch.start()
            assert process.stdout is not None  # it is a pipe  # noqa: S101
            for last in process.stdout:
                yield last
        finally:
            watch.cancel()
            process.kill()
            if watch.is_alive():
                watch.join()
    if not last.startswith((b'["done"', b'["refused"')):
        raise Refusal("file_costly", found=limits.seconds, expected=limits.memory // 2**20)


def _plain(tagged: dict[str, Any]) -> Any:
    """Return a value that JSON does not know; any other object is what a sentence is filled with."""
    if len(tagged) == 1:
        ((what, value),) = tagged.items()
        if what in _VALUES:
            return _VALUES[what](value)
    return tagged


_VALUES: dict[str, Callable[[Any], Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
    "other": str,
}
