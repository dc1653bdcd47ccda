"""Several things in one sentence are parted as each language parts them."""

from __future__ import annotations

import json
import pickle

import pytest

from graph.errors import NotFound
from graph.words.listed import Listed
from loaders.report import Where, issue_of
from tests.loaders.books import PLACES, Desk


class TestListed:
    @pytest.mark.parametrize(("lang", "said"), [("zh", "是不是：甲、“乙、丙”"), ("en", "Did you mean: 甲, “乙、丙”")])
    def test_in_the_hint_of_an_error_and_of_an_issue(self, lang: str, said: str) -> None:
        error = NotFound(ref="甲乙", candidates=Listed(["甲", "“乙、丙”"]))
        assert {error.suggestion(lang), issue_of(error, Where()).suggestion(lang)} == {said}
        assert pickle.loads(pickle.dumps(error)).suggestion(lang) == said  # noqa: S301 - our own

    def test_is_a_text_as_chinese_lists_it_wherever_no_language_is_asked(self) -> None:
        assert json.dumps(Listed([1, "乙"]), ensure_ascii=False) == '"1、乙"'

    def test_what_is_hidden_in_it_is_hidden_in_either_language(self) -> None:
        error = NotFound(ref="甲乙", candidates=Listed(["甲13912345678", "乙"]))
        issue = issue_of(error, Where())
        said = [text for lang in ("zh", "en") for text in (error.suggestion(lang), issue.suggestion(lang))]
        assert ["139****5678" in str(text) for text in said] == [True] * 4


class TestOfALoad:
    def test_what_is_expected_is_listed_in_english_too(self, desk: Desk) -> None:
        report = desk.load({"区域": [["甲", "乙"], ["丙", "丁"]]})
        assert report.to_dict("en")["issues"][0]["expected"] == "名称, 层级"
        assert report.issues[0].suggestion("en") == "A header has at least: 名称, 层级"

    def test_so_is_what_may_have_been_meant(self, desk: Desk) -> None:
        report = desk.load({"区域": [*PLACES, ["1单元", "单元", "锦绣园/4号楼"]]})
        path = "苏州路演示社区/锦绣园"
        assert report.issues[0].suggestion("en") == f"Did you mean: {path}/3号楼, {path}/5号楼"
