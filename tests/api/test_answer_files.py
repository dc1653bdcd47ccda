"""An answer as a workbook or a table: made for every question of the register alike."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from api.cli.answers.files import FORMS, own_forms
from graph.answers import Answer
from graph.answers.cells import TEXT
from graph.answers.question import Question, Table
from graph.answers.register import QUESTIONS
from graph.forms import AnswerSheet, answer_sheets, write_answer_book
from graph.rules import load_rules
from graph.words import words
from tests.api.conftest import ON, Linli

START = {
    "escalate": ["锦绣园/3号楼"],
    "todo": ["苏州路演示社区//苏州路演示社区居委会"],
    "site": ["heads"],
}

#: Of these the sample has nothing to show: no two of its needs may be one, nobody was given a gap.
_EMPTY = ("duplicates", "orders")
#: Those whose workbook is no list: a certificate (tests/api/test_served.py), a notice (tests/api/test_bulletin.py).
OWN = {question for question, _ in own_forms()}


def asked(question: str) -> list[str]:
    """A command line that asks a question."""
    return [question, *START.get(question, []), "--on", ON]


def table(sheet: Any) -> tuple[list[str], list[dict[str, Any]]]:
    """The lines above the header of a sheet, and its rows by header."""
    rows = list(sheet.iter_rows(values_only=True))
    at = int(sheet.freeze_panes[1:]) - 2
    return [row[0] for row in rows[:at]], [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]]


#: So many half-width characters beside each other are printed 5.6 points high on A4 across.
ROOM = 300
#: Whose answers have so many rows that to write them takes longest.
LONG = ("audit", "coverage", "match")


@pytest.mark.parametrize(
    "question",
    [pytest.param(one, marks=[pytest.mark.slow] if one in LONG else []) for one in QUESTIONS if one not in OWN],
)
class TestEveryQuestion:
    def test_is_a_workbook_with_titles_filters_and_paper(self, ask: Linli, question: str) -> None:
        ran = ask(*asked(question), "-o", "答.xlsx", "--by", "演示统筹员")
        assert (ran.code, ran.out.splitlines()[0], ran.err) == (0, "已写出：答.xlsx", "")
        assert Path("答.xlsx").stat().st_mode & 0o077 == 0
        for sheet in openpyxl.load_workbook("答.xlsx"):
            above, rows = table(sheet)
            assert ON in above[1]
            assert "第 1 次更新" in above[1]
            assert "内部工作资料，制作 演示统筹员" in above
            header = len(above) + 1
            assert sheet.auto_filter.ref is not None
            assert sheet.auto_filter.ref.startswith(f"A{header}:")
            assert sheet.freeze_panes == f"A{header + 1}"
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
            wide = sum(one.width for one in sheet.column_dimensions.values())
            assert wide <= ROOM
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
            assert getattr(sheet.sheet_properties.pageSetUpPr, "fitToPage", False)
            assert rows or question in _EMPTY
            assert all(9 < one.width <= 44 for one in sheet.column_dimensions.values())

    @pytest.mark.slow
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_says_no_code_and_no_key(self, ask: Linli, question: str, lang: str) -> None:
        assert ask(*asked(question), "-o", "a.xlsx", "--lang", lang).code == 0
        for sheet in openpyxl.load_workbook("a.xlsx"):
            _, rows = table(sheet)
            assert not [name for row in rows for name in row if name.startswith("column.")]
            said = {str(cell) for row in rows for cell in row.values()}
            assert not [cell for cell in said if re.search(r"(place|post|person|organisation)-[a-z2-7]{16}", cell)]
            assert not said & {"dead_end", "cannot_tell", "not_listed", "several_places", "building_head"}

    def test_every_column_for_paper_is_one_of_the_table_and_has_words(self, ask: Linli, question: str) -> None:
        del ask
        for of in QUESTIONS[question].tables.values():
            assert {one.partition(".")[0] for one in of.paper} <= set(of.columns)
            assert [one for one in of.paper if f"column.{one}" not in words("zh")] == []
            assert of.first is None or of.first[0] in of.columns

    @pytest.mark.slow
    def test_a_csv_has_the_same_rows(self, ask: Linli, question: str) -> None:
        assert ask(*asked(question), "-o", "a.xlsx").code == 0
        assert ask(*asked(question), "-o", "a.csv").code == 0
        first = openpyxl.load_workbook("a.xlsx").worksheets[0]
        raw = Path("a.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
        assert len(rows) == len(table(first)[1])
        assert [list(row) for row in rows[:1]] == [list(row) for row in table(first)[1][:1]]


class TestWhatIsFirst:
    @pytest.mark.slow
    def test_of_coverage_who_is_responsible_and_gaps_before_what_is_unknown(self, ask: Linli) -> None:
        ask(*asked("coverage"), "--within", "苏州路演示社区", "-o", "a.xlsx")
        above, rows = table(openpyxl.load_workbook("a.xlsx").worksheets[0])
        assert above[0] == "配置标准"
        assert above[1] == "演示街道/苏州路演示社区 · 2024-11-01 · 第 1 次更新"
        assert "以下路径在 演示街道/苏州路演示社区 之内" in above
        assert list(rows[0])[:3] == ["由谁负责", "电话", "对象"]
        assert [row["结果"] for row in rows] == sorted((row["结果"] for row in rows), key=["缺口", "不明"].index)
        vacant = next(row for row in rows if row["对象"] == "安和园/7号楼")
        assert (vacant["由谁负责"], vacant["缺"], vacant["原因"], vacant["怎么补"]) == (
            "安和园/1号楼//第九党小组",
            1,
            "空缺，自 2024-07-01 起（楼栋长）",
            "配齐人选（楼栋长）",
        )

    def test_of_a_figure_what_it_counts_in_words(self, ask: Linli) -> None:
        assert ask("reconcile", "--on", ON, "-o", "数.xlsx").code == 0
        sheet = openpyxl.load_workbook("数.xlsx").worksheets[0]
        said = {row[-1] for row in sheet.iter_rows(values_only=True)}
        assert "区域（层级 小区）的个数" in said
        assert not any("kind=" in str(one) for one in said)

    @pytest.mark.slow
    def test_of_one_on_whom_homes_hang_in_which_units_they_sit(self, ask: Linli) -> None:
        assert ask("audit", "--on", ON, "--people", "-o", "系.xlsx").code == 0
        rows = list(openpyxl.load_workbook("系.xlsx")["系于一人的户室"].iter_rows(values_only=True))
        assert "苏州路演示社区/安和园/55号楼//第十五党小组//组长" in " ".join(str(row[1]) for row in rows)

    def test_of_a_path_whom_to_phone(self, ask: Linli) -> None:
        ask(*asked("escalate"), "-o", "a.xlsx")
        _, rows = table(openpyxl.load_workbook("a.xlsx").worksheets[0])
        assert list(rows[0])[:2] == ["任职者", "电话"]
        assert ("演示钱一", "0532-00000001") in [(row["任职者"], row["电话"]) for row in rows]

    @pytest.mark.slow
    def test_of_a_match_where_it_is_wanted_and_scores_as_the_screen_has_them(self, ask: Linli) -> None:
        ask(*asked("match"), "--need", "青少年心理辅导", "-o", "a.xlsx")
        _, rows = table(openpyxl.load_workbook("a.xlsx").worksheets[0])
        assert list(rows[0])[:4] == ["需求或项目", "需求号或项目号", "结果", "分数"]
        assert [row["分数"] for row in rows] == [80, 73, 70]
        ask(*asked("match"), "--within", "安和园", "-o", "b.xlsx")
        above, rows = table(openpyxl.load_workbook("b.xlsx").worksheets[0])
        assert "以下路径在 演示街道/苏州路演示社区/安和园 之内" in above
        assert "33号楼//楼道水管渗漏" in [row["需求或项目"] for row in rows]


class TestForms:
    def test_each_is_a_module_that_writes_it(self) -> None:
        for form in {*FORMS.values(), *own_forms().values()}:
            assert callable(getattr(import_module(f"api.cli.written.{form}"), f"write_{form}"))

    def test_an_own_form_is_of_a_question_and_a_kind_of_file_that_there_are(self) -> None:
        assert {question for question, _ in own_forms()} <= set(QUESTIONS)
        assert {end for _, end in own_forms()} <= set(FORMS)


class TestRefused:
    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["-o", "a.pdf"], "文件名须以 `.xlsx` `.csv` 结尾"),
            (["-o", "nowhere/a.xlsx"], "没有文件夹：`nowhere`"),
        ],
    )
    def test_before_anything_is_asked(self, ask: Linli, args: list[str], said: str) -> None:
        ran = ask(*asked("audit"), *args)
        assert (ran.code, ran.out, list(Path().iterdir())) == (1, "", [])
        assert said in ran.err

    def test_what_is_there_stays_unless_told_otherwise(self, ask: Linli) -> None:
        Path("a.csv").write_text("kept", encoding="utf-8")
        assert ask(*asked("reconcile"), "-o", "a.csv").code == 1
        assert Path("a.csv").read_text(encoding="utf-8") == "kept"
        assert ask(*asked("reconcile"), "-o", "a.csv", "--force").code == 0


class TestPaper:
    def test_a_row_is_as_high_as_its_longest_cell_needs(self, tmp_path: Path) -> None:
        sheet = AnswerSheet("rows", "缺口", ("区域", "缺"), (("演示街道/" * 10, 1), ("演示街道", 2)), frozenset({1}))
        write_answer_book(tmp_path / "a.xlsx", [sheet], ["演示"], "zh")
        rows = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].row_dimensions
        assert rows[4].height > 2 * (rows[5].height or 15)

    def test_where_columns_have_no_room_the_widest_give_way(self, tmp_path: Path) -> None:
        long, short = "演示" * 20, "演示"
        row = (*[long] * 8, *[short] * 8)
        sheet = AnswerSheet("rows", "缺口", tuple(f"列{at}" for at in range(16)), (row,), frozenset())
        write_answer_book(tmp_path / "a.xlsx", [sheet], ["演示"], "zh")
        found = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
        assert [found.column_dimensions[one].width for one in "AI"] == [25, 12]  # alike ones are told once

    def test_of_many_columns_numbers_have_what_they_need_below_a_head_of_several_lines(self, tmp_path: Path) -> None:
        heads = ("区域", *["不予受理或并案"] * 17)
        sheet = AnswerSheet("rows", "月报", heads, (("演示社区", *[0] * 17),), frozenset(range(1, 18)))
        write_answer_book(tmp_path / "a.xlsx", [sheet], ["演示"], "zh")
        (there,) = openpyxl.load_workbook(tmp_path / "a.xlsx")
        assert [there.column_dimensions[one].width for one in "AB"] == [12, 10]
        head = there["B3"]
        assert (head.value, head.alignment.wrap_text, there.row_dimensions[3].height > 30) == (heads[1], True, True)


class TestDanger:
    """A name may begin with what a spreadsheet takes for a formula."""

    @pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
    def test_a_text_stays_a_text(self, tmp_path: Path, sign: str) -> None:
        question = Question("audit", "", {"rows": Table({"example": TEXT}, ("example",))})
        answer = Answer("audit", 1, date(2024, 11, 1), None, {}, _one(f"{sign}1+1"))
        sheets = answer_sheets(question, answer, load_rules(), "zh", str, lambda *_: None)
        write_answer_book(tmp_path / "a.xlsx", sheets, [f"{sign}2+2"], "zh")
        sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
        found = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith(sign)]
        assert [(cell.value, cell.data_type) for cell in found] == [(f"{sign}2+2", "s"), (f"{sign}1+1", "s")]


def _one(text: str) -> Callable[[], dict[str, pl.DataFrame]]:
    return lambda: {"rows": pl.DataFrame({"example": [text]})}
