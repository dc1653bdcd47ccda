"""What a row says that can be kept and cannot be right is told at that row, once (SEMANTICS T5, T6)."""

from __future__ import annotations

from tests.loaders.books import Cells, Desk, told

PLACES: Cells = [["名称", "层级"], ["甲社区", "社区"]]
NEEDS: Cells = [
    ["需求号", "名称", "类别", "所在地", "提出日期", "最早日期", "期限"],
    ["1", "演示修灯", "维修", "甲社区", "2024-05-02", None, "2024-05-01"],
    ["2", "演示修门", "维修", "甲社区", "2024-05-02", "2024-05-02", "2024-05-02"],
    ["3", "演示修窗", "维修", "甲社区", "2024-05-02", "2024-06-01", "2024-05-31"],
]
ORDERS: Cells = [["标准", "对象", "下达日期", "整改期限"], ["演示没有的标准", "甲社区", "2024-05-02", "2024-05-01"]]


class TestToldInRows:
    def test_a_day_of_what_was_done_that_has_not_come(self, desk: Desk) -> None:
        above: Cells = [["台账完整截至", "2199-11-01", "所在区域", "甲社区"]]
        needs: Cells = [
            ["需求号", "名称", "类别", "所在地", "提出日期"],
            ["1", "演示修灯", "维修", "甲社区", "2199-05-02"],
        ]
        report = desk.load({"区域": PLACES, "需求": [*above, *needs]})
        assert sorted(told(report)) == [
            ("day_to_come", "需求", "1", "2199-11-01"),
            ("day_to_come", "需求", "3", "2199-05-02"),
        ]

    def test_who_stands_in_for_themselves_is_refused(self, desk: Desk) -> None:
        rows: Cells = [["人员", "代岗人", "起始日期", "截止日期"], ["演示甲", "演示甲", "2024-05-01", "2024-05-07"]]
        people: Cells = [["姓名", "居住地"], ["演示甲", "甲社区"]]
        report = desk.load({"区域": PLACES, "人员": people, "缺位": rows})
        assert (told(report), report.revision) == ([("absent_for_themselves", "缺位", "2", None)], 0)

    def test_absences_of_one_person_that_lie_over_each_other(self, desk: Desk) -> None:
        rows: Cells = [
            ["人员", "代岗人", "起始日期", "截止日期"],
            ["演示甲", "演示乙", "2024-05-01", "2024-05-07"],
            ["演示甲", None, "2024-05-08", "2024-05-10"],
            ["演示甲", "演示丙", "2024-05-10", "2024-05-12"],
            ["演示乙", None, "2024-05-01", "2024-05-12"],
        ]
        people: Cells = [["姓名", "居住地"], *([name, "甲社区"] for name in ("演示甲", "演示乙", "演示丙"))]
        sheets = {"区域": PLACES, "人员": people, "缺位": rows}
        report = desk.load(sheets)
        assert (told(report), report.revision) == ([("absent_twice", "缺位", "4", "2024-05-10～2024-05-12")], 1)
        assert "2024-05-08～2024-05-10" in report.issues[0].message()
        assert told(desk.load(sheets)) == []

    def test_a_claim_before_the_need_was_raised_or_on_a_day_to_come(self, desk: Desk) -> None:
        units: Cells = [
            ["名称", "组织形式", "所在地"],
            ["演示书店", "企业", "甲社区"],
            ["演示图书馆", "企业", "甲社区"],
        ]
        rows: Cells = [
            ["起点", "终点", "状态", "询问日期", "交付日期", "起始日期"],
            ["演示书店", "1", "已认领", "2024-05-01", "2199-06-01", "2024-05-02"],
            ["演示书店", "2", "已完成", None, "2199-06-01", "2024-05-02"],
            ["演示图书馆", "2", "已认领", None, None, "2199-05-02"],
            ["演示书店", "2", "拟对接", None, None, "2199-05-02"],
            ["演示图书馆", "1", "已询问", "2024-05-02", None, None],
        ]
        report = desk.load(
            {"区域": PLACES, "组织": units, "需求": NEEDS[:1] + NEEDS[2:3] + [["1", *NEEDS[2][1:]]], "供需": rows}
        )
        assert sorted(told(report)) == [
            ("day_before", "供需", "2", "2024-05-01"),
            ("day_to_come", "供需", "3", "2199-06-01"),
            ("day_to_come", "供需", "4", "2199-05-02"),
        ]

    def test_a_sheet_that_was_to_be_left_out_is_told_as_that(self, desk: Desk) -> None:
        report = desk.load({"区域": PLACES, "需求": NEEDS}, options={"leave_out": "需求、微心愿"})
        assert told(report) == [("leave_out_not_there", "", "", "微心愿"), ("sheet_left_out_said", "需求", "", None)]

    def test_one_with_a_mark_in_its_name_is_left_out_as_the_refusal_of_it_says(self, desk: Desk) -> None:
        sheets: dict[str, Cells] = {"区域": [*map(list, PLACES)], "无人接，或不够": [["甲", "乙"], ["丙", "丁"]]}
        (refused,) = desk.load(sheets).issues
        said = str(refused.suggestion()).partition("--set leave_out=")[2].partition("`")[0]
        report = desk.load(sheets, options={"leave_out": said})
        assert told(report) == [("sheet_left_out_said", "无人接，或不够", "", None)]

    def test_a_day_before_one_that_it_follows_and_a_norm_that_no_pack_has(self, desk: Desk) -> None:
        sheets = {"区域": PLACES, "需求": NEEDS, "整改单": ORDERS}
        report = desk.load(sheets)
        assert sorted(told(report)) == [
            ("day_before", "整改单", "2", "2024-05-01"),
            ("day_before", "需求", "2", "2024-05-01"),
            ("day_before", "需求", "4", "2024-05-31"),
            ("no_such_norm_kept", "整改单", "2", "演示没有的标准"),
        ]
        assert report.revision == 1
        assert told(desk.load(sheets)) == []  # nothing of it is new
