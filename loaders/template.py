"""Workbooks that a person fills in, and that the workbook source reads back: one sheet a kind.

Headers, examples and word lists come from the kinds. Above the header of a sheet stand the rows of
台账完整截至, in which somebody says that the list is complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from graph.forms.sheets import DAY, LOOKED_AT, MAY, MUST, TEXT, put, styled, width
from graph.kinds import Field, Kind, Thing, Tie, all_kinds, field_of, kind_of, tie_of, ties
from graph.rules import Vocabulary, load_rules
from loaders.columns import ASIDE, COMPLETE, CONDITION, WITHIN, Column, column_named, columns_of, thing_sheets

_NOTE_SHEET, _LIST_SHEET = f"{ASIDE}说明", f"{ASIDE}词表"
_HELP = (
    "一张表一类事物。浅橙色的列必填；别的列可以不填，也可以删去。",
    "表头上方“台账完整截至”一行：填了日期，就是说到那一天名单是全的，缺少才算缺少；不填则不下结论。",
    "区域写作路径：社区/小区/楼栋。组织、职务写作：社区//社区党委、小区/3号楼//楼栋长。几个值之间用、隔开。",
    "上级区域：社区、单元、户室只写“上级区域”；小区写在（物业）一列，网格写在（属地）一列，小区里的楼两列都写。楼跨两个网格的，把各单元写成区域，归各自的网格。",
    "现任：写姓名；确实没有人写“空缺”；不知道就空着。截止日期写最后一天。以 # 开头的列和表不读入。",
)

#: The list of named measures, and what stands above the queries behind them.
MEASURE, _QUERY = "measure", "统计口径的算法"
_KEY_NOTE = "新增的不用填；改已有的行时保留，行就不会认错"
_SORT = re.compile("（.+）$")

#: One row of 台账完整截至: until when, of which place, and of which things there (a selector, or empty).
Completeness = tuple[date | str | None, str, str]


def write_workbook(
    path: Path | str,
    sheets: Mapping[str, Sequence[Mapping[str, Any]]],
    completeness: Mapping[str, Sequence[Completeness]] | None = None,
    note: str = "",
    words: Vocabulary | None = None,
    also: Mapping[str, Sequence[str]] | None = None,
    said: Sequence[str] = (),
) -> None:
    """Write a workbook with one sheet a kind.

    Args:
        path: The .xlsx file; one that is there is replaced.
        sheets: By kind, a row a mapping of header to value, as a person would write it: captions for
            words, paths or keys for things, the last day for 截止日期. Of a kind without rows the
            sheet is an empty template with every column; with rows it has the columns they name and
            those that are required.
        completeness: By kind, the rows of 台账完整截至 above its header.
        note: What a reader must know of the file, on the first sheet and under each printed page.
        words: Word lists for the drop-down lists; left out, those of all profiles.
        also: By kind, headers that its sheet has beside those that its rows name.
        said: What else a reader must know, on the first sheet alone.

    Raises:
        ValueError: A header that the kind does not have.
    """
    lists = DropDowns(words or load_rules().vocabulary())
    more = also or {}
    headers = {kind: headers_of(kind, rows, lists.words, more.get(kind, ())) for kind, rows in sheets.items()}
    book = Workbook(write_only=True)
    intro = book.create_sheet(_NOTE_SHEET)
    intro.column_dimensions["A"].width = 100
    for line in filter(None, (note, *said, *_HELP)):
        intro.append([line])
    for kind, rows in sheets.items():
        sheet = book.create_sheet(kind_of(kind).zh)
        sheet.oddFooter.center.text = note or None
        _write_sheet(sheet, headers[kind], rows, (completeness or {}).get(kind, ()), lists)
    lists.write(book)
    book.save(path)


def write_template(
    path: Path | str, kinds: Iterable[str] | None = None, note: str = "", words: Vocabulary | None = None
) -> None:
    """Write an empty workbook to fill in, with a row of 台账完整截至 above each header; last a sheet a tie."""
    empty: Completeness = (None, "", "")
    names = tuple(kinds or (*thing_sheets(), *(tie.kind for tie in ties())))
    write_workbook(path, dict.fromkeys(names, ()), {name: (empty,) for name in names if listed(name)}, note, words)


def listed(kind: str) -> bool:
    """Whether a list of this kind can be complete: not of what is itself a statement."""
    model = kind_of(kind)
    return issubclass(model, Thing) and not model.statement


def headers_of(
    kind: str, rows: Sequence[Mapping[str, Any]], words: Vocabulary, also: Iterable[str] = ()
) -> list[tuple[str, Column | None]]:
    """Return the headers of a sheet in order, each with its column; None for one marked as an aside.

    Raises:
        ValueError: A header that the kind does not have.
    """
    written = dict.fromkeys((*also, *(header for row in rows for header in row)))
    named = {header: None if header.startswith(ASIDE) else column_named(kind, header, words) for header in written}
    if unknown := [header for header, column in named.items() if column is None and not header.startswith(ASIDE)]:
        raise ValueError(f"{kind} has no column {', '.join(unknown)}")
    order = {(column.kind, column.field): place for place, column in enumerate(columns_of(kind))}
    for column in columns_of(kind):
        spoken = any((one.kind, one.field) == (column.kind, column.field) for one in named.values() if one)
        if not spoken and (_required(column) or (not rows and offered(column))):
            sorts = _sorts(column, words)
            if sorts and column.spec is None:
                named[column.header] = column  # most have one parent for all sorts
                named.update((header, column_named(kind, header, words)) for header in sorts)
            elif not sorts or column.field in Kind.model_fields:
                named[column.header] = column
    first = {column.base: order[column.kind, column.field] for column in reversed(columns_of(kind))}

    def place(header: str) -> tuple[int, str, int]:
        column = named[header]
        if column is None:
            return (len(order), "", 0)
        stem = column.base.partition("（")[0] if column.fixed else column.base
        return (first.get(stem, order[column.kind, column.field]), column.base, order[column.kind, column.field])

    return [(header, named[header]) for header in sorted(named, key=place)]


def _sorts(column: Column, words: Vocabulary) -> list[str]:
    """Return the headers for a tie of which a thing may have one of each sort: 上级区域（属地）, 上级区域（物业）."""
    tie = kind_of(column.kind)
    single = tie.single or () if column.at and issubclass(tie, Tie) else ()
    lists = [field_of(column.kind, name).vocabulary for name in single]
    if len(lists) != 1 or lists[0] is None:
        return []
    return [f"{column.base}（{word.zh}）" for word in words.lists[lists[0]].values()]


def _required(column: Column) -> bool:
    return column.at is None and column.spec is not None and column.spec.required


def offered(column: Column) -> bool:
    """Whether an empty template shows the column: of a tie's fields all but its validity, of a seat since when."""
    return (
        column.at is None
        or column.field not in Kind.model_fields
        or (column.field == "since" and column.at == "target")
    )


class DropDowns:
    """The drop-down lists: one column a word list on a sheet of their own, since Excel cuts long ones."""

    def __init__(self, words: Vocabulary) -> None:
        """Take the words; a list is written once a column asks for it."""
        self.words = words
        self._columns: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def validation(self, one: Field) -> DataValidation | None:
        """Return the drop-down of a field, to be given the cells that have it; None where there is no list of it."""
        name = MEASURE if one.value == MEASURE else one.vocabulary
        if name is None or name not in self.words.lists:
            return None
        said = [word.zh for code, word in self.words.lists[name].items() if not one.choices or code in one.choices]
        self._columns.setdefault((name, one.choices), [one.zh, *said])
        position = list(self._columns).index((name, one.choices)) + 1
        letter, last = get_column_letter(position), len(said) + 1
        formula = f"'{_LIST_SHEET}'!${letter}$2:${letter}${last}"
        return DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)

    def write(self, book: Workbook, *, shown: bool = True) -> None:
        """Write the sheet of the lists that were asked for; one that is not shown is not printed either."""
        if not self._columns:
            return
        sheet = book.create_sheet(_LIST_SHEET)
        sheet.sheet_state = "visible" if shown else "hidden"
        columns = [*self._columns.values()]
        if (MEASURE, ()) in self._columns:  # beside their names what they count
            columns.append([_QUERY, *self.words.lists[MEASURE]])
        for place in range(max(map(len, columns))):
            sheet.append([column[place] if place < len(column) else None for column in columns])


def _write_sheet(
    sheet: Any,
    headers: Sequence[tuple[str, Column | None]],
    rows: Sequence[Mapping[str, Any]],
    completeness: Sequence[Completeness],
    lists: DropDowns,
) -> None:
    top = len(completeness) + 1
    sheet.freeze_panes = f"A{top + 1}"
    for place, (header, column) in enumerate(headers, 1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = width(header, (row.get(header) for row in rows[:LOOKED_AT]))
        dimension.number_format = number_format(column)
        if column and column.spec and (validation := lists.validation(column.spec)) is not None:
            letter = get_column_letter(place)
            validation.add(f"{letter}{top + 1}:{letter}{max(top + len(rows), top + 500)}")
            sheet.data_validations.append(validation)
    for until, within, condition in completeness:
        cells = [
            COMPLETE,
            until,
            WITHIN,
            within or None,
            *((CONDITION, condition or None) if condition or not rows else ()),
        ]
        sheet.append([styled(sheet, cell) if place % 2 == 0 else cell for place, cell in enumerate(cells)])
    sheet.append([_header_cell(sheet, header, column) for header, column in headers])
    cells = [WriteOnlyCell(sheet) for _ in headers]
    for cell, (_, column) in zip(cells, headers, strict=True):
        cell.number_format = number_format(column)
    for row in rows:
        sheet.append([_filled(cell, row.get(header)) for cell, (header, _) in zip(cells, headers, strict=True)])


def _filled(cell: Any, value: Any) -> Any:
    """Return the cell with a value; a cell is written out at once, so one serves a whole column."""
    if value is None:
        return None  # it has the format of its column
    return put(cell, value)


def _header_cell(sheet: Any, header: str, column: Column | None) -> Any:
    cell = styled(sheet, header)
    if column is None:
        return cell
    cell.fill = MUST if _required(column) else MAY
    cell.comment = Comment(note_of(column), "linli", width=260)
    return cell


def note_of(column: Column) -> str:
    """Return what is shown where the pointer rests on a header."""
    one = column.spec
    if one is not None:
        return "\n".join(filter(None, (f"例：{one.example}", one.description_zh, "必填" if _required(column) else "")))
    if column.field == "key":
        return _KEY_NOTE
    tie = tie_of(column.kind)
    may = tie.target if column.field == "target" else tie.source
    ends = "、".join(kind.zh for kind in all_kinds() if kind.kind in may)
    several = "" if column.at is None or _SORT.search(column.header) else "；几个之间用、隔开"
    return f"写{ends}的名称、路径或编号{several}"


def number_format(column: Column | None) -> str:
    """Return how a column is kept: text where Excel would make a date of 3-2 or a float of a code, else what it is."""
    one = column.spec if column else None
    if one is None or one.type in ("text", "texts", "reference"):
        return TEXT
    return DAY if one.type == "day" else "General"
