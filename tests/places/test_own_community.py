"""A community of one's own, as its staff write it: the template filled in, mended, loaded, changed; then a list.

Two estates, nine buildings of which one lies in two grids, three grids, and twenty-three units that checked in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from api.cli import run
from graph.names import Names
from graph.stores import open_store
from loaders import Report, load
from loaders.template import write_template

pytestmark = pytest.mark.slow

Rows = list[dict[str, Any]]
GRIDS = ("第一网格", "第二网格", "第三网格")
WHOLE = {"台账完整截至": "2024-11-01", "所在区域": "演示新风社区"}
LIES = {
    ("春苑", 1): 0,
    ("春苑", 2): 0,
    ("春苑", 3): 1,
    ("春苑", 4): 1,
    ("春苑", 5): None,
    ("秋苑", 1): 2,
    ("秋苑", 2): 2,
    ("秋苑", 3): 2,
    ("秋苑", 4): 2,
}
TWO_GRIDS = [
    {"名称": f"{number}单元", "层级": "单元", "上级区域（物业）": "春苑/5号楼", "上级区域（属地）": GRIDS[number]}
    for number in (1, 2)
]


def places(split: str | None, more: Rows) -> Rows:
    """The sheet of places; ``split`` is what is written as the grid of the building that lies in two."""
    rows: Rows = [{"名称": "演示新风社区", "层级": "社区", "架构模板": "suzhoulu"}]
    rows += [{"名称": one, "层级": "网格", "上级区域（属地）": "演示新风社区"} for one in GRIDS]
    rows += [{"名称": one, "层级": "小区", "上级区域（属地）": "演示新风社区"} for one in ("春苑", "秋苑")]
    for (estate, number), grid in LIES.items():
        above = split if grid is None else GRIDS[grid]
        row = {
            "名称": f"{number}号楼",
            "层级": "楼栋",
            "上级区域（物业）": estate,
            "上级区域（属地）": above,
            "户数": 48,
        }
        rows.append(row)
    return rows + more


def ledger(split: str | None, more: Rows, between: str) -> dict[str, Rows]:
    """The template's sheets; ``between`` is what stands between an estate and a building where heads answer for it."""
    units = [{"名称": f"演示单位{n:02}", "组织形式": "党支部", "报到于": "演示新风社区党委"} for n in range(1, 24)]
    heads = [
        {"职务名称": "楼栋长", "负责范围": f"{estate}{between}{number}号楼", "现任": f"演示楼{at}"}
        for at, (estate, number) in enumerate(LIES)
        if (estate, number) != ("秋苑", 4)
    ]
    workers = [{"职务名称": "专职网格员", "负责范围": one, "现任": f"演示格{at}"} for at, one in enumerate(GRIDS)]
    secretary = {"职务名称": "书记", "所属": "演示新风社区//演示新风社区党委", "现任": "演示甲"}
    return {
        "区域": places(split, more),
        "组织": [{"名称": "演示新风社区党委", "组织形式": "党委", "负责范围": "演示新风社区"}, *units],
        "职务": [secretary, *heads, *workers],
    }


def filled(template: Path, out: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write rows below the headers of the template's own sheets, and the day above those of places and posts."""
    book = openpyxl.load_workbook(template)
    for name, rows in sheets.items():
        sheet = book[name]
        headers = [one.value for one in sheet[2]]
        if name in ("区域", "职务"):
            sheet["B1"], sheet["D1"] = WHOLE.values()
        for number, row in enumerate(rows, 3):
            for header, value in row.items():
                sheet.cell(number, headers.index(header) + 1, value)
    book.save(out)
    return out


def plain(out: Path, sheet: str, rows: Sequence[Sequence[Any]]) -> Path:
    """Write a small workbook of one sheet, as for a later change."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append([*row])
    book.save(out)
    return out


class Office:
    """A community's store, and its files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = open_store(folder / "社区.db")

    def load(self, path: Path) -> Report:
        return load("workbook", [path], self.store, by="演示统筹员")

    def held(self, path: str) -> list[tuple[str, str | None, str | None]]:
        """Who is or was head of a building: name, since when, until when, in order."""
        tables = self.store.tables()
        (building,) = Names(tables).matches(path, ("place",))
        posts = tables["answers_for"].filter(pl.col("target") == building)["source"].to_list()
        people = dict(tables["person_personal"].select("key", "name").iter_rows())
        terms = tables["holds"].filter(pl.col("target").is_in(posts)).sort("since", nulls_last=False)
        return [
            (people[who], since and since.isoformat(), until and until.isoformat())
            for who, since, until in terms.select("source", "since", "until").iter_rows()
        ]

    def buildings_of(self, grid: str, day: date) -> list[str]:
        """What lies in a grid on a day, by name."""
        tables = self.store.tables()
        (key,) = Names(tables).matches(grid, ("place",))
        ties = tables["part_of"].filter(
            pl.col("target") == key,
            pl.col("since").is_null() | (pl.col("since") <= day),
            pl.col("until").is_null() | (pl.col("until") > day),
        )
        names = dict(tables["place"].select("key", "name").iter_rows())
        return sorted(names[one] for one in ties["source"])


class TestAnOwnCommunity:
    def test_from_the_template_to_the_list_for_the_leader(self, tmp_path: Path) -> None:
        office = Office(tmp_path)
        template = tmp_path / "台账.xlsx"
        write_template(template)

        # the first round has natural mistakes, and says what to write
        wrong = filled(template, tmp_path / "一.xlsx", ledger("第二网格、第三网格", [], ""))
        report = office.load(wrong)
        assert (report.failed, report.revision) == (True, 0)
        errors = {(one.where.sheet, one.where.cell): one for one in report.issues if one.severity == "error"}
        assert {one.code for one in errors.values()} == {"not_found", "one_at_a_time_part_of"}
        assert errors["职务", "M4"].suggestion() == "是不是：演示新风社区/春苑/1号楼"
        assert "把各单元写成区域" in (errors["区域", "S13"].suggestion() or "")
        assert report.count("error") == 1 + len(LIES) - 1

        # the second loads, and loads again unchanged
        right = filled(template, tmp_path / "二.xlsx", ledger(None, TWO_GRIDS, "/"))
        reports = [office.load(right) for _ in range(2)]
        assert [(one.failed, one.revision) for one in reports] == [(False, 1), (False, 1)]
        levels = dict(office.store.tables()["place"]["level"].value_counts().iter_rows())
        assert levels == {"community": 1, "grid": 3, "estate": 2, "building": 9, "entrance": 2}
        assert (reports[0].accepted["checked_in"], reports[0].accepted["holds"]) == (23, 12)

        # a new head of a building, and a later one: the term before ends that day
        heads = [["职务名称", "负责范围", "现任", "现任·起始日期"], ["楼栋长", "秋苑/4号楼", "演示新", "2024-12-01"]]
        assert not office.load(plain(tmp_path / "四.xlsx", "职务", heads)).failed
        heads[1][2:] = ["演示更新", "2025-03-01"]
        reports = [office.load(plain(tmp_path / "五.xlsx", "职务", heads)) for _ in range(2)]
        assert [(one.failed, one.revision) for one in reports] == [(False, 3), (False, 3)]
        assert office.held("秋苑/4号楼") == [("演示新", "2024-12-01", "2025-03-01"), ("演示更新", "2025-03-01", None)]

        # two grids become one from a day
        titles: list[str | None] = [
            "名称",
            "层级",
            "上级区域（物业）",
            "上级区域（属地）",
            "上级区域（属地）·起始日期",
            "截止日期",
        ]
        moved: list[list[str | None]] = [
            [f"{n}号楼", "楼栋", "秋苑", "第二网格", "2025-01-01", None] for n in (1, 2, 3, 4)
        ]
        moved.append(["2单元", "单元", "春苑/5号楼", "第二网格", "2025-01-01", None])
        moved.append(["第三网格", "网格", None, None, None, "2024-12-31"])
        path = plain(tmp_path / "六.xlsx", "区域", [titles, *moved])
        reports = [office.load(path) for _ in range(2)]
        assert [(one.failed, one.revision) for one in reports] == [(False, 4), (False, 4)]
        assert [(one.code, one.where.cell) for one in reports[0].issues] == [("place_by_name", "A7")]
        assert office.buildings_of("第三网格", date(2024, 12, 31)) == ["1号楼", "2单元", "2号楼", "3号楼", "4号楼"]
        assert office.buildings_of("第三网格", date(2025, 1, 1)) == []
        assert len(office.buildings_of("第二网格", date(2025, 1, 1))) == 2 + 1 + 5

        # the list for the leader: opened again and looked at
        out, store = tmp_path / "缺口.xlsx", str(tmp_path / "社区.db")
        office.store.close()
        assert run(["coverage", "--on", "2025-06-01", "-o", str(out), "--by", "演示统筹员", "--store", store]) == 0
        (sheet,) = openpyxl.load_workbook(out).worksheets
        rows = list(sheet.iter_rows(values_only=True))
        header = sheet.max_row - len(list(sheet[sheet.auto_filter.ref])) + 1
        assert [rows[0][0], rows[3][0], sheet.title] == ["配置标准", "内部工作资料，制作 演示统筹员", "配置标准"]
        assert "2025-06-01" in str(rows[1][0])
        assert rows[header - 1][:4] == ("由谁负责", "对象", "标准", "结果")
        assert all(row[0] == "演示新风社区党委" for row in rows[header:])
        assert {"春苑", "秋苑", "第一网格", "第二网格"} <= {str(row[1]) for row in rows[header:]}
        assert "第三网格" not in {row[1] for row in rows}
        assert sheet.freeze_panes == f"A{header + 1}"
        assert sheet.print_title_rows == f"${header}:${header}"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
