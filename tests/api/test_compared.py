"""``linli coverage`` beside an earlier date and by the places of a level, as an office reads it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.api.conftest import ON, Linli


class TestCompare:
    def test_tells_what_became_of_it_in_words(self, ask: Linli) -> None:
        ran = ask("coverage", "--on", ON, "--compare", "2024-06-01", "--pack", "profile:suzhoulu", "--limit", "50")
        assert ran.code == 0
        assert "与 2024-06-01 相比\n  新增缺口 1，查明的缺口 3" in ran.out
        assert ran.out.index("新增缺口\n") < ran.out.index("查明的缺口\n")
        assert "7号楼  已达标  缺口" in ran.out
        assert "怎么补" not in ran.out

    @pytest.mark.slow
    def test_names_a_post_that_is_asked_about(self, linli: Linli, sample_store: Callable[[str], Path]) -> None:
        asked = ("coverage", "--store", str(sample_store("longhailu")), "--on", ON, "--pack", "longhailu")
        out = linli(*asked, "--compare", "2024-01-01").out
        assert "1号院党小组//组长（公开电话）" in out

    @pytest.mark.slow
    def test_no_norm_hides_another_where_not_all_rows_have_room(
        self, linli: Linli, sample_store: Callable[[str], Path]
    ) -> None:
        asked = ("coverage", "--store", str(sample_store("longhailu")), "--on", ON, "--pack", "longhailu")
        out = linli(*asked, "--state", "gap", "--limit", "9").out
        assert "站前演示社区（红色物业）" in out
        assert "站前演示社区（巾帼）" not in out
        assert out.index("每个楼院在且只在一个网格里（") > out.index("四类队伍都有（")

    @pytest.mark.slow
    def test_is_verified_as_it_was_written_down(self, ask: Linli) -> None:
        said = ask(
            "coverage", "--on", ON, "--compare", "2024-06-01", "--by", "网格", "--pack", "profile:suzhoulu", "--json"
        ).out
        assert json.loads(said)["totals"]["compared"]["new"] == 1
        Path("答.json").write_text(said, encoding="utf-8")
        assert ask("verify", "答.json").code == 0

    def test_the_other_date_is_the_earlier_one(self, ask: Linli) -> None:
        ran = ask("coverage", "--on", ON, "--compare", "2025-06-01")
        assert ran.code != 0
        assert "应早于" in ran.err

    def test_a_csv_has_whole_paths_in_each_table(self, ask: Linli) -> None:
        args = ("coverage", "--on", ON, "--compare", "2024-06-01", "--norm", "应有楼栋长", "-o", "缺.csv")
        assert ask(*args).code == 0
        for name in ("缺.csv", "缺-compared.csv"):
            with Path(name).open(encoding="utf-8-sig", newline="") as file:
                said = [row["对象"] for row in csv.DictReader(file)]
            assert "演示街道/苏州路演示社区/安和园/7号楼" in said


class TestOneNorm:
    def test_that_is_asked_nowhere_here_is_named_in_the_terminal_and_beside_a_file(self, ask: Linli) -> None:
        said = "所写的标准在这里都不适用：应有楼长"
        told = ask("coverage", "--on", ON, "--norm", "应有楼长")
        assert said in told.out
        assert "没有可问的标准" not in told.out
        assert said in ask("coverage", "--on", ON, "--norm", "应有楼长", "-o", "缺.csv").err
        assert said in Path("缺-issues.csv").read_text(encoding="utf-8-sig")


class TestBy:
    def test_tells_how_it_stands_place_by_place(self, ask: Linli) -> None:
        out = ask("coverage", "--on", ON, "--by", "社区", "--pack", "profile:suzhoulu").out
        assert "按社区汇总（属地）" in out
        assert "演示街道/苏州路演示社区\n    应有楼栋长" in out

    @pytest.mark.slow
    def test_what_is_no_level_is_refused_but_of_a_file_who_made_it(self, ask: Linli) -> None:
        ran = ask("coverage", "--on", ON, "--by", "居住区")
        assert ran.code != 0
        assert "没有层级“居住区”" in ran.err
        assert ask("coverage", "--on", ON, "--by", "演示员", "-o", "甲.xlsx").code == 0
        assert ask("coverage", "--on", ON, "--by", "社区", "--made-by", "演示员", "-o", "乙.xlsx").code == 0
        titles = [openpyxl.load_workbook(name).sheetnames for name in ("甲.xlsx", "乙.xlsx")]
        assert ["按层级汇总" in names for names in titles] == [False, True]
