"""``linli bulletin``: what may hang on the wall, and that two such tables are not published beside each other."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.api.conftest import ON, Linli

_SAID = "一个月只公布一张"


class TestAPart:
    @pytest.mark.parametrize("part", [("--within", "苏州路演示社区"), ("--level", "街道")])
    def test_says_that_it_may_be_subtracted_from_the_whole(self, ask: Linli, part: tuple[str, str]) -> None:
        assert _SAID in ask("bulletin", "--on", ON, *part).out

    def test_the_whole_does_not(self, ask: Linli) -> None:
        assert _SAID not in ask("bulletin", "--on", ON).out


def _page() -> list[list[str]]:
    """The cells of the notice line by line, without empty ones."""
    sheet = openpyxl.load_workbook("公示.xlsx").worksheets[0]
    return [[str(cell) for cell in row if cell not in (None, "")] for row in sheet.iter_rows(values_only=True)]


class TestTheNotice:
    def test_is_the_table_as_the_terminal_tells_it_for_everybody(self, ask: Linli) -> None:
        screen = [line.split() for line in ask("bulletin", "--on", ON).out.splitlines()]
        assert ask("bulletin", "--on", ON, "-o", "公示.xlsx").code == 0
        page = _page()
        assert page[:3] == [["诉求受理情况公示"], ["演示街道"], ["2024-10受理的诉求，按区域和类别"]]
        header = next(line for line in screen if line[:1] == ["区域"])
        at = page.index(header)
        told = screen[screen.index(header) + 1 :]
        assert page[at + 1][1:] == told[0][1:]
        assert "<5" in page[at + 1]
        assert page[at + 2] == told[1]
        assert page[at + 4] == ["1至4件写作“<5”"]
        assert page[-1] == ["公布单位（盖章）："]
        assert "内部" not in str(page)

    def test_says_who_made_it_only_where_that_is_wanted(self, ask: Linli) -> None:
        ask("bulletin", "--on", ON, "-o", "公示.xlsx", "--by", "演示统筹员")
        assert _page()[-1] == ["制表：演示统筹员"]

    def test_of_a_part_tells_the_office_and_not_the_wall(self, ask: Linli) -> None:
        ran = ask("bulletin", "--on", ON, "--within", "苏州路演示社区", "-o", "公示.xlsx")
        assert "张贴前请看：这张表和另一张" in ran.out
        assert _SAID not in str(_page())

    def test_of_a_month_in_which_nothing_came_in_says_so(self, ask: Linli) -> None:
        assert ask("bulletin", "--on", ON, "--month", "2019-01", "-o", "公示.xlsx").code == 0
        assert ["2019-01没有受理诉求"] in _page()

    def test_is_whole_or_not_there(self, ask: Linli) -> None:
        Path("公示.xlsx").write_text("kept", encoding="utf-8")
        assert ask("bulletin", "--on", ON, "-o", "公示.xlsx").code == 1
        assert Path("公示.xlsx").read_text(encoding="utf-8") == "kept"
