"""A plan read back: what each cell says, and of what cannot be read in which cell it stands (SEMANTICS K40)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from graph.adjusting.fields import fillable
from graph.adjusting.register import ADJUSTMENTS
from graph.errors import BadInput
from graph.rules import base_vocabulary
from graph.words import LANGUAGES, caption
from loaders.plans import Plan, read_plan, write_plan_template
from loaders.plans.columns import OBJECT, column_headed, part_in, plan_columns
from tests.reading import read_here

HEADERS = ("次序", "日期", "做什么", "对象", "人员", "名称", "代理", "在哪里", "其他各栏", "并入或分出", "维度", "理由")


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


def plan(folder: Path, *rows: tuple[Any, ...], headers: tuple[str, ...] = HEADERS) -> Plan:
    """A plan written as a workbook and read back."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (headers, *rows):
        sheet.append(row)
    book.save(folder / "演示.xlsx")
    return read_plan(folder / "演示.xlsx", base_vocabulary())


def refused(folder: Path, *rows: tuple[Any, ...], headers: tuple[str, ...] = HEADERS) -> str:
    """Why a whole file is refused, in a sentence."""
    with pytest.raises(BadInput) as error:
        plan(folder, *rows, headers=headers)
    assert "{" not in error.value.message() + (error.value.suggestion() or "") + error.value.message("en")
    return f"{error.value.code}: {error.value.message()}"


class TestCells:
    def test_each_part_is_read_by_what_it_holds(self, tmp_path: Path) -> None:
        found = plan(
            tmp_path,
            (1, date(2024, 11, 8), "任命", "甲//书记", "演示一", None, "√", None, None, None, None, "换届"),
            (2, None, "设立", "职务", None, "值班员", None, "甲/东", "角色=网格员；岗位号=2", None, "属地", None),
            (3, None, "拆分", "甲/东", None, None, None, None, None, "演示新=1号楼、2号楼", None, None),
            (4, "2024年11月9日", "appoint", "甲//书记", "person-5222ni5m42r262ec"),
        ).lines
        assert [line.wrong for line in found] == [None] * 4
        assert found[0].said == {"seat": "甲//书记", "name": "演示一", "acting": True}
        assert (found[0].day, found[0].reason, found[0].cell("name")) == (date(2024, 11, 8), "换届", "E2")
        assert found[1].said["fields"] == {"角色": "网格员", "岗位号": "2"}
        assert (found[1].said["kind"], found[1].said["axis"]) == ("post", "territory")
        assert found[2].said["into"] == {"演示新": ("1号楼", "2号楼")}
        assert found[3].said == {"seat": "甲//书记", "person": "person-5222ni5m42r262ec"}

    @pytest.mark.parametrize(
        ("row", "code", "cell"),
        [
            ((1, None, "升职", "甲//书记"), "plan_work", "C2"),
            ((1, None, None, "甲//书记"), "plan_work_blank", "C2"),
            ((1, "下周", "卸任", "甲//书记"), "bad_value", "B2"),
            (("一", None, "卸任", "甲//书记"), "plan_order", "A2"),
            ((1, None, "卸任", "甲//书记", "演示一"), "plan_takes_not", "E2"),
            ((1, None, "卸任", date(2024, 3, 2)), "plan_became_date", "D2"),
            ((1, None, "任命", "甲//书记", "演示一", None, "大概"), "bad_value", "G2"),
            ((1, None, "设立", "职务", None, None, None, "甲", "网格员"), "plan_pairs", "I2"),
            ((1, None, "卸任", "#REF!"), "broken_cell", "D2"),
        ],
    )
    def test_what_cannot_be_read_is_told_with_its_cell(
        self, tmp_path: Path, row: tuple[Any, ...], code: str, cell: str
    ) -> None:
        (line,) = plan(tmp_path, row).lines
        assert line.wrong is not None
        assert (line.wrong.error.code, line.cell(line.wrong.part)) == (code, cell)
        told = [line.wrong.error.message(lang) for lang in ("zh", "en")]
        assert not any("{" in one or "error." in one for one in told), told


class TestOrder:
    def test_lines_are_done_by_number_and_one_without_follows_the_one_above(self, tmp_path: Path) -> None:
        rows = [(number, None, "卸任", f"甲//{number}") for number in (5, None, 1, 3)]
        assert [(line.number, line.said["seat"]) for line in plan(tmp_path, *rows).lines] == [
            (1, "甲//1"),
            (3, "甲//3"),
            (5, "甲//5"),
            (6, "甲//None"),
        ]

    def test_a_number_is_there_once(self, tmp_path: Path) -> None:
        said = refused(tmp_path, (1, None, "卸任", "甲//书记"), (1, None, "卸任", "乙//书记"))
        assert said == "plan_order_twice: 演示.xlsx A3：次序 1 在 A2 已经写过"


class TestFile:
    def test_a_column_that_is_none_is_refused_unless_it_is_noted_beside(self, tmp_path: Path) -> None:
        row = (None, None, "卸任", "甲//书记", "备忘")
        assert refused(tmp_path, row, headers=("次序", "日期", "做什么", "对象", "备忘")).startswith("plan_column: ")
        assert plan(tmp_path, row, headers=("次序", "日期", "做什么", "对象", "#备忘")).lines[0].wrong is None
        assert "plan_column_twice" in refused(tmp_path, row, headers=("次序", "日期", "做什么", "对象", "对象"))

    def test_what_is_no_plan_is_refused(self, tmp_path: Path) -> None:
        assert refused(tmp_path, (1, 2), headers=("姓名", "电话")).startswith("plan_no_sheet: ")

    def test_with_an_identity_number_nothing_is_read(self, tmp_path: Path) -> None:
        said = refused(tmp_path, (1, None, "任命", "甲//书记", "11010519491231002X"))
        assert said.startswith("plan_identity: 演示.xlsx E2")
        assert "11010519491231002X" not in said


class TestTemplate:
    def test_it_is_read_back_as_an_empty_plan_and_has_a_note_on_each_header(self, tmp_path: Path) -> None:
        write_plan_template(tmp_path / "t.xlsx")
        assert read_plan(tmp_path / "t.xlsx", base_vocabulary()).lines == ()
        sheet = load_workbook(tmp_path / "t.xlsx").worksheets[0]
        header = next(row for row in sheet.iter_rows() if row[0].value == "次序")
        notes = [cell.comment.text for cell in header if cell.comment is not None]
        assert len(notes) == len(plan_columns())
        assert not any("plan." in one or "adjust." in one or "{" in one for one in notes), notes
        assert len(sheet.data_validations.dataValidation) == 4  # the work, two flags and the axis

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_its_examples_are_lines_that_can_be_read(self, tmp_path: Path, lang: str) -> None:
        write_plan_template(tmp_path / "t.xlsx", lang=lang)
        book = load_workbook(tmp_path / "t.xlsx")
        del book[book.sheetnames[0]]
        book.worksheets[0].title = "示例"
        book.save(tmp_path / "e.xlsx")
        found = read_plan(tmp_path / "e.xlsx", base_vocabulary()).lines
        assert [(line.work, line.wrong) for line in found] == [(work, None) for work in ADJUSTMENTS]
        for line in found:
            required = {part.name for part in ADJUSTMENTS[line.work].options if part.required}
            assert required <= line.said.keys(), line


class TestRegister:
    def test_every_part_of_every_piece_of_work_has_its_column(self) -> None:
        for work in ADJUSTMENTS.values():
            written = [part for column in plan_columns() if (part := part_in(column, work)) is not None]
            assert sorted(part.name for part in written) == sorted(part.name for part in work.options)

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_no_two_columns_are_called_alike(self, lang: str) -> None:
        headers = [one.header(lang) for one in plan_columns()]
        assert len({*headers}) == len(headers)
        assert [column_headed(one) for one in headers] == list(plan_columns())
        assert OBJECT in {one.name for one in plan_columns()}


class TestExamples:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_what_the_template_fills_in_for_a_new_post_is_a_field_of_posts(self, lang: str) -> None:
        header, equals, _ = caption("plan.example.establish.fields", lang).partition("=")
        assert equals
        assert header in {said for one in fillable("post") for said in (one.name, one.zh, *one.aliases)}
