"""Small workbooks written cell by cell, as people leave them, and loads of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from graph.names import Names
from graph.stores import MemoryStore
from loaders import Report, load

Cells = list[list[Any]]
Sheets = Mapping[str, Sequence[Sequence[Any]]]


def book(path: Path, sheets: Sheets, *, merged: Mapping[str, Sequence[str]] | None = None) -> Path:
    """Write sheets of rows from A1 on; a cell that is None stays empty."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, column, value)
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
    made.save(path)
    return path


class Desk:
    """A store, a folder, and somebody who loads workbooks into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = MemoryStore()
        self._files = 0

    def load(self, sheets: Sheets, **options: Any) -> Report:
        """Write a workbook and load it."""
        self._files += 1
        merged = options.pop("merged", None)
        path = book(self.folder / f"{self._files}.xlsx", sheets, merged=merged)
        return load("workbook", [path], self.store, by="测试", **options)

    def good(self, sheets: Sheets, **options: Any) -> Report:
        """Load a workbook in which nothing is wrong."""
        report = self.load(sheets, **options)
        assert told(report) == []
        return report

    @property
    def names(self) -> Names:
        """What the store holds, by name."""
        return Names(self.store.tables())

    def rows(self, kind: str, *fields: str) -> list[tuple[Any, ...]]:
        """Return fields of a kind, keys as paths, in the order of their text."""
        names, tables = self.names, self.store.tables()
        frame = tables[kind]
        people = dict(tables["person_personal"].select("key", "name").iter_rows())

        def shown(value: Any) -> Any:
            if (
                isinstance(value, str)
                and "-" in value
                and value.rpartition("-")[0] in ("place", "organisation", "post", "team")
            ):
                return names.path_of(value)
            return people.get(value, value) if isinstance(value, str) else value

        found = [tuple(shown(value) for value in row) for row in frame.select(*fields).iter_rows()]
        return sorted(found, key=str)


def told(report: Report) -> list[tuple[str, str, str | None, Any]]:
    """Return of each issue its code, its sheet, its cell or row, and what was found."""
    return [
        (one.code, one.where.sheet or "", one.where.cell or str(one.where.row or ""), one.found)
        for one in report.issues
    ]


#: The places that most tests stand on.
PLACES: Sequence[Sequence[Any]] = [
    ["名称", "层级", "上级区域", "简称", "架构模板"],
    ["苏州路演示社区", "社区", None, "苏州路社区", "suzhoulu"],
    ["锦绣园", "小区", "苏州路社区", None, None],
    ["一网格", "网格", "苏州路社区", None, None],
    ["3号楼", "楼栋", "锦绣园", None, None],
    ["5号楼", "楼栋", "锦绣园", None, None],
]

#: A chain of three organisations.
PARTY: Cells = [
    ["名称", "组织形式", "负责范围", "上级", "上级·链条", "上级·关系"],
    ["苏州路演示社区党委", "社区党委", "苏州路社区", None, None, None],
    ["锦绣园党支部", "支部", "锦绣园", "苏州路社区//社区党委", "党组织", None],
    ["第一党小组", "党小组", None, "锦绣园//支部", "党组织", "指导"],
]

#: Posts: held, over two buildings, vacant, and two seats of one role.
POSTS: Cells = [
    ["职务名称", "岗位号", "所属", "负责范围", "现任", "现任·起始日期"],
    ["书记", None, "苏州路社区//社区党委", None, "演示甲", "2021-03-01"],
    ["楼栋长", None, None, "锦绣园/3号楼、锦绣园/5号楼", "演示乙", None],
    ["楼栋长", None, None, "锦绣园/5号楼", "空缺", None],
    ["网格员", 1, "苏州路社区", "一网格", None, None],
    ["网格员", 2, "苏州路社区", "一网格", "演示甲", None],
]
