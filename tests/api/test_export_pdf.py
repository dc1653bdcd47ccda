"""`linli export pdf`: the pages of a community, of a street as a sheaf, and a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.conftest import ON, Linli
from tests.reading_pdf import pages_said


class TestPages:
    @pytest.mark.slow
    def test_of_a_community_are_one(self, ask: Linli) -> None:
        ran = ask("export", "pdf", "--form", "grids", "--around", "苏州路演示社区", "--on", ON, "--by", "演示甲")

        assert (ran.code, ran.err) == (0, "")
        [page] = pages_said(Path("linli.pdf"))
        assert page[0] == "演示街道/苏州路演示社区 · 网格底图（示意）"
        assert page[-2:] == ["内部工作资料，制作 演示甲", "第 1 页，共 1 页"]

    @pytest.mark.slow
    def test_of_a_street_are_a_sheaf_with_an_index(self, ask: Linli) -> None:
        assert ask("export", "pdf", "--around", "演示功能区", "--on", ON, "-o", "册.pdf").code == 0

        index, *pages = pages_said(Path("册.pdf"))
        assert [page[0] for page in pages] == ["演示功能区/新建演示社区 · 诉求流转路径与缺口"]
        assert index[0] == "演示功能区 · 目录"
        at = index.index("新建演示社区")
        assert index[at + 1] == "2"

    def test_of_what_is_no_place_are_refused(self, ask: Linli) -> None:
        ran = ask("export", "pdf", "--around", "苏州路演示社区//苏州路演示社区党委")

        assert ran.code == 1
        assert "不是一个区域" in ran.err
        assert not list(Path().iterdir())
