"""Steps of needs in a workbook: added, loaded again unchanged, and never written over; activities by their routines."""

from __future__ import annotations

import polars as pl

from graph.rules import load_rules
from graph.tables import Tables
from loaders.report import Report
from loaders.telling.loaded import Loaded
from loaders.telling.step_order import tell_step_order
from tests.loaders.books import Cells, Desk, told

PLACES: Cells = [["名称", "层级", "架构模板"], ["演示社区", "社区", "suzhoulu"]]
NEEDS: Cells = [["需求号", "名称", "所在地"], ["XQ-1", "楼道灯不亮", "演示社区"]]
STEPS: Cells = [
    ["需求", "第几步", "环节", "时间", "之后的状态", "办理时限"],
    ["XQ-1", 1, "登记", "2024-05-09 10:00", "待受理", None],
    ["XQ-1", 2, "受理", "2024-05-09", "已受理", "2024-05-11"],
]


class TestSteps:
    def test_are_kept_in_utc_and_loaded_again_unchanged(self, desk: Desk) -> None:
        sheets = {"区域": PLACES, "需求": NEEDS, "环节": STEPS}
        desk.good(sheets)
        kept = desk.store.tables()["step"].sort("number").select("sort", "at", "state", "due").rows()
        assert kept == [
            ("raise", "2024-05-09T02:00:00Z", "open", None),
            ("accept", "2024-05-09T16:00:00Z", "accepted", "2024-05-11T16:00:00Z"),
        ]
        assert desk.good(sheets).revision == 1

    def test_a_new_one_is_added_and_one_that_is_known_is_not_written_over(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "需求": NEEDS, "环节": STEPS})
        more = [*STEPS, ["XQ-1", 3, "派单", "2024-05-10 09:00", "已派单", None]]
        assert desk.good({"环节": more}).revision == 2
        changed = [STEPS[0], ["XQ-1", 1, "受理", "2024-05-09 10:00", "待受理", None]]
        assert told(desk.load({"环节": changed})) == [("written_over", "环节", "C2", "accept")]
        assert desk.store.tables()["step"].height == 3

    def test_a_step_or_state_that_there_is_none_of_is_refused(self, desk: Desk) -> None:
        steps = [STEPS[0], ["XQ-1", 1, "登计", "2024-05-09", "受理中", None]]
        found = desk.load({"区域": PLACES, "需求": NEEDS, "环节": steps})
        assert [(code, cell) for code, _, cell, _ in told(found)] == [("unknown_word", "C2"), ("unknown_word", "E2")]

    def test_names_an_offer_and_an_activity_a_routine_of_the_same_file(self, desk: Desk) -> None:
        steps = [
            [*STEPS[0], "交给"],
            [*STEPS[1], None],
            ["XQ-1", 2, "派单", "2024-05-09", "已派单", None, "演示物业//电工班"],
        ]
        desk.good(
            {
                "区域": PLACES,
                "组织": [["名称", "组织形式", "负责范围"], ["演示物业", "物业企业", "演示社区"]],
                "资源": [["名称", "提供方"], ["电工班", "演示物业"]],
                "需求": NEEDS,
                "环节": steps,
                "制度": [["名称", "主体"], ["议事会", "演示社区"]],
                "活动": [
                    ["名称", "日期", "制度", "所在地"],
                    ["第一次议事", "2024-05-10", "议事会", "演示社区"],
                ],
            }
        )
        tables = desk.store.tables()
        assert tables["step"]["to"].to_list() == [None, tables["offer"]["key"][0]]
        assert tables["activity"]["routine"].to_list() == tables["routine"]["key"].to_list()

    def test_one_that_is_earlier_than_the_step_before_it_is_refused(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "需求": NEEDS, "环节": STEPS[:2]})
        earlier = [STEPS[0], ["XQ-1", 2, "受理", "2024-05-09 09:00", "已受理", None]]
        assert told(desk.load({"环节": earlier})) == [("step_order", "环节", "2", "2024-05-09 09:00")]
        at_once = [STEPS[0], ["XQ-1", 2, "受理", "2024-05-09 10:00", "已受理", None]]
        assert desk.good({"环节": at_once}).revision == 2

    def test_one_that_is_earlier_than_steps_of_another_need_is_taken(self) -> None:
        days = ("2024-05-09", "2024-05-10", "2024-05-01")
        steps = pl.DataFrame(
            {"key": ["step-a", "step-b", "step-c"], "need": ["need-a", "need-a", "need-b"], "number": [1, 2, 1]}
        ).with_columns(at=pl.Series([f"{day}T02:00:00Z" for day in days]))
        report = Report()
        tell_step_order(_loaded(steps, steps), report)
        assert not report.issues

    def test_those_that_are_earlier_are_told_need_by_need(self) -> None:
        keys = [f"need-{name}" for name in "dcab" for _ in range(2)]
        steps = pl.DataFrame(
            {
                "key": [f"step-{place}" for place in range(8)],
                "need": keys,
                "number": [1, 2] * 4,
                "at": ["2024-05-10T02:00:00Z", "2024-05-09T02:00:00Z"] * 4,
                "row": [*range(8)],
            }
        )
        report = Report()
        tell_step_order(_loaded(steps, steps.slice(2)), report)
        assert [(one.code, one.where.row) for one in report.issues] == [("step_order", row) for row in (5, 7, 3)]

    def test_say_why_with_the_marks_of_a_sentence(self, desk: Desk) -> None:
        sheets = {
            "区域": PLACES,
            "需求": NEEDS,
            "环节": [[*STEPS[0], "说明"], [*STEPS[1], "材料齐了，明天１０点办（上午）"]],
        }
        desk.good(sheets)
        assert desk.store.tables()["step"]["reason"].to_list() == ["材料齐了，明天10点办（上午）"]
        assert desk.good(sheets).revision == 1

    def test_a_time_that_is_none_is_refused(self, desk: Desk) -> None:
        steps = [STEPS[0], ["XQ-1", 1, "登记", "昨天", "待受理", None]]
        found = desk.load({"区域": PLACES, "需求": NEEDS, "环节": steps})
        assert [(code, cell) for code, _, cell, _ in told(found)] == [("bad_value", "D2")]

    def test_are_given_to_an_offer_of_the_same_file_by_its_path(self, desk: Desk) -> None:
        units: Cells = [["名称", "组织形式", "所在地"], ["演示水务", "企业", "演示社区"]]
        offers: Cells = [["名称", "类别", "提供方"], ["水管维修", "水电维修", "演示社区//演示水务"]]
        header = [*STEPS[0], "交给"]
        steps: Cells = [header, ["XQ-1", 1, "派单", "2024-05-09 10:00", "已派单", None, "演示社区//演示水务//水管维修"]]
        desk.good({"区域": PLACES, "组织": units, "资源": offers, "需求": NEEDS, "环节": steps})
        assert desk.store.tables()["step"]["to"].to_list() == desk.store.tables()["offer"]["key"].to_list()


class TestActivities:
    def test_are_held_by_a_routine_of_the_same_file_by_its_path(self, desk: Desk) -> None:
        teams: Cells = [["名称", "服务范围"], ["演示志愿队", "演示社区"]]
        routines: Cells = [["名称", "主体", "周期"], ["理发日", "演示社区//演示志愿队", "每月16日"]]
        held: Cells = [
            ["名称", "日期", "制度", "所在地"],
            ["理发", "2024-05-16", "演示社区//演示志愿队//理发日", "演示社区"],
        ]
        sheets = {"区域": PLACES, "队伍": teams, "制度": routines, "活动": held}
        desk.good(sheets)
        tables = desk.store.tables()
        assert tables["routine"]["rule"].to_list() == ["FREQ=MONTHLY;BYMONTHDAY=16"]
        assert tables["activity"]["routine"].to_list() == tables["routine"]["key"].to_list()
        assert desk.good(sheets).revision == 1


def _loaded(steps: pl.DataFrame, changed: pl.DataFrame) -> Loaded:
    """Return a load of steps in which some of them change."""
    rules = load_rules()
    return Loaded({"step": steps}, {"step": changed}, Tables({"step": steps}), rules, rules.vocabulary())
