"""``linli lists`` on the sample: the lists, the claim sheet and each partner's workbook, out and back in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import graph
from graph.rules import load_rules
from tests.api.conftest import ON, Linli
from tests.loaders.lists.around import Sheet, everything_in
from tests.stores import stored

SIGNED = {"认领": "√", "签字人": "演示甲", "签字日期": "2024-11-04"}


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> str:
    """A store with the sample, of this test alone."""
    shutil.copy(filled, tmp_path / "own.db")
    return str(tmp_path / "own.db")


class TestCommand:
    def test_a_claim_sheet_is_of_no_partner(self, linli: Linli) -> None:
        ran = linli("lists", "--claims", "--partner", "演示图书馆党总支")
        assert (ran.code, "--claims" in ran.err) == (1, True)

    def test_a_claim_sheet_says_how_many_demands_are_not_on_it(self, linli: Linli, tmp_path: Path) -> None:
        stored(
            tmp_path / "linli.db",
            """
            place 甲社区 community
            organisation 企业 name=演示书店
            offer 借书 given_by=演示书店 serves=甲社区 categories=图书
            offer 义诊 given_by=演示书店 serves=甲社区 categories=助医 for_classes=60岁及以上
            need 看书 category=图书 located_at=甲社区
            need 看戏 category=戏曲 located_at=甲社区
            need 看病 category=助医 located_at=甲社区
            """,
        )
        told = linli("lists", "--claims", "--on", ON).out.splitlines()
        assert told[1].startswith("认领表 1（")
        assert told[2].startswith("另有 2 个需求或项目还没有人能接，或要先核实")

    def test_a_list_without_a_row_says_why_and_not_to_fill_it_in(self, linli: Linli, tmp_path: Path) -> None:
        stored(tmp_path / "linli.db", "place 甲社区 community")
        claims, lists = (linli("lists", *more, "--on", ON).out.splitlines()[1] for more in (("--claims",), ()))
        assert claims == "认领表 0（这里没有待认领而有人能接的需求或项目；可以换一个日期或区域）"
        assert lists.endswith("（这里没有需求、资源和项目；可以换一个日期或区域）")

    def test_it_writes_workbooks_only(self, linli: Linli) -> None:
        assert linli("lists", "-o", "清单.csv").code == 1


@pytest.mark.slow
class TestRound:
    @pytest.mark.parametrize("sample", ["suzhoulu", "tianhe", "yanshan"])
    def test_the_lists_go_out_and_back_and_change_nothing(
        self, linli: Linli, sample_store: Callable[[str], Path], tmp_path: Path, sample: str
    ) -> None:
        store = str(shutil.copy(sample_store(sample), tmp_path / "own.db"))
        for what, file in (((), "lists.xlsx"), (("--claims",), "claims.xlsx")):
            out = linli("lists", *what, "--on", ON, "--store", store)
            assert (out.code, f"linli load {file}" in out.out) == (0, True), out.err
            back = linli("load", file, "--store", store)
            assert (back.code, "没有变化，仍是第 1 次更新" in back.out) == (0, True), back.out

    def test_three_signatures_are_two_claims_and_a_decline(self, linli: Linli, store: str) -> None:
        linli("lists", "--claims", "--on", ON, "--store", store)
        book = openpyxl.load_workbook("claims.xlsx")
        sheet = Sheet(book["认领表"])
        for number in (1, 2):
            sheet.put(sheet.header + number, **SIGNED)
        sheet.put(sheet.header + 4, 不认领="√", 不认领的理由="寒假校舍维修")
        book.save("claims.xlsx")
        tried = linli("load", "claims.xlsx", "--dry-run", "--store", store)
        assert (
            "水管维修班 与 演示街道/苏州路演示社区/安和园/33号楼//楼道水管渗漏（供需）的状态：已询问 → 已认领"
            in tried.out
        )
        assert "已写入，第 2 次更新" in linli("load", "claims.xlsx", "--store", store, "--by", "演示统筹员").out
        left = linli("match", "--need", "XQ-2024-009", "--on", "2024-11-04", "--store", store)
        assert left.code == 1  # nothing of it is left

    def test_a_partners_workbook_comes_back_by_its_code_or_by_who_answers_for_it(
        self, linli: Linli, store: str
    ) -> None:
        assert linli("lists", "--partner", "演示图书馆党总支", "--on", ON, "--store", store).code == 0
        assert linli("load", "partner.xlsx", "--store", store).code == 0
        book = openpyxl.load_workbook("partner.xlsx")
        next(row for row in book["#linli"].iter_rows() if row[0].value == "code")[1].value = None
        book.save("partner.xlsx")
        refused = linli("load", "partner.xlsx", "--dry-run", "--store", store)
        assert (refused.code, "没有回执码" in refused.out) == (1, True)
        assert linli("load", "partner.xlsx", "--without-code", "--store", store).code == 1
        assert linli("load", "partner.xlsx", "--without-code", "--by", "演示社工", "--store", store).code == 0
        last = json.loads(Path(f"{store}.log").read_text("utf-8").splitlines()[-1])
        assert (last["who"], last["what"]) == ("演示社工", "linli load --without-code partner.xlsx")

    def test_no_partner_is_told_where_for_whom_or_by_whom(self, store: str, tmp_path: Path) -> None:
        from api.naming import names_of
        from api.rendering.lists import ListBook
        from graph.viewing import Showing, outsider

        rules = load_rules()
        network = graph.open(store, on=date.fromisoformat(ON))
        tables, names = network.tables(), names_of(network, rules)
        classes = [word.zh for word in rules.vocabulary("suzhoulu").lists.get("eligibility", {}).values()]
        said = {one.rpartition("（")[0] or one for row in tables["need"]["for_classes"].drop_nulls() for one in row}
        raisers = dict(tables["raises"].select("target", "source").iter_rows())
        claimed = {row["target"] for row in tables["meets"].filter(state="claimed").iter_rows(named=True)}
        places = dict(tables["located_at"].filter(~tables["located_at"]["source"].is_in(list(claimed)))
                      .select("source", "target").iter_rows())  # fmt: skip
        assert raisers
        assert places
        doors = {names.path_of(place) for place in places.values() if "号楼" in names.path_of(place)}
        givers = tables["gives"]["source"].unique().to_list()
        for giver in givers:
            book = tmp_path / "partner.xlsx"
            showing = Showing(outsider("lists"), network)
            ListBook("partner", network, rules, names, showing, "演示", giver).write(book)
            text = everything_in(book)
            assert [one for one in (*classes, *said, *doors) if one in text] == [], giver
            assert "need-" not in text
            others = {network.name(network.row(one)) for one in raisers.values() if one != giver}
            assert [one for one in others if one and one in text] == [], giver
