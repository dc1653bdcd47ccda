"""Selectors and measures: one line in, one line out, and one selector inside another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadSelector
from graph.selectors import FIELDS, Selector, from_mapping, parse, parse_measure

_VALUES = st.frozensets(st.sampled_from(["甲", "乙", "丙", "grid", "a b"]), min_size=1)
_SELECTORS = st.builds(
    Selector, st.dictionaries(st.sampled_from(FIELDS), _VALUES, max_size=4), st.none() | st.just("甲社区/一 网格")
)


class TestParse:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("kind=post colour=red", "selector_field"),
            ("kind", "selector_part"),
            ("kind=", "selector_part"),
            ("role=a role=b", "selector_field_twice"),
            ("within=甲社区 within=乙社区", "selector_field_twice"),
            ("role='a", "selector_quotes"),
        ],
    )
    def test_refuses(self, text: str, code: str) -> None:
        with pytest.raises(BadSelector) as caught:
            parse(text)
        assert caught.value.code == code

    @given(_SELECTORS)
    def test_reads_back_what_it_writes(self, selector: Selector) -> None:
        assert parse(str(selector)) == selector

    @given(_SELECTORS)
    def test_writes_one_text_for_one_selector(self, selector: Selector) -> None:
        again = Selector(dict(reversed(list(selector.fields.items()))), selector.within)
        assert str(again) == str(selector)
        assert hash(again) == hash(selector)

    def test_a_mapping_says_the_same(self) -> None:
        assert from_mapping({"kind": ["post"], "role": "楼长"}) == parse("kind=post role=楼长")

    @pytest.mark.parametrize("within", [[], [""], ["甲社区", "乙社区"]])
    def test_a_mapping_is_within_one_place(self, within: list[str]) -> None:
        with pytest.raises(BadSelector) as caught:
            from_mapping({"kind": ["post"], "within": within})
        assert caught.value.code == "selector_within"


class TestContains:
    @given(_SELECTORS)
    def test_itself_and_each_of_its_atoms(self, selector: Selector) -> None:
        assert selector.contains(selector)
        assert all(selector.contains(atom) for atom in selector.atoms())

    def test_field_by_field(self) -> None:
        wide, narrow = parse("kind=post role=a,b"), parse("kind=post role=a")
        assert wide.contains(narrow)
        assert not narrow.contains(wide)
        assert parse("kind=post").contains(narrow)
        assert not narrow.contains(parse("kind=post"))


class TestMeasure:
    @pytest.mark.parametrize(
        "text",
        [
            "count kind=post role=楼长",
            "sum households of kind=place level=home",
            "distinct person through member_of of kind=organisation class=own",
        ],
    )
    def test_reads_back(self, text: str) -> None:
        assert str(parse_measure(text)) == text

    @pytest.mark.parametrize("text", ["", "count", "sum households kind=place", "average of kind=place"])
    def test_refuses(self, text: str) -> None:
        with pytest.raises(BadSelector):
            parse_measure(text)
