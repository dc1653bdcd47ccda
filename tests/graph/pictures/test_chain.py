"""The chain of a place as SVG: a well-formed tree of what was answered, in words and marks."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from graph.errors import BadInput
from graph.pictures import chain as chain_module
from graph.pictures import starts_in
from graph.pictures.marks import MARKS, OF_REASON, OF_STATE
from graph.pictures.measuring import ems, wrapped
from graph.words import words
from tests.graph.pictures.conftest import HOSTILE, Drawn, Sample, key_of, renamed

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own


def badges(svg: str) -> set[str]:
    """Return the marks whose colour and sign are drawn."""
    return {code for code, mark in MARKS.items() if f'fill="{mark.colour}"/><path d="{mark.sign}"' in svg}


class TestTold:
    def test_a_whole_path_stands_from_the_street_down_to_the_home(self, sample: Sample, drawn: Drawn) -> None:
        said = texts(drawn(sample("yanshan"), "和平演示社区/槐荫院/1号楼/101室"))
        titles = ["街道党工委 · 演示街道乙", "社区党委 · 和平演示社区", "小院党支部 · 槐荫院", "楼长 · 1号楼"]
        at = [said.index(title) for title in (*titles, "居民户志愿者 · 101室")]
        assert at == sorted(at)
        assert said[at[2] + 1] == "第一党支部 书记 演示鲁四（现任）"

    @pytest.mark.slow
    def test_a_missing_post_is_a_gap_with_the_norm_and_why(self, sample: Sample, drawn: Drawn) -> None:
        svg = drawn(sample("yanshan"), "和平演示社区/石榴院/3号楼/101室")
        said = texts(svg)
        assert "跳过：楼长 · 3号楼" in said
        assert "缺口：3号楼应有楼长——台账完整，其中没有" in said
        assert "gap" in badges(svg)

    @pytest.mark.slow
    def test_a_vacant_seat_and_a_dead_end_have_marks_of_their_own(self, sample: Sample, drawn: Drawn) -> None:
        svg = drawn(sample("suzhoulu"), "新建演示社区", 2)
        assert "演示功能区党工委 书记：空缺" in texts(svg)
        assert "断在这一级：再往上没有人可找，原因都已查明。" in texts(svg)
        assert {"vacant", "dead_end", "unknown", "met"} <= badges(svg)

    @pytest.mark.slow
    def test_who_was_passed_over_stands_between_the_steps(self, sample: Sample, drawn: Drawn) -> None:
        said = texts(drawn(sample("suzhoulu"), "锦绣园/66号楼"))
        assert said.index("锦绣园党支部 书记 演示钱二：缺位") > said.index("锦绣园党支部 副书记 演示钱三（副职）")
        assert "苏州路演示社区居委会 专职网格员 演示赵四：与前面是同一人" in said

    @pytest.mark.slow
    def test_what_is_waived_is_no_gap(self, sample: Sample, drawn: Drawn) -> None:
        svg = drawn(sample("suzhoulu"), "演示商场网格")
        assert any(text.startswith("例外：演示商场网格应有网格员") for text in texts(svg))
        assert {"waived", "gap"} <= badges(svg)  # there is no branch either

    @pytest.mark.slow
    def test_paths_from_many_places_share_what_they_have_in_common(self, sample: Sample, drawn: Drawn) -> None:
        said = texts(drawn(sample("suzhoulu"), "锦绣园", 1))
        assert said.count("社区党委 · 苏州路演示社区") == 1
        assert sum(text.startswith("楼栋长 · ") for text in said) == 74

    def test_the_line_below_the_title_says_what_it_is(self, sample: Sample, drawn: Drawn) -> None:
        svg = drawn(sample("yanshan"), "和平演示社区", by="演示员")
        assert texts(svg)[1] == "2024-11-01 · 第 1 次更新 · 内部工作资料 · 演示数据 · 制作 演示员"

    def test_it_speaks_english_too(self, sample: Sample, drawn: Drawn) -> None:
        said = texts(drawn(sample("yanshan"), "和平演示社区/石榴院/3号楼/101室", lang="en"))
        assert "passed over: building head · 3号楼" in said
        assert "gap: 3号楼, building head expected (not in the complete list)" in said

    def test_without_a_coverage_no_mark_claims_anything(self, sample: Sample, rules: Any) -> None:
        from graph.questions import escalate

        network = sample("yanshan")
        key = key_of(network, "和平演示社区/槐荫院/1号楼")
        assert badges(chain_module(network, rules, key, [escalate(network, rules, key)])) == {"plain", "top"}


class TestDrawn:
    @pytest.mark.slow
    def test_the_same_question_gives_the_same_picture(self, sample: Sample, drawn: Drawn) -> None:
        assert drawn(sample("yanshan"), "和平演示社区", 2) == drawn(sample("yanshan"), "和平演示社区", 2)

    def test_it_can_be_read_aloud(self, sample: Sample, drawn: Drawn) -> None:
        root = ET.fromstring(drawn(sample("yanshan"), "和平演示社区"))  # noqa: S314 - our own
        assert (root.get("role"), root.get("lang")) == ("img", "zh-CN")
        assert root.findtext(f"{SVG}title") == "演示街道乙/和平演示社区 · 诉求流转路径与缺口"
        assert "社区党委 · 和平演示社区" in str(root.findtext(f"{SVG}desc"))

    @pytest.mark.slow
    def test_a_name_is_never_markup(self, sample: Sample, drawn: Drawn) -> None:
        network = renamed(sample("yanshan"), "和平演示社区/槐荫院/1号楼", HOSTILE)
        svg = drawn(network, "和平演示社区/槐荫院", 1)
        assert "<img" not in svg
        assert HOSTILE.replace(" ", "") in "".join(texts(svg)).replace(" ", "")

    @pytest.mark.slow
    def test_it_names_no_host(self, sample: Sample, drawn: Drawn) -> None:
        svg = drawn(sample("yanshan"), "和平演示社区", 2)
        assert set(re.findall(r"\w+://[^\s\"]*", svg)) == {"http://www.w3.org/2000/svg"}

    @pytest.mark.slow
    def test_too_many_boxes_are_refused_with_their_number(
        self, sample: Sample, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("graph.pictures.tree.BOXES", 5)
        with pytest.raises(BadInput) as caught:
            drawn(sample("yanshan"), "和平演示社区", 2)
        assert caught.value.params["limit"] == 5
        assert caught.value.params["count"] > 5


class TestStarts:
    def test_without_depth_it_is_the_place_itself(self, sample: Sample) -> None:
        network = sample("suzhoulu")
        key = key_of(network, "锦绣园")
        assert starts_in(network, key, 0) == [key]

    def test_a_place_that_encloses_another_start_is_none_itself(self, sample: Sample) -> None:
        network = sample("suzhoulu")
        names = [network.name(network.row(one)) for one in starts_in(network, key_of(network, "锦绣园"), 1)]
        assert names[0] == "1号楼"
        assert not [name for name in names if name and "网格" in name]


class TestMeasures:
    @pytest.mark.parametrize("text", ["", "苏州路演示社区", "a b c", "1号楼、2号楼、3号楼", "x" * 40])
    def test_wrapping_loses_nothing_but_blanks(self, text: str) -> None:
        lines = wrapped(text, 4)
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(ems(line) <= 4 for line in lines)


class TestMarks:
    def test_each_has_words(self) -> None:
        assert sorted(code for code in MARKS if f"mark.{code}" not in words("zh")) == []

    def test_each_has_a_sign_of_its_own(self) -> None:
        assert len({mark.sign for mark in MARKS.values()}) == len(MARKS)

    def test_states_and_reasons_have_marks_and_reasons_are_those_of_a_walk(self) -> None:
        assert {*OF_STATE.values(), *OF_REASON.values()} <= set(MARKS)
        assert all(f"passed.{reason}" in words("zh") for reason in OF_REASON)
