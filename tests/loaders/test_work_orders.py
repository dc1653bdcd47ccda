"""Work orders: rows become needs and their steps through a mapping; what is not read, and who is not taken, is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph.rules import load_rules
from graph.stores import MemoryStore
from graph.tables import Tables
from loaders import Report, detect, load
from loaders.looking import first_mapping
from loaders.mapping import FileMap, parsed_mapping

HEADER = "工单编号,诉求类别,诉求内容,属地,受理时间,办理时限,办结时间,承办单位,工单状态,满意度"
PLACES = "名称,层级,架构模板\n演示社区,社区,suzhoulu\n"
Load = Callable[..., Report]


def row(number: str = "GD-1", **said: str) -> str:
    whole = {
        "number": number,
        "category": "水电维修",
        "name": "楼道灯坏了",
        "area": "演示社区",
        "opened": "2024-10-08 09:00:00",
        "target": "2024-10-11 18:00:00",
        "closed": "2024-10-10 16:30:00",
        "unit": "演示物业",
        "status": "已办结",
        "outcome": "非常满意",
    }
    return ",".join((whole | said).values())


@pytest.fixture
def store(tmp_path: Path) -> MemoryStore:
    """A ledger with one community."""
    known = MemoryStore()
    (tmp_path / "区域.csv").write_text(PLACES, encoding="utf-8")
    assert not load("workbook", [tmp_path / "区域.csv"], known, by="test").failed
    return known


@pytest.fixture
def loaded(store: MemoryStore, tmp_path: Path) -> Load:
    """Load some lines below a header."""

    def loading(*lines: str, header: str = HEADER, mapping: FileMap | None = None, **options: str) -> Report:
        file = tmp_path / "工单.csv"
        file.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return load("work_orders", [file], store, by="test", mapping=mapping, options=options)

    return loading


def steps(tables: Tables) -> list[tuple[object, ...]]:
    return tables["step"].sort("need", "number").select("number", "sort", "at", "state", "due", "outcome").rows()


def told(report: Report) -> dict[str, str]:
    return {issue.code: issue.message() for issue in report.issues}


class TestRows:
    def test_an_order_is_a_need_that_was_raised_finished_and_rated(self, loaded: Load, store: MemoryStore) -> None:
        assert not loaded(row(), make="areas").failed
        tables = store.tables()
        (need,) = tables["need"].to_dicts()
        assert (need["number"], need["name"], need["category"]) == ("GD-1", "楼道灯坏了", "plumbing")
        assert (need["raised_on"], need["due"]) == (date(2024, 10, 8), date(2024, 10, 11))
        assert steps(tables) == [
            (1, "raise", "2024-10-08T01:00:00Z", "open", "2024-10-11T10:00:00Z", None),
            (2, "finish", "2024-10-10T08:30:00Z", "finished", None, None),
            (3, "rate", "2024-10-10T08:30:00Z", "rated", None, "satisfied"),
        ]
        (unit,) = tables["organisation"].to_dicts()
        assert tables["step"].sort("number").select("to", "by").rows()[:2] == [(unit["key"], None), (None, unit["key"])]
        assert tables["located_at"]["target"].to_list() == tables["place"]["key"].to_list()

    def test_somebody_not_satisfied_brings_it_back(self, loaded: Load, store: MemoryStore) -> None:
        loaded(row(outcome="不满意"))
        assert steps(store.tables())[-1][:2] + steps(store.tables())[-1][3:] == (
            3,
            "rate",
            "taken",
            None,
            "unsatisfied",
        )

    def test_an_open_order_has_one_step(self, loaded: Load, store: MemoryStore) -> None:
        loaded(row(closed="", status="办理中", outcome=""))
        assert [step[1] for step in steps(store.tables())] == ["raise"]

    @pytest.mark.slow
    def test_a_second_load_changes_nothing_and_a_later_export_adds_steps(self, loaded: Load) -> None:
        loaded(row(closed="", status="办理中", outcome=""))
        again = loaded(row(closed="", status="办理中", outcome=""))
        assert (again.added, again.changed, again.revision) == (0, 0, 2)
        later = loaded(row(outcome=""))
        assert (later.added, later.changed) == (1, 0)

    def test_a_step_that_stands_otherwise_is_not_changed(self, loaded: Load, store: MemoryStore) -> None:
        loaded(row(outcome=""))
        report = loaded(row(outcome="", closed="2024-10-09 10:00:00"))
        assert told(report)["orders_step_there"] == "1 步与库里已有的不同，未改动（走过的步骤不改），如第 2 行"
        assert steps(store.tables())[1][2] == "2024-10-10T08:30:00Z"


class TestLeftOut:
    @pytest.mark.parametrize(
        ("said", "reason"),
        [
            ({"number": ""}, "没有编号"),
            ({"name": ""}, "没有内容"),
            ({"opened": ""}, "没有受理时间"),
            ({"opened": "前天"}, "受理时间读不懂"),
            ({"target": "尽快"}, "办理时限读不懂"),
            ({"closed": "2024-10-07 09:00:00"}, "办结早于受理"),
            ({"name": "请回电13900001234"}, "内容里有电话号码"),
            ({"number": "GD-2"}, "编号与前面一行相同"),
        ],
    )
    def test_a_row_that_is_no_need_is_left_out_with_its_reason(
        self, loaded: Load, store: MemoryStore, said: dict[str, str], reason: str
    ) -> None:
        report = loaded(row("GD-2"), row(**said))
        assert told(report)["orders_left_out"] == f"1 行没有读入：{reason}；如第 3 行"
        assert report.accepted["need"] == 1
        assert store.tables()["need"]["number"].to_list() == ["GD-2"]

    @pytest.mark.parametrize("name", ["灯" * 2001, "灯" * 2000 + "。"])
    def test_a_content_longer_than_a_name_may_be_is_told_with_both_lengths(self, loaded: Load, name: str) -> None:
        said = told(loaded(row("GD-2"), row(name=name)))
        assert said["orders_too_long"] == "1 行没有读入：内容太长，最长的有 2001 字，最多 2000 字；如第 3 行"
        assert "orders_left_out" not in said

    @pytest.mark.slow
    def test_done_without_a_time_is_read_as_not_done(self, loaded: Load) -> None:
        assert told(loaded(row(closed="")))["orders_done_when"] == "1 行写已办结，没有办结时间，按没有办结读入"

    def test_who_called_is_not_taken_and_an_identity_column_refuses_the_file(
        self, loaded: Load, store: MemoryStore
    ) -> None:
        report = loaded(f"{row()},演示甲,13900001234", header=f"{HEADER},来电人,联系电话")
        assert told(report)["orders_columns_left"] == "有意不读的列：来电人、联系电话"
        assert "演示甲" not in str([frame.to_dicts() for frame in store.tables().values()])
        refused = loaded(f"{row()},x", header=f"{HEADER},身份证号")
        assert "refused_column" in told(refused)
        assert refused.failed

    def test_who_called_is_not_taken_where_a_mapping_asks_for_it(self, loaded: Load) -> None:
        said = "tables: [{columns: {工单编号: number, 诉求内容: name, 受理时间: opened, 来电人: unit}}]"
        report = loaded(f"{row()},演示甲", header=f"{HEADER},来电人", mapping=parsed_mapping(said, "a.yaml"))
        assert told(report)["orders_caller"] == "“来电人”是来电人的姓名或电话，不收"

    def test_an_identity_number_in_a_cell_refuses_the_file(self, loaded: Load) -> None:
        assert "identity_number" in told(loaded(row(name="身份证370102195703121234")))


class TestWords:
    def test_what_the_mapping_does_not_speak_of_is_told(self, loaded: Load) -> None:
        assert told(loaded(f"{row()},3", header=f"{HEADER},派单次数"))["orders_columns_unknown"] == (
            "对照文件没有说明的列，未读入：派单次数"
        )

    def test_spellings_are_told_once_with_examples(self, loaded: Load) -> None:
        report = loaded(row("1", outcome="非常满意"), row("2", outcome="满意"), row("3", outcome="比较满意"))
        found = [issue.message() for issue in report.issues if issue.code == "orders_spellings"]
        assert (
            found[1] == "“满意度”有 3 种写法，其中 2 种按对照改写，合成 2 种，如：非常满意 → 满意、比较满意 → 基本满意"
        )

    def test_places_and_units_that_are_not_known_are_told_and_not_made(self, loaded: Load, store: MemoryStore) -> None:
        report = loaded(row("1", area="别处"), row("2"))
        unknown = [issue.message() for issue in report.issues if issue.code == "orders_unknown"]
        assert unknown == [
            "1 个属地不是库里的，或不止一个叫这个名称，涉及 1 行，未登记，如：别处",
            "1 个承办单位不是库里的，或不止一个叫这个名称，涉及 2 行，未登记，如：演示物业",
        ]
        assert told(report)["orders_nowhere"] == "1 行（共 2 行）不知在哪里：不进任何区域的清单"
        assert store.tables()["place"].height == 1

    @pytest.mark.slow
    def test_spots_are_buildings_of_their_area_and_are_made_once(self, loaded: Load, store: MemoryStore) -> None:
        lines = [f"{row(number)},锦绣园3号楼" for number in ("1", "2")]
        loaded(*lines, header=f"{HEADER},诉求地点", make="spots")
        places = store.tables()["place"]
        assert places.filter(level="building")["name"].to_list() == ["锦绣园3号楼"]
        assert loaded(*lines, header=f"{HEADER},诉求地点", make="spots").added == 0


class TestRecognised:
    def test_by_the_header_of_a_mapping_that_comes_with_linli(self, tmp_path: Path) -> None:
        file = tmp_path / "导出.csv"
        file.write_text(f"{HEADER}\n{row()}\n", encoding="utf-8")
        assert detect(file).name == "work_orders"

    def test_a_table_of_no_such_header_is_refused(self, loaded: Load) -> None:
        assert "orders_no_columns" in told(loaded("1,2", header="甲,乙"))

    @pytest.mark.slow
    def test_linli_map_writes_a_first_mapping_by_which_it_is_read(self, store: MemoryStore, tmp_path: Path) -> None:
        file = tmp_path / "热线导出.csv"
        header = "流水号,工单内容,所属社区,来电时间,完成时间,办理状态,满意情况,来电人,派单次数"
        line = "1,楼道灯坏了,演示社区,2024-10-08 09:00,2024-10-10 16:30,已归档,非常满意,演示甲,3"
        file.write_text(f"{header}\n{line}\n", encoding="utf-8")
        text = first_mapping(file, load_rules().vocabulary())
        assert "# 来电人:   # 没看懂 · not understood：来电人，不收" in text
        report = load("work_orders", [file], store, by="test", mapping=parsed_mapping(text, "a.yaml"))
        assert not report.failed
        assert [step[1] for step in steps(store.tables())] == ["raise", "finish", "rate"]
