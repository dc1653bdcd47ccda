"""A form as a workbook: what was said is in it, as text, and each sheet fits its paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.forms.paper import Column, Group, Paper, Said, Sheet, Table
from graph.forms.xlsx import write_paper

COLUMNS = (Column("职务", 12), Column("现任", 10), Column("自", 12))


def _sheet(*rows: tuple[Said, ...], **more: object) -> Sheet:
    return Sheet("甲", "演示", ("某地",), (Table(COLUMNS, rows, **more),))  # type: ignore[arg-type]


def _written(path: Path, *sheets: Sheet) -> Any:
    write_paper(path / "form.xlsx", Paper(sheets), "zh")
    return openpyxl.load_workbook(path / "form.xlsx")


def test_says_title_lines_heads_headings_and_rows_in_order(tmp_path: Path) -> None:
    sheet = _sheet(
        ("网格长", "演示张三", date(2024, 1, 2)), ("楼长", None, None), groups=(Group("一", 1), Group("二", 1))
    )
    found = _written(tmp_path, sheet).worksheets[0].iter_rows(values_only=True)
    assert [row[:2] for row in found] == [
        ("演示", None),
        ("某地", None),
        ("职务", "现任"),
        ("一", None),
        ("网格长", "演示张三"),
        ("二", None),
        ("楼长", None),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+86", "@a", "-3"])
def test_a_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    cell = _written(tmp_path, _sheet((text, "", None))).worksheets[0]["A4"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_heads_come_again_on_each_page_and_pages_are_numbered(tmp_path: Path) -> None:
    sheet = Sheet("甲", "演示", (), (Table(COLUMNS),), foot="内部&资料", size="A3", landscape=True)
    found = _written(tmp_path, sheet).worksheets[0]
    assert found.print_title_rows == "$2:$2"
    assert (found.page_setup.paperSize, found.page_setup.orientation) == (8, "landscape")
    assert (found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (1, 0)
    assert found.oddFooter.left.text == "内部&&资料"
    assert "&P" in found.oddFooter.right.text


def test_sheets_that_would_be_called_alike_are_told_apart(tmp_path: Path) -> None:
    long = "演示单位" * 10
    sheets = [Sheet(name, "") for name in ("甲/乙", "甲·乙", long, long)]
    assert _written(tmp_path, *sheets).sheetnames == ["甲·乙", "甲·乙 2", long[:31], f"{long[:29]} 2"]


def test_a_cell_of_several_lines_is_as_high_as_they_are(tmp_path: Path) -> None:
    found = _written(tmp_path, _sheet(("甲", "演示甲\n演示乙\n演示丙", None))).worksheets[0]
    assert found.row_dimensions[4].height > 2.5 * found.row_dimensions[3].height


_CELLS = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.dates(date(1950, 1, 1), date(2090, 1, 1)),
                   st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20))  # fmt: skip


@pytest.mark.slow
@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS), max_size=5))
def test_what_goes_in_comes_out(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Said, ...]]) -> None:
    book = _written(tmp_path_factory.mktemp("form"), _sheet(*rows))
    found = [
        tuple(value.date() if hasattr(value, "date") else value for value in row)
        for row in book.worksheets[0].iter_rows(min_row=4, values_only=True)
    ]
    assert found == rows
