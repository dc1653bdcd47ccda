"""What is drawn in a blank form stays: pictures, charts, and comments beside them; what would be lost is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from PIL import Image as Picture

from graph.errors import BadInput
from loaders.filling.book import EVIDENCE, Form, check_blank

_SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """A form with a picture and a comment on one sheet, and a chart on another."""
    book = openpyxl.Workbook()
    first, second = book.worksheets[0], book.create_sheet("图")
    first.append(["演示社区情况表", None])
    first["A1"].comment = Comment("演示批注", "演示")
    stamp = io.BytesIO()
    Picture.new("RGB", (60, 60), (200, 0, 0)).save(stamp, "PNG")
    stamp.seek(0)
    first.add_image(Image(stamp), "D2")
    for row in (["网格", "楼长"], ["一网格", 3], ["二网格", 5]):
        second.append(row)
    chart = BarChart()
    chart.add_data(Reference(second, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    second.add_chart(chart, "D2")
    book.save(tmp_path / "表.xlsx")
    return tmp_path / "表.xlsx"


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The same workbook with other bytes in one part."""
    found = parts(path)
    assert old in found[part]
    found[part] = found[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return path


def saved(blank: Path) -> Path:
    """The form, opened to be written and saved with a sheet more."""
    check_blank(blank)
    Form(blank).write(blank.with_name("已填.xlsx"), [(EVIDENCE, [("工作表",), ("Sheet",)])])
    return blank.with_name("已填.xlsx")


def test_pictures_and_charts_are_there_byte_by_byte(blank: Path) -> None:
    before, after = parts(blank), parts(saved(blank))
    drawn = [name for name in before if name.startswith(("xl/media/", "xl/charts/", "xl/drawings/drawing"))]
    assert len(drawn) == 4
    assert {name: after[name] for name in drawn} == {name: before[name] for name in drawn}


def test_sheets_have_them_where_they_were_and_comments_too(blank: Path) -> None:
    book = openpyxl.load_workbook(saved(blank))
    assert book.sheetnames == ["Sheet", "图", EVIDENCE]
    sheets: list[Any] = [*book.worksheets]
    assert [(len(one._images), len(one._charts)) for one in sheets] == [(1, 0), (0, 1), (0, 0)]  # noqa: SLF001
    assert book["Sheet"]["A1"].comment.text == "演示批注"


@pytest.mark.slow
def test_filled_again_it_has_them_once(blank: Path) -> None:
    again = saved(saved(blank).rename(blank.with_name("再填.xlsx")))
    assert parts(again).keys() == parts(blank.with_name("再填.xlsx")).keys()


def test_a_form_without_any_is_saved_as_it_was(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "表.xlsx")
    assert not [name for name in parts(saved(tmp_path / "表.xlsx")) if "drawing" in name]


@pytest.mark.parametrize("element", ["controls", "oleObjects"])
def test_what_would_be_lost_is_refused_before_anything_is_written(blank: Path, element: str) -> None:
    changed(blank, _SHEET, b"</worksheet>", f"<{element}/></worksheet>".encode())
    with pytest.raises(BadInput) as refused:
        check_blank(blank)
    assert (refused.value.code, refused.value.params["sheet"]) == ("fill_lost", "Sheet")
    assert "Sheet" in refused.value.message()


def test_a_part_with_a_doctype_is_refused(blank: Path) -> None:
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    changed(blank, rels, b"<Relationships", b"<!DOCTYPE a><Relationships")
    with pytest.raises(BadInput):
        check_blank(blank)
