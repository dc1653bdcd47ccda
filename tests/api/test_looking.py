"""`linli find`, `show` and `history`: what is in a store, and how it got there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.kinds import things
from graph.network import Network
from tests.api.conftest import ON, Linli

HEAD = "苏州路演示社区/安和园/7号楼//楼栋长"


class TestFind:
    @pytest.mark.slow
    def test_a_place_is_found_by_its_initials(self, ask: Linli) -> None:
        lines = ask("find", "jxy").out.splitlines()
        assert lines[1].split()[:2] == ["区域", "演示街道/苏州路演示社区/锦绣园"]

    def test_json_has_the_keys(self, ask: Linli) -> None:
        found = ask("find", "锦绣园", "--json").json
        assert found["options"] == {"q": "锦绣园", "kind": None}
        first, *_ = found["rows"]
        assert (first["kind"], first["path"]) == ("place", "演示街道/苏州路演示社区/锦绣园")
        assert ask("show", first["key"]).code == 0

    def test_without_a_text_everything_is_listed(self, ask: Linli) -> None:
        found = ask("find", "--kind", "队伍", "--json").json
        assert found["totals"]["things"] == len(found["rows"]) > 0
        assert {one["kind"] for one in found["rows"]} == {"team"}

    @pytest.mark.slow
    def test_it_may_be_looked_for_within_a_place(self, ask: Linli) -> None:
        within = "演示街道/苏州路演示社区/锦绣园"
        rows = ask("find", "1号楼", "--within", within, "--kind", "place", "--json").json["rows"]
        assert rows
        assert all(one["path"].startswith(f"{within}/") for one in rows)

    def test_nothing_found_is_said(self, ask: Linli) -> None:
        assert ask("find", "zzzzzz").out == "没有叫“zzzzzz”或相近的\n"


class TestShow:
    def test_a_post_is_shown_with_its_ties_both_ways(self, ask: Linli) -> None:
        out = ask("show", HEAD, "--on", ON).out
        title, fields, *ties = out.rstrip("\n").split("\n\n")
        assert title.splitlines()[0] == "职务 · 演示街道/苏州路演示社区/安和园/7号楼//楼栋长"
        assert "  空缺      是" in title
        assert fields == "负责\n  演示街道/苏州路演示社区/安和园/7号楼"
        assert ties == ["设于\n  演示街道/苏州路演示社区/安和园/7号楼"]

    @pytest.mark.slow
    def test_something_of_every_kind_is_shown(self, ask: Linli, network: Network) -> None:
        tables = network.on(date.fromisoformat(ON)).tables()
        keys = [tables[kind.kind]["key"].min() for kind in things() if tables[kind.kind].height]
        assert len(keys) > 5
        for key in keys:
            ran = ask("show", str(key), "--on", ON)
            assert (ran.code, ran.err, str(key) in ran.out) == (0, "", True)

    def test_a_team_is_shown_with_its_themes(self, linli: Linli, tmp_path: Path) -> None:
        (tmp_path / "区域.csv").write_text("名称,层级,架构模板\n演示社区,社区,yanshan\n", encoding="utf-8")
        (tmp_path / "队伍.csv").write_text("名称,主题,服务范围\n演示队,和睦、和安,演示社区\n", encoding="utf-8")
        assert linli("load", "区域.csv", "队伍.csv").code == 0
        assert "主题  和睦、和安" in linli("show", "演示队").out

    @pytest.mark.slow
    def test_what_is_said_of_it_is_told_after_its_ties(self, linli: Linli, tmp_path: Path) -> None:
        tables = {
            "区域": "名称,层级,架构模板\n演示社区,社区,tianhe\n",
            "组织": "名称,组织形式,负责范围\n演示支部,支部,演示社区\n",
            "评定": "评定对象,评定办法,期间,等次\n演示社区//演示支部,党支部评星,2023,四星\n",
            "公开数": "对象,统计口径,数值,单位\n演示社区,户数,10,户\n",
        }
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        assert linli("load", *(f"{name}.csv" for name in tables)).code == 0
        assert linli("show", "演示支部").out.endswith("\n\n评定\n  评定办法 党支部评星，期间 2023，等次 四星\n")
        (said,) = linli("show", "演示支部", "--json").json["said"]
        assert (said["kind"], said["fields"]["grade"]) == ("assessment", "四星")
        assert linli("show", "演示社区", "--json").json["said"] == []  # a figure is told by reconcile

    def test_ties_are_those_of_the_date(self, ask: Linli) -> None:
        out = ask("show", HEAD, "--on", "2024-06-30").out
        assert out.endswith("现任\n  演示钱七  起始日期 2022-03-01，截止日期 2024-06-30\n")

    @pytest.mark.parametrize(
        ("day", "held"), [("2022-02-28", False), ("2022-03-01", True), ("2024-06-30", True), ("2024-07-01", False)]
    )
    def test_a_tie_holds_from_its_first_day_to_its_last(self, ask: Linli, day: str, *, held: bool) -> None:
        said = ask("show", HEAD, "--on", day, "--json").json
        assert ("holds" in {tie["tie"] for tie in said["ties"]}) is held

    def test_a_person_is_named_to_the_owner_of_the_store(self, ask: Linli) -> None:
        assert ask("show", "演示钱一", "--on", ON, "--lang", "en").out.startswith("Person · 演示钱一\n")

    def test_a_word_is_told_as_this_place_calls_it(self, ask: Linli) -> None:
        assert "职务名称  楼栋长" in ask("show", HEAD).out
        assert "Role    building head" in ask("show", HEAD, "--lang", "en").out

    def test_ties_beyond_the_limit_are_counted(self, ask: Linli) -> None:
        assert "  还有 76 行；加 `--limit` 多看\n" in ask("show", "安和园", "--limit", "3", "--on", ON).out

    def test_json_has_codes_and_days_as_they_are_kept(self, ask: Linli) -> None:
        said = ask("show", HEAD, "--on", "2024-06-30", "--json").json
        assert (said["kind"], said["fields"]["role"]) == ("post", "building_head")
        held = next(tie for tie in said["ties"] if tie["tie"] == "holds")
        assert (held["forward"], held["fields"]["until"]) == (False, "2024-07-01")


class TestHistory:
    def test_without_a_thing_it_lists_the_revisions(self, ask: Linli) -> None:
        lines = ask("history").out.splitlines()
        assert lines[:2] == ["各次写入", "第几次更新  时间              操作人  出处"]
        assert lines[2].split()[0] == "1"
        assert lines[2].split()[-2:] == ["test", "suzhoulu.xlsx"]

    def test_a_thing_tells_what_happened_to_it_and_to_its_ties(self, ask: Linli) -> None:
        lines = ask("history", HEAD).out.splitlines()
        assert lines[0] == "变更记录 · 演示街道/苏州路演示社区/安和园/7号楼//楼栋长"
        assert [line.split()[5] for line in lines[2:] if line.startswith("1")] == [
            "新增职务",
            "新增负责",
            "新增设于",
            "新增任职",
        ]

    @pytest.mark.slow
    def test_people_have_names_and_where_they_live_is_told_only_when_asked_for(self, ask: Linli) -> None:
        assert "演示钱七" in ask("history", HEAD).out
        hidden, shown = (ask("history", "演示赵四", *more).out for more in ([], ["--personal"]))
        assert "1 项个人信息未显示" in hidden
        assert "新增居住" not in hidden
        assert "新增居住  演示赵四 → " in shown

    def test_json_is_what_the_store_says(self, ask: Linli) -> None:
        events = ask("history", HEAD, "--json").json["rows"]
        assert [event["op"] for event in events] == ["added"] * 4

    @pytest.mark.slow
    def test_a_change_is_told_in_captions(self, linli: Linli, tmp_path: Path) -> None:
        rows = "名称,层级,排序号,截止日期\n演示社区,社区,{order},{until}\n"
        for order, until in ((1, ""), (2, "2025-12-31")):
            (tmp_path / "区域.csv").write_text(rows.format(order=order, until=until), encoding="utf-8")
            assert linli("load", "区域.csv").code == 0
        assert "更改区域  排序号 1 → 2，截止日期 — → 2025-12-31" in linli("history", "演示社区").out
        assert linli("history", "--json").json["rows"][1]["number"] == 2
