"""A small neighbourhood with needs, offers and what was asked; its lists written, filled in and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl

import graph
from graph.changes import ChangeSet, whole_rows
from graph.kinds import all_kinds
from graph.rules import Rules, load_rules
from graph.viewing import Showing, outsider, owner
from loaders import Report, load
from loaders.lists import write_claims, write_lists, write_partner
from tests.loaders.books import Cells, Desk

ON = date(2024, 11, 1)
RULES = load_rules()

PLACES: Cells = [
    ["名称", "层级", "上级区域", "架构模板"],
    ["甲社区", "社区", None, "suzhoulu"],
    ["锦绣园", "小区", "甲社区", None],
    ["3号楼", "楼栋", "锦绣园", None],
    ["201室", "户室", "3号楼", None],
]
UNITS: Cells = [
    ["名称", "组织形式", "负责范围", "所在地"],
    ["甲社区党委", "党委", "甲社区", None],
    ["演示图书馆", "事业单位", None, "甲社区"],
    ["演示书店", "企业", None, "甲社区"],
    ["演示医院", "事业单位", None, "甲社区"],
    ["演示小学", "事业单位", None, "甲社区"],
]
OFFERS: Cells = [
    ["名称", "类别", "每期数量", "单位", "周期", "服务对象", "服务范围", "提供方"],
    ["馆藏", "图书", 300, "本", "每季度", None, "甲社区", "演示图书馆"],
    ["新书", "图书", 20, "本", None, None, "甲社区", "演示书店"],
    ["门诊", "助医", 5, "人", "每月", None, "甲社区", "演示医院"],
    ["理发", "理发", 3, "人", "每月", "60岁及以上", "甲社区", "演示医院"],
]
DOOR = "锦绣园/3号楼/201室"
NEEDS: Cells = [
    ["需求号", "名称", "类别", "数量", "单位", "紧急程度", "提出日期", "期限", "所在地", "提出人", "对象条件"],
    ["XQ-1", "课堂用书", "图书", 100, "本", "重要", "2024-10-18", "2024-12-20", "锦绣园/3号楼", "演示小学", None],
    [None, "绘本", "图书", 30, "本", None, "2024-10-20", "2024-12-31", DOOR, "演示小学", None],
    [None, "夜里睡不着", "助医", 1, "人", None, "2024-10-21", None, DOOR, "演示小学", "困难家庭（已核实）"],
    [None, "上门理发", "理发", 1, "人", None, "2024-10-22", None, DOOR, "演示小学", "60岁及以上（已核实）"],
]  # fmt: skip
PROJECTS: Cells = [
    ["项目号", "名称", "类别", "数量", "单位", "状态", "所在地"],
    ["XM-1", "流动书架", "图书", 50, "本", "待认领", "甲社区"],
    ["XM-2", "读书会", "图书", 1, "场", "进行中", "甲社区"],
]
MEETS: Cells = [
    ["起点", "终点", "数量", "状态", "询问日期", "交付日期", "答复期限"],
    ["演示图书馆//馆藏", "XQ-1", 100, "已询问", "2024-10-30", None, "2024-11-06"],
    ["演示图书馆//馆藏", "XM-1", 20, "已认领", "2024-10-30", "2024-11-10", None],
]
BOOK = {
    "区域": PLACES,
    "组织": UNITS,
    "资源": OFFERS,
    "需求": NEEDS,
    "项目": PROJECTS,
    "供需": MEETS,
}
#: What no list for a giver may say before a claim: doors, buildings, who raised it, classes, what is sensitive.
NOT_BEFORE = ("201室", "3号楼", "演示小学", "60岁及以上", "困难家庭", "aged_60", "夜里睡不着")


#: The neighbourhood as it is loaded, and its first workbooks: made once, since every test begins with them.
_LOADED: list[ChangeSet] = []
_WRITTEN: dict[tuple[str, str], bytes] = {}


class Hall(Desk):
    """A desk with the neighbourhood, at which lists are written and taken back."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        if not _LOADED:
            self.good(BOOK)
            tables = self.store.tables()
            _LOADED.append(ChangeSet({kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}, by="测试"))
        else:
            self.store.commit(_LOADED[0])

    def write(self, what: str = "lists", *, partner: str = "演示图书馆", rules: Rules = RULES, **how: Any) -> Path:
        """Write a workbook of lists: ``lists``, ``claims`` or ``partner``; the first of each is kept for all tests."""
        if self.store.revision().number > 1 or how:
            return self._written(what, partner, rules, **how)
        if (what, partner) not in _WRITTEN:
            _WRITTEN[what, partner] = self._written(what, partner, rules).read_bytes()
        path = self.folder / f"{what}-{partner}.xlsx"
        path.write_bytes(_WRITTEN[what, partner])
        return path

    def _written(self, what: str, partner: str, rules: Rules, **how: Any) -> Path:
        network = graph.open(self.store, on=how.get("on", ON), revision=how.get("revision"))
        network = network.within(how.get("within"))
        path = self.folder / f"{what}-{partner}-{network.revision}.xlsx"
        showing = Showing(owner("terminal", "lists") if what == "lists" else outsider("lists"), network)
        names, lines = self.names, ["演示"]

        def called(key: str) -> str:
            return showing.name(key) or "个人" if key.startswith("person-") else names.path_of(key).rpartition("/")[2]

        if what == "lists":
            write_lists(path, network, rules, showing, called, lines)
        elif what == "claims":
            write_claims(path, network, rules, called, lines)
        else:
            write_partner(path, network, rules, showing, names.resolve(partner), called, lines, how.get("giving"))
        return path

    def take(self, path: Path, **how: Any) -> Report:
        """Take a workbook of lists back."""
        return load("lists", [path], self.store, by="测试", rules=how.pop("rules", RULES), **how)

    def value(self, kind: str, name: str, field: str) -> Any:
        """Return a field of the thing of a name."""
        frame = self.store.tables()[kind]
        return dict(frame.select("name", field).iter_rows())[name]

    def states(self) -> dict[tuple[str, str], str]:
        """Return how things stand between offers and demands, by their names."""
        tables = self.store.tables()
        named = dict(
            row for kind in ("offer", "need", "project") for row in tables[kind].select("key", "name").iter_rows()
        )
        rows = tables["meets"].select("source", "target", "state").iter_rows()
        return {(named[source], named[target]): state for source, target, state in rows}


class Sheet:
    """A sheet of a workbook, its cells by header and by what stands in a row."""

    def __init__(self, sheet: Any) -> None:
        self.cells = sheet
        self.header = next(
            number
            for number, (first, *_) in enumerate(sheet.iter_rows(values_only=True), 1)
            if isinstance(first, str) and first.startswith("#")
        )
        self.columns = {cell.value: cell.column for cell in sheet[self.header]}

    def row(self, **named: Any) -> int:
        """Return the number of the first row that has some values; of none, that of a new row."""
        if not named:
            return int(self.cells.max_row) + 1
        return next(
            number
            for number in range(self.header + 1, self.cells.max_row + 1)
            if all(self.cells.cell(number, self.columns[name]).value == value for name, value in named.items())
        )

    def put(self, number: int, **values: Any) -> None:
        """Write into cells of a row."""
        for name, value in values.items():
            self.cells.cell(number, self.columns[name]).value = value

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows by header, without ids and checks and what is empty."""
        found = []
        for number in range(self.header + 1, self.cells.max_row + 1):
            cells = {name: self.cells.cell(number, at).value for name, at in self.columns.items()}
            found.append({name: said for name, said in cells.items() if said is not None and name[:1] != "#"})
        return found


def edited(path: Path, sheet: str, change: Callable[[Sheet], Any]) -> Path:
    """Change a sheet of a workbook, and return the path of a copy."""
    book = openpyxl.load_workbook(path)
    change(Sheet(book[sheet]))
    other = path.with_name(f"edited-{path.name}")
    book.save(other)
    return other


def filled(path: Path, sheet: str, *rows: tuple[dict[str, Any], dict[str, Any]]) -> Path:
    """Fill in cells of rows: each a pair of what a row is found by, and what is written."""

    def fill(one: Sheet) -> None:
        for named, values in rows:
            one.put(one.row(**named), **values)

    return edited(path, sheet, fill)


def rows_of(path: Path, sheet: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet by header."""
    return Sheet(openpyxl.load_workbook(path)[sheet]).rows()


def everything_in(path: Path) -> str:
    """Return all text in a workbook: cells, hidden sheets and columns, comments, lists, properties."""
    with ZipFile(path) as parts:
        return "\n".join(
            parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith((".xml", ".vml"))
        )
