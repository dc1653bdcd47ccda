"""一表通: a small form that a planner can read, filled; what is left is told; what comes back differs or is silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import graph
from api.naming import names_of
from api.rendering.filled import Told
from api.rendering.form_book import FormBook
from graph.errors import BadInput, BadRules, LinliError
from graph.filling import Asked
from graph.rules import load_rules
from graph.stores import Store
from graph.viewing import Showing, owner
from loaders.filling.back import Difference, differences, figure_rows, origin_of
from loaders.filling.book import check_blank
from loaders.filling.draft import draft
from loaders.filling.fill import Filled
from loaders.filling.plan import Plan, parsed_plan
from loaders.filling.record import record
from tests.loaders.books import Cells, Desk, Sheets

RULES = load_rules()
ON = date(2024, 11, 1)
#: A community with two grids and a head of one building of two; all grids are known, and not all posts.
LEDGER: Sheets = {
    "区域": [
        ["名称", "层级", "上级区域", "架构模板", "户数"],
        ["演示社区", "社区", None, "suzhoulu", None],
        ["一网格", "网格", "演示社区", None, None],
        ["二网格", "网格", "演示社区", None, None],
        ["锦绣园", "小区", "演示社区", None, None],
        ["1号楼", "楼栋", "演示社区/锦绣园", None, 20],
        ["2号楼", "楼栋", "演示社区/锦绣园", None, 30],
    ],
    "组织": [["名称", "组织形式", "负责范围"], ["演示社区党委", "党委", "演示社区"]],
    "职务": [["职务名称", "负责范围", "现任"], ["楼长", "演示社区/锦绣园/1号楼", "演示甲"]],
    "台账声明": [
        ["范围条件", "所在区域", "截至"],
        ["kind=place level=grid", "演示社区", "2024-11-01"],
        ["kind=post role=楼长", "演示社区/锦绣园/1号楼", "2024-11-01"],
    ],
}
FORM: Cells = [["社区情况表"], ["社区", None], ["网格数", None], ["楼长数", None], ["简称", None], ["合计", "=B3*2"]]
MAP = """
cells:
  - {cell: B2, label: 社区, field: name}
  - {cell: B3, label: 网格数, measure: 网格数}
  - {cell: B4, label: 楼长数, measure: 楼长数}
  - {cell: B5, label: 简称, field: short_name}
  - {cell: B6, label: 合计, measure: 网格数}
tables:
  - {rows: 9-10, each: kind=place level=楼栋, columns: {A: {field: name}, B: {measure: 楼长数}}}
"""


@pytest.fixture
def ledger(desk: Desk) -> Store:
    report = desk.load(LEDGER)
    assert not report.failed, [one.message() for one in report.issues]
    return desk.store


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "情况"
    for row in FORM:
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet["B3"].number_format = "0"
    sheet["A3"].font = openpyxl.styles.Font(bold=True)
    book.save(tmp_path / "表.xlsx")
    return tmp_path / "表.xlsx"


def laid(store: Store, plan: Plan, revision: int | None = None) -> FormBook:
    network = graph.open(store, on=ON, revision=revision)
    names, showing = names_of(network, RULES), Showing(owner("terminal", "fill"), network)
    return FormBook(plan, network.within(names.resolve("演示社区")), RULES, names, showing, lang="zh", note="演示")


def filled(store: Store, blank: Path, text: str = MAP) -> tuple[Path, Filled, Told]:
    check_blank(blank)
    book, to = laid(store, parsed_plan(text, "表.yaml")), blank.with_name("已填.xlsx")
    return to, book.write(blank, to), book.told


def cells(path: Path, sheet: str) -> list[Sequence[Any]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


class TestFilled:
    @pytest.mark.slow
    def test_the_form_has_what_the_ledger_knows(self, ledger: Store, blank: Path) -> None:
        to, _, _ = filled(ledger, blank)
        assert cells(to, "情况")[1:] == [
            ("社区", "演示社区"),
            ("网格数", 2),
            ("楼长数", None),
            ("简称", None),
            ("合计", "=B3*2"),
            (None, None),
            (None, None),
            ("1号楼", 1),
            ("2号楼", None),
        ]

    @pytest.mark.slow
    def test_what_is_left_is_listed_with_whom_to_ask(self, ledger: Store, blank: Path) -> None:
        to, _, _ = filled(ledger, blank)
        asked = "演示社区//演示社区党委"
        assert [row[1:5] for row in cells(to, "未填清单")[1:]] == [
            ("B4", "楼长数", "没有声明台账完整（台账为 ≥1）", asked),
            ("B5", "简称", "台账没有登记", asked),
            ("B6", "合计", "这一格是公式，没有动", None),
            ("B10", None, "没有声明台账完整", asked),
        ]

    @pytest.mark.slow
    def test_each_value_says_what_it_rests_on(self, ledger: Store, blank: Path) -> None:
        to, _, _ = filled(ledger, blank)
        assert cells(to, "依据")[2] == (
            "情况", "B3", "网格数", 2, "count kind=place level=grid", "演示社区", "2024-11-01", 1, 2,
        )  # fmt: skip

    def test_layout_and_styles_stay(self, ledger: Store, blank: Path) -> None:
        to, _, _ = filled(ledger, blank)
        sheet = openpyxl.load_workbook(to)["情况"]
        assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:B1"]
        assert (sheet["A3"].font.bold, sheet["B3"].number_format) == (True, "0")

    @pytest.mark.slow
    def test_a_map_may_write_over_a_formula(self, ledger: Store, blank: Path) -> None:
        to, _, _ = filled(ledger, blank, "cells: [{cell: B6, measure: 网格数, over: true}]")
        assert cells(to, "情况")[5] == ("合计", 2)

    def test_a_text_never_becomes_a_formula(self, ledger: Store, blank: Path) -> None:
        to, _, _ = filled(ledger, blank, "cells: [{cell: B2, text: =1+1}]")
        assert openpyxl.load_workbook(to)["情况"]["B2"].data_type == "s"

    @pytest.mark.slow
    def test_few_people_are_not_told_where_the_map_says_so(self, ledger: Store, blank: Path) -> None:
        said = "cells: [{cell: B4, of: 演示社区/锦绣园/1号楼, measure: 楼长数, unit: 人}]"
        assert filled(ledger, blank, said)[1].left == []
        left = filled(ledger, blank, f"small: 5\n{said}")[1]
        assert left.puts[0].given.why == (("fill_small", None),)

    @pytest.mark.slow
    def test_what_few_people_could_be_worked_out_from_is_not_told_either(self, desk: Desk, blank: Path) -> None:
        heads = [
            ["楼长", f"{at + 1}", f"演示社区/锦绣园/{building}号楼", f"演示人{building}{at}"]
            for building, many in ((1, 1), (2, 4), (3, 6))
            for at in range(many)
        ]
        ledger = {
            **LEDGER,
            "区域": [*LEDGER["区域"], ["3号楼", "楼栋", "演示社区/锦绣园", None, 30]],
            "职务": [["职务名称", "岗位号", "负责范围", "现任"], *heads],
            "台账声明": [["范围条件", "所在区域", "截至"], ["kind=post role=楼长", "演示社区", "2024-11-01"]],
        }
        report = desk.load(ledger)
        assert not report.failed, [one.message() for one in report.issues]
        table = "tables: [{rows: 9-11, each: kind=place level=楼栋, columns: {B: {measure: 楼长数, unit: 人}}}]"
        total = "cells: [{cell: B4, measure: 楼长数, unit: 人}]"
        _, found, told = filled(desk.store, blank, f"small: 3\n{total}\n{table}")
        assert [one.given.value for one in found.puts] == [11, None, None, 6]
        assert [told.why(one) for one in found.puts[1:3]] == [
            "人数太少，不写出",
            "写出来就能算出旁边太少的人数，不写出",
        ]
        _, alone, _ = filled(desk.store, blank, f"small: 3\n{total}")
        assert [one.given.value for one in alone.puts] == [11]

    @pytest.mark.slow
    def test_what_few_people_are_added_up_with_is_told_by_no_number_further_down_or_written_twice(
        self, desk: Desk, blank: Path
    ) -> None:
        estates: Cells = [["秀水园", "小区", "演示社区", None, None], ["3号楼", "楼栋", "演示社区/秀水园", None, 30]]
        heads: Cells = [
            ["楼长", f"{at + 1}", f"演示社区/{building}", f"演示人{building[-3]}{at}"]
            for building, many in (("锦绣园/1号楼", 9), ("锦绣园/2号楼", 8), ("秀水园/3号楼", 3))
            for at in range(many)
        ]
        report = desk.load(
            {
                **LEDGER,
                "区域": [*LEDGER["区域"], *estates],
                "职务": [["职务名称", "岗位号", "负责范围", "现任"], *heads],
                "台账声明": [["范围条件", "所在区域", "截至"], ["kind=post role=楼长", "演示社区", "2024-11-01"]],
            }
        )
        assert not report.failed, [one.message() for one in report.issues]
        asked = ["演示社区", "演示社区/锦绣园", "演示社区/秀水园", "演示社区/锦绣园/1号楼", "演示社区/锦绣园/2号楼"]
        asked += asked[4:]
        cells = [f"{{cell: B{at}, of: {of}, measure: 楼长数, unit: 人}}" for at, of in enumerate(asked, 2)]
        _, found, _ = filled(desk.store, blank, f"small: 5\ncells: [{', '.join(cells)}]")
        # 20 - 17 would be 3, 17 is 9 + 8, and one of these is told again
        assert [one.given.value for one in found.puts] == [20, None, None, 9, None, None]

    @pytest.mark.slow
    def test_of_a_unit_its_liaison_is_asked_where_somebody_is(self, desk: Desk, blank: Path) -> None:
        report = desk.load(
            {
                **LEDGER,
                "组织": [
                    ["名称", "组织形式", "负责范围", "所在地"],
                    ["演示社区党委", "党委", "演示社区", None],
                    ["演示图书馆", "单位", None, "演示社区"],
                    ["演示车站", "单位", None, "演示社区"],
                ],
                "职务": [
                    ["职务名称", "所属", "现任"],
                    ["联络员", "演示社区//演示图书馆", "演示乙"],
                    ["联络员", "演示社区//演示车站", None],
                ],
            }
        )
        assert not report.failed, [one.message() for one in report.issues]
        units = [
            "{cell: B2, of: 演示社区//演示图书馆, field: short_name}",
            "{cell: B3, of: 演示社区//演示车站, field: short_name}",
        ]
        said = f"cells: [{', '.join(units)}]"
        _, found, told = filled(desk.store, blank, said)
        assert [line.rpartition("：")[2] for line in told.lines(found)[1:]] == [
            "演示社区//演示图书馆//联络员（演示乙）",
            "演示社区//演示社区党委",
        ]

    @pytest.mark.slow
    def test_a_table_with_too_few_rows_says_so(self, ledger: Store, blank: Path) -> None:
        said = "tables: [{rows: 9-9, each: kind=place level=楼栋, columns: {A: {field: name}}}]"
        _, found, told = filled(ledger, blank, said)
        assert [(one.count, one.left) for one in found.short] == [(2, 1)]
        assert told.lines(found)[1].endswith("台账里有 2 个，行不够，差 1 行")


class TestCameBack:
    def back(self, store: Store, blank: Path, **cells_of: Any) -> tuple[list[Difference], Asked, Path]:
        to, _, _ = filled(store, blank)
        book = openpyxl.load_workbook(to)
        for name, value in cells_of.items():
            book["情况"][name] = value
        book.save(to)
        origin = origin_of(to)
        plan = parsed_plan(MAP, "表.yaml")
        then, now = laid(store, plan, origin.revision), laid(store, plan)
        return differences(to, origin, then.laid, then.asked, now.asked), then.asked, to

    @pytest.mark.slow
    def test_unchanged_nothing_is_told(self, ledger: Store, blank: Path) -> None:
        assert self.back(ledger, blank)[0] == []

    @pytest.mark.slow
    def test_only_what_differs_is_told(self, ledger: Store, blank: Path) -> None:
        found, _, _ = self.back(ledger, blank, B2=None, B3=3, B5="演示")
        assert [(one.spot.cell, one.state, one.figure) for one in found] == [
            ("B2", "emptied", None),
            ("B3", "changed", 3),
            ("B5", "answered", None),
        ]

    @pytest.mark.slow
    def test_a_number_is_recorded_as_a_figure_once(self, ledger: Store, blank: Path) -> None:
        found, then, file = self.back(ledger, blank, B3=3)
        rows = figure_rows(found, then, file.name, ON)
        first, again = (record(file, rows, ledger, by="测试", rules=RULES) for _ in range(2))
        assert (first.added, again.added) == (1, 0)
        figure = ledger.tables()["figure"].row(0, named=True)
        assert (figure["name"], figure["value"], figure["document"]) == ("网格数", 3, "已填.xlsx")

    @pytest.mark.slow
    def test_that_the_ledger_moved_on_is_told(self, desk: Desk, ledger: Store, blank: Path) -> None:
        to, _, _ = filled(ledger, blank)
        desk.load({"区域": [["名称", "层级", "上级区域"], ["三网格", "网格", "演示社区"]]})
        plan = parsed_plan(MAP, "表.yaml")
        origin = origin_of(to)
        then, now = laid(ledger, plan, origin.revision), laid(ledger, plan)
        [found] = differences(to, origin, then.laid, then.asked, now.asked)
        assert (found.spot.cell, found.state, found.was, found.ledger.value) == ("B3", "moved", 2, 3)

    def test_a_form_that_was_not_filled_here_is_refused(self, blank: Path) -> None:
        with pytest.raises(BadInput) as refused:
            origin_of(blank)
        assert refused.value.code == "fill_no_origin"


class TestRefused:
    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ("cells: [{cell: A2, sheet: 无, field: name}]", "fill_no_sheet"),
            ("cells: [{cell: B1, field: name}]", "fill_merged"),
            ("cells: [{cell: B2, measure: 无此口径}]", "fill_condition"),
            ("cells: [{cell: B2, measure: 网格数, unit: 户}]", "fill_unit"),
            ("cells: [{cell: B2, field: nam}]", "fill_field"),
            ("cells: [{cell: B2, norm: none}]", "fill_norm"),
            ("cells: [{cell: B2, of: 无此处, field: name}]", "fill_condition"),
            ("cells: [{cell: B2, field: name}, {cell: B2, text: a}]", "fill_twice"),
            ("cells: [{cell: B2, field: name, text: a}]", "rules_value"),
            ("cells: [{cell: B2}]", "rules_value"),
            ("cells: [{cell: b2, text: a}]", "rules_value"),
            ("tables: [{rows: 9-8, each: kind=place, columns: {A: {field: name}}}]", "rules_value"),
            ("title: 演示", "fill_empty"),
        ],
    )
    def test_a_map_that_cannot_be(self, ledger: Store, blank: Path, said: str, code: str) -> None:
        with pytest.raises(LinliError) as refused:
            filled(ledger, blank, said)
        assert refused.value.code == code
        assert not blank.with_name("已填.xlsx").exists()
        for lang in ("zh", "en"):
            assert "{" not in refused.value.message(lang)
        if isinstance(refused.value, BadRules):
            assert refused.value.params["line"] == 1

    def test_what_is_no_workbook(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text("a", encoding="utf-8")
        with pytest.raises(BadInput):
            check_blank(tmp_path / "a.csv")


class TestDraft:
    @pytest.mark.slow
    def test_labels_beside_empty_cells_become_a_map_that_fills(self, ledger: Store, blank: Path) -> None:
        text = draft(blank, RULES.vocabulary("suzhoulu"))
        assert "{sheet: 情况, cell: B3, label: 网格数, measure: count kind=place level=grid}" in text
        assert "cell: B6" not in text
        to, _, _ = filled(ledger, blank, text)
        assert cells(to, "情况")[2] == ("网格数", 2)
