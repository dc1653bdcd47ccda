"""`linli need` says which word is in no list, how a need without a number is called, and what may be typed instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.keys import public_key
from tests.api.conftest import Linli
from tests.graph.life.test_resolving import LINES
from tests.stores import stored

ADD = ("need", "add", "灯坏了", "--place", "一号院", "--channel", "托梦", "--at", "2024-11-01 09:00")


@pytest.fixture(autouse=True)
def played(tmp_path: Path) -> None:
    """A courtyard in a store."""
    stored(tmp_path / "linli.db", LINES)


class TestNeed:
    @pytest.mark.slow
    def test_without_a_number_is_called_by_its_key(self, linli: Linli) -> None:
        key = linli(*ADD, "--json").json["need"]["id"]
        again = linli(*ADD)
        assert "如果是同一件，请并案：linli need merge need-" in again.out
        assert f" --to {key}" in again.out
        ran = linli("need", "灯坏了")
        assert (ran.code, key in ran.err) == (1, True)

    def test_in_a_home_has_a_key_that_no_door_can_be_tried_against(self, linli: Linli) -> None:
        at_home = ("need", "add", "灯坏了", "--place", "一号院/1号楼/101室", *ADD[5:])
        key = linli(*at_home, "--json").json["need"]["id"]
        building = linli("show", "一号院/1号楼", "--json").json["key"]
        assert key == public_key("need", None, building, "灯坏了", "2024-11-01")
        keys = [one["key"] for one in linli("history", key, "--json").json["rows"] if one["kind"] == "located_at"]
        assert keys == [public_key("located_at", key, building, None)]

    def test_is_told_what_of_its_category_stands_in_the_same_building(self, linli: Linli) -> None:
        def added(name: str, place: str, number: str, category: str = "水电维修") -> str:
            said = ("--place", place, "--category", category, "--number", number)
            return linli("need", "add", name, *said, *ADD[5:]).out

        assert "没有了结的同类需求" not in added("灯坏了", "一号院/1号楼/101室", "A1")
        assert "没有了结的同类需求" not in added("老人买菜", "一号院/1号楼", "A2", "助餐")
        assert "没有了结的同类需求" not in added("水管漏", "一号院", "A3")
        said = "这里没有了结的同类需求还有 1 件：灯坏了（A1）；是同一件就并案：linli need merge A4 --to 那一件"
        assert said in added("楼道黑", "一号院/1号楼", "A4")

    def test_with_a_telephone_in_its_name_is_refused_and_nothing_is_written(self, linli: Linli) -> None:
        refused = linli("need", "add", "灯坏了，打13912345678", *ADD[3:])
        assert (refused.code, "139****5678" in refused.err, "13912345678" in refused.err) == (1, True, False)
        numbered = linli(*ADD, "--number", "13912345678")
        assert (numbered.code, "编号里有电话号码 139****5678" in numbered.err) == (1, True)

    def test_takes_its_steps_by_the_words_of_staff(self, linli: Linli) -> None:
        assert linli("need", "登记", *ADD[2:], "--number", "A1").code == 0
        assert "已受理" in linli("need", "受理", "A1").out
        assert "找不到“受理”" in linli("need", "受理").err  # one word alone is a need of that name

    def test_that_is_raised_later_has_no_state_and_no_step_yet(self, linli: Linli) -> None:
        linli(*ADD, "--number", "A1")
        before = linli("need", "A1", "--on", "2024-10-31")
        assert (before.code, before.out) == (0, "“一号院//灯坏了”还没有提出（2024-11-01 提出）\n")
        told = linli("need", "A1", "--on", "2024-10-31", "--json").json
        assert [told[name] for name in ("state", "has", "due", "possible", "steps")] == ["nothing", None, None, [], []]

    def test_tells_what_was_agreed_by_steps_of_matching(self, linli: Linli) -> None:
        told = [linli("need", "车没处停", "--on", day).out.splitlines()[1] for day in ("2024-11-09", "2024-11-10")]
        assert told == ["供需：演示公司//看车 已询问 1，最晚 2024-11-09 答复", "还没有环节"]  # by then it has lapsed

    def test_that_is_claimed_from_a_later_day_on_is_told_with_that_day(self, linli: Linli) -> None:
        claim = ("车没处停", "看车", "--on", "2024-11-05")
        assert linli("match", "claim", *claim).code == 0
        before = ("need", "车没处停", "--on", "2024-11-04")
        assert linli(*before).out.splitlines()[1] == "供需：演示公司//看车 已认领 1，从 2024-11-05 起，2024-11-05 交付"
        (met,) = linli(*before, "--json").json["met"]
        assert [met[name] for name in ("state", "quantity", "since", "reply_by")] == [
            "claimed",
            1,
            "2024-11-05",
            "2024-11-09",
        ]

    def test_that_is_wished_from_a_day_on_is_asked_for_from_that_day(self, linli: Linli) -> None:
        wish = ("need", "add", "看车", "--place", "一号院", "--channel", "居民信箱", "--category", "停车")
        refused = linli(*wish, "--from", "2024-12-20", "--due", "2024-12-01", "--at", "2024-11-01 09:00")
        assert (refused.code, "最晚哪天 2024-12-01 早于最早哪天 2024-12-20" in refused.err) == (1, True)
        key = linli(*wish, "--from", "2024-12-20", "--at", "2024-11-01 09:00", "--json").json["need"]["id"]
        rows = linli("match", "--need", key, "--on", "2024-11-01", "--json").json["rows"]
        assert [row["on"] for row in rows] == ["2024-12-20"]

    def test_names_the_list_that_has_no_such_word(self, linli: Linli) -> None:
        assert "渠道“托梦”不在可选值里，照原样记下；可写：" in linli(*ADD).out

    def test_says_what_comes_of_a_category_in_no_list_and_what_is_like_it(self, linli: Linli) -> None:
        told = linli(*ADD, "--category", "水電維修").out
        so = "不在可选值里，照原样记下，只和写得一模一样的算同一类，多半对接不上"
        assert f"类别“水電維修”{so}；可写：水电维修 `plumbing`\n" in told
        assert f"类别“外星”{so}\n" in linli(*ADD, "--category", "外星").out

    @pytest.mark.slow
    def test_says_what_may_be_typed_with_what_it_is_called(self, linli: Linli) -> None:
        linli(*ADD, "--number", "A1")
        assert "现在可以：受理 `accept`" in linli("need", "finish", "A1", "--reason", "好了").err
        rated = linli("need", "contact", "A1", "--outcome", "很好").err
        assert "联系的结果没有“很好”" in rated
        assert "`reached`" in rated

    @pytest.mark.slow
    def test_a_number_is_no_command(self, linli: Linli) -> None:
        linli(*ADD, "--number", "A1")
        assert linli("need", "A1").out.startswith("“一号院//灯坏了”：待受理")


class TestTodo:
    @pytest.mark.slow
    def test_tells_a_need_with_the_number_by_which_its_next_step_is_taken(self, linli: Linli) -> None:
        linli(*ADD, "--number", "A1")
        linli("need", "claim", "A1", "--to", "演示公司", "--at", "2024-11-01 10:00")
        assert "灯坏了（A1）" in linli("todo", "演示公司", "--on", "2024-11-01").out


class TestHistory:
    def test_tells_what_each_step_did(self, linli: Linli) -> None:
        linli(*ADD, "--number", "A1")
        linli("need", "contact", "A1", "--outcome", "reached", "--reason", "明天去看", "--at", "2024-11-02 10:00")
        told = "".join(linli("history", "A1").out.split())  # lines are as wide as a terminal
        assert "第几步2，环节联系，时间2024-11-0210:00，之后的状态待受理，结果已联系上，说明明天去看" in told

    @pytest.mark.slow
    def test_hides_a_telephone_in_a_reason_as_every_surface_does(self, linli: Linli) -> None:
        linli(*ADD, "--number", "A1")
        reason = ("--reason", "打13912345678联系上")
        said = linli("need", "contact", "A1", "--outcome", "reached", *reason, "--at", "2024-11-02 10:00")
        shown = (linli("need", "A1"), linli("need", "A1", "--json"), linli("history", "A1"))
        assert ["139****5678" in one.out for one in shown] == [True] * len(shown)
        assert ["13912345678" in one.out for one in (said, *shown)] == [False] * (len(shown) + 1)
