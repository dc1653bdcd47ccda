"""Pages to hang up: the chain of each sample's community and its grids fit one sheet of A3 that can be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations

import polars as pl
import pytest

import graph
from graph.changes import ChangeSet, whole_rows
from graph.network import Network
from graph.pictures import chain_page, grid_plan, seats_in
from graph.pictures import page as page_module
from graph.pictures.nesting import Block, Chip, Chips, Nesting, Part
from graph.questions import coverage, escalate
from graph.rules import Rules
from graph.viewing import Showing, owner
from tests.graph.pictures.conftest import Sample, key_of
from tests.graph.pictures.test_chain import badges, texts

A3 = 'viewBox="0 0 1118 760"'
COMMUNITIES = [
    ("hongqi", "红旗演示社区"),
    pytest.param("yanshan", "和平演示社区", marks=pytest.mark.slow),
    pytest.param("longhailu", "陇海路演示社区", marks=pytest.mark.slow),
    pytest.param("tianhe", "竹韵演示社区", marks=pytest.mark.slow),
]
Hung = Callable[[Network, str], str]


@pytest.fixture
def hung(rules: Rules) -> Hung:
    def svg(network: Network, ref: str) -> str:
        key = key_of(network, ref)
        paths = [graph.named(escalate(network, rules, start), network) for start in seats_in(network, rules, key)]
        return chain_page(network, rules, key, paths, coverage(network, rules, states=None), by="演示甲")

    return svg


def smallest(svg: str) -> float:
    return min(float(found) for found in re.findall(r'font-size="([\d.]+)"', svg))


class TestTheChain:
    @pytest.mark.slow
    @pytest.mark.parametrize(("name", "ref"), COMMUNITIES)
    def test_of_a_community_fits_one_page_in_writing_that_can_be_read(
        self, sample: Sample, hung: Hung, name: str, ref: str
    ) -> None:
        svg = hung(sample(name), ref)

        assert A3 in svg
        assert smallest(svg) >= 5

    @pytest.mark.slow
    def test_of_many_seats_counts_them_slot_by_slot_and_shows_each(self, sample: Sample, hung: Hung) -> None:
        svg = hung(sample("suzhoulu"), "苏州路演示社区")
        said = texts(svg)

        assert A3 in svg
        assert smallest(svg) >= 5
        assert (
            "街道党工委 1 → 社区党委 1（跳过 1 处） → 小区（网格）党支部 3（跳过 4 处） → 楼栋党小组 15（跳过 14 处）"
            " → 党员中心户 64"
        ) in said
        assert sum(bool(re.match(r"\d+号楼 演示", line)) for line in said) == 146
        assert sum(bool(re.match(r"\d+号楼\d单元 演示", line)) for line in said) == 64

    @pytest.mark.slow
    def test_shows_what_is_vacant_by_its_mark(self, sample: Sample, hung: Hung) -> None:
        svg = hung(sample("hongqi"), "红旗演示社区")

        assert "3号楼 楼长：空缺，自 2024-09-01 起" in texts(svg)
        assert {"vacant", "gap", "met"} <= badges(svg)

    @pytest.mark.slow
    def test_that_does_not_fit_counts_those_with_somebody_and_says_so(
        self, sample: Sample, hung: Hung, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(page_module, "HIGH", 240.0)

        said = texts(hung(sample("longhailu"), "陇海路演示社区"))

        assert "楼院党小组 4（另有 4 处有人负责，未逐一列出）" in "".join(said)
        assert "一页放不下全部框：有人负责的只计数，空缺、缺口和跳过的逐一列出" in said


class TestTheGrids:
    def test_show_what_bounds_them_who_is_in_charge_and_their_buildings(self, sample: Sample, rules: Rules) -> None:
        network = sample("yanshan")
        row = pl.col("key") == key_of(network, "和平演示社区/槐荫院")
        places = whole_rows(network.tables(), "place").filter(row)
        bounded = network.apply(ChangeSet({"place": places.with_columns(bounds=pl.lit("东至演示路，西至演示河"))}))

        said = texts(_plan(bounded, rules, "和平演示社区"))

        at = said.index("槐荫院")
        assert "".join(said[at + 1 : at + 4]).startswith("第一党支部四至：东至演示路，西至演示河")
        assert "槐荫院 5" in said
        assert sum(line.endswith("四至未登记") for line in said) == 4
        assert "示意图，非测绘：方框的大小和位置与实地无关，不含界线" in said

    @pytest.mark.slow
    def test_show_a_building_split_between_two_by_its_entrances(self, sample: Sample, rules: Rules) -> None:
        said = texts(_plan(sample("suzhoulu"), rules, "苏州路演示社区"))

        assert {"15号楼1单元", "15号楼2单元"} <= set(said)
        assert "不在任何网格" not in said


class TestFrames:
    def test_lie_within_those_they_belong_to_and_never_over_each_other(self) -> None:
        blocks = [
            Block("met", f"第{at}党支部", ("演示",) * at, (Chips("楼长", (Chip("met", "1号楼 演示张三"),) * at),))
            for at in range(1, 8)
        ]
        parts = Nesting().lay([Block("met", "社区党委", inside=tuple(blocks))], 60.0)
        frames = [part for part in parts if part.sort == "frame"]

        assert all(_within(part, parts[0]) for part in parts)
        assert not any(_over(one, other) for one, other in combinations(frames[1:], 2))


def _plan(network: Network, rules: Rules, ref: str) -> str:
    showing = Showing(owner("test", "test"), network)
    return grid_plan(network, rules, key_of(network, ref), showing)


def _within(part: Part, outer: Part) -> bool:
    across = outer.x <= part.x and part.x + part.width <= outer.x + outer.width + 1e-6
    return across and outer.y <= part.y and part.y + part.height <= outer.y + outer.height + 1e-6


def _over(one: Part, other: Part) -> bool:
    across = one.x < other.x + other.width - 1e-6 and other.x < one.x + one.width - 1e-6
    return across and one.y < other.y + other.height - 1e-6 and other.y < one.y + one.height - 1e-6
