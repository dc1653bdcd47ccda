"""The pictures of matching and co-building as SVG: who could help and why nobody can, and who does what."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser

from graph.errors import BadInput
from graph.network import Network
from graph.pictures import candidates, columns, together
from graph.pictures.columns import STROKES
from graph.questions import cobuilding, match
from graph.rules import load_rules
from graph.words import caption
from tests.casefile.notation import read_network
from tests.graph.pictures.conftest import Sample, key_of
from tests.graph.pictures.test_browser import _OVERLAPS
from tests.graph.pictures.test_chain import texts

RULES = load_rules()
WORDS = RULES.vocabulary("suzhoulu")
ON = date(2024, 11, 1)
_NETWORK = """
place 甲社区 community
place 甲社区/3号楼 building
place 甲社区/3号楼/101室 home
person 演示丁
organisation 党委 name=社区党委 answers_for=甲社区
organisation 企业 name=理发店 checked_in=社区党委
organisation 企业 name=<药店>
offer 义剪 given_by=理发店 serves=甲社区 categories=理发 capacity=1 period=month
offer 上门剪 given_by=演示丁 serves=甲社区 categories=理发 capacity=1
offer 老人剪 given_by=<药店> serves=甲社区 categories=理发 capacity=1 for_classes=60岁及以上
need 剪发 category=理发 located_at=甲社区/3号楼/101室 quantity=5 due=2024-12-01 raised_by=演示丁
need 剪过了 category=理发 located_at=甲社区/3号楼/101室
meets 义剪 剪过了 state=done on=2024-10-01
step 延期 need=剪发 at="2024-10-20 09:00" state=待受理 on=2024-12-15
"""


def _network() -> tuple[Network, Any]:
    written = read_network(_NETWORK, RULES.profiles["suzhoulu"], WORDS)
    return Network(written.tables, ON), written.names


def _candidates(lang: str = "zh") -> str:
    network, names = _network()
    answer = match(network, RULES, demand=names.key("剪发", ("need",)))
    return candidates(network, RULES, answer, lang=lang, by="演示员")


class TestCandidates:
    @pytest.mark.slow
    def test_each_stands_with_its_score_its_state_and_what_speaks_for_it(self) -> None:
        said = texts(_candidates())
        assert said[:2] == ["谁能接：剪发", "2024-11-01 · 第 0 次更新 · 内部工作资料 · 制作 演示员"]
        assert {"理发店的“义剪”", "能给 1，最早 2024-11-01"} <= set(said)
        assert "已向本社区报到，服务范围比这里大 2 级，近两年做成 1 次" in _candidates()
        assert {"要先核实是否符合：60岁及以上", "不排名", "可以对接", "待核实"} <= set(said)
        assert "服务范围未登记" not in said
        strokes = [STROKES[state].colour for state in ("eligible", "pending")]
        assert all(f'stroke="{colour}"' in _candidates() for colour in strokes)

    def test_it_is_wished_by_the_day_to_which_it_was_extended(self) -> None:
        assert [one for one in texts(_candidates()) if "2024-12" in one] == [caption("picture.due", day="2024-12-15")]

    def test_beside_it_stands_why_it_is_not_wholly_met(self) -> None:
        said = texts(_candidates())
        assert said[said.index("还差 2") + 1] == "能给的不够，还差 2"
        assert "类别对得上：3 项留下 3 项" in said

    @pytest.mark.slow
    def test_nobody_is_named_and_no_door_is_told(self) -> None:
        for lang in ("zh", "en"):
            svg = _candidates(lang)
            assert "演示丁" not in svg
            assert "101室" not in svg
        assert "人员的“上门剪”" in texts(_candidates())

    def test_a_whole_list_is_no_picture(self) -> None:
        network, _ = _network()
        with pytest.raises(BadInput) as refused:
            candidates(network, RULES, match(network, RULES))
        assert refused.value.code == "picture_of_list"


class TestTogether:
    def test_who_does_something_is_tied_to_it_and_the_others_are_named_below(self) -> None:
        network, _ = _network()
        svg = together(network, RULES, cobuilding(network, RULES))
        said = texts(svg)
        at = said.index("理发店")
        assert said[at + 1 : at + 4] == ["办成 1 次", "没有询问、认领或办成的（1）", "<药店>"]
        assert "需求：剪过了" in said
        assert said[-1] == "办成"
        assert ("演示丁" in svg, "101室" in svg) == (False, False)

    def test_more_boxes_than_anybody_reads_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        network, _ = _network()
        monkeypatch.setattr(columns, "_LIMIT", 1)
        with pytest.raises(BadInput) as refused:
            together(network, RULES, cobuilding(network, RULES))
        assert refused.value.code == "picture_too_large"


@pytest.mark.browser
@pytest.mark.slow
class TestInABrowser:
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_nothing_lies_on_top_of_anything_and_nothing_is_cut(
        self, chromium: Browser, sample: Sample, tmp_path: Path, lang: str
    ) -> None:
        network = sample("suzhoulu")
        demand = key_of(network, "青少年心理辅导")
        drawn = [
            candidates(network, RULES, match(network, RULES, demand=demand), lang=lang),
            together(network, RULES, cobuilding(network, RULES), lang=lang),
        ]
        page = chromium.new_page()
        for number, svg in enumerate(drawn):
            ET.fromstring(svg)  # noqa: S314 - our own
            file = tmp_path / f"{number}.svg"
            file.write_text(svg, encoding="utf-8")
            page.goto(file.as_uri())
            assert page.evaluate(_OVERLAPS) == []
        page.close()
