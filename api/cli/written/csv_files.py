"""An answer as CSV for another program: the first table in the file that was named, the others beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.writing import free_path, write_file
from api.cli.written.sheets import sheets_of
from graph.forms import csv_tables

if TYPE_CHECKING:
    from api.cli.opened import Opened
    from graph.answers import Answer
    from graph.answers.question import Question


def write_csv_files(
    path: Path, asked: Opened, question: Question, answer: Answer, said: Mapping[str, Any]
) -> Iterator[Path]:
    """Write them, where all of them may be written."""
    tables = csv_tables(sheets_of(asked, question, answer, whole=True))
    free = [_free(path, name, force=said["force"]) for name, _ in tables]  # all of them, before one is written
    for one, (_, text) in zip(free, tables, strict=True):
        yield write_file(one, partial(Path.write_text, data=text, encoding="utf-8-sig", newline=""), private=True)


def _free(path: Path, name: str, *, force: bool) -> Path:
    """Return where a table goes; those after the first go beside it, ``缺口-load.csv``."""
    beside = path.with_name(f"{path.stem}-{name}{path.suffix}")
    return path if name == "rows" else free_path(str(beside), force=force)
