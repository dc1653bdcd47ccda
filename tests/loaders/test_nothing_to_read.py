"""A file without a word, a folder without a table and a file that is named twice are told as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.stores import MemoryStore
from loaders import detect, load
from tests.loaders.books import Cells, Desk, told


class TestNothingToRead:
    @pytest.mark.parametrize("name", ["空.csv", "空.txt"])
    @pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf\n \n"])
    def test_a_file_without_a_word_is_empty(self, tmp_path: Path, name: str, data: bytes) -> None:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BadInput) as refused:
            detect(tmp_path / name)
        assert (refused.value.code, refused.value.params["file"]) == ("file_empty", name)

    def test_so_is_one_of_json(self, tmp_path: Path) -> None:
        (tmp_path / "空.json").touch()
        report = load("hsds", [tmp_path / "空.json"], MemoryStore(), by="测试")
        assert [one.code for one in report.issues] == ["file_empty"]

    def test_a_collection_without_a_feature_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "空.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
        report = load("geojson", [tmp_path / "空.geojson"], MemoryStore(), by="测试")
        assert [(one.code, one.severity) for one in report.issues] == [("file_empty", "warning")]

    def test_a_folder_without_a_table_is_told_as_that(self, tmp_path: Path) -> None:
        (tmp_path / "说明.pdf").touch()
        with pytest.raises(BadInput) as refused:
            detect(tmp_path)
        assert refused.value.code == "folder_empty"
        report = load("workbook", [tmp_path], MemoryStore(), by="测试")
        assert (report.failed, [one.code for one in report.issues]) == (True, ["folder_empty_of"])

    @pytest.mark.usefixtures("files_read_here")
    def test_a_file_that_is_named_twice_is_read_once(self, tmp_path: Path) -> None:
        path = tmp_path / "区域.csv"
        path.write_text("名称,层级\n甲社区,社区\n", encoding="utf-8")
        report = load("workbook", [path, tmp_path], MemoryStore(), by="测试")
        assert (told(report), report.accepted["place"]) == ([("file_again", "", "", None)], 1)

    @pytest.mark.usefixtures("files_read_here")
    @pytest.mark.parametrize("beside", [[], ["#说明"]])
    def test_a_file_of_sheets_that_are_left_out_alone_is_told(self, desk: Desk, beside: list[str]) -> None:
        rows: Cells = [["名称", "层级"], ["甲社区", "社区"]]
        sheets = ["#区域", *beside]
        report = desk.load({**dict.fromkeys(sheets, rows), "组织": []})
        assert [(one.severity, one.code, one.found) for one in report.issues] == [
            ("warning", "all_aside", "、".join(sheets))
        ]
        assert told(desk.load({"#区域": rows, "区域": rows})) == []
