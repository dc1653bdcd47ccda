"""What a list is: its columns, as ``lists.yaml`` names them, and its lines by id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Literal, get_args

from graph.errors import BadValue
from graph.kinds import Field, field_of, kind_of
from graph.parsing import parsed
from graph.values import cell
from graph.words import caption
from loaders.columns import Column, columns_of

Sort = Literal["own", "new", "told", "box"]
#: The lists of the community's own workbook, in order.
LISTS = ("demands", "offers", "projects")
#: The lists on which somebody signs.
BOXES = ("claims", "asks")
#: The fields of a tie *meets* that a box fills, where it fills one.
_BOX_FIELDS = {"quantity": "quantity", "signed_on": "asked_on", "reason": "reason"}
_DIGITS = 4  # of a check, a cell


@dataclass(frozen=True)
class Head:
    """A column of a list.

    Attributes:
        name: What ``lists.yaml`` calls it.
        header: Its caption in Chinese.
        sort: Who writes it.
        field: The field that cleans what is written in it; None where it is not read, or names things.
        column: For what is the ledger's own, the column of the ledger.
    """

    name: str
    header: str
    sort: Sort
    field: Field | None = None
    column: Column | None = None


@dataclass(frozen=True)
class Line:
    """One line of a list: its id, and its cells by header."""

    id: str
    cells: Mapping[str, Any]


@dataclass(frozen=True)
class ListSheet:
    """A list: its name in ``lists.yaml``, and its lines."""

    name: str
    lines: Sequence[Line]

    @property
    def title(self) -> str:
        """What its sheet is called."""
        return title_of(self.name)


def title_of(name: str) -> str:
    """Return what the sheet of a list is called.

    Example:
        >>> [title_of(name) for name in LISTS]
        ['需求清单', '资源清单', '项目清单']
    """
    return caption(f"lists.{name}", "zh")


@cache
def kind_of_list(name: str) -> str:
    """Return the kind that the lines of a list are of."""
    kind: str = _declared()[name]["kind"]
    return kind


@cache
def heads_of(name: str) -> tuple[Head, ...]:
    """Return the columns of a list, in order.

    Example:
        >>> [head.header for head in heads_of("demands")][:6]
        ['种类', '需求号', '名称', '类别', '所在地', '数量']
    """
    kind = kind_of_list(name)
    return tuple(_head(kind, *next(iter(one.items()))) for one in _declared()[name]["columns"])


@cache
def list_names() -> tuple[str, ...]:
    """Return the name of every list."""
    return tuple(_declared())


def plain(value: Any) -> str:
    """Return a cell as it is compared: a text without the marks of how a program keeps it.

    Example:
        >>> plain(3.0), plain(None), plain(datetime(2024, 11, 1)), plain(" 图书 ")
        ('3', '', '2024-11-01', '图书')
    """
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    try:
        return cell.text(value) or ""
    except BadValue:
        return str(value)


def checks(name: str, line: str, cells: Mapping[str, Any]) -> dict[str, str]:
    """Return, by header of what is not read back, a check of that cell: it tells whether somebody changed it."""
    found = {}
    for head in heads_of(name):
        if head.sort in ("told", "new"):
            said = "\x1f".join((line, head.header, plain(cells.get(head.header))))
            found[head.header] = sha256(said.encode()).hexdigest()[:_DIGITS]
    return found


def _head(kind: str, sort: str, name: str) -> Head:
    assert sort in get_args(Sort)  # noqa: S101 - the file is ours
    if sort == "own":
        one = field_of(kind, name)
        column = next(column for column in columns_of(kind) if column.field == name and column.at is None)
        return Head(name, one.zh, "own", one, column)
    if sort == "new":
        column = next(column for column in columns_of(kind) if column.kind == name and column.spec is None)
        return Head(name, column.header, "new", None, column)
    header = caption(f"lists.column.{name}", "zh")
    if sort == "box":
        box = _BOX_FIELDS.get(name)
        return Head(name, header, "box", None if box is None else field_of("meets", box))
    return Head(name, header, "told")


@cache
def _declared() -> dict[str, Any]:
    text = files(__package__).joinpath("lists.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = parsed(text)
    assert all(kind_of(one["kind"]) for one in found.values())  # noqa: S101 - the file is ours
    return found
