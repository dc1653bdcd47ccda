"""Paper as PDF: what stands on it can be searched, heads stand again on each page, the same twice is the same file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.forms.paper import Column, Drawn, Group, Paper, Sheet, Table
from graph.forms.pdf import fonts_here, not_drawn, write_pdf
from graph.forms.pdf.setting import OWN
from graph.forms.writers import writer_named
from tests.reading_pdf import pages_said

ON = date(2024, 11, 1)
SVG = (
    '<svg viewBox="0 0 200 100"><rect x="1" y="1" width="90" height="40" rx="4" fill="#ffffff" stroke="#2e6b34"/>'
    '<text x="5" y="20" font-size="12" fill="#1f2328" font-weight="600">甲 &amp; 乙</text></svg>'
)


def roster(rows: int, groups: tuple[Group, ...] = (), remark: str = "") -> Sheet:
    columns = (Column("序号", 6, "center"), Column("姓名", 12), Column("负责", 30), Column("户数", 8, "right"))
    cells = tuple((at + 1, f"演示张{at + 1}", f"锦绣园/{at + 1}号楼{remark}", 30) for at in range(rows))
    return Sheet(
        "花名册", "网格员花名册", ("演示社区",), (Table(columns, cells, "一、网格员", groups),), ("盖章：",), "内部"
    )


class TestASheet:
    @pytest.mark.slow
    def test_says_all_of_it_once_and_its_heads_on_each_page(self, tmp_path: Path) -> None:
        file = tmp_path / "a.pdf"

        assert write_pdf(file, [roster(60)], "zh", ON) == []

        pages = pages_said(file)
        assert [page.count("姓名") for page in pages] == [1, 1]
        assert sum(page.count("演示张60") for page in pages) == 1
        assert pages[0][:4] == ["网格员花名册", "演示社区", "一、网格员", "序号"]
        assert [page[-2:] for page in pages] == [["内部", f"第 {at} 页，共 2 页"] for at in (1, 2)]

    def test_wraps_a_cell_and_loses_nothing_of_it(self, tmp_path: Path) -> None:
        file, remark = tmp_path / "a.pdf", "，任期自 2024-07-01 起，尚未换届；" * 40

        write_pdf(file, [roster(2, remark=remark)], "zh", ON)

        said = "".join(line for page in pages_said(file) for line in page).replace(" ", "")
        assert said.count("2024-07-01") == 80
        assert not any(line.startswith(("，", "；")) for page in pages_said(file) for line in page)

    @pytest.mark.slow
    def test_keeps_a_heading_with_the_rows_below_it(self, tmp_path: Path) -> None:
        file = tmp_path / "a.pdf"

        for first in (31, 33):
            write_pdf(file, [roster(60, (Group("第一网格", first), Group("第二网格", 60 - first)))], "zh", ON)
            page = next(page for page in pages_said(file) if "第二网格" in page)
            assert f"演示张{first + 1}" in page

    @pytest.mark.slow
    def test_is_the_same_file_twice(self, tmp_path: Path) -> None:
        one, other = tmp_path / "a.pdf", tmp_path / "b.pdf"

        for file in (one, other):
            write_pdf(file, [roster(3), Drawn("图", SVG)], "zh", ON)

        assert one.read_bytes() == other.read_bytes()
        assert b"D:20241101000000" in one.read_bytes()

    def test_is_one_of_the_formats_of_forms(self, tmp_path: Path) -> None:
        told = writer_named("pdf").write(tmp_path / "a.pdf", Paper((roster(1),)), "en", ON)

        assert told == []
        assert pages_said(tmp_path / "a.pdf")[0][-1] == "Page 1 of 1"


class TestADrawing:
    def test_writes_its_text_as_text(self, tmp_path: Path) -> None:
        write_pdf(tmp_path / "a.pdf", [Drawn("图", SVG, "内部")], "zh", ON)

        assert pages_said(tmp_path / "a.pdf") == [["甲 & 乙", "内部", "第 1 页，共 1 页"]]


class TestARareCharacter:
    @pytest.mark.slow
    def test_is_told_and_printed_as_a_box(self, tmp_path: Path) -> None:
        missing = write_pdf(tmp_path / "a.pdf", [roster(1, remark="堃\U00020000堃")], "zh", ON)

        assert missing == ["堃", "\U00020000"]
        assert "锦绣园/1号楼□□□" in pages_said(tmp_path / "a.pdf")[0]
        assert not_drawn(missing, "zh")[0].startswith("2 个字没有字形，印成方框：堃、\U00020000。")

    @pytest.mark.slow
    def test_is_looked_for_in_a_spare_font(self, tmp_path: Path) -> None:
        spare = next((font for font in fonts_here({}) if font.suffix == ".ttc"), None)
        if spare is None:
            pytest.skip("no other font on this machine")

        assert write_pdf(tmp_path / "a.pdf", [roster(1, remark="堃")], "zh", ON, [spare]) == []

    @pytest.mark.slow
    def test_a_file_that_is_no_font_has_none(self, tmp_path: Path) -> None:
        bad = tmp_path / "bad.ttf"
        bad.write_text("no font", encoding="utf-8")

        assert write_pdf(tmp_path / "a.pdf", [roster(1, remark="堃")], "zh", ON, [bad, tmp_path / "none.ttc"]) == ["堃"]


class TestOurFont:
    def test_ships_with_its_licence(self) -> None:
        assert OWN.stat().st_size < 2_200_000
        assert "SIL OPEN FONT LICENSE" in OWN.with_name("OFL.txt").read_text("utf-8")
