"""The gap matrix, the slots that are passed by, and the chains of the places side by side, as SVG."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser

from graph.errors import BadInput
from graph.network import Network
from graph.pictures import gaps, hollow, matrix, profiles
from graph.pictures.drawing import clean
from graph.pictures.marks import MARKS
from graph.questions import coverage, monthly
from graph.rules import load_rules
from tests.casefile.notation import read_network
from tests.graph.pictures.conftest import Sample
from tests.graph.pictures.test_browser import _OVERLAPS
from tests.graph.pictures.test_chain import texts

RULES = load_rules()
ON = date(2024, 11, 1)
_NETWORK = """
place 甲社区 community
place 甲社区/一网格 grid
place 甲社区/一网格/2号楼 building
place 甲社区/一网格/10号楼 building
place 甲社区/一网格/3号楼 building
post 楼栋长 holder=演示甲 answers_for=甲社区/一网格/3号楼
post 楼栋长 answers_for=甲社区/一网格/2号楼 vacant=true
organisation 居委会 answers_for=甲社区
organisation 党支部 answers_for=甲社区/一网格
listing post role=楼栋长 within=甲社区 as_of=2024-11-01
need 一 located_at=甲社区/一网格/3号楼 category=设施
need 二 located_at=甲社区/一网格/3号楼 category=设施
step 受理 need=一 at="2024-10-08 09:00" state=已受理
step 派单 need=一 at="2024-10-08 10:00" state=已派单 to=居委会
step 办结 need=一 at="2024-10-10 12:00" state=已办结
"""


def _network() -> Network:
    return Network(read_network(_NETWORK, RULES.profiles["suzhoulu"], RULES.vocabulary("suzhoulu")).tables, ON)


class TestGaps:
    def test_a_place_is_a_row_and_a_norm_a_column_in_the_order_of_numbers(self) -> None:
        network = _network()
        answer = coverage(network, RULES, states=("gap",))
        said = texts(gaps(network, RULES, answer, by="演示员"))
        assert (
            said[:2] == ["缺口表", "2024-11-01 · 第 0 次更新 · 内部工作资料 · 演示数据 · 制作 演示员"]
            or "缺口表" in said
        )
        places = [text for text in said if text.endswith("号楼")]
        assert places == ["甲社区/一网格/2号楼", "甲社区/一网格/10号楼"]
        assert "应有楼栋长" in said

    def test_each_gap_has_its_sign_and_nothing_else_has(self) -> None:
        network = _network()
        answer = coverage(network, RULES, states=("gap",))
        svg = gaps(network, RULES, answer)
        assert svg.count(f'd="{MARKS["gap"].sign}"') == answer.rows.height + 1  # and one in the legend
        assert MARKS["met"].sign not in svg
        assert "空格" in svg or answer.rows.height == 2

    def test_the_words_of_the_picture_tell_every_gap(self) -> None:
        network = _network()
        svg = gaps(network, RULES, coverage(network, RULES, states=("gap",)))
        told = ET.fromstring(svg).findtext("{http://www.w3.org/2000/svg}desc") or ""  # noqa: S314 - our own
        assert "甲社区/一网格/10号楼：应有楼栋长：缺口" in told

    def test_more_places_than_anybody_reads_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        network = _network()
        monkeypatch.setattr(matrix, "_MOST_ROWS", 1)
        with pytest.raises(BadInput) as refused:
            gaps(network, RULES, coverage(network, RULES, states=("gap",)))
        assert refused.value.code == "picture_matrix_too_large"


class TestHollow:
    def test_a_slot_that_others_finish_for_has_a_cross(self) -> None:
        network = _network()
        svg = hollow(network, RULES, monthly(network, RULES))
        said = texts(svg)
        assert "楼栋长 · 甲社区/一网格/3号楼" in said
        assert "0 / 1" in said
        assert MARKS["gap"].sign in svg

    def test_nothing_finished_is_said(self) -> None:
        network = _network().on(date(2024, 10, 9))
        assert "这段时间没有办结的需求" in texts(hollow(network, RULES, monthly(network, RULES)))


class TestProfiles:
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_every_slot_of_every_chain_stands_there(self, lang: str) -> None:
        svg = profiles(RULES, lang=lang)
        for profile in RULES.profiles.values():
            assert clean(str(getattr(profile.title, lang))) in svg
            for chain in profile.chains.values():
                assert all(clean(str(getattr(slot.title, lang)).split()[0]) in svg for slot in chain.slots)

    def test_one_is_drawn_alone(self) -> None:
        said = texts(profiles(RULES, ["yanshan"]))
        assert "小院党支部" in said
        assert "楼栋党小组" not in said


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_lies_on_top_of_anything(chromium: Browser, sample: Sample, tmp_path: Path, lang: str) -> None:
    network = sample("suzhoulu")
    drawn = [
        gaps(network, RULES, coverage(network, RULES, states=("gap",)), lang=lang),
        hollow(network, RULES, monthly(network, RULES), lang=lang),
        profiles(RULES, lang=lang),
    ]
    page = chromium.new_page()
    for number, svg in enumerate(drawn):
        ET.fromstring(svg)  # noqa: S314 - our own
        file = tmp_path / f"{number}.svg"
        file.write_text(svg, encoding="utf-8")
        page.goto(file.as_uri())
        assert page.evaluate(_OVERLAPS) == []
    page.close()
