"""What a form is made of before anything writes it: sheets with tables, and pictures; no library has touched them yet.

A form says what stands where; a writer (``graph.forms.xlsx``, ``graph.forms.pdf``) says how that is done in its files.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

#: What a cell says; None where nothing is to be said, and then it stays empty.
Said = str | int | float | date | None


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        header: What stands at its head, again on each page.
        width: How wide it is beside the others, in half-width characters: a Chinese character counts two.
        align: Where its cells stand.
        personal: Whether what it says is for those alone who may see personal values.
    """

    header: str
    width: float
    align: Literal["left", "center", "right"] = "left"
    personal: bool = False


@dataclass(frozen=True)
class Group:
    """Rows that follow each other, under a heading of their own across the table.

    Attributes:
        heading: What stands above them.
        rows: How many there are.
    """

    heading: str
    rows: int


@dataclass(frozen=True)
class Table:
    """A table: columns, rows of cells in their order, and headings among them.

    Attributes:
        columns: The columns.
        rows: Of each row its cells, as many as there are columns; a text may have several lines.
        caption: What stands above the table; nothing where empty.
        groups: Which rows stand under which heading, from the first row to the last; none where there are no headings.

    Raises:
        ValueError: A row has another number of cells than there are columns, or the groups another number of rows.

    Example:
        >>> Table((Column("职务", 12), Column("现任", 10)), (("网格长", "演示张三"),)).rows[0][1]
        '演示张三'
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Said, ...], ...] = ()
    caption: str = ""
    groups: tuple[Group, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a table whose parts do not fit each other."""
        for at, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                msg = f"row {at} has {len(row)} cells, expected {len(self.columns)}"
                raise ValueError(msg)
        grouped = sum(one.rows for one in self.groups)
        if self.groups and grouped != len(self.rows):
            msg = f"the groups have {grouped} rows, the table {len(self.rows)}"
            raise ValueError(msg)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or some pages that belong together.

    Attributes:
        name: What it is called among the others, short.
        title: What stands at its top, large.
        above: Lines below the title, before the tables.
        tables: The tables, one below another.
        below: Lines after the tables.
        foot: What stands at the foot of each page, beside its number; nothing where empty.
        size: The paper.
        landscape: Whether it lies across.
    """

    name: str
    title: str
    above: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    below: tuple[str, ...] = ()
    foot: str = ""
    size: Literal["A4", "A3"] = "A4"
    landscape: bool = False


@dataclass(frozen=True)
class Drawn:
    """A picture that has a page of its own, as large as fits.

    Attributes:
        name: What the page is called in the outline of the document.
        svg: The picture, as ``graph.pictures`` draws.
        foot: As of a sheet.
        size: The paper.
        landscape: Whether it lies across.
    """

    name: str
    svg: str
    foot: str = ""
    size: Literal["A4", "A3"] = "A3"
    landscape: bool = True


@dataclass(frozen=True)
class Paper:
    """What a form comes to.

    Attributes:
        sheets: Its sheets, in order.
        drawn: Its pictures, in order, after the sheets; only paper has them, a workbook cannot.
        told: What whoever makes it must know and does not stand on it, in sentences.
    """

    sheets: tuple[Sheet, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    told: tuple[str, ...] = ()
