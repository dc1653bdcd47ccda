"""Identity numbers: refused in any cell of any file, named, and shown nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import BadRules, NotFound
from graph.identity import concealed, identity_in, may_hold_one
from graph.rules.located import Located
from graph.stores import MemoryStore
from graph.values.controls import control_in
from loaders import load
from loaders.mapping import parsed_mapping
from loaders.refused import refused
from tests.faults import fault
from tests.loaders.books import Cells, Desk, told

NUMBER = "370102195703121234"  # invented; its check digit is right
PLACES: Cells = [["名称", "层级"], ["演示社区", "社区"], ["1号楼", "楼栋"]]
CODES = "code,name,parent,level\n370102001,演示街道,370102,4\n370102001001,演示社区{},370102001,5\n"


class TestForm:
    @pytest.mark.parametrize(
        "said",
        [
            NUMBER,
            "３７０１０２１９５７０３１２１２３４",
            "370102 19570312 1234",
            "370102-19570312-1234",
            "370102\u200b19570312\n1234",
            "11010519491231002x",
            "11010519491231002Ｘ",
            f"演示甲{NUMBER}，汉",
            f"2024 {NUMBER} 13987654321",
            "370102570312123",
            370102570312123.0,
            370102195703121234.0,
            "3.70102195703121E+17",
        ],
    )
    def test_is_known_however_it_is_written(self, said: object) -> None:
        assert identity_in(said)

    def test_is_looked_for_whatever_stands_between_its_digits(self) -> None:
        codes = (*range(9, 0x100), 0x1680, 0x180E, *range(0x2000, 0x2300), 0x3000, 0xFEFF)
        said = {sign: f"370102{sign}{NUMBER[6:]}" for sign in map(chr, codes)}
        between = {sign: text for sign, text in said.items() if identity_in(text)}
        assert between.keys() >= {*" \t\xa0·\u2009\u2010\u2011\u2013\u2212\u3000"}
        for sign, text in between.items():
            line = json.dumps(["演示", text], ensure_ascii=False).encode()
            assert may_hold_one(line) or control_in(sign), ascii(sign)  # control characters are refused by themselves
            ends = sign in "\r\n" or control_in(sign)  # no cell of a line goes on behind its end
            assert may_hold_one(text.encode(), json=False) or ends, ascii(sign)

    @pytest.mark.parametrize(
        "said",
        [
            "370102195703121235",  # another check digit
            "370102195713121234",  # no such month
            "990102195703121234",  # no such region
            "370102001001",
            "6222021234567890123",
            "119.123456789012",
            "120.512345678901,36.812345678901",
            "13987654321 0531-88888888",
            "2024-10-01至2024-12-31",
            "91370102MA3TEST12X",
            370102001001.0,
            1e15,
            True,
            None,
        ],
    )
    def test_other_numbers_are_none(self, said: object) -> None:
        assert identity_in(said) is None


class TestFiles:
    @pytest.mark.parametrize(
        ("sheets", "cells"),
        [
            ({"区域": [*PLACES, [NUMBER, "楼栋"]]}, ["区域 A4"]),
            ({"区域": [*PLACES, ["370102\u201119570312\u20111234", "楼栋"]]}, ["区域 A4"]),
            ({"区域": [[*PLACES[0], "无此列"], ["演示社区", "社区", f"电话{NUMBER}"]]}, ["区域 C2"]),
            (
                {"区域": PLACES, "#草稿": [["随手"], [NUMBER]], "无关": [["甲"], [370102570312123]]},
                ["#草稿 A2", "无关 A2"],
            ),
            ({"区域": [[f"{NUMBER}的表"], *PLACES, ["合计", NUMBER]]}, ["区域 A1", "区域 B5"]),
        ],
    )
    def test_one_in_any_cell_refuses_the_workbook(self, desk: Desk, sheets: dict[str, Cells], cells: list[str]) -> None:
        report = desk.load(sheets)
        found = [one for one in report.issues if one.code == "identity_number"]
        assert [f"{one.where.sheet} {one.where.cell}" for one in found] == cells
        assert report.revision == 0
        assert "0312" not in json.dumps(report.to_dict(), ensure_ascii=False)

    def test_the_cell_is_told_once(self, desk: Desk) -> None:
        report = desk.load({"区域": PLACES, "人员": [["姓名", "出生年", "手机"], [NUMBER, NUMBER, NUMBER]]})
        assert sorted(told(report)) == [
            ("identity_number", "人员", cell, "3*****************") for cell in ("A2", "B2", "C2")
        ]

    def test_so_does_one_in_the_name_of_a_sheet_or_a_file(self, desk: Desk, tmp_path: Path) -> None:
        report = desk.load({"区域": PLACES, f"演示甲{NUMBER}": [["a"]]})
        assert {one.code for one in report.issues} >= {"identity_number"}
        path = tmp_path / f"演示甲{NUMBER}.csv"
        path.write_text("名称\n", encoding="utf-8")
        assert "identity_file" in {one.code for one in load("workbook", [path], MemoryStore(), by="测试").issues}

    @pytest.mark.parametrize("written", [NUMBER, "370102 19570312 1234", "３７０１０２１９５７０３１２１２３４"])
    def test_one_in_a_table_of_codes_is_named(self, tmp_path: Path, written: str) -> None:
        path = tmp_path / "codes.csv"
        for text, number in ((CODES.format(written), 0), (CODES.format(""), 1)):
            path.write_text(text, encoding="utf-8")
            options = {"code_source": "国家统计局", "code_version": "2023-06", "as_of": "2023-06-30"}
            report = load("admin_divisions", [path], MemoryStore(), by="测试", options={**options, "orphans": "root"})
            found = [one.where.cell for one in report.issues if one.code == "identity_number"]
            assert found == ([] if number else ["B3"])
            assert "0312" not in str(report.to_dict())

    def test_one_in_rules_or_a_mapping_is_refused_with_its_line(self) -> None:
        with pytest.raises(BadRules, match=r"a\.yaml 第 2 行有身份证号 3\*+") as found:
            Located(f"- a\n- {NUMBER}\n", "a.yaml")
        assert NUMBER not in str(found.value.params)
        with pytest.raises(BadRules, match="第 1 行"):
            parsed_mapping(f"tables: [{{columns: {{甲: name}}, leave_out: [{{甲: '{NUMBER}'}}]}}]", "b.yaml")


class TestSaid:
    def test_an_error_hides_identity_numbers_and_telephones_whoever_quotes_them(self) -> None:
        error = NotFound(ref=f"演示甲/{NUMBER}", candidates="13987654321、0531-88888888")
        assert error.params == {"ref": "演示甲/3*****************", "candidates": "139****4321、0531****8888"}

    def test_codes_and_dates_stay(self) -> None:
        text = "370102001001 2024-10-01 第3号 119.123456789012"
        assert concealed(text) == text


class TestReported:
    def test_a_birth_year_that_is_an_identity_number(self, desk: Desk) -> None:
        report = load("workbook", [fault("identity-as-birth-year.xlsx")], desk.store, by="测试")
        cells = {f"{one.where.sheet} {one.where.cell}" for one in report.issues if one.code == "identity_number"}
        assert cells == {"人员 A2", "人员 B2", "职务 D2", "职务 F2"}
        assert NUMBER not in str(report.to_dict())

    def test_a_header_that_asks_for_one(self, desk: Desk) -> None:
        report = load("workbook", [fault("identity-header.xlsx")], desk.store, by="测试")
        assert ("refused_column", "人员", "G1", "公民身份号码") in told(report)

    def test_a_home_in_an_error_is_hidden(self, desk: Desk) -> None:
        report = load("workbook", [fault("address-in-error.xlsx")], desk.store, by="测试")
        assert sorted(told(report)) == [
            ("identity_number", "人员", "D2", "3*****************"),
            ("not_found", "人员", "D3", "幸**********"),
        ]

    def test_every_header_is_refused_for_a_reason(self) -> None:
        headers = json.loads(fault("headers-to-refuse.json").read_text(encoding="utf-8"))
        assert [header for header in headers if refused(header) is None] == []


class TestHomes:
    def test_one_that_is_nearly_right_is_not_guessed_at(self, desk: Desk) -> None:
        homes: Cells = [["名称", "层级", "上级区域"], ["演示社区", "社区", None], ["101室", "户室", "演示社区"]]
        report = desk.load({"区域": homes, "人员": [["姓名", "居住地"], ["演示甲", "演示社区/102室"]]})
        (issue,) = report.issues
        assert (issue.found, issue.hint) == ("演********", "hint.not_found_alone")
        assert "101" not in str(issue.suggestion())

    def test_nor_on_a_sheet_of_its_own(self, desk: Desk) -> None:
        report = desk.load({"区域": PLACES, "居住": [["起点", "终点"], ["演示甲", "幸福路8号"]]})
        assert "幸福路8号" not in str(report.to_dict())
