"""Tables that are not called as ours: read by a mapping, of which a first one is written by looking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadRules
from graph.rules import load_rules
from graph.stores import MemoryStore
from loaders import Report, load
from loaders.looking import first_mapping
from loaders.mapping import parsed_mapping
from tests.loaders.books import book, told

pytestmark = pytest.mark.usefixtures("files_read_here")

COUNTY = [("37", "", "省"), ("3701", "37", "济南市"), ("370102", "3701", "历下区"), ("370102001", "370102", "甲街道")]


def text(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def loaded(path: Path, mapping: str, store: MemoryStore | None = None, source: str = "admin_divisions") -> Report:
    return load(source, [path], store or MemoryStore(), by="测试", mapping=parsed_mapping(mapping, "a.yaml"))


def paths(store: MemoryStore) -> dict[str, str | None]:
    """By code, the code of what it lies in."""
    tables = store.tables()
    code = dict(tables["place"].select("key", "code").iter_rows())
    above = dict(tables["part_of"].select("source", "target").iter_rows())
    return {code[key]: code.get(above.get(key, "")) for key in sorted(code, key=lambda one: str(code[one]))}


TREE = {"37": None, "3701": "37", "370102": "3701", "370102001": "370102"}

TABLES = {
    "id and pid that are codes": (
        ["id,pid,deep,标题", "37,0,0,山东省", "3701,37,1,济南市", "370102,3701,2,历下区", "370102001,370102,3,甲街道"],
        """{columns: {id: code, pid: parent, deep: level, 标题: name},
        values: {pid: {'0': ''}, deep: {'0': 1, '1': 2, '2': 3, '3': 4}}}""",
    ),
    "id and pid that number the rows": (
        ["序,上,行政码,标题", "11,0,37,山东省", "12,11,3701,济南市", "13,12,370102,历下区", "14,13,370102001,甲街道"],
        "{columns: {序: id, 上: parent_id, 行政码: code, 标题: name}, values: {上: {'0': ''}}}",
    ),
    "parents in two columns of whole codes": (
        ["码,标题,市码,县码", "37,山东省,,", "3701,济南市,37,", "370102,历下区,3701,", "370102001,甲街道,3701,370102"],
        "{columns: {码: code, 标题: name, 市码: parent, 县码: parent}}",
    ),
    "parents in two columns of parts": (
        ["码,标题,市码,县码", "37,山东省,,", "3701,济南市,37,", "370102,历下区,3701,", "370102001,甲街道,3701,2"],
        "{columns: {码: code, 标题: name, 市码: parent_part, 县码: parent_part}}",
    ),
    "codes in parts": (
        ["省,市,县,街,标题", "37,,,,山东省", "37,1,,,济南市", "37,01,02,,历下区", "37,1,2,1,甲街道"],
        "{columns: {省: code_part, 市: code_part, 县: code_part, 街: code_part, 标题: name}}",
    ),
    "no header": (
        ["37,,山东省", "3701,37,济南市", "370102,3701,历下区", "370102001,370102,甲街道"],
        "{header: none, columns: {A: code, B: parent, C: name}}",
    ),
    "a title, rows to leave out, levels in words": (
        [
            "区划表,,",
            "码,类,标题",
            "37,省,山东省",
            "3701,市,济南市",
            "370102,区县,历下区",
            "370102001,乡级,甲街道",
            "测试,乡级,测试",
        ],
        """{header: 2, columns: {码: code, 类: level, 标题: name},
        values: {类: {乡级: street}}, leave_out: [{标题: [测试]}]}""",
    ),
}


class TestCodes:
    @pytest.mark.parametrize("name", TABLES)
    def test_a_table_of_another_shape_loads(self, tmp_path: Path, name: str) -> None:
        rows, mapping = TABLES[name]
        store = MemoryStore()
        report = loaded(text(tmp_path / "a.csv", *rows), f"tables: [{mapping}]", store)
        assert [one for one in told(report) if one[0] != "rows_left_out"] == []
        assert paths(store) == TREE

    @pytest.mark.parametrize("name", [name for name in TABLES if "title" not in name])
    def test_what_is_written_by_looking_reads_it(self, tmp_path: Path, name: str) -> None:
        path = text(tmp_path / "a.csv", *TABLES[name][0])
        store = MemoryStore()
        report = loaded(path, first_mapping(path, load_rules().vocabulary()), store)
        assert (told(report), paths(store)) == ([], TREE)

    @pytest.mark.slow
    def test_a_workbook_loads_as_well_and_a_sheet_can_be_left_out(self, tmp_path: Path) -> None:
        rows: list[list[Any]] = [
            ["码", "标题"],
            [37, "山东省"],
            [3701, "济南市"],
            ["370102", "历下区"],
            [370102001, "甲街道"],
        ]
        old: list[list[Any]] = [["甲", "乙"], ["丙", "丁"]]
        path = book(tmp_path / "a.xlsx", {"旧": old, "新": rows})
        mapping = "tables: [{sheet: 新, columns: {码: code, 标题: name}}, {sheet: 旧, leave_out: true}]"
        store = MemoryStore()
        assert told(loaded(path, mapping, store)) == [("sheet_left_out", "旧", "", None)]
        assert paths(store) == TREE
        only = "tables: [{sheet: 新, columns: {码: code, 标题: name}}]"
        assert told(loaded(path, only))[0][:2] == ("no_header", "旧")

    def test_columns_of_parents_that_contradict_are_named(self, tmp_path: Path) -> None:
        rows, mapping = TABLES["parents in two columns of whole codes"]
        report = loaded(text(tmp_path / "a.csv", *rows, "370102002,乙街道,3702,370102"), f"tables: [{mapping}]")
        assert told(report)[0] == ("parents_apart", "", "D6", "370102")

    @pytest.mark.parametrize(
        ("mapping", "issue"),
        [
            ("{columns: {码: code, 标题: name, 别的: level}}", ("map_no_such_column", "别的")),
            ("{columns: {码: code, 标题: nom}}", ("map_role", "nom")),
            ("{columns: {码: code}}", ("map_lacks", None)),
            ("{sheet: 甲, columns: {码: code}}", ("map_no_such_sheet", "甲")),
        ],
    )
    def test_a_mapping_that_does_not_fit_is_refused(
        self, tmp_path: Path, mapping: str, issue: tuple[str, str | None]
    ) -> None:
        report = loaded(text(tmp_path / "a.csv", "码,标题", "37,山东省"), f"tables: [{mapping}]")
        assert report.failed
        assert issue in [(code, found) for code, _, _, found in told(report)]

    def test_a_table_that_is_not_recognised_is_an_error_that_tells_what_to_do(self, tmp_path: Path) -> None:
        report = load("admin_divisions", [text(tmp_path / "a.csv", "甲,乙", "丙,丁")], MemoryStore(), by="测试")
        assert (report.failed, told(report)) == (True, [("no_header", "", "", None)])
        assert "linli map a.csv" in (report.issues[0].suggestion() or "")
        odd = load("admin_divisions", [text(tmp_path / "a;b.csv", "甲,乙", "丙,丁")], MemoryStore(), by="测试")
        assert "linli map 'a;b.csv'" in (odd.issues[0].suggestion() or "")

    def test_a_column_that_is_never_kept_is_refused_though_nobody_asks_for_it(self, tmp_path: Path) -> None:
        report = loaded(
            text(tmp_path / "a.csv", "码,标题,身份证号", "37,山东省,"), "tables: [{columns: {码: code, 标题: name}}]"
        )
        assert told(report)[0][0] == "refused_column"


class TestWorkbooks:
    def test_sheets_headers_and_values_of_theirs_become_ours(self, tmp_path: Path) -> None:
        rows: list[list[Any]] = [
            ["", "台账"],
            ["地方", "类别", "属于", "经办"],
            ["甲社区", "社", None, "演示"],
            ["测试", "社", None, ""],
            ["乙小区", "园", "甲社区", ""],
        ]
        path = book(tmp_path / "a.xlsx", {"地方台账": rows, "草稿": [["随便"], ["写的"]]})
        mapping = """
source: workbook
tables:
  - sheet: 地方台账
    as: 区域
    header: 2
    columns: {地方: 名称, 类别: 层级, 属于: 上级区域, 经办: }
    values: {类别: {社: 社区, 园: 小区}}
    leave_out: [{地方: [测试]}]
  - sheet: 草稿
    leave_out: true
"""
        store = MemoryStore()
        report = loaded(path, mapping, store, "workbook")
        assert told(report) == [("rows_left_out", "地方台账", "", "地方=测试"), ("sheet_left_out", "草稿", "", None)]
        assert report.skipped == 2
        found = store.tables()["place"].sort("name").select("name", "level").rows()
        assert found == [("乙小区", "estate"), ("甲社区", "community")]

    @pytest.mark.slow
    def test_what_is_said_of_other_sheets_and_headers_is_refused(self, tmp_path: Path) -> None:
        path = book(tmp_path / "a.xlsx", {"区域": [["名字", "层级"], ["甲社区", "社区"]]})
        for mapping, code in (
            ("{as: 地盘, columns: {名字: 名称}}", "map_no_such_kind"),
            ("{columns: {名字: 姓名}}", "map_no_such_header"),
            ("{columns: {称呼: 名称}}", "map_no_such_column"),
            ("{header: none, columns: {A: 名称}}", "map_needs_header"),
        ):
            assert code in [one for one, *_ in told(loaded(path, f"tables: [{mapping}]", source="workbook"))]

    def test_looking_finds_our_headers_and_leaves_the_others_to_be_filled_in(self, tmp_path: Path) -> None:
        path = book(
            tmp_path / "a.xlsx",
            {"小区情况": [["名称", "层级", "所在上级区域", "经办人"], ["甲社区", "社区", "", "演示"]]},
        )
        found = first_mapping(path, load_rules().vocabulary())
        table = parsed_mapping(found, "a.yaml").tables[0]
        assert (table.sheet, table.kind, table.header) == ("小区情况", "区域", 1)
        assert table.columns == {"名称": "名称", "层级": "层级", "所在上级区域": "上级区域"}
        assert "      # 经办人:" in found
        assert "演示" not in found


class TestWritten:
    @pytest.mark.parametrize(
        ("said", "code", "line"),
        [
            ("a: 1", "map_part", 1),
            ("tables: []", "map_tables", 1),
            ("tables:\n  - sheet: 甲", "map_columns", 2),
            ("tables:\n  - columns: {甲: code}\n    kolumns: 1", "map_part", 3),
            ("tables:\n  - columns:\n      甲: [code]", "map_value", 3),
            ("tables:\n  - columns: {甲: code}\n    header: 零", "map_header", 3),
            ("tables:\n  - columns: {甲: code}\n    leave_out: 甲", "map_leave_out", 3),
            ("tables:\n  - columns: {甲: code}\n    values: {甲: 乙}", "map_mapping", 3),
            ("tables:\n  - columns: {甲: code}\n  - columns: {乙: code}", "map_sheet_twice", 3),
            ("tables: [", "rules_yaml", 1),
        ],
    )
    def test_what_a_mapping_cannot_say_is_refused_with_its_line(self, said: str, code: str, line: int) -> None:
        with pytest.raises(BadRules) as refused:
            parsed_mapping(said, "a.yaml")
        assert (refused.value.code, refused.value.params["line"]) == (code, line)
        assert refused.value.message("zh").startswith(f"a.yaml 第 {line} 行")
