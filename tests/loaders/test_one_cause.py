"""One cause is one error: what follows from a refused row waits for it, and the same error elsewhere is counted."""

from __future__ import annotations

import pytest

from api.rendering.issues import lines
from tests.loaders.books import PLACES, Cells, Desk, told


class TestOneCause:
    def test_a_wrong_name_in_many_rows_is_one_line(self, desk: Desk) -> None:
        rows: Cells = [[f"{number}号楼", "楼栋", "锦绣圆"] for number in range(11, 38)]
        report = desk.load({"区域": [*PLACES, *rows]})
        (line,) = lines(report)
        assert (line.issue.code, line.place, line.count) == ("not_found", "1.xlsx 区域 C7", 27)
        assert line.more == "C8 C9 C10 C11"

    def test_what_names_a_refused_row_is_no_error_of_its_own(self, desk: Desk) -> None:
        places = [list(row) for row in PLACES]
        places[2][2] = "苏洲路社区"
        posts: Cells = [
            ["职务名称", "负责范围"],
            ["楼栋长", "锦绣园/3号楼"],
            ["楼栋长", "5号楼"],
            ["楼栋长", "锦绣园/33号楼"],
        ]
        report = desk.load({"区域": places, "职务": posts})
        errors = [one for one in told(report) if one[0] != "follows"]
        assert errors == [("not_found", "区域", "C3", "苏洲路社区"), ("not_found", "职务", "B4", "锦绣园/33号楼")]
        places[2][2] = "苏州路社区"
        assert [one[0] for one in told(desk.load({"区域": places, "职务": posts[:3]}))] == []

    def test_rows_without_a_name_that_is_one_are_not_told_to_be_the_same(self, desk: Desk) -> None:
        report = desk.load({"组织": [["名称", "组织形式"], ["/", "机关"], ["—", "机关"], ["甲局", "机关"]]})
        assert [one[:3] for one in told(report)] == [("bad_value", "组织", "A2"), ("bad_value", "组织", "A3")]

    def test_two_that_wait_for_each_other_are_errors(self, desk: Desk) -> None:
        rows: Cells = [["名称", "层级", "上级区域"], ["甲", "社区", "乙"], ["乙", "小区", "甲"], ["丙", "楼栋", "乙"]]
        assert sorted(one[:3] for one in told(desk.load({"区域": rows}))) == [
            ("place_cycle", "区域", "C2"),
            ("place_cycle", "区域", "C3"),
            ("place_cycle", "区域", "C4"),
        ]


class TestSuggestions:
    def test_a_name_with_a_mark_is_suggested_between_quotation_marks(self, desk: Desk) -> None:
        desk.good({"区域": [*PLACES, ["甲/乙楼", "楼栋", "锦绣园"]]})
        report = desk.load({"职务": [["职务名称", "负责范围"], ["楼栋长", "锦绣园/甲/乙搂"]]})
        assert report.issues[0].suggestion() == "是不是：苏州路演示社区/锦绣园/“甲/乙楼”"
        desk.good({"职务": [["职务名称", "负责范围"], ["楼栋长", "苏州路演示社区/锦绣园/“甲/乙楼”"]]})

    def test_a_name_that_means_several_is_suggested_by_their_paths(self, desk: Desk) -> None:
        rows: Cells = [["安和园", "小区", "苏州路社区"], ["8号楼", "楼栋", "锦绣园"], ["8号楼", "楼栋", "安和园"]]
        desk.good({"区域": [*PLACES, *rows]})
        near = desk.names.near("8号搂", ("place",))
        assert near
        assert all(len(desk.names.matches(one, ("place",))) == 1 for one in near)


class TestPeopleOfTheFile:
    def test_are_named_in_a_terminal_and_masked_in_json(self, desk: Desk) -> None:
        header = ["姓名", "出生年", "居住地"]
        desk.good({"区域": PLACES, "人员": [header, ["演示甲", 1960, "锦绣园/3号楼"]]})
        report = desk.load({"人员": [header, ["演示甲", 1960, "锦绣园/5号楼"]]})
        (line,) = lines(report)
        assert "演示甲" in line.message("zh")
        assert "演示甲" not in str(report.to_dict())


class TestFigures:
    @pytest.mark.slow
    def test_of_one_measure_and_two_days_or_sources_stand_side_by_side(self, desk: Desk) -> None:
        header = ["对象", "统计口径", "数值", "单位", "截至", "出处"]
        rows = [["锦绣园", "count kind=post", 3, "个", day, source] for day, source in (
            ("2024-01-01", "甲"), ("2024-11-01", "甲"), ("2024-11-01", "乙"))]  # fmt: skip
        reports = [desk.good({"区域": PLACES, "公开数": [header, *rows]}) for _ in range(2)]
        assert ([one.revision for one in reports], desk.store.tables()["figure"].height) == ([1, 1], 3)
