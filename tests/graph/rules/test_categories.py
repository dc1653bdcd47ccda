"""The tree of categories and the weights of a match, and what of them is refused."""

from __future__ import annotations

import pytest

from graph.errors import BadRules
from graph.rules import load_rules, read_profile
from graph.rules.categories import read_categories
from graph.rules.matching import PARTS, read_matching

_TREE = """
care:
  zh: 照护
  en: care
  children:
    meals: {zh: 助餐, en: meals, aliases: [送餐]}
    haircut: {zh: 理发, en: haircuts}
books: {zh: 图书, en: books}
"""
_PROFILE = """
key: demo
title: {zh: 演示, en: demo}
source: {document: 演示}
levels: [{key: community}]
chains:
  party:
    title: {zh: 党, en: party}
    slots: [{key: a, title: {zh: 甲, en: a}, level: [community], carrier: {form: [branch]}}]
categories:
"""


class TestTree:
    def test_a_category_matches_what_is_above_and_below_it(self) -> None:
        tree = read_categories(_TREE, "c.yaml")
        assert tree.steps("meals", "care") == tree.steps("care", "meals") == 1
        assert tree.steps("meals", "meals") == 0
        assert tree.steps("meals", "haircut") is None
        assert tree.steps("露天电影", "露天电影") == 0

    def test_ours_is_read_and_sensitive_ones_are_marked_with_all_below(self) -> None:
        tree = load_rules().categories
        assert tree.sensitive("legal_advice")
        assert not tree.sensitive("books")

    @pytest.mark.parametrize(
        ("text", "code", "line"),
        [
            ("- care", "categories_not_mapping", 1),
            (f"{_TREE}meals: {{zh: 吃饭, en: eating}}", "category_twice", 9),
            (f"{_TREE}dinner: {{zh: 晚饭, en: dinner, aliases: [送餐]}}", "category_word_twice", 9),
            ("care: {en: care}", "rules_value", 1),
        ],
    )
    def test_one_that_contradicts_itself_is_refused_with_its_line(self, text: str, code: str, line: int) -> None:
        with pytest.raises(BadRules) as refused:
            read_categories(text, "c.yaml")
        assert (refused.value.code, refused.value.params["line"]) == (code, line)

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ("  films: {chain: party}", "category_title"),
            ("  films: {title: {zh: 电影, en: films}, parent: cinema}", "category_parent"),
            ("  care: {parent: meals}", "category_parent"),
            ("  books: {chain: roads}", "profile_no_such_chain"),
            ("  books: {aliases: [助医]}", "category_word_twice"),  # else what is sensitive would be books
            ("  films: {title: {zh: 图书, en: films}}", "category_word_twice"),
        ],
    )
    def test_what_a_profile_adds_has_a_title_a_place_and_a_chain_that_is_there(self, said: str, code: str) -> None:
        with pytest.raises(BadRules) as refused:
            read_profile(f"{_PROFILE}{said}\n", "p.yaml")
        assert refused.value.code == code

    def test_a_chain_handles_what_lies_below_its_category(self) -> None:
        profile = read_profile(f"{_PROFILE}  care: {{chain: party}}\n", "p.yaml")
        assert (profile.handling("meals"), profile.handling("books")) == ("party", None)


class TestWeights:
    def test_sum_to_a_hundred_over_every_part(self) -> None:
        weights = load_rules().matching().weights
        assert (sum(weights.values()), tuple(weights)) == (100, PARTS)

    @pytest.mark.parametrize(
        "change", [{"near": 16}, {"near": None}, {"beauty": 0}, {"near": -5, "category": 45}], ids=str
    )
    def test_others_are_refused(self, change: dict[str, int | None]) -> None:
        weights = {**load_rules().matching().weights, **change}
        text = "weights:\n" + "".join(f"  {part}: {one}\n" for part, one in weights.items() if one is not None)
        with pytest.raises(BadRules):
            read_matching(text, "m.yaml")
