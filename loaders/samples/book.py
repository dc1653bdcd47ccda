"""A workbook in the making: rows by sheet, and what was planted in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from graph.parsing import parsed

#: A row as a person would fill it in: header to cell.
Row = Mapping[str, Any]
#: What stands beside the header in 台账完整截至: until when, of which place, of which things there.
Complete = tuple[date, str, str]


@dataclass
class Book:
    """The sheets of one sample.

    Attributes:
        note: What a reader must know of the file.
        sheets: By kind, its rows in order.
        completeness: By kind, which ledgers are declared complete.
        planted: By what was planted, the paths of the places where it was.
    """

    note: str
    sheets: dict[str, list[Row]] = field(default_factory=dict)
    completeness: dict[str, list[Complete]] = field(default_factory=dict)
    planted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, kind: str, row: Row) -> None:
        """Add one row; a cell that says None is left empty."""
        self.sheets.setdefault(kind, []).append({header: cell for header, cell in row.items() if cell is not None})

    def person(self, name: str, home: str | None = None, **more: Any) -> str:
        """Add a person and return the name."""
        self.add("person", {"姓名": name, "居住地": home, **more})
        return name


def begin(sample: str) -> Book:
    """Return the book of a sample with the fixed rows of its tables."""
    table = table_of(sample, "tables")
    book = Book(note=table["note"].strip(), planted=planted(sample))
    fill(book, table)
    return book


def fill(book: Book, table: Mapping[str, Any]) -> None:
    """Add the fixed rows of a table, and what it declares complete."""
    for kind, rows in table["sheets"].items():
        for row in rows:
            book.add(kind, row)
    for kind, complete in table["completeness"].items():
        book.completeness[kind] = [(day, within, which) for day, within, which in complete]


def table_of(sample: str, name: str) -> Any:
    """Return what a table of a sample says: the YAML file of that name beside its modules."""
    return _read(f"{sample}/{name}.yaml")


@cache
def planted(sample: str) -> Mapping[str, tuple[str, ...]]:
    """Return what was planted in a sample: by its name, the paths of the places where it was.

    Example:
        >>> planted("suzhoulu")["vacant_building_head"]
        ('苏州路演示社区/安和园/7号楼',)
    """
    found: Mapping[str, Mapping[str, Sequence[str]]] = table_of(sample, "planted")
    return {what: tuple(one["at"]) for what, one in found.items()}


def _read(file: str) -> Any:
    return parsed(files("loaders.samples").joinpath(file).read_text(encoding="utf-8"))
