"""The surroundings of a thing as a page: what is in it, what is not, and that it needs nothing from outside."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from graph.errors import BadInput
from graph.network import Network
from graph.pictures import surroundings
from graph.pictures.around import around
from graph.pictures.layout import Layout, Standing
from graph.pictures.vis import without_addresses
from graph.rules import Rules
from graph.viewing import Showing, owner
from tests.graph.pictures.conftest import HOSTILE, Sample, key_of, renamed

_DATA = re.compile(r"^var (nodes|edges) = new vis\.DataSet\((.*)\);$", re.MULTILINE)


def data(page: str) -> dict[str, list[dict[str, Any]]]:
    """Return the nodes and edges that a page holds."""
    return {name: json.loads(text) for name, text in _DATA.findall(page)}


def labels(page: str) -> list[str]:
    return [one["label"].replace("\n", "") for one in data(page)["nodes"]]


@pytest.fixture
def suzhoulu(sample: Sample) -> Network:
    return sample("suzhoulu")


class TestThings:
    def test_it_shows_what_so_many_ties_lead_to(self, suzhoulu: Network, rules: Rules) -> None:
        key = key_of(suzhoulu, "安和园/7号楼")
        assert sorted(labels(surroundings(suzhoulu, rules, key, 1))) == [
            "1单元", "2单元", "3单元", "7号楼", "安和园", "楼栋长空缺", "第九党小组", "第六网格",
        ]  # fmt: skip
        assert len(labels(surroundings(suzhoulu, rules, key, 2))) > 30

    @pytest.mark.slow
    def test_persons_are_there_as_holders_only(self, suzhoulu: Network, rules: Rules) -> None:
        home = key_of(suzhoulu, "锦绣园/66号楼")
        found = {one["id"] for one in data(surroundings(suzhoulu, rules, home, 3))["nodes"]}
        people = {one for one in found if one.startswith("person-")}
        holders = {suzhoulu.key(int(row)) for row in suzhoulu.view.tied("holds")[0]}
        assert people
        assert people <= holders
        first, last = suzhoulu.rows.block["person"]
        tied = around(suzhoulu, home, 3).tied
        assert "lives_in" not in tied
        members, _ = tied["member_of"]  # units are members of an alliance
        assert not ((members >= first) & (members < last)).any()

    def test_a_person_without_a_seat_is_no_middle(self, suzhoulu: Network, rules: Rules) -> None:
        holders = set(suzhoulu.view.tied("holds")[0].tolist())
        first, last = suzhoulu.rows.block["person"]
        member = next(row for row in range(first, last) if row not in holders)
        with pytest.raises(BadInput) as caught:
            surroundings(suzhoulu, rules, suzhoulu.key(member))
        assert caught.value.code == "picture_person"

    @pytest.mark.slow
    def test_they_have_names_where_these_are_for_everybody(self, sample: Sample, rules: Rules) -> None:
        yanshan = sample("yanshan")
        key = key_of(yanshan, "和平演示社区/槐荫院/1号楼")
        to_all = labels(surroundings(yanshan, rules, key, 4))
        office = Showing(owner("test", "picture"), yanshan)
        to_office = labels(surroundings(yanshan, rules, key, 4, showing=office))
        assert {"演***", "演示鲁四"} <= set(to_all)
        assert "演***" not in to_office

    def test_members_are_counted_and_not_named(self, suzhoulu: Network, rules: Rules) -> None:
        page = surroundings(suzhoulu, rules, key_of(suzhoulu, "苏州路演示社区//苏州路演示社区党委"), 0)
        (node,) = data(page)["nodes"]
        assert re.search(r"成员 \d+ 名（不列出）", node["title"])

    @pytest.mark.slow
    def test_what_lies_outside_of_within_is_left_out(self, suzhoulu: Network, rules: Rules) -> None:
        key = key_of(suzhoulu, "锦绣园")
        assert "演示街道" in labels(surroundings(suzhoulu, rules, key, 2))
        assert "演示街道" not in labels(surroundings(suzhoulu.within(key), rules, key, 2))

    def test_too_many_are_refused_with_their_number(self, suzhoulu: Network, rules: Rules) -> None:
        with pytest.raises(BadInput) as caught:
            surroundings(suzhoulu, rules, key_of(suzhoulu, "演示街道"), 5)
        assert caught.value.params["limit"] == 800
        assert caught.value.params["count"] > 2_500


class TestPage:
    def test_it_names_no_host(self, suzhoulu: Network, rules: Rules) -> None:
        page = surroundings(suzhoulu, rules, key_of(suzhoulu, "锦绣园"))
        assert set(re.findall(r"\w+://[^\s\"'`<>)]*", page)) == {"http://www.w3.org/2000/svg"}
        assert not re.search(r"<link|<script[^>]+src|@import|//cdn|www\.(?!w3\.org/2000/svg)", page)
        assert "default-src 'none'" in page

    def test_it_says_what_it_is(self, suzhoulu: Network, rules: Rules) -> None:
        page = surroundings(suzhoulu, rules, key_of(suzhoulu, "锦绣园"), by="演示员")
        assert "<h1>演示街道/苏州路演示社区/锦绣园 · 周边（1 步以内）</h1>" in page
        assert "<p>2024-11-01 · 第 1 次更新 · 内部工作资料 · 演示数据 · 制作 演示员</p>" in page
        assert page.count("<h1>") == 1

    def test_who_made_the_library_stays(self, suzhoulu: Network, rules: Rules) -> None:
        page = surroundings(suzhoulu, rules, key_of(suzhoulu, "锦绣园"))
        assert "Almende B.V" in page
        assert "Apache 2.0" in page
        assert without_addresses("a('http://www.w3.org/2000/svg','https://x.org/y')") == (
            "a('http://www.w3.org/2000/svg','')"
        )

    def test_a_name_is_never_markup(self, suzhoulu: Network, rules: Rules) -> None:
        network = renamed(suzhoulu, "安和园/7号楼", HOSTILE)
        page = surroundings(network, rules, key_of(suzhoulu, "安和园/7号楼"))
        assert "<img" not in page
        assert HOSTILE in [one["title"].split("\n")[0].rpartition("（")[0] for one in data(page)["nodes"]]

    @pytest.mark.slow
    def test_the_same_question_gives_the_same_page(self, suzhoulu: Network, rules: Rules) -> None:
        key = key_of(suzhoulu, "锦绣园")
        assert surroundings(suzhoulu, rules, key, 2) == surroundings(suzhoulu, rules, key, 2)


class TestLayout:
    @pytest.mark.parametrize("ref", ["苏州路演示社区", "锦绣园", "演示赵四"])
    def test_no_two_things_stand_on_each_other(self, suzhoulu: Network, rules: Rules, ref: str) -> None:
        from graph.pictures.called import Called
        from graph.pictures.hanging import hung
        from graph.pictures.tips import Tips

        part = around(suzhoulu, key_of(suzhoulu, ref), 2)
        standing = hung(part, Tips(Called(suzhoulu, rules), part))
        Layout(standing, part.start)
        assert overlapping(list(standing.values())) == []

    def test_single_things_stand_in_two_columns_or_more(self) -> None:
        things = {0: Standing(80, 30, behind=[1, 2, 3]), **{row: Standing(60, 30) for row in (1, 2, 3)}}
        layout = Layout(things, 0)
        assert len({things[row].x for row in (1, 2, 3)}) == 2
        assert [frame.rows for frame in layout.frames] == [[1, 2, 3]]


def overlapping(things: list[Standing]) -> list[tuple[Standing, Standing]]:
    return [
        (one, other)
        for at, one in enumerate(things)
        for other in things[at + 1 :]
        if abs(one.x - other.x) < (one.width + other.width) / 2 - 0.01
        and abs(one.y - other.y) < (one.height + other.height) / 2 - 0.01
    ]
